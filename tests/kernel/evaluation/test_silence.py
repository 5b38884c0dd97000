"""Missing, late and old figures, and lights that the calendar alone does not change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.kernel.evaluation.cast import FILED_AT, MAY, SILENCE, funds, presets, reported

from guatu.kernel.catalog import Light, TargetType
from guatu.kernel.evaluation import evaluate
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Frequency, jan_feb, month, week
from guatu.kernel.sentences import Sentence

ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        pytest.param(date(2022, 12, 31), "首个报告期尚未结束，未到期", id="before the year"),
        pytest.param(date(2023, 1, 30), "首个报告期尚未结束，未到期", id="in January"),
        pytest.param(
            date(2023, 1, 31), "1月不单独报数，待1—2月合并数，未到期", id="January is over"
        ),
        pytest.param(
            date(2023, 2, 28), "1月不单独报数，待1—2月合并数，未到期", id="the last of February"
        ),
        pytest.param(date(2023, 3, 1), "尚无数据，请催报", id="March"),
    ],
)
def test_a_january_without_a_figure_is_not_due_and_never_red(day: date, reason: str) -> None:
    evaluation = evaluate(funds(), SILENCE, as_of=day)  # STAT-30

    assert evaluation.light is Light.NONE
    assert str(evaluation.reasons[0]) == reason


def test_missing_is_never_zero() -> None:
    evaluation = evaluate(funds(), SILENCE, as_of=MAY)

    assert evaluation.actual is None
    assert evaluation.completion is None
    assert evaluation.gap is None
    assert evaluation.chance is None
    assert evaluation.light is Light.NONE
    assert (evaluation.filed, evaluation.expected) == (0, 1)


def test_what_was_filed_but_gives_no_figure_says_why() -> None:
    broken = replace(SILENCE, filed=1, reasons=(Sentence("分母为零"),))

    reasons = evaluate(funds(), broken, as_of=MAY).reasons

    assert [str(reason) for reason in reasons] == ["已报数据算不出结果，请核对", "分母为零"]


def test_an_official_year_begins_with_january_and_february_together() -> None:
    official = funds(frequency=Frequency.JAN_FEB)

    evaluation = evaluate(official, reported(9, jan_feb(2023)), as_of=date(2023, 3, 20))

    assert str(evaluation.reasons[0]).startswith("2月末应完成 8.33 亿元")
    assert evaluate(official, SILENCE, as_of=date(2023, 2, 10)).light is Light.NONE


@pytest.mark.parametrize(
    ("day", "light"),
    [
        pytest.param(date(2023, 7, 30), Light.ON_COURSE, id="two months were completed since"),
        pytest.param(date(2023, 7, 31), Light.NONE, id="the third is complete"),
    ],
)
def test_a_figure_older_than_two_periods_has_no_light(day: date, light: Light) -> None:
    assert evaluate(funds(), reported(20), as_of=day).light is light  # TGT-14


def test_old_figures_say_since_when() -> None:
    evaluation = evaluate(funds(), reported(20), as_of=date(2023, 8, 1))

    assert "数据停在4月末，已超过 2 个报告期未更新，暂不亮灯，请催报" in map(
        str, evaluation.reasons
    )
    assert evaluation.fresh_as_of == month(2023, 4)


def test_weekly_figures_age_by_weeks() -> None:
    weekly = funds(frequency=Frequency.WEEK)
    spring = reported(20, week(2023, 15))

    assert evaluate(weekly, spring, as_of=week(2023, 17).last_day).light is Light.ON_COURSE
    assert evaluate(weekly, spring, as_of=week(2023, 18).last_day).light is Light.NONE


def test_a_finished_count_does_not_age() -> None:
    day = date(2023, 12, 31)

    assert evaluate(funds(), reported(50), as_of=day).light is Light.DONE
    assert evaluate(funds(type=TargetType.STOCK), reported(50), as_of=day).light is Light.NONE


def test_the_last_figure_of_the_period_does_not_age() -> None:
    final = reported(45, month(2023, 12))

    assert evaluate(funds(), final, as_of=date(2026, 1, 1)).light is Light.SLOW


def test_a_final_figure_that_never_came_leaves_no_light() -> None:
    assert evaluate(funds(), reported(45, month(2023, 10)), as_of=MAY.replace(year=2024)).light is (
        Light.NONE
    )


def test_old_figures_of_a_dated_task_do_not_hide_that_it_is_overdue() -> None:
    task = funds(preset=presets()["deadline_shangqiu_2025"])

    overdue = evaluate(task, reported(20), as_of=date(2024, 1, 1))
    early = evaluate(task, reported(20), as_of=date(2023, 8, 1))

    assert overdue.light is Light.RED
    assert early.light is Light.NONE


def test_the_calendar_alone_darkens_nothing() -> None:
    lights = {
        evaluate(funds(), reported("16.67"), as_of=MAY + days * ONE_DAY).light for days in range(80)
    }

    assert lights == {Light.ON_COURSE}  # TGT-22


def test_a_light_is_held_until_something_is_filed() -> None:
    worse = reported("12.40")

    held = evaluate(
        funds(), worse, as_of=MAY, previous_light=Light.SLOW, previous_filed_at=FILED_AT
    )
    renewed = evaluate(
        funds(), worse, as_of=MAY, previous_light=Light.SLOW, previous_filed_at=FILED_AT - ONE_DAY
    )

    assert held.light is Light.SLOW
    assert "没有新数据，灯色保持不变" in map(str, held.reasons)
    assert renewed.light is Light.BEHIND


def test_a_light_improves_at_once() -> None:
    evaluation = evaluate(
        funds(), reported(20), as_of=MAY, previous_light=Light.RED, previous_filed_at=FILED_AT
    )

    assert evaluation.light is Light.ON_COURSE


def test_silence_puts_out_a_light_that_was_held() -> None:
    evaluation = evaluate(
        funds(),
        reported(20),
        as_of=date(2023, 8, 1),
        previous_light=Light.ON_COURSE,
        previous_filed_at=FILED_AT,
    )

    assert evaluation.light is Light.NONE


def test_a_light_after_none_is_not_held_back() -> None:
    evaluation = evaluate(
        funds(), reported(1), as_of=MAY, previous_light=Light.NONE, previous_filed_at=FILED_AT
    )

    assert evaluation.light is Light.RED


def test_the_overdue_day_of_a_dated_task_needs_no_filing() -> None:
    task = funds(preset=presets()["deadline_shangqiu_2025"])

    evaluation = evaluate(
        task,
        reported(20, month(2023, 11)),
        as_of=date(2024, 1, 1),
        previous_light=Light.BEHIND,
        previous_filed_at=FILED_AT,
    )

    assert evaluation.light is Light.RED


def test_incomplete_figures_say_so() -> None:
    partial: Measured = replace(
        reported(20), filed=14, expected=15, reasons=(Sentence("应报 15 家，已报 14 家"),)
    )

    evaluation = evaluate(funds(), partial, as_of=MAY)

    assert (evaluation.filed, evaluation.expected) == (14, 15)
    assert str(evaluation.reasons[-1]) == "应报 15 家，已报 14 家"
