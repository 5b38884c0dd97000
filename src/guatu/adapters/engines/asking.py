"""A question in small whole numbers: the tables that an evaluation rests on."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guatu.adapters.engines.coding import FAMILIES, FREQUENCIES, ROLL_UPS, ages_in
from guatu.adapters.engines.script import Row, Runner
from guatu.kernel.catalog import Family, Indicator, RollUp
from guatu.kernel.measuring import PARTS_OF, UnitTree, quorum

ASKED = {
    "target": "INTEGER",
    "frequency": "INTEGER",
    "over_time": "INTEGER",
    "over_units": "INTEGER",
    "circle": "INTEGER",
    "is_ratio": "BOOLEAN",
    "is_awkward": "BOOLEAN",
    "is_divided": "BOOLEAN",
    "rising_is_good": "BOOLEAN",
    "parts": "INTEGER",
}
ROLES = {
    "target": "INTEGER",
    "role": "INTEGER",
    "indicator": "INTEGER",
    "family": "INTEGER",
    "over_time": "INTEGER",
    "cumulates": "BOOLEAN",
    "is_ratio": "BOOLEAN",
}
SEATS = {
    "circle": "INTEGER",
    "unit": "INTEGER",
    "filer": "INTEGER",
    "seat": "INTEGER",
    "expected": "INTEGER",
}
CIRCLES = {
    "circle": "INTEGER",
    "unit": "INTEGER",
    "expected": "INTEGER",
    "quorum": "INTEGER",
    "parent": "INTEGER",
    "peers": "INTEGER",
}
CLANS = {"circle": "INTEGER", "filer": "INTEGER", "clan": "INTEGER"}
CLAN_UNITS = {"clan": "INTEGER", "unit": "INTEGER"}
AGES = {"frequency": "INTEGER", "ends": "INTEGER", "expires": "INTEGER"}

CUMULATES = frozenset({RollUp.SUM, RollUp.RATIO_OF_SUMS})
COMBINED = frozenset({RollUp.SUM, RollUp.MEAN, RollUp.MAX})
OWN, TOP, BOTTOM = 0, 1, 2
Head = tuple[int, int, int, int, int | None, int]  # as `CIRCLES`


@dataclass(frozen=True, slots=True)
class Codes:
    """Units and indicators by their number in the lake."""

    units: Mapping[str, int]
    indicators: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked, ready to be loaded; `expected` counts the filers of every cell."""

    year: int
    indicators: Mapping[int, Indicator]
    roles: Sequence[Row]
    seats: Sequence[Row]
    circles: Sequence[Head]
    circle_of: Mapping[int, int]
    expected: Mapping[tuple[int, int], int]

    def load(self, runner: Runner, *, ends: Container[int] | None = None) -> None:
        """Make the tables of the question; `ends` are the last days that matter, all if None."""
        asked = [_asked(each, self.circle_of[code], code) for code, each in self.indicators.items()]
        frequencies = sorted({each.frequency for each in self.indicators.values()})
        ages = [
            (FREQUENCIES.index(frequency), day, expires)
            for frequency in frequencies
            for day, expires in ages_in(self.year, frequency)
            if ends is None or day in ends
        ]
        runner.load("asked", ASKED, asked)
        runner.load("roles", ROLES, self.roles)
        runner.load("seats", SEATS, self.seats)
        runner.load("circles", CIRCLES, self.circles)
        clans, units = _clans(self.seats)
        runner.load("clans", CLANS, clans)
        runner.load("clan_units", CLAN_UNITS, units)
        runner.load("ages", AGES, ages)


def asking(
    indicators: Sequence[Indicator],
    trees: Mapping[str, UnitTree],
    codes: Codes,
    *,
    as_of: date,
) -> Asking:
    """The question in numbers; `trees` holds one for each indicator, alike ones seated once."""
    numbers = _circles(indicators, trees)
    circle_of = {codes.indicators[each.key]: numbers[trees[each.key].filers] for each in indicators}
    made = {circle_of[codes.indicators[each.key]]: trees[each.key] for each in indicators}
    seats, heads = _seated(made, codes)
    counts: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for circle, unit, count, *_ in heads:
        counts[circle][unit] = count
    return Asking(
        year=as_of.year,
        indicators={codes.indicators[each.key]: each for each in indicators},
        roles=[row for each in indicators for row in _roles(each, codes)],
        seats=seats,
        circles=heads,
        circle_of=circle_of,
        expected={
            (unit, target): count
            for target, circle in circle_of.items()
            for unit, count in counts[circle].items()
        },
    )


def is_ratio(indicator: Indicator) -> bool:
    """Whether the figure is a numerator over a denominator."""
    return indicator.numerator is not None and indicator.denominator is not None


def is_awkward(indicator: Indicator) -> bool:
    """Whether the figures of units are themselves divided before they are put together."""
    if indicator.over_time is RollUp.MEAN:
        return indicator.over_units in COMBINED | {RollUp.RATIO_OF_SUMS}
    return is_ratio(indicator) and indicator.over_units in COMBINED


def is_divided(indicator: Indicator) -> bool:
    """Whether any of its figures is a division, which ranks must not round."""
    return is_ratio(indicator) or RollUp.MEAN in (indicator.over_time, indicator.over_units)


def _circles(
    indicators: Iterable[Indicator], trees: Mapping[str, UnitTree]
) -> dict[frozenset[str] | None, int]:
    """A number for each set of units that file together."""
    found: dict[frozenset[str] | None, int] = {}
    for indicator in indicators:
        found.setdefault(trees[indicator.key].filers, len(found))
    return found


def _asked(indicator: Indicator, circle: int, code: int) -> Row:
    """An indicator with its rules."""
    return (
        code,
        FREQUENCIES.index(indicator.frequency),
        ROLL_UPS.index(indicator.over_time),
        ROLL_UPS.index(indicator.over_units),
        circle,
        is_ratio(indicator),
        is_awkward(indicator),
        is_divided(indicator),
        indicator.rising_is_good,
        int(PARTS_OF.get(indicator.unit, 1)),
    )


def _roles(indicator: Indicator, codes: Codes) -> Iterable[Row]:
    """The indicator itself, and its numerator and denominator where it has both."""
    named = {OWN: indicator.key}
    if is_ratio(indicator):
        named |= {TOP: indicator.numerator or "", BOTTOM: indicator.denominator or ""}
    for role, key in named.items():
        if key in codes.indicators:
            yield (
                codes.indicators[indicator.key],
                role,
                codes.indicators[key],
                FAMILIES.index(Family(indicator.family)),
                ROLL_UPS.index(indicator.over_time),
                indicator.over_time in CUMULATES,
                is_ratio(indicator),
            )


def _clans(seats: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Filers that file for the same units as one clan each, and the units of every clan.

    Only units for which several file: the figures of a clan are put together once for them all.
    """
    served: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for circle, unit, filer, _, expected in seats:
        if expected > 1:
            served[circle, filer].append(unit)
    numbers: dict[tuple[int, tuple[int, ...]], int] = {}
    clans: list[Row] = []
    for (circle, filer), units in served.items():
        clan = numbers.setdefault((circle, tuple(units)), len(numbers))
        clans.append((circle, filer, clan))
    return clans, [(clan, unit) for (_, units), clan in numbers.items() for unit in units]


def _seated(trees: Mapping[int, UnitTree], codes: Codes) -> tuple[list[Row], list[Head]]:
    """Who files for whom in every circle, and how many of them are expected."""
    seats: list[Row] = []
    heads: list[Head] = []
    for circle, tree in trees.items():
        filers = {unit: tree.filers_at(unit) for unit in tree.units}
        parents = {child: unit for unit, below in tree.children.items() for child in below}
        peers = {
            unit: sum(1 for child in dict.fromkeys(below) if filers[child])
            for unit, below in tree.children.items()
        }
        for unit, own in filers.items():
            code, count, parent = codes.units[unit], len(own), parents.get(unit)
            above = None if parent is None else codes.units[parent]
            heads.append((circle, code, count, quorum(count), above, peers.get(parent or "", 0)))
            seats += [
                (circle, code, codes.units[filer], seat, count) for seat, filer in enumerate(own)
            ]
    return seats, heads
