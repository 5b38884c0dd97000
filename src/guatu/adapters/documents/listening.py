"""Who hears how far the reading of a document is."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listener:
    """`pages` hears how many of how many are read; `scans` is told before pictures are read."""

    pages: Callable[[int, int], None]
    scans: Callable[[], None]


SILENCE = Listener(pages=lambda _done, _of: None, scans=lambda: None)
