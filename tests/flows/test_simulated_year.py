"""The simulated year: the same each time, twelve months long, with stories to be found."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from guatu.apps.boards.models import Reading
from guatu.apps.boards.queries import Cover, covers
from guatu.apps.observations.models import Expectation, Filing, Observation
from guatu.apps.plans.models import Target
from guatu.apps.units.models import Unit
from guatu.flows.simulated_figures import SHORT_COVER, SLIP, Script, Stories
from guatu.flows.simulated_year import SEED, _shares, is_simulated_until, simulate
from guatu.kernel.periods import month

pytestmark = pytest.mark.django_db

YEAR_END = date(2023, 12, 31)
AUTUMN = date(2023, 10, 15)
JULY_END = date(2023, 7, 31)
UNITS = 57
BRIGHT = {"on", "done"}


def reading(indicator: str, day: date) -> Reading:
    """What the board shows of an indicator on `day`."""
    return Reading.objects.get(target__indicator__key=indicator, day=day)


def values(indicator: str, unit: str = "") -> dict[str, Decimal]:
    """The newest figures of an indicator by month, added over units."""
    rows = Observation.objects.filter(indicator__key=indicator, corrected_by=None)
    if unit:
        rows = rows.filter(unit__key=unit)
    total: defaultdict[str, Decimal] = defaultdict(Decimal)
    for period, value in rows.values_list("period", "value"):
        total[period] += value
    return dict(total)


def test_two_scripts_of_one_seed_tell_the_same_year() -> None:
    one, two = Script(SEED, _shares()), Script(SEED, _shares())
    owed = Expectation.objects.select_related("indicator", "unit").filter(period="2023-07")

    for row in owed:
        declared = row.indicator.declared
        assert one.figure(declared, row.unit.key, month(2023, 7)) == two.figure(
            declared, row.unit.key, month(2023, 7)
        )


def test_another_seed_tells_another_year() -> None:
    one, two = Script(SEED, _shares()), Script(SEED + 1, _shares())
    declared = Target.objects.whole().get(indicator__key=Stories.MISSES_THE_YEAR).indicator.declared
    units = Expectation.objects.filter(indicator__key=declared.key).values_list("unit__key")

    pairs = [
        (one.figure(declared, key, month(2023, 7)), two.figure(declared, key, month(2023, 7)))
        for (key,) in units.distinct()
    ]

    assert any(here != there for here, there in pairs)


def test_the_year_has_twelve_months_and_only_filing_units_owe() -> None:
    months = {f"2023-{number:02}" for number in range(1, 13)}
    owing = Unit.objects.filter(expectations__isnull=False).distinct()

    assert months <= set(Expectation.objects.values_list("period", flat=True))
    assert Unit.objects.filter(files=True).count() == UNITS
    assert all(unit.files for unit in owing)
    assert owing.filter(tile_x__isnull=False).count() >= 22


def test_every_day_is_read_once_for_every_target() -> None:
    assert Reading.objects.count() == 365 * Target.objects.count()


def test_every_figure_is_marked_as_simulated() -> None:
    assert not Filing.objects.filter(is_simulated=False).exists()


def test_no_figure_is_known_before_its_month_is_over() -> None:
    rows = Observation.objects.filter(period__startswith="2023-0", period__regex=r"^\d{4}-\d{2}$")

    for period, known_at in rows.values_list("period", "known_at")[:2000]:
        assert timezone.localdate(known_at) > month(2023, int(period[5:])).last_day


def test_the_funds_miss_the_year() -> None:
    end = reading(Stories.MISSES_THE_YEAR, YEAR_END)

    assert end.light == "red"
    assert end.actual is not None
    assert end.due is not None
    assert end.actual < end.due * Decimal("0.7")


def test_the_funds_are_told_to_miss_the_year_in_autumn() -> None:
    early = reading(Stories.MISSES_THE_YEAR, AUTUMN)

    assert early.chance is not None
    assert early.chance < Decimal("0.01")


def test_one_unit_never_files() -> None:
    owed = Expectation.objects.filter(unit__key="datonghu")

    assert owed.exists()
    assert not owed.filter(met_on__isnull=False).exists()
    assert not Observation.objects.filter(unit__key="datonghu").exists()


def test_silence_shows_on_the_tile() -> None:
    last = reading(Stories.MISSES_THE_YEAR, YEAR_END)

    assert last.filed < last.expected


def test_one_unit_is_always_late() -> None:
    met = Expectation.objects.filter(unit__key="qujiawan", met_on__isnull=False)

    assert met.count() > 100
    assert all(row.met_on > row.due_on for row in met if row.met_on)


def test_other_units_file_in_time() -> None:
    met = Expectation.objects.filter(unit__key="fengkou", met_on__isnull=False)

    assert met.count() > 100
    assert all(row.met_on <= row.due_on for row in met if row.met_on)


def test_a_slip_of_the_point_is_corrected_with_its_reason() -> None:
    first, then = Observation.objects.filter(
        indicator__key=SLIP.indicator, unit__key=SLIP.unit, period=SLIP.period
    )

    assert first.value == then.value * SLIP.factor
    assert then.corrects == first
    assert then.remark == SLIP.reason
    assert timezone.localdate(then.known_at) == SLIP.corrected_on


def test_the_board_moves_by_the_slip_and_the_past_day_stays_as_it_was() -> None:
    right = Observation.objects.get(
        indicator__key=SLIP.indicator,
        unit__key=SLIP.unit,
        period=SLIP.period,
        corrects__isnull=False,
    )
    before = reading(SLIP.indicator, SLIP.corrected_on - timedelta(days=1))
    after = reading(SLIP.indicator, SLIP.corrected_on)

    assert before.actual is not None
    assert after.actual is not None
    assert before.actual - after.actual == right.value * (SLIP.factor - 1)


def test_base_stations_stop_in_august() -> None:
    by_month = values(Stories.STOPS_IN_AUGUST)
    until = sum(by_month[f"2023-{number:02}"] for number in range(1, 8))
    later = sum(by_month[f"2023-{number:02}"] for number in range(8, 12))

    assert until / 7 > 5 * later / 4
    assert reading(Stories.STOPS_IN_AUGUST, JULY_END).light in BRIGHT
    assert reading(Stories.STOPS_IN_AUGUST, YEAR_END).light not in BRIGHT


def test_the_petrochemical_makers_recover() -> None:
    shares = [
        row.attainment
        for row in Reading.objects.filter(
            target__indicator__key=Stories.RECOVERS, day__in=[JULY_END, AUTUMN, YEAR_END]
        ).order_by("day")
    ]

    early = reading(Stories.RECOVERS, date(2023, 6, 13)).attainment
    assert early is not None
    assert early < Decimal("0.87")
    assert all(share is not None and share > early for share in shares)
    assert shares == sorted(share for share in shares if share is not None)
    assert shares[-1] is not None
    assert shares[-1] > Decimal("0.95")


def test_the_diagnoses_are_done_before_the_year_is_over() -> None:
    assert reading(Stories.FINISHES_EARLY, date(2023, 10, 31)).light == "done"


def test_one_town_runs_dry_in_october() -> None:
    key = Stories.RUNS_DRY
    target = Target.objects.whole().get(indicator__key=key)
    above, below = target.indicator.declared.numerator, target.indicator.declared.denominator
    assert above
    assert below
    stock, people = values(above, "yanwo"), values(below, "yanwo")
    cover = {period: stock[period] / people[period] for period in stock}

    assert all(
        share >= target.goal * Decimal("0.95") for p, share in cover.items() if p < "2023-10"
    )
    assert all(share < target.goal * Decimal("0.5") for p, share in cover.items() if p >= "2023-10")


def test_one_target_is_not_covered_by_what_the_units_undertake() -> None:
    targets = list(Target.objects.whole())
    found = covers(targets)
    by_key: dict[str, Cover] = {
        target.indicator.key: found[target.pk] for target in targets if target.pk in found
    }

    short = {key for key, cover in by_key.items() if cover.is_short}
    assert SHORT_COVER in short
    assert by_key[SHORT_COVER].ratio is not None


def test_the_year_goes_on_where_it_stopped_and_files_nothing_twice() -> None:
    before = Filing.objects.count(), Observation.objects.count(), Reading.objects.count()

    assert simulate(YEAR_END) == 0

    after = Filing.objects.count(), Observation.objects.count(), Reading.objects.count()
    assert after == before


def test_a_day_of_the_year_is_known_to_be_read() -> None:
    assert is_simulated_until(YEAR_END)
    assert not is_simulated_until(date(2024, 1, 1))
