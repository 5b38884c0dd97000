"""The figures of a county held against each other: what stands out, by unit, with the remedy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from guatu.apps.accounts.models import User
from guatu.apps.observations.queries import Known, Owed, cells_owed, figures_known
from guatu.apps.plans.models import Indicator, Target
from guatu.apps.plans.queries import goals_of_units, indicators, targets_fed_by
from guatu.apps.units.models import Unit
from guatu.apps.units.queries import units_below, who_files
from guatu.kernel import catalog
from guatu.kernel.catalog import RollUp, TargetType
from guatu.kernel.measuring import Fact
from guatu.kernel.periods import Period
from guatu.kernel.quality import (
    Book,
    Cell,
    Finding,
    Looks,
    Nature,
    Severity,
    Trait,
    findings_in,
    looks_into,
)
from guatu.kernel.quantities import unit_named
from guatu.platform.clock import end_of

VERIFIED = "verified"
PERCENT = "%"
RATIOS = {TargetType.RATE, TargetType.RATIO}
ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Row:
    """One finding at its place: the first of its cells, and how many more there are.

    `owed` is the form that the figure is filed and corrected with, None where nobody owes it;
    `target` the target that it feeds; `filers` the people who answer for it.
    """

    finding: Finding
    indicator: Indicator
    period: str
    more: int
    owed: int | None = None
    target: Target | None = None
    filers: tuple[User, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitFindings:
    """What stands out at one unit, the most severe first."""

    unit: Unit
    rows: tuple[Row, ...]

    @property
    def kinds(self) -> list[tuple[Row, tuple[Row, ...]]]:
        """The findings by check: the first of each, and the others that say the same."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.finding.check, []).append(row)
        return [(rows[0], tuple(rows[1:])) for rows in found.values()]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks of a county found, and which of them had nothing to look at."""

    groups: tuple[UnitFindings, ...]
    looks: Looks
    figures: int


def county_checked(path: str, *, as_of: date, with_notes: bool) -> Checked:
    """The findings at or below `path` as known on `as_of`, in a fixed number of queries.

    Notes are for those who verify, never for the unit itself (STAT-46).
    """
    known = {row.key: row for row in indicators()}
    units = {unit.key: unit for unit in units_below(path)}
    owed = cells_owed(path)
    book = _book(units, figures_known(path, as_of=as_of), owed, known, as_of)
    book = replace(book, goals=goals_of_units(as_of.year, path))
    found = [it for it in findings_in(book) if with_notes or it.severity is not Severity.NOTE]
    rows = _rows(found, known, owed, path, as_of)
    groups = tuple(
        UnitFindings(unit, tuple(sorted(rows[key], key=_severest_first)))
        for key, unit in units.items()
        if key in rows
    )
    return Checked(groups, looks_into(book), len(book.standing))


def _rows(
    found: Iterable[Finding],
    known: Mapping[str, Indicator],
    owed: Iterable[Owed],
    path: str,
    day: date,
) -> dict[str, list[Row]]:
    """The findings by unit, each with its form, its target and who answers."""
    forms = {(it.indicator, it.unit, it.period): it.id for it in owed}
    filers = who_files(path, day)
    fed: dict[str, Target] = {}
    for target in targets_fed_by(known, path):
        declared = target.indicator.declared
        for key in (declared.numerator, declared.denominator, declared.key):
            if key:
                fed[key] = target
    rows: dict[str, list[Row]] = defaultdict(list)
    for finding in found:
        first = finding.cells[0]
        rows[first.unit].append(
            Row(
                finding=finding,
                indicator=known[first.indicator],
                period=str(first.period),
                more=len(finding.cells) - 1,
                owed=forms.get((first.indicator, first.unit, str(first.period))),
                target=fed.get(first.indicator),
                filers=tuple(filers.get(first.unit, ())),
            )
        )
    return rows


def _severest_first(row: Row) -> tuple[int, str]:
    """What blocks, then what is held, then notes; inside by indicator."""
    return ORDER.index(row.finding.severity), row.indicator.key


def _book(
    units: Mapping[str, Unit],
    figures: Sequence[Known],
    owed: Sequence[Owed],
    known: Mapping[str, Indicator],
    as_of: date,
) -> Book:
    """The figures of a county as the checks see them."""
    shapes = {key: row.declared for key, row in known.items()}
    periods: dict[str, Period] = {}
    facts, verified = [], {}
    for figure in figures:
        period = periods.setdefault(figure.period, Period.parse(figure.period))
        if figure.family == VERIFIED:
            verified[Cell(figure.indicator, figure.unit, period)] = figure.value
            continue
        place, family = (figure.indicator, figure.unit, period), shapes[figure.indicator].family
        facts.append(Fact(*place, figure.measure, figure.value, figure.known_at, family))
    cells, due = set(), dict[Period, date]()
    for it in owed:
        period = periods.setdefault(it.period, Period.parse(it.period))
        cells.add(Cell(it.indicator, it.unit, period))
        due[period] = max(due.get(period, it.due_on), it.due_on)
    return Book(
        traits={key: trait_of(shape) for key, shape in shapes.items()},
        facts=tuple(facts),
        as_of=as_of,
        verified=verified,
        parts=parts_among(units.values(), facts),
        deadlines={period: end_of(day) for period, day in due.items()},
        owed=frozenset(cells),
        archived=frozenset(
            cell
            for cell in (Cell(fact.indicator, fact.unit, fact.period) for fact in facts)
            if cell.period.year < as_of.year and cell not in cells
        ),
    )


def parts_among(units: Iterable[Unit], facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """The units below each that file a figure which it files too: it should be their sum.

    Of those below one another only the highest count, so that nothing is added up twice.
    """
    filed: dict[str, set[tuple[str, Period]]] = defaultdict(set)
    for fact in facts:
        filed[fact.unit].add((fact.indicator, fact.period))
    paths = {unit.path: unit.key for unit in units if unit.key in filed}
    parts: dict[str, list[str]] = defaultdict(list)
    for path, key in paths.items():
        above = [other for other in paths if path.startswith(other) and other != path]
        shared = [other for other in above if filed[paths[other]] & filed[key]]
        if shared:
            parts[paths[max(shared, key=len)]].append(key)
    return {key: tuple(sorted(below)) for key, below in parts.items()}


def trait_of(declared: catalog.Indicator) -> Trait:
    """What an indicator's declaration lets the checks expect."""
    nature = Nature.FLOW if declared.over_time is RollUp.SUM else Nature.LEVEL
    if declared.type in RATIOS and nature is Nature.LEVEL:
        nature = Nature.RATIO
    counted = unit_named(declared.unit)
    in_percent = declared.unit == PERCENT
    return Trait(
        key=declared.key,
        nature=nature,
        whole=counted.integral and counted.scale == 1,
        signed=declared.signed,
        decimals=6,
        lower=_bound(declared.lower),
        upper=_bound(declared.upper),
        numerator=declared.numerator if in_percent else None,
        denominator=declared.denominator if in_percent else None,
        within=declared.within,
        inflow=declared.inflow,
        outflow=declared.outflow,
        energy=declared.energy,
        tax=declared.tax,
    )


def _bound(whole: int | None) -> Decimal | None:
    """A declared bound as the checks compare it."""
    return None if whole is None else Decimal(whole)
