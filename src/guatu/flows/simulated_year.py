"""The simulated year of the example county: seeded, reproducible, with stories to be found.

All figures that it files are invented and marked so; the stories are those of `STORIES`.
"""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from guatu.apps.boards.models import Reading
from guatu.apps.boards.operations import read_all
from guatu.apps.observations.models import Expectation, Filing
from guatu.apps.observations.operations import Figure, file_figures
from guatu.apps.plans.models import Share
from guatu.flows.simulated_figures import LATE_UNIT, SILENT_UNIT, SLIP, Script
from guatu.kernel.periods import Period
from guatu.platform.database import write_gate

SEED = 2023
NAMESPACE = uuid.UUID("8f9a2f0e-5c0b-4d57-9a40-6f7a7c1d2023")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Act:
    """One filing that the year holds: all that a unit owes for a period, on its day."""

    unit_id: int
    unit: str
    period: str
    at: datetime
    owed: tuple[Expectation, ...]


def simulate(until: date) -> int:
    """File what the simulated units file up to `until`, and read each day; returns the filings.

    Goes on where it stopped: what is filed already, by it or by a person, stays as it is.
    """
    script = Script(SEED, _shares())
    with write_gate():
        done = set(Filing.objects.filter(is_simulated=True).values_list("key", flat=True))
        acts = [act for act in _acts(until) if _key(act) not in done]
        for act in acts:
            _perform(act, script)
        _correct_the_slip(until, done)
        _read(until)
    return len(acts)


def is_simulated_until(day: date) -> bool:
    """Whether the year is filed and read up to `day`."""
    return Reading.objects.filter(day=day).exists()


def _shares() -> dict[tuple[str, str], Decimal]:
    """What each unit owes of each indicator over its whole period."""
    owed: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rows = Share.objects.values_list("target__indicator__key", "unit__key", "amount")
    for indicator, unit, amount in rows:
        owed[indicator, unit] += amount
    return dict(owed)


def _acts(until: date) -> Iterator[Act]:
    """Every filing due up to `until`, in the order of its moment."""
    rows = Expectation.objects.select_related("unit", "indicator").order_by("due_on", "unit")
    groups: defaultdict[tuple[int, str], list[Expectation]] = defaultdict(list)
    for row in rows:
        if row.unit.key != SILENT_UNIT:
            groups[row.unit_id, row.period].append(row)
    acts = []
    for (unit_id, period), owed in groups.items():
        unit = owed[0].unit.key
        at = _moment(unit, period, owed[0].due_on)
        if timezone.localdate(at) <= until:
            acts.append(Act(unit_id, unit, period, at, tuple(owed)))
    yield from sorted(acts, key=lambda act: (act.at, act.unit))


def _moment(unit: str, period: str, due_on: date) -> datetime:
    """When a unit files: in the days before its date, in office hours; one is always late."""
    dice = random.Random(f"{SEED}/{unit}/{period}/moment")  # noqa: S311 - a reproducible play
    early = dice.choice([0, 0, 1, 1, 2, 3])
    day = max(due_on - early * ONE_DAY, Period.parse(period).last_day + ONE_DAY)
    if unit == LATE_UNIT:
        day = due_on + dice.randint(6, 11) * ONE_DAY
    clock = time(dice.randint(8, 16), dice.randint(0, 59))
    return timezone.make_aware(datetime.combine(day, clock))


def _key(act: Act) -> uuid.UUID:
    """The key that makes a filing happen once."""
    return uuid.uuid5(NAMESPACE, f"{act.unit}/{act.period}")


def _perform(act: Act, script: Script) -> None:
    """File what the unit owes and has not filed by hand."""
    figures = [
        Figure(owed, script.figure(owed.indicator.declared, act.unit, Period.parse(act.period)))
        for owed in act.owed
        if owed.met_on is None
    ]
    if figures:
        file_figures(figures, key=_key(act), actor=None, at=act.at, is_simulated=True)


def _correct_the_slip(until: date, done: set[uuid.UUID]) -> None:
    """The unit that filed ten times its figure corrects itself, with its reason."""
    key = uuid.uuid5(NAMESPACE, "slip")
    if SLIP.corrected_on > until or key in done:
        return
    owed = Expectation.objects.select_related("unit", "indicator").filter(
        indicator__key=SLIP.indicator, unit__key=SLIP.unit, period=SLIP.period
    )
    if row := owed.first():
        script = Script(SEED, _shares())
        value = script.honest(row.indicator.declared, SLIP.unit, Period.parse(SLIP.period))
        at = timezone.make_aware(datetime.combine(SLIP.corrected_on, time(10, 20)))
        figure = Figure(row, value, remark=SLIP.reason)
        file_figures([figure], key=key, actor=None, at=at, is_simulated=True)


def _read(until: date) -> None:
    """Read every day of the year up to `until` that has no reading yet."""
    first = date(until.year, 1, 1)
    read = set(Reading.objects.filter(day__year=until.year).values_list("day", flat=True))
    days: Sequence[date] = [first + n * ONE_DAY for n in range((until - first).days + 1)]
    read_all([day for day in days if day not in read])
