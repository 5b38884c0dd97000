"""Which units stand below which, and which of them file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units of a county by parent, and those that file an indicator.

    Without `filers` the lowest units file. A unit that files stands for all below it, so that
    nothing is counted twice.
    """

    children: Mapping[str, Sequence[str]]
    filers: frozenset[str] | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit, and every filer that stands outside the tree."""
        named: dict[str, None] = {}
        for parent, below in self.children.items():
            named[parent] = None
            named.update(dict.fromkeys(below))
        named.update(dict.fromkeys(sorted(self.filers or ())))
        return tuple(named)

    def filers_at(self, unit: str) -> tuple[str, ...]:
        """The filers whose figures make up that of `unit`: itself, or the highest below it."""
        return tuple(dict.fromkeys(self._filers(unit, frozenset())))

    def _filers(self, unit: str, above: frozenset[str]) -> Iterator[str]:
        below = self.children.get(unit, ())
        files = not below if self.filers is None else unit in self.filers
        if files:
            yield unit
        elif unit not in above:
            for child in below:
                yield from self._filers(child, above | {unit})
