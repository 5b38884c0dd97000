"""Which units stand below which, which of them file, and from when to when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Life:
    """From which day to which a unit stands, and the unit that goes on for it (新设、撤并).

    None is an open end. A unit owes the periods on whose last day it stands.
    """

    opened_on: date | None = None
    closed_on: date | None = None
    successor: str | None = None

    def holds(self, day: date) -> bool:
        """Whether the unit stands on `day`."""
        is_open = self.opened_on is None or self.opened_on <= day
        return is_open and (self.closed_on is None or day <= self.closed_on)


ALWAYS = Life()
Filers = Sequence[str] | Mapping[str, Life]


def lives_of(filers: Filers) -> dict[str, Life]:
    """The life of each filer, once each; those that are only named stand always."""
    if isinstance(filers, Mapping):
        return dict(filers)
    return dict.fromkeys(filers, ALWAYS)


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units of a county by parent, those that file an indicator, and their lives.

    Without `filers` the lowest units file. A unit that files stands for all below it, so that
    nothing is counted twice. What a closed unit filed stays with its parent, and counts for its
    successor too.
    """

    children: Mapping[str, Sequence[str]]
    filers: frozenset[str] | None = None
    lives: Mapping[str, Life] = field(default_factory=dict)

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit, and every filer that stands outside the tree."""
        named: dict[str, None] = {}
        for parent, below in self.children.items():
            named[parent] = None
            named.update(dict.fromkeys(below))
        named.update(dict.fromkeys(sorted(self.filers or ())))
        return tuple(named)

    def filers_at(self, unit: str) -> dict[str, Life]:
        """The filers whose figures make up that of `unit`, with their lives.

        It is the unit itself with those that it succeeded, or the highest filers below it.
        """
        found: dict[str, Life] = {}
        for filer in self._filers(unit, frozenset()):
            for one in (filer, *self.predecessors_of(filer)):
                found[one] = self.lives.get(one, ALWAYS)
        return found

    def predecessors_of(self, unit: str) -> tuple[str, ...]:
        """The units that `unit` goes on for, near and far, each once."""
        found: dict[str, None] = {}
        waiting = [unit]
        while waiting:
            heir = waiting.pop()
            closed = [key for key, life in self.lives.items() if life.successor == heir]
            new = [key for key in closed if key not in found and key != unit]
            found.update(dict.fromkeys(new))
            waiting.extend(new)
        return tuple(found)

    def _filers(self, unit: str, above: frozenset[str]) -> Iterator[str]:
        below = self.children.get(unit, ())
        files = not below if self.filers is None else unit in self.filers
        if files:
            yield unit
        elif unit not in above:
            for child in below:
                yield from self._filers(child, above | {unit})
