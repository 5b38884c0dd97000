"""All checks in one list, in the order in which findings are told."""

from collections.abc import Iterator

from guatu.kernel.quality import bounds, cumulating, filing, jumps, shapes, slips, sources
from guatu.kernel.quality.checking import Check, Finding, findings_of
from guatu.kernel.quality.figures import Book

CHECKS: tuple[Check, ...] = (
    *bounds.CHECKS,
    *cumulating.CHECKS,
    *slips.CHECKS,
    *jumps.CHECKS,
    *shapes.CHECKS,
    *filing.CHECKS,
    *sources.CHECKS,
)


def findings_in(book: Book) -> Iterator[Finding]:
    """Everything that the declared checks find in `book`."""
    return findings_of(book, CHECKS)
