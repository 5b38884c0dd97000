"""The figures of a county held against each other: what stands out, by unit, with the remedy."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from guatu.apps.observations.queries import cells_owed, figures_known
from guatu.apps.plans.models import Indicator
from guatu.apps.plans.queries import indicators
from guatu.apps.units.models import Unit
from guatu.apps.units.queries import units_below
from guatu.kernel import catalog
from guatu.kernel.catalog import RollUp, TargetType
from guatu.kernel.measuring import Fact
from guatu.kernel.periods import Period
from guatu.kernel.quality import Book, Cell, Finding, Nature, Severity, Trait, findings_in
from guatu.kernel.quantities import unit_named
from guatu.platform.clock import end_of

VERIFIED = "verified"
RATIOS = {TargetType.RATE, TargetType.RATIO}
ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding at its place: the first of its cells, and how many more there are."""

    finding: Finding
    indicator: Indicator
    period: str
    more: int


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What stands out at one unit, the most severe first."""

    unit: Unit
    rows: tuple[Row, ...]


def findings_by_unit(path: str, *, as_of: date, with_notes: bool) -> list[UnitFindings]:
    """The findings at or below `path` as known on `as_of`, in four queries.

    Notes are for those who verify, never for the unit itself (STAT-46).
    """
    known = {row.key: row for row in indicators()}
    units = {unit.key: unit for unit in units_below(path)}
    found: dict[str, list[Row]] = defaultdict(list)
    for finding in findings_in(book_of(path, as_of=as_of, known=known)):
        if with_notes or finding.severity is not Severity.NOTE:
            first = finding.cells[0]
            row = Row(finding, known[first.indicator], str(first.period), len(finding.cells) - 1)
            found[first.unit].append(row)
    return [
        UnitFindings(unit, tuple(sorted(found[key], key=_severest_first)))
        for key, unit in units.items()
        if key in found
    ]


def _severest_first(row: Row) -> tuple[int, str]:
    """What blocks, then what is held, then notes; inside by indicator."""
    return ORDER.index(row.finding.severity), row.indicator.key


def book_of(path: str, *, as_of: date, known: Mapping[str, Indicator]) -> Book:
    """The figures at or below `path` as the checks see them."""
    shapes = {key: row.declared for key, row in known.items()}
    periods: dict[str, Period] = {}
    facts, verified = [], {}
    for figure in figures_known(path, as_of=as_of):
        period = periods.setdefault(figure.period, Period.parse(figure.period))
        if figure.family == VERIFIED:
            verified[Cell(figure.indicator, figure.unit, period)] = figure.value
            continue
        place, family = (figure.indicator, figure.unit, period), shapes[figure.indicator].family
        facts.append(Fact(*place, figure.measure, figure.value, figure.known_at, family))
    owed, due = set(), dict[Period, date]()
    for key, unit, text, due_on in cells_owed(path):
        period = periods.setdefault(text, Period.parse(text))
        owed.add(Cell(key, unit, period))
        due[period] = max(due.get(period, due_on), due_on)
    return Book(
        traits={key: trait_of(shape) for key, shape in shapes.items()},
        facts=tuple(facts),
        as_of=as_of,
        verified=verified,
        deadlines={period: end_of(day) for period, day in due.items()},
        owed=frozenset(owed),
    )


def trait_of(declared: catalog.Indicator) -> Trait:
    """What an indicator's declaration lets the checks expect."""
    nature = Nature.FLOW if declared.over_time is RollUp.SUM else Nature.LEVEL
    if declared.type in RATIOS and declared.numerator is None and nature is Nature.LEVEL:
        nature = Nature.RATIO
    counted = unit_named(declared.unit)
    return Trait(
        key=declared.key,
        nature=nature,
        whole=counted.integral and counted.scale == 1,
        signed=declared.signed,
        decimals=6,
    )
