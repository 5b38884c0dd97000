"""Schedules, lights, ratios and calendars that break their rule."""

from collections.abc import Callable

import pytest

from guatu.kernel.catalog import Fault

SLIPS = [
    pytest.param(
        ("rules.toml", "[0.2, 0.5, 1]", "[0.5, 0.2, 1]", "0.5, 0.2", "cumulative", "下降", "不减"),
        id="falls",
    ),
    pytest.param(
        ("rules.toml", "0.5, 1]", "0.5, 0.9]", "0.9]", "cumulative", "不是 1", "写 1"),
        id="short_of_one",
    ),
    pytest.param(
        ("rules.toml", "2023-06-30", "2023-12-31", "nodes = [", "nodes", "先后", "从早到晚"),
        id="node_order",
    ),
    pytest.param(
        (
            "rules.toml",
            "cumulative = [0.2, 0.5, 1]\n",
            "",
            '[[schedule]]\nkey = "opening"',
            "cumulative",
            "缺少",
            "写明",
        ),
        id="no_table",
    ),
    pytest.param(
        (
            "rules.toml",
            '"TGT-05"',
            '"TGT-05"\ncumulative = [1]',
            "[1]",
            "cumulative",
            "不用",
            "删去",
        ),
        id="spare_table",
    ),
    pytest.param(
        (
            "targets.toml",
            '"2023-Q1"',
            '"2023-H1"',
            'schedule = "opening"',
            "schedule",
            "3 个月",
            "换一个",
        ),
        id="months",
    ),
    pytest.param(
        ("rules.toml", '"slow", at', '"done", at', '"done", at', "bands.2", "从好到坏", "排列"),
        id="band_order",
    ),
    pytest.param(
        (
            "rules.toml",
            "less_than = 1 ",
            "less_than = 2 ",
            "less_than = 2",
            "bands.2",
            "重叠",
            "接",
        ),
        id="band_overlap",
    ),
    pytest.param(
        ("rules.toml", "less_than = 0.8", "less_than = 0.7", "0.7", "bands.3", "空隙", "相接"),
        id="band_gap",
    ),
    pytest.param(
        ("rules.toml", ', also_if = "finished"', "", '"done" }', "bands.0", "用不上", "also_if"),
        id="band_of_nothing",
    ),
    pytest.param(
        (
            "rules.toml",
            "in_a_row = 3",
            "in_a_row = 1",
            "misses",
            "misses.1",
            "从轻到重",
            "从少到多",
        ),
        id="misses",
    ),
    pytest.param(
        (
            "indicators.toml",
            '"none"',
            '"ratio_of_sums"',
            "ratio_of",
            "over_units",
            "分子",
            "numerator",
        ),
        id="ratio_parts",
    ),
    pytest.param(
        (
            "indicators.toml",
            '"none"',
            '"none"\nnumerator = "health.bed_share"',
            'numerator = "health',
            "numerator",
            "用自己来算",
            "不再用到",
        ),
        id="made_of_itself",
    ),
    pytest.param(
        (
            "indicators.toml",
            'frequency = "M"\nover_time = "last"',
            'frequency = "M"\ndenominator = "health.bed_share"\nover_time = "last"',
            'denominator = "health',
            "denominator",
            "用自己来算",
            "不再用到",
        ),
        id="divided_by_itself",
    ),
    pytest.param(
        (
            "indicators.toml",
            '"departmental"',
            '"official"',
            "reported_by",
            "reported_by",
            "导入",
            "删去",
        ),
        id="official_filing",
    ),
    pytest.param(
        ("rules.toml", "259", "258", "258", "working_days", "259", "通知"), id="working_days"
    ),
    pytest.param(
        ("rules.toml", "[2023-01-02]", "[2024-01-02]", "2024", "days_off", "不在", "移到"),
        id="other_year",
    ),
    pytest.param(
        (
            "rules.toml",
            "make_up_days = []",
            "make_up_days = [2023-01-02]",
            "make_up",
            "make_up_days",
            "既放假",
            "通知",
        ),
        id="off_and_on",
    ),
    pytest.param(
        (
            "rules.toml",
            "make_up_days = []",
            "make_up_days = [2023-01-03]",
            "make_up",
            "make_up_days",
            "工作日",
            "通知",
        ),
        id="no_weekend",
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
