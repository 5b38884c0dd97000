"""Figures that are not those of the quote, and shares that do not add up."""

from collections.abc import Callable

import pytest

from guatu.kernel.catalog import Fault

SLIPS = [
    pytest.param(
        (
            "targets.toml",
            "床位占比达到10%",
            "床位占比为10%",
            "床位占比为",
            "quote",
            "找不到",
            "照抄",
        ),
        id="quote",
    ),
    pytest.param(
        ("targets.toml", "goal = 50", "goal = 55", "goal = 55", "goal", "没有数字 55", "一致"),
        id="numeral",
    ),
    pytest.param(
        ("targets.toml", "goal = 50", "goal = 0", "goal = 0", "goal", "目标值是 0", "大于 0"),
        id="zero_goal",
    ),
    pytest.param(
        ("targets.toml", "stretch = 60", "stretch = 61", "stretch", "stretch", "61", "一致"),
        id="stretch",
    ),
    pytest.param(
        ("targets.toml", "stretch = 60", "baseline = 9", "baseline", "baseline", "9", "一致"),
        id="baseline",
    ),
    pytest.param(
        ("targets.toml", "goal = 10\ns", "goal = 0.10\ns", "0.10", "goal", "百分数", "写成 10"),
        id="fraction",
    ),
    pytest.param(
        ("targets.toml", "stretch = 60", "stretch = 50", "stretch", "stretch", "没有超出", "核对"),
        id="low_stretch",
    ),
    pytest.param(
        (
            "targets.toml",
            "west = 19.5",
            "west = 19",
            "[target.shares]",
            "shares",
            "相差 -0.5",
            "合计",
        ),
        id="shares",
    ),
    pytest.param(
        (
            "targets.toml",
            "east = 6\nwest = 4",
            "east = 5.5\nwest = 4.5",
            "5.5",
            "shares.east",
            "整数",
            "整数",
        ),
        id="half_project",
    ),
    pytest.param(
        ("targets.toml", "stretch = 60", "each = true", "each", "each", "同一标准", "each"),
        id="each",
    ),
]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_reported_where_it_stands(
    report: Callable[[str, str, str], tuple[Fault, ...]],
    line_at: Callable[[str, str, str, str], int],
    slip: tuple[str, ...],
) -> None:
    file, old, new, at, field, message, remedy = slip

    faults = report(file, old, new)

    fault = next(it for it in faults if it.field == field and message in str(it.message))
    assert (fault.file, fault.line) == (file, line_at(file, old, new, at))
    assert remedy in str(fault.remedy)
