"""The plain reference: one indicator, one unit, one group after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from guatu.kernel.catalog import Indicator
from guatu.kernel.engines.answers import Answer, Cell, Seat, World
from guatu.kernel.measuring import growth_at, values_at
from guatu.kernel.ranking import rank


@dataclass(frozen=True, slots=True)
class Reference:
    """The readable, slow engine; the oracle for all others."""

    name: str = "reference"

    def cells(self, world: World, *, as_of: date, known_by: datetime | None = None) -> Answer:
        """The cells of every unit and indicator; see `Engine`."""
        return {
            (unit, indicator.key): cell
            for indicator in world.indicators
            for unit, cell in _column(world, indicator, as_of, known_by).items()
        }


def _column(
    world: World, indicator: Indicator, as_of: date, known_by: datetime | None
) -> Mapping[str, Cell]:
    """The cells of one indicator."""
    tree = world.tree_of(indicator.key)
    series = values_at(world.facts, indicator=indicator, tree=tree, as_of=as_of, known_by=known_by)
    cells = {}
    for unit in tree.units:
        measured = series[unit].measured
        growth = None
        if measured.period is not None:
            growth = growth_at(
                world.facts,
                indicator=indicator,
                filers=tree.filers_at(unit),
                period=measured.period,
                known_by=known_by,
            )
        cells[unit] = Cell(
            value=measured.actual,
            period=measured.period,
            filed=measured.filed,
            expected=measured.expected,
            last_filed_at=measured.last_filed_at,
            reasons=measured.reasons,
            growth=growth,
        )
    return seated(cells, world.children, rising_is_good=indicator.rising_is_good)


def seated(
    cells: Mapping[str, Cell], children: Mapping[str, Sequence[str]], *, rising_is_good: bool
) -> dict[str, Cell]:
    """The cells of one indicator, each with its place among its siblings."""
    found = dict(cells)
    for below in children.values():
        peers = {unit: cells[unit] for unit in below if cells[unit].expected}
        found |= _places(peers, rising_is_good=rising_is_good)
    return found


def _places(peers: Mapping[str, Cell], *, rising_is_good: bool) -> dict[str, Cell]:
    """The peers with their places; who is behind the newest period is missing."""
    periods = [cell.period for cell in peers.values() if cell.period is not None]
    newest = max(periods, default=None)
    values = {unit: cell.value for unit, cell in peers.items() if cell.period == newest}
    present = {unit: value for unit, value in values.items() if value is not None}
    missing = len(peers) - len(present)
    places = rank(present, higher_is_better=rising_is_good)
    dense = rank(present, higher_is_better=rising_is_good, method="dense")
    steps = {each.key: each.place for each in dense}
    return {
        each.key: replace(peers[each.key], seat=Seat(each.place, steps[each.key], missing))
        for each in places
    }
