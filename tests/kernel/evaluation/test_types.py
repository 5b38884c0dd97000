"""The seven types of target, each by its column of DESIGN §5."""

from datetime import date
from decimal import Decimal

import pytest
from tests.kernel.evaluation.cast import MAY, funds, presets, reported, series

from guatu.kernel.catalog import Light, Relation, TargetType
from guatu.kernel.evaluation import evaluate
from guatu.kernel.periods import Frequency, month, quarter, week
from guatu.kernel.schedules import Constant, Linear, Nodes

JUNE = month(2023, 6)
JULY = date(2023, 7, 5)
DECEMBER = month(2023, 12)
NEW_YEAR = date(2024, 1, 5)


def test_a_stock_is_measured_from_its_baseline() -> None:
    stock = funds(type=TargetType.STOCK, goal=Decimal(200), baseline=Decimal(100))

    evaluation = evaluate(stock, reported(140, JUNE), as_of=JULY)

    assert evaluation.due == 150
    assert evaluation.completion == Decimal("0.4")
    assert evaluation.attainment == Decimal("0.8")
    assert evaluation.gap == 10
    assert evaluation.light is Light.SLOW


def test_a_stock_that_is_to_fall_falls_from_its_baseline() -> None:
    stock = funds(
        type=TargetType.STOCK, relation=Relation.AT_MOST, goal=Decimal(80), baseline=Decimal(100)
    )

    evaluation = evaluate(stock, reported(95, JUNE), as_of=JULY)

    assert evaluation.due == 90
    assert evaluation.attainment == Decimal("0.5")
    assert evaluation.gap == 5
    assert evaluate(stock, reported(80, JUNE), as_of=JULY).light is Light.DONE


def test_a_stock_to_be_held_at_its_baseline_is_measured_whole() -> None:
    stock = funds(type=TargetType.STOCK, goal=Decimal(100), baseline=Decimal(100))

    assert evaluate(stock, reported(99, JUNE), as_of=JULY).completion == Decimal("0.99")


def test_a_stock_follows_its_milestones() -> None:
    nodes = Nodes(((date(2023, 6, 30), Decimal("0.25")), (date(2023, 12, 31), Decimal(1))))
    beds = funds(
        type=TargetType.STOCK, goal=Decimal(84), baseline=Decimal(44), schedule=nodes, decimals=0
    )

    assert evaluate(beds, reported(54, JUNE), as_of=JULY).attainment == 1
    assert evaluate(beds, reported(44, month(2023, 5)), as_of=JULY).light is Light.NONE


def test_a_ratio_climbs_from_its_base_to_its_goal() -> None:
    ratio = funds(type=TargetType.RATIO, goal=Decimal(60), baseline=Decimal(40), unit="%")

    evaluation = evaluate(ratio, reported(49, JUNE), as_of=JULY)

    assert evaluation.due == 50
    assert evaluation.gap == 1
    assert evaluation.attainment is None
    assert evaluation.light is Light.SLOW


def test_before_the_first_milestone_nothing_is_owed_or_foretold() -> None:
    batch = Nodes(((date(2023, 6, 30), Decimal("0.5")), (date(2023, 12, 31), Decimal(1))))
    firms = funds(type=TargetType.MILESTONE, goal=Decimal(8), schedule=batch, unit="家", decimals=0)

    evaluation = evaluate(firms, reported(2), as_of=MAY)

    assert evaluation.light is Light.NONE
    assert evaluation.chance is None
    assert [str(reason) for reason in evaluation.reasons] == [
        "4月末实际 2 家，进度安排中尚无应完成量，未到期"
    ]


def test_the_gap_of_a_rate_is_in_points() -> None:
    rate = funds(type=TargetType.RATE, goal=Decimal(95), unit="%", decimals=1)

    reasons = evaluate(rate, reported(93), as_of=MAY).reasons

    assert str(reasons[0]) == "4月末应达到 95.0 %，实际 93.0 %，差 2.0 个百分点"


def test_a_rate_is_never_pro_rated() -> None:
    rate = funds(type=TargetType.RATE, goal=Decimal(90), unit="%")

    assert evaluate(rate, reported(80, month(2023, 2)), as_of=date(2023, 3, 9)).due == 90


@pytest.mark.parametrize(
    "kind", [TargetType.RATE, TargetType.RATIO, TargetType.RANK, TargetType.UPPER_BOUND]
)
def test_what_can_be_lost_again_is_done_only_at_the_end(kind: TargetType) -> None:
    relation = Relation.AT_LEAST if kind in ("rate", "ratio") else Relation.AT_MOST
    target = funds(type=kind, relation=relation, schedule=Constant())

    assert evaluate(target, reported(50, JUNE), as_of=JULY).light is Light.ON_COURSE
    assert evaluate(target, reported(50, DECEMBER), as_of=NEW_YEAR).light is Light.DONE


@pytest.mark.parametrize(
    "kind", [TargetType.CUMULATIVE_FLOW, TargetType.MILESTONE, TargetType.STOCK]
)
def test_what_counts_up_is_done_when_the_goal_is_reached(kind: TargetType) -> None:
    assert evaluate(funds(type=kind), reported(50), as_of=MAY).light is Light.DONE
    assert evaluate(funds(type=kind), reported("49.99"), as_of=MAY).light is Light.ON_COURSE


def test_an_upper_bound_shows_the_room_that_is_left() -> None:
    bound = funds(type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST, goal=Decimal(120))

    evaluation = evaluate(bound, reported(48, JUNE), as_of=JULY)

    assert evaluation.due == 60
    assert evaluation.attainment == Decimal("1.25")
    assert evaluation.required_rate == 12
    assert evaluation.stretch_factor is None
    assert str(evaluation.reasons[0]) == (
        "6月末应控制在 60.00 亿元 以内，实际 48.00 亿元，尚余 12.00 亿元"
    )


def test_a_bound_of_zero_is_kept_by_zero_and_broken_by_one() -> None:
    bound = funds(type=TargetType.UPPER_BOUND, relation=Relation.AT_MOST, goal=Decimal(0))

    kept = evaluate(bound, reported(0, JUNE), as_of=JULY)
    broken = evaluate(bound, reported(1, JUNE), as_of=JULY)

    assert (kept.light, kept.completion, kept.attainment) == (Light.ON_COURSE, None, None)
    assert broken.light is Light.RED
    assert broken.chance == 0
    assert "全期限额已经突破" in map(str, broken.reasons)


def test_a_rank_counts_the_places_to_its_line() -> None:
    rank = funds(type=TargetType.RANK, relation=Relation.AT_MOST, goal=Decimal(3), unit="位")

    evaluation = evaluate(rank, reported(5, JUNE), as_of=JULY)

    assert evaluation.gap == 2
    assert (evaluation.completion, evaluation.attainment, evaluation.forecasts) == (None, None, ())
    assert str(evaluation.reasons[0]) == "6月末居第 5 位，目标第 3 位，差 2 位"


@pytest.mark.parametrize(
    ("kind", "relation", "goal", "baseline", "actual", "is_met"),
    [
        pytest.param("cumulative_flow", ">=", 50, None, 50, True, id="at least: equal"),
        pytest.param("cumulative_flow", ">", 50, None, 50, False, id="more than: equal"),
        pytest.param("cumulative_flow", ">", 50, None, 51, True, id="more than: more"),
        pytest.param("cumulative_flow", "=", 50, None, 49, False, id="bare count: less"),
        pytest.param("cumulative_flow", "=", 50, None, 51, True, id="bare count: more is done too"),
        pytest.param("upper_bound", "<=", 50, None, 50, True, id="at most: equal"),
        pytest.param("upper_bound", "<", 50, None, 50, False, id="less than: equal"),
        pytest.param("stock", "+=", 86, 100, 186, True, id="rise by: from the baseline"),
        pytest.param("stock", "+=", 86, 100, 185, False, id="rise by: one short"),
        pytest.param("cumulative_flow", "+=", 8, 100, 8, True, id="rise by: a flow is the rise"),
        pytest.param("rate", "+=", 10, None, 10, True, id="rise by: a growth rate"),
        pytest.param("rate", "-=", 3, 20, 17, True, id="fall by: from the baseline"),
        pytest.param("rate", "-=", 3, 20, 18, False, id="fall by: not far enough"),
        pytest.param("rate", "-=", 3, None, 4, True, id="fall by: the fall itself is reported"),
        pytest.param("stock", "=", 80, 100, 79, True, id="bare count below its baseline"),
        pytest.param("rank", "<=", 3, None, 3, True, id="among the first three"),
        pytest.param("rank", "<=", 3, None, 4, False, id="fourth is not"),
        pytest.param("rank", "+=", 2, 9, 7, True, id="two places up"),
        pytest.param("rank", "+=", 2, 9, 8, False, id="one place up"),
    ],
)
def test_the_relation_says_whether_the_goal_is_met(
    *, kind: str, relation: str, goal: int, baseline: int | None, actual: int, is_met: bool
) -> None:
    target = funds(
        type=TargetType(kind),
        relation=Relation(relation),
        goal=Decimal(goal),
        baseline=None if baseline is None else Decimal(baseline),
    )

    assert evaluate(target, reported(actual), as_of=MAY).is_met is is_met


def test_the_stretch_is_a_second_mark_and_never_judged() -> None:
    target = funds(goal=Decimal(600), stretch=Decimal(800))

    evaluation = evaluate(target, reported(600), as_of=MAY)

    assert evaluation.completion == 1
    assert evaluation.stretch_completion == Decimal("0.75")
    assert evaluation.light is Light.DONE


def test_a_target_of_a_quarter_is_due_within_it() -> None:
    first = quarter(2023, 1)
    signed = funds(goal=Decimal(10), period=first, schedule=Linear(first), decimals=0, unit="个")

    evaluation = evaluate(signed, reported(4, month(2023, 2)), as_of=date(2023, 3, 9))

    assert evaluation.required_rate == 6
    assert str(evaluation.reasons[0]) == "2月末应完成 7 个，实际 4 个，差 3 个"


def test_a_count_never_owes_a_part_of_a_thing() -> None:
    projects = funds(goal=Decimal(10), decimals=0, unit="个")

    evaluation = evaluate(projects, reported(3), as_of=MAY)

    assert str(evaluation.reasons[0]) == "4月末应完成 4 个，实际 3 个，差 1 个"


def test_ahead_of_schedule_is_said_too() -> None:
    reasons = evaluate(funds(), reported(20), as_of=MAY).reasons

    assert [str(reason) for reason in reasons] == [
        "4月末应完成 16.67 亿元，实际 20.00 亿元，超 3.33 亿元"
    ]


def test_the_figure_of_a_week_names_its_day() -> None:
    weekly = funds(frequency=Frequency.WEEK)

    evaluation = evaluate(weekly, reported(20, week(2023, 15)), as_of=MAY)

    assert str(evaluation.reasons[0]).startswith("4月16日止应完成 ")


def test_what_is_required_a_week_counts_the_days_left() -> None:
    evaluation = evaluate(funds(), reported("12.40"), as_of=MAY)

    assert evaluation.required_per_week is not None
    assert evaluation.required_per_week.quantize(Decimal("0.0001")) == Decimal("1.0743")  # 245 days


def test_nothing_more_is_required_of_a_finished_target() -> None:
    evaluation = evaluate(funds(), reported(60), as_of=MAY)

    assert evaluation.required_rate == 0
    assert evaluation.required_per_week == 0


def test_the_flag_goes_up_only_above_one_and_a_half() -> None:
    steady = evaluate(funds(goal=Decimal(120)), reported(48, month(2023, 6)), as_of=JULY)
    steeper = evaluate(funds(goal=Decimal(120)), reported("47.9", month(2023, 6)), as_of=JULY)

    assert steady.stretch_factor == Decimal("1.5")
    assert len(steady.reasons) == 1
    assert "有完不成的风险" in str(steeper.reasons[-1])


def test_a_series_decides_nothing_but_forecasts_and_misses() -> None:
    alone = evaluate(funds(), reported("12.40"), as_of=MAY)
    among = evaluate(funds(), series(1, 2, 3, "12.40"), as_of=MAY)

    assert (alone.light, alone.due) == (among.light, among.due)


def test_the_preset_of_a_target_is_data() -> None:
    lenient = presets()["hubei_default"].model_copy(update={"rate_tolerance": Decimal(5)})
    rate = funds(type=TargetType.RATE, goal=Decimal(95), preset=lenient)

    assert evaluate(rate, reported(90), as_of=MAY).light is Light.SLOW
