"""Tables for the terminal, with Chinese characters two columns wide."""

import unicodedata
from collections.abc import Sequence


def width_of(text: str) -> int:
    """The columns that a text takes in a terminal."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _padded(text: str, width: int, side: str) -> str:
    """The text filled up to `width`: `l` to the left, `r` to the right."""
    space = " " * max(0, width - width_of(text))
    return space + text if side == "r" else text + space


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], sides: str) -> str:
    """Rows under their heads; `sides` has one letter a column."""
    widths = [
        max(width_of(cell) for cell in (head, *column))
        for head, column in zip(
            heads, zip(*rows, strict=True) if rows else [()] * len(heads), strict=True
        )
    ]
    lines = [list(heads), ["─" * width for width in widths], *rows]
    return "\n".join(
        "  ".join(
            _padded(cell, width, side)
            for cell, width, side in zip(line, widths, sides, strict=True)
        ).rstrip()
        for line in lines
    )
