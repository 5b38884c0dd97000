"""Page numbers and what is printed on every page, told apart from the text."""

import re
from collections import Counter
from collections.abc import Sequence

from guatu.adapters.documents.runs import Line

EDGE = 0.13  # of the page's height, above and below
NUMBER = re.compile(
    r"[-—–_·.\s]*(?:\d{1,4}|[ivxIVX]{1,6})[-—–_·.\s]*"
    r"|第?\s*[\d一二三四五六七八九十]{1,5}\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?"
    r"|(?:page|p\.)?\s*\d{1,4}\s*(?:/|of)\s*\d{1,4}",
    re.IGNORECASE,
)
FEWEST_PAGES = 3
OFTEN = 0.4


def without_heads(pages: Sequence[list[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and without what most pages repeat."""
    seen: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_mark(line, height) for line in lines if _is_at_edge(line, height)})
    most = max(FEWEST_PAGES, OFTEN * len(pages))
    repeated = {mark for mark, count in seen.items() if count >= most}
    return [
        [line for line in lines if not _is_head(line, height, repeated)]
        for lines, height in zip(pages, heights, strict=True)
    ]


def _is_head(line: Line, height: float, repeated: set[tuple[str, int]]) -> bool:
    if not _is_at_edge(line, height):
        return False
    return NUMBER.fullmatch(line.words.strip()) is not None or _mark(line, height) in repeated


def _is_at_edge(line: Line, height: float) -> bool:
    return line.bottom < EDGE * height or line.top > (1 - EDGE) * height


def _mark(line: Line, height: float) -> tuple[str, int]:
    """What a head has in common on all pages: its words but for numbers, and its height."""
    return re.sub(r"\d+", "#", "".join(line.words.split())), round(line.top / height * 50)
