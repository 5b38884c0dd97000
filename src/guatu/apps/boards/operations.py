"""Reading the day: what was filed by then, evaluated against what was due, stored as it was."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Q

from guatu.apps.boards.ledgers import Ledger, ledgers_of, measure
from guatu.apps.boards.models import Forecast, PlaceReading, Reading
from guatu.apps.boards.outlooks import told_on
from guatu.apps.boards.places import read_places
from guatu.apps.plans.models import Target
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.evaluation import Evaluation, Interval, evaluate
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Frequency, Period
from guatu.platform.database import write_gate
from guatu.platform.locale import packed

SIX = Decimal("0.000001")


def read_days(days: Iterable[date], targets: Sequence[Target]) -> int:
    """Store the readings of `targets` and of the places for each of `days`, oldest first.

    A day that was read before is read again; returns how many readings were stored.
    """
    days = sorted(days)
    if not days or not targets:
        return 0
    ledgers = ledgers_of(targets)
    remember_lights(ledgers, before=days[0])
    version = pack_in_use().key
    rows: list[Reading] = []
    forecasts: list[Forecast] = []
    told: dict[int, object] = {}
    for day in days:
        for ledger in ledgers:
            rows.append(Reading(target=ledger.target, day=day, **fields_on(ledger, day, version)))
            if told.get(ledger.target.pk) != ledger.forecasts:
                told[ledger.target.pk] = ledger.forecasts
                forecasts += forecast_rows(ledger, day)
    with write_gate():
        for model in (Reading, Forecast):
            model.objects.filter(target__in=targets, day__in=days).delete()
        Reading.objects.bulk_create(rows, batch_size=500)
        Forecast.objects.bulk_create(forecasts, batch_size=500)
    return len(rows)


def forecast_rows(ledger: Ledger, day: date) -> list[Forecast]:
    """The rows of a ledger's forecasts, the chosen one first."""
    fresh = str(ledger.fields["fresh_as_of"])
    return [
        Forecast(
            target=ledger.target,
            day=day,
            fresh_as_of=fresh,
            method=each.method.value,
            is_chosen=number == 0,
            basis=each.basis.value,
            mid=each.mid.quantize(SIX),
            low_80=each.low.quantize(SIX),
            high_80=each.high.quantize(SIX),
            **_ends(each.half, 50),
            **_ends(each.most, 95),
            chance=each.chance,
            error=each.error,
            years=each.years,
            is_share=each.is_share,
        )
        for number, each in enumerate(ledger.forecasts)
    ]


def _ends(band: Interval | None, level: int) -> dict[str, Decimal | None]:
    """The two fields of an interval; empty where there is none."""
    low, high = band or (None, None)
    return {f"low_{level}": _six(low), f"high_{level}": _six(high)}


def remember_lights(ledgers: Sequence[Ledger], *, before: date) -> None:
    """Give each ledger the light of its newest reading before a day, in two queries (TGT-22)."""
    targets = [ledger.target for ledger in ledgers]
    past = Reading.objects.filter(target__in=targets, day__lt=before)
    newest = dict(past.values_list("target_id").annotate(Max("day")))
    rows = past.filter(day__in=set(newest.values()))
    lights = {row.target_id: row for row in rows if row.day == newest[row.target_id]}
    for ledger in ledgers:
        if row := lights.get(ledger.target.pk):
            ledger.light, ledger.filed_at = catalog.Light(row.light), row.last_filed_at


def read_all(days: Iterable[date]) -> int:
    """Read every target and every place on `days`; the same as what the worker does each night."""
    days = sorted(days)
    targets = list(Target.objects.whole().order_by("pk"))
    stored = read_days(days, targets)
    places = read_places(days, ledgers_of(targets))
    with write_gate():
        PlaceReading.objects.filter(day__in=days).delete()
        PlaceReading.objects.bulk_create(places, batch_size=500)
    return stored


def read_tile(day: date, unit: Unit) -> None:
    """Read one place again on `day`; nothing for a unit that has no tile on the map."""
    if unit.tile_x is None:
        return
    carried = Target.objects.whole().filter(Q(shares__unit=unit) | Q(each=True)).distinct()
    rows = read_places([day], ledgers_of(list(carried.order_by("pk"))), only=unit)
    with write_gate():
        PlaceReading.objects.filter(day=day, unit=unit).delete()
        PlaceReading.objects.bulk_create(rows)


def _six(value: Decimal | None) -> Decimal | None:
    """A figure with the six decimals that the store keeps; an endless ratio has none."""
    return value.quantize(SIX) if value is not None and value.is_finite() else None


def fields_on(ledger: Ledger, day: date, version: str) -> dict[str, Any]:
    """What a reading of `day` says; the same as the day before while nothing is new."""
    measured = measure(ledger, day)
    seen = (ledger.seen, day.isocalendar()[:2])
    if seen != ledger.read:
        found = evaluate(
            ledger.standing,
            measured,
            as_of=day,
            previous_light=ledger.light,
            previous_filed_at=ledger.filed_at,
            told=told_on(ledger, measured, day),
        )
        ledger.forecasts = found.forecasts
        ledger.read, ledger.light = seen, found.light
        ledger.filed_at = measured.last_filed_at
        ledger.fields = _fields(ledger, measured, found) | {"catalog": version}
    return ledger.fields


def _fields(ledger: Ledger, measured: Measured, found: Evaluation) -> dict[str, Any]:
    """The fields of one evaluation."""
    forecast = found.forecast
    return {
        "actual": _six(found.actual),
        "due": _six(found.due),
        "completion": _six(found.completion),
        "attainment": _six(found.attainment),
        "gap": _six(found.gap),
        "required_rate": _six(found.required_rate),
        "stretch_factor": _six(found.stretch_factor),
        "low": _six(forecast.low) if forecast else None,
        "mid": _six(forecast.mid) if forecast else None,
        "high": _six(forecast.high) if forecast else None,
        "method": forecast.method.value if forecast else "",
        "chance": _six(found.chance),
        "light": found.light.value,
        "reasons": [packed(reason) for reason in found.reasons],
        "fresh_as_of": str(found.fresh_as_of or ""),
        "filed": found.filed,
        "expected": found.expected,
        "last_filed_at": measured.last_filed_at,
        "months": months_of(ledger, measured),
    }


def _year_before(period: Period) -> Period:
    """The same month of the year before."""
    return Period(period.frequency, period.year - 1, period.index)


def months_of(ledger: Ledger, measured: Measured) -> list[dict[str, Any]]:
    """Month by month: the level reached, the level due and that of the year before, as text.

    None where nothing is known. The year before is that of `Ledger.before`.
    """
    past = ledger.before[1].by_month
    standing = ledger.standing
    periods = standing.period.within(Frequency.MONTH) or (standing.period,)
    base = standing.baseline or Decimal(0)
    is_level = ledger.declared.type in {catalog.TargetType.STOCK, catalog.TargetType.RATIO}
    rows = []
    for period in periods:
        share = standing.schedule.share(period.last_day)
        due = base + (standing.goal - base) * share if is_level else standing.goal * share
        actual, then = measured.by_month.get(period), past.get(_year_before(period))
        rows.append(
            {
                "period": str(period),
                "actual": None if actual is None else f"{_six(actual):f}",
                "due": f"{_six(due):f}",
                "then": None if then is None else f"{_six(then):f}",
            }
        )
    return rows
