"""Questions to what is owed and to what was filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Max, Q

from guatu.apps.observations.models import Expectation, Filing, Observation, PeerFigure
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.periods import Frequency
from guatu.platform.clock import end_of

MONTHLY = Frequency.MONTH.value


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many figures were owed and how many came, and when the last one did."""

    filed: int
    expected: int
    units_filed: int
    units_expected: int
    last_filed_at: datetime | None


def completeness(path: str, *, as_of: date) -> Completeness:
    """How complete the filing of the newest due date is on `as_of`, in a few queries."""
    own = Expectation.objects.filter(unit__path__startswith=path)
    monthly = own.filter(indicator__in=Indicator.objects.filter(definition__frequency=MONTHLY))
    days = monthly.values_list("due_on", flat=True)
    newest = days.filter(due_on__lte=as_of).order_by("-due_on").first()
    newest = newest or days.order_by("due_on").first()
    met = Q(met_on__lte=as_of)
    due = own.filter(due_on=newest) if newest else own.none()
    row = due.aggregate(
        filed=Count("pk", filter=met),
        expected=Count("pk"),
        units=Count("unit", distinct=True),
        late=Count("unit", filter=~met | Q(met_on__isnull=True), distinct=True),
    )
    filings = Filing.objects.filter(unit__path__startswith=path)
    last = filings.filter(filed_at__lte=end_of(as_of)).aggregate(Max("filed_at"))
    return Completeness(
        row["filed"],
        row["expected"],
        row["units"] - row["late"],
        row["units"],
        last["filed_at__max"],
    )


@dataclass(frozen=True, slots=True)
class Debt:
    """One figure that a unit owes now."""

    id: int
    indicator: str
    indicator_en: str
    unit: Unit
    period: str
    due_on: date
    is_late: bool


def debts(paths: list[str], *, as_of: date, limit: int = 200) -> list[Debt]:
    """What the units at or below `paths` still owe and may file by `as_of`, oldest first."""
    below = Q()
    for path in paths:
        below |= Q(unit__path__startswith=path)
    if not paths:
        return []
    rows = Expectation.objects.filter(
        below, Q(met_on__isnull=True) | Q(met_on__gt=as_of), due_on__lte=_horizon(as_of)
    ).select_related("indicator", "unit")
    return [
        Debt(
            row.pk,
            row.indicator.name,
            row.indicator.name_en,
            row.unit,
            row.period,
            row.due_on,
            row.due_on < as_of,
        )
        for row in rows[:limit]
    ]


def _horizon(as_of: date) -> date:
    """The last due date that may be filed now: that of the month before `as_of`."""
    return as_of.replace(day=28)


def silent_units(path: str, *, as_of: date, limit: int = 12) -> list[tuple[Unit, int]]:
    """The units that owe most figures past their date, with how many."""
    late = Q(expectations__due_on__lt=as_of) & (
        Q(expectations__met_on__isnull=True) | Q(expectations__met_on__gt=as_of)
    )
    below = Unit.objects.filter(path__startswith=path)
    rows = below.annotate(late=Count("expectations", filter=late)).filter(late__gt=0)
    return [(row, row.late) for row in rows.order_by("-late", "path")[:limit]]


@dataclass(frozen=True, slots=True)
class Filed:
    """One figure as filed, with whose hand and when."""

    period: str
    unit: Unit
    value: Decimal
    known_at: datetime
    receipt: str
    by: str
    is_simulated: bool
    is_correction: bool
    remark: str


def filed_for(keys: Sequence[str], *, known_by: datetime, limit: int = 12) -> list[Filed]:
    """The newest figures filed of these indicators, newest first, in one query."""
    rows = (
        Observation.objects.filter(indicator__key__in=keys, known_at__lte=known_by)
        .select_related("unit", "filing", "filing__filed_by")
        .order_by("-known_at", "-pk")[:limit]
    )
    return [
        Filed(
            row.period,
            row.unit,
            row.value,
            row.known_at,
            row.filing.receipt,
            row.filing.filed_by.get_full_name() if row.filing.filed_by else "",
            row.filing.is_simulated,
            row.corrects_id is not None,
            row.remark,
        )
        for row in rows
    ]


def last_value(indicator_id: int, unit_id: int, *, before: str) -> Observation | None:
    """The newest figure of the unit before the period `before` (same year)."""
    return (
        Observation.objects.filter(
            indicator_id=indicator_id, unit_id=unit_id, period__lt=before, corrected_by=None
        )
        .order_by("-period", "-known_at")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Known:
    """One figure as it was known, with all that its checks need; `family` as filed."""

    indicator: str
    unit: str
    period: str
    measure: str
    family: str
    value: Decimal
    known_at: datetime


def figures_known(path: str, *, as_of: date) -> list[Known]:
    """Every figure filed at or below `path` and known by `as_of`, oldest first, in one query."""
    rows = (
        Observation.objects.filter(unit__path__startswith=path, known_at__lte=end_of(as_of))
        .order_by("known_at", "pk")
        .values_list(
            "indicator__key", "unit__key", "period", "measure", "family", "value", "known_at"
        )
    )
    return [Known(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class KnownOfPeer:
    """One figure of a peer as it was known; `indicator` and `peer` are keys."""

    indicator: str
    peer: str
    period: str
    measure: str
    value: Decimal
    known_at: datetime
    source: str
    basis: str
    is_simulated: bool


def peer_figures(path: str, *, as_of: date) -> list[KnownOfPeer]:
    """What was known by `as_of` of those who rank beside the county at `path`, oldest first."""
    rows = (
        PeerFigure.objects.filter(county__path=path, known_at__lte=end_of(as_of))
        .order_by("known_at", "pk")
        .values_list(
            "indicator__key",
            "peer",
            "period",
            "measure",
            "value",
            "known_at",
            "source",
            "basis",
            "is_simulated",
        )
    )
    return [KnownOfPeer(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Owed:
    """One figure that is owed: its cell, its day, and the form that it is filed with."""

    indicator: str
    unit: str
    period: str
    due_on: date
    id: int


def cells_owed(path: str) -> list[Owed]:
    """All that is owed at or below `path`."""
    rows = Expectation.objects.filter(unit__path__startswith=path).order_by("pk")
    values = rows.values_list("indicator__key", "unit__key", "period", "due_on", "pk")
    return [Owed(*row) for row in values]


def simulated_indicators(path: str, *, known_by: datetime) -> set[str]:
    """The indicators of which invented figures at or below `path` were known by then."""
    rows = Observation.objects.filter(
        unit__path__startswith=path, filing__is_simulated=True, known_at__lte=known_by
    )
    return set(rows.order_by().values_list("indicator__key", flat=True).distinct())


def has_simulated_figures() -> bool:
    """Whether invented figures are shown here; then every page says so."""
    return Filing.objects.filter(is_simulated=True).exists()
