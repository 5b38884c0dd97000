"""What a reading must never do: say a figure that its quote does not hold."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from guatu.kernel.reading import Laid, Reading

SLIPS = str.maketrans("oOlI|", "00111")


def invented(laid: Laid, reading: Reading) -> Iterator[str]:
    """Each target whose quote is not in the text, or whose figures are not in its quote."""
    held = [figure for figure in reading.figures if figure.is_target]
    starts = [figure.start for figure in held]
    for target in reading.targets:
        span = laid.text[target.start : target.end]
        if squeezed(target.quote) not in squeezed(span):
            yield f"{target.quote!r} is not at {target.start} to {target.end}"
        inside = held[bisect_left(starts, target.start) : bisect_left(starts, target.end)]
        if target.value not in [figure.value for figure in inside]:
            yield f"{target.value} is not in {target.quote!r}"
        for figure in inside:
            if "\t" in laid.text[figure.start : figure.end]:
                yield f"{figure.text!r} goes over the border of a cell"
            if squeezed(figure.text) not in squeezed(target.quote):
                yield f"{figure.text!r} is not in {target.quote!r}"


def squeezed(words: str) -> str:
    """The words without space, in plain form, letters that scanners take for digits as digits."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words)).translate(SLIPS)
