"""The eight presets, on both sides of every boundary (DOMAIN §2.3, TGT-20)."""

from datetime import date
from decimal import Decimal

import pytest
from tests.kernel.evaluation.cast import MAY, SILENCE, funds, presets, reported, series

from guatu.kernel.catalog import Circumstance, Light, Relation, TargetType
from guatu.kernel.evaluation import Standing, Told, evaluate, missed_in_a_row
from guatu.kernel.periods import Frequency, Period, jan_feb, month, year
from guatu.kernel.schedules import Constant, DayLinear, Linear, Nodes

JUNE = month(2023, 6)
JULY = date(2023, 7, 5)


def half_due(preset: str, **changes: object) -> Standing:
    """A hundred for the year, so that fifty are due at the end of June."""
    return funds(goal=Decimal(100), preset=presets()[preset], **changes)


@pytest.mark.parametrize(
    ("preset", "actual", "light"),
    [
        pytest.param("hubei_default", "100", Light.DONE, id="default: finished is blue"),
        pytest.param("hubei_default", "99.99", Light.ON_COURSE, id="default: nearly finished"),
        pytest.param("hubei_default", "50", Light.ON_COURSE, id="default: exactly on schedule"),
        pytest.param("hubei_default", "49.99", Light.SLOW, id="default: a hair below schedule"),
        pytest.param("hubei_default", "40", Light.SLOW, id="default: exactly 80 percent"),
        pytest.param("hubei_default", "39.99", Light.BEHIND, id="default: below 80 percent"),
        pytest.param("hubei_default", "30", Light.BEHIND, id="default: exactly 60 percent"),
        pytest.param("hubei_default", "29.99", Light.RED, id="default: below 60 percent"),
        pytest.param("hubei_default", "0", Light.RED, id="default: a filed zero is a zero"),
        pytest.param("wuhan_2024", "40", Light.ON_COURSE, id="wuhan: 80 percent gets no card"),
        pytest.param("wuhan_2024", "39.99", Light.BEHIND, id="wuhan: below 80 percent, yellow"),
        pytest.param("wuhan_2024", "30", Light.BEHIND, id="wuhan: exactly 60 percent, yellow"),
        pytest.param("wuhan_2024", "29.99", Light.RED, id="wuhan: below 60 percent, red"),
        pytest.param("yinchuan_2025", "50", Light.ON_COURSE, id="yinchuan: on schedule"),
        pytest.param("yinchuan_2025", "49.99", Light.ON_COURSE, id="yinchuan: the unstated gap"),
        pytest.param("yinchuan_2025", "40.01", Light.ON_COURSE, id="yinchuan: not yet 10 points"),
        pytest.param("yinchuan_2025", "40", Light.SLOW, id="yinchuan: 10 points are included"),
        pytest.param("yinchuan_2025", "20", Light.SLOW, id="yinchuan: 30 points are included"),
        pytest.param("yinchuan_2025", "19.99", Light.RED, id="yinchuan: more than 30 points"),
        pytest.param("sanya_2022", "50", Light.ON_COURSE, id="sanya: the pro-rata plan"),
        pytest.param("sanya_2022", "49.99", Light.SLOW, id="sanya: a hair short"),
        pytest.param("sanya_2022", "25", Light.SLOW, id="sanya: short by exactly 50 percent"),
        pytest.param("sanya_2022", "24.99", Light.RED, id="sanya: short by more than 50 percent"),
    ],
)
def test_a_count_earns_the_light_of_its_band(preset: str, actual: str, light: Light) -> None:
    assert evaluate(half_due(preset), reported(actual, JUNE), as_of=JULY).light is light


@pytest.mark.parametrize(
    ("actual", "light"),
    [
        pytest.param("40", Light.ON_COURSE, id="within the budget line"),
        pytest.param("50", Light.ON_COURSE, id="exactly on the budget line"),
        pytest.param("50.01", Light.SLOW, id="a hair over"),
        pytest.param("62.5", Light.SLOW, id="exactly 80 percent inverted"),
        pytest.param("62.51", Light.BEHIND, id="below 80 percent inverted"),
        pytest.param("83.4", Light.RED, id="below 60 percent inverted"),
        pytest.param("0", Light.ON_COURSE, id="nothing spent"),
    ],
)
def test_an_upper_bound_inverts_the_ratio(actual: str, light: Light) -> None:
    bound = half_due("hubei_default", type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST)

    assert evaluate(bound, reported(actual, JUNE), as_of=JULY).light is light


def test_an_exact_hit_of_a_third_is_not_lost_to_rounding() -> None:
    assert evaluate(funds(), reported(10), as_of=MAY).light is Light.BEHIND  # 60 % of 50/3


@pytest.mark.parametrize(
    ("relation", "actual", "light"),
    [
        pytest.param(Relation.AT_LEAST, "95", Light.ON_COURSE, id="on the line"),
        pytest.param(Relation.AT_LEAST, "94.99", Light.SLOW, id="just below the line"),
        pytest.param(Relation.AT_LEAST, "94", Light.SLOW, id="one point below"),
        pytest.param(Relation.AT_LEAST, "93.99", Light.RED, id="more than a point below"),
        pytest.param(Relation.MORE_THAN, "95", Light.SLOW, id="more than is not equal"),
        pytest.param(Relation.MORE_THAN, "95.01", Light.ON_COURSE, id="more than"),
        pytest.param(Relation.AT_MOST, "95", Light.ON_COURSE, id="at most, on the line"),
        pytest.param(Relation.AT_MOST, "96", Light.SLOW, id="at most, a point above"),
        pytest.param(Relation.AT_MOST, "96.01", Light.RED, id="at most, more than a point above"),
        pytest.param(Relation.LESS_THAN, "95", Light.SLOW, id="less than is not equal"),
        pytest.param(Relation.EQUAL, "99.75", Light.ON_COURSE, id="about: 5 percent above"),
        pytest.param(Relation.EQUAL, "90.25", Light.ON_COURSE, id="about: 5 percent below"),
        pytest.param(Relation.EQUAL, "100.75", Light.SLOW, id="about: a point beyond"),
        pytest.param(Relation.EQUAL, "89.24", Light.RED, id="about: more than a point beyond"),
    ],
)
def test_a_rate_is_compared_with_its_line(relation: Relation, actual: str, light: Light) -> None:
    rate = funds(type=TargetType.RATE, relation=relation, goal=Decimal(95), unit="%")

    assert evaluate(rate, reported(actual), as_of=MAY).light is light


@pytest.mark.parametrize(
    ("actual", "light"),
    [
        pytest.param(2, Light.ON_COURSE, id="better than the goal"),
        pytest.param(3, Light.ON_COURSE, id="the place of the goal"),
        pytest.param(4, Light.SLOW, id="one place below"),
        pytest.param(5, Light.RED, id="two places below"),
    ],
)
def test_a_rank_is_compared_with_its_place(actual: int, light: Light) -> None:
    rank = funds(type=TargetType.RANK, relation=Relation.AT_MOST, goal=Decimal(3), unit="位")

    assert evaluate(rank, reported(actual), as_of=MAY).light is light


@pytest.mark.parametrize(
    ("day", "has_report", "light"),
    [
        pytest.param(date(2024, 2, 10), True, Light.ON_COURSE, id="a third of the time left"),
        pytest.param(date(2024, 2, 10), False, Light.NONE, id="a third left, unheard of"),
        pytest.param(date(2024, 2, 11), True, Light.ON_COURSE, id="30 percent left, reported"),
        pytest.param(date(2024, 2, 11), False, Light.SLOW, id="30 percent left, no report"),
        pytest.param(date(2024, 2, 19), True, Light.ON_COURSE, id="10 days left, reported"),
        pytest.param(date(2024, 2, 20), True, Light.BEHIND, id="exactly 15 percent left"),
        pytest.param(date(2024, 2, 29), True, Light.BEHIND, id="the last day"),
        pytest.param(date(2024, 3, 1), True, Light.RED, id="overdue"),
        pytest.param(date(2024, 3, 1), False, Light.RED, id="overdue, no report"),
    ],
)
def test_shangqiu_looks_at_the_time_left(*, day: date, has_report: bool, light: Light) -> None:
    task = funds(
        preset=presets()["deadline_shangqiu_2025"],
        type=TargetType.MILESTONE,
        period=jan_feb(2024),
        schedule=Linear(jan_feb(2024)),
    )
    measured = reported(40, month(2024, 1)) if has_report else SILENCE

    assert evaluate(task, measured, as_of=day).light is light


def test_no_response_makes_a_dated_task_orange_at_once() -> None:
    task = funds(preset=presets()["deadline_shangqiu_2025"])
    silent = Told(stated=frozenset({Circumstance.NO_RESPONSE}))

    evaluation = evaluate(task, reported(40), as_of=MAY, told=silent)

    assert evaluation.light is Light.BEHIND
    assert evaluation.band is not None
    assert evaluation.band.consequence == "约谈"


@pytest.mark.parametrize(
    ("day", "light", "card"),
    [
        pytest.param(date(2023, 4, 22), Light.ON_COURSE, "", id="eight days before the deadline"),
        pytest.param(date(2023, 4, 23), Light.ON_COURSE, "蓝单", id="a week before the deadline"),
        pytest.param(date(2023, 4, 30), Light.ON_COURSE, "蓝单", id="the deadline"),
        pytest.param(date(2023, 5, 1), Light.RED, "红单", id="the day after"),
    ],
)
def test_suqian_sends_slips_by_the_deadline(day: date, light: Light, card: str) -> None:
    april = month(2023, 4)
    slip = funds(
        preset=presets()["supervise_suqian_2025"],
        period=april,
        schedule=Nodes(((date(2023, 4, 30), Decimal(1)),)),
        frequency=Frequency.WEEK,
    )
    evaluation = evaluate(slip, reported(1, Period.parse("2023-W15")), as_of=day)

    assert evaluation.light is light
    assert evaluation.band is not None
    assert evaluation.band.card == card


def test_suqian_sends_a_yellow_slip_for_poor_work() -> None:
    slip = funds(preset=presets()["supervise_suqian_2025"])
    poor = Told(stated=frozenset({Circumstance.BEHIND_OR_POOR}))

    assert evaluate(slip, reported(40), as_of=MAY).light is Light.ON_COURSE
    assert evaluate(slip, reported(40), as_of=MAY, told=poor).light is Light.SLOW


@pytest.mark.parametrize(
    ("day", "light"),
    [
        pytest.param(date(2023, 4, 9), Light.ON_COURSE, id="not yet a third gone"),
        pytest.param(date(2023, 4, 10), Light.SLOW, id="a third gone"),
        pytest.param(date(2023, 4, 19), Light.SLOW, id="not yet two thirds"),
        pytest.param(date(2023, 4, 20), Light.BEHIND, id="two thirds gone"),
    ],
)
def test_laizhou_reminds_by_thirds(day: date, light: Light) -> None:
    task = funds(preset=presets()["thirds_laizhou_2023"], period=month(2023, 4))

    assert evaluate(task, reported(1, month(2023, 3)), as_of=day).light is light


def test_laizhou_is_red_when_missed_twice() -> None:
    task = funds(preset=presets()["thirds_laizhou_2023"], period=month(2023, 4))

    for misses, light in ((1, Light.BEHIND), (2, Light.RED)):
        told = Told(misses=misses)
        evaluation = evaluate(task, reported(1, month(2023, 3)), as_of=date(2023, 4, 20), told=told)
        assert evaluation.light is light


@pytest.mark.parametrize(
    ("day", "light"),
    [
        pytest.param(date(2023, 5, 1), Light.ON_COURSE, id="the due day"),
        pytest.param(date(2023, 5, 2), Light.SLOW, id="one day late"),
        pytest.param(date(2023, 5, 8), Light.SLOW, id="seven days late"),
        pytest.param(date(2023, 5, 9), Light.BEHIND, id="eight days late"),
        pytest.param(date(2023, 5, 15), Light.BEHIND, id="fourteen days late"),
        pytest.param(date(2023, 5, 16), Light.RED, id="fifteen days late"),
    ],
)
def test_construction_is_judged_by_the_days_late(day: date, light: Light) -> None:
    nodes = Nodes(((date(2023, 5, 1), Decimal("0.5")), (date(2023, 12, 31), Decimal(1))))
    site = funds(
        preset=presets()["days_sz"],
        type=TargetType.MILESTONE,
        schedule=nodes,
        frequency=Frequency.DAY,
    )
    today = Period.of(Frequency.DAY, day)

    assert evaluate(site, reported(24, today), as_of=day).light is light
    assert evaluate(site, reported(25, today), as_of=day).light is Light.ON_COURSE


@pytest.mark.parametrize("done", range(1, 340, 13))
def test_the_days_late_count_from_the_first_day_that_asks_for_more(done: int) -> None:
    site = funds(
        preset=presets()["days_sz"],
        goal=Decimal(365),
        schedule=DayLinear(year(2023)),
        frequency=Frequency.DAY,
    )
    for days_late, light in ((0, Light.ON_COURSE), (7, Light.SLOW), (8, Light.BEHIND)):
        today = Period(Frequency.DAY, 2023, done + 1 + days_late)
        assert evaluate(site, reported(done, today), as_of=today.last_day).light is light


def test_an_accepted_task_is_done_whatever_the_day() -> None:
    accepted = Told(stated=frozenset({Circumstance.FINISHED}))

    for preset in ("deadline_shangqiu_2025", "thirds_laizhou_2023", "days_sz"):
        task = funds(preset=presets()[preset])
        evaluation = evaluate(task, reported(1), as_of=date(2024, 2, 1), told=accepted)
        assert evaluation.light is Light.DONE


@pytest.mark.parametrize(
    ("misses", "light"),
    [
        pytest.param(0, Light.ON_COURSE, id="none missed"),
        pytest.param(1, Light.SLOW, id="one month missed"),
        pytest.param(2, Light.SLOW, id="two months running"),
        pytest.param(3, Light.RED, id="three months running"),
    ],
)
def test_yinchuan_counts_the_missed_months_of_a_start(misses: int, light: Light) -> None:
    start = half_due("yinchuan_2025")
    told = Told(misses=misses)

    assert evaluate(start, reported(45, JUNE), as_of=JULY, told=told).light is light


def test_the_misses_of_a_milestone_are_read_from_its_series() -> None:
    nodes = Nodes(((date(2023, 4, 30), Decimal("0.05")), (date(2023, 12, 31), Decimal(1))))
    start = half_due("yinchuan_2025", type=TargetType.MILESTONE, schedule=nodes)
    measured = series(0, 0, 0, 4, 4, 4)

    assert missed_in_a_row(start, measured) == 3
    assert evaluate(start, measured, as_of=JULY).light is Light.RED


def test_a_month_without_a_figure_is_no_miss() -> None:
    measured = series(1, None, None, 1)

    assert missed_in_a_row(funds(), measured) == 2


@pytest.mark.parametrize(
    ("months", "light"),
    [
        pytest.param(1, Light.ON_COURSE, id="enrolled a month late"),
        pytest.param(2, Light.SLOW, id="more than one month"),
        pytest.param(3, Light.RED, id="more than two months"),
    ],
)
def test_yinchuan_counts_the_months_to_enrolment(months: int, light: Light) -> None:
    late = Told(months_late={"enrolled": months})

    evaluation = evaluate(half_due("yinchuan_2025"), reported(50, JUNE), as_of=JULY, told=late)

    assert evaluation.light is light


@pytest.mark.parametrize(
    ("misses", "light"),
    [
        pytest.param(1, Light.SLOW, id="a month missed"),
        pytest.param(2, Light.RED, id="two months running"),
    ],
)
def test_sanya_counts_the_missed_months_of_a_district(misses: int, light: Light) -> None:
    told = Told(misses=misses)

    evaluation = evaluate(half_due("sanya_2022"), reported(50, JUNE), as_of=JULY, told=told)

    assert evaluation.light is light


def test_a_ratio_on_a_flat_line_is_never_pro_rated() -> None:
    ratio = funds(type=TargetType.RATIO, goal=Decimal(100), schedule=Constant(), unit="%")

    assert evaluate(ratio, reported(99), as_of=MAY).light is Light.SLOW
    assert evaluate(ratio, reported(98), as_of=MAY).light is Light.RED
