"""The kinds of defects, each with the checks that must tell it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bench.filings import after, before
from bench.filings.county import County

from guatu.kernel.quality import Cell

Planted = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of defect: how it is planted, and the checks of which one must name a planted cell.

    What is planted before the derived figures carries on into sums and totals, so that only the
    figure's own look gives it away.
    """

    name: str
    told_by: frozenset[str]
    plant: Callable[[County], Planted]
    is_before: bool


def _kinds(
    table: dict[str, tuple[str, Callable[[County], Planted]]], *, is_before: bool
) -> list[Kind]:
    """The rows of a table as kinds."""
    return [
        Kind(name, frozenset(told.split()), plant, is_before)
        for name, (told, plant) in table.items()
    ]


def faint_kind(factor: float) -> Kind:
    """One amount multiplied, told by any check of jumps."""
    plant = partial(before.faint, factor=factor)
    return Kind(f"{factor:g} times", frozenset(before.UPWARD.split()), plant, is_before=True)


KINDS = (*_kinds(before.TABLE, is_before=True), *_kinds(after.TABLE, is_before=False))
