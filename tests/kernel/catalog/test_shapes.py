"""Rows whose shape is wrong: each gets its file, line, field, message and remedy."""

from collections.abc import Callable

import pytest

from guatu.kernel.catalog import Fault

SLIPS = [
    pytest.param(
        ("units.toml", 'short = "东"', 'short = "东', 'short = "东\n', "", "TOML", "引号"),
        id="syntax",
    ),
    pytest.param(
        ("units.toml", "x = 1\n", "x = 1\nx = 1\n", "x = 1\ny", "", "两次", "删去"),
        id="field_twice",
    ),
    pytest.param(
        ("units.toml", "x = 2", "z = 2\nx = 2", "z = 2", "z", "没有叫“z”", "short"),
        id="unknown_field",
    ),
    pytest.param(
        (
            "units.toml",
            'name_en = "East"\n',
            "",
            '[[unit]]\nkey = "east"',
            "name_en",
            "缺少",
            "补上",
        ),
        id="missing_field",
    ),
    pytest.param(
        ("targets.toml", "goal = 50", 'goal = "50"', "goal", "goal", "50", "数字"),
        id="text_for_figure",
    ),
    pytest.param(
        ("targets.toml", "goal = 10\ns", 'goal = "10%"\ns', '"10%"', "goal", "10%", "10% 写成 10"),
        id="percent_text",
    ),
    pytest.param(
        ("targets.toml", "30.5", "30.500000000000004", "30.5", "shares.east", "30.5", "六位"),
        id="float_tail",
    ),
    pytest.param(
        ("targets.toml", "goal = 50", "goal = 5e1", "5e1", "goal", "5E+1", "指数"), id="exponent"
    ),
    pytest.param(
        ("targets.toml", "goal = 50", "goal = inf", "inf", "goal", "Infinity", "普通小数"),
        id="infinity",
    ),
    pytest.param(
        ("units.toml", "y = 1", 'y = "1"', 'y = "1"', "y", "1", "整数"), id="text_for_whole"
    ),
    pytest.param(("units.toml", "x = 2", "x = 9", "x = 9", "x", "9", "界限"), id="off_the_map"),
    pytest.param(
        ("units.toml", '"bureau"\np', '"ministry"\np', '"ministry"', "kind", "ministry", "可选"),
        id="unknown_choice",
    ),
    pytest.param(
        ("targets.toml", "2023-Q1", "2023-Q9", "2023-Q9", "period", "Q9", "2023-Q1"), id="no_period"
    ),
    pytest.param(
        ("units.toml", 'key = "east"', 'key = "East"', '"East"', "key", "East", "小写"),
        id="bad_key",
    ),
    pytest.param(
        ("rules.toml", "[[peer]]", "[peer]", "[peer]", "peer", "一列", "[[peer]]"), id="one_table"
    ),
    pytest.param(
        ("rules.toml", "[[peer]]", "[[pear]]", "[[pear]]", "pear", "pear", "[[peer]]"),
        id="stray_section",
    ),
    pytest.param(
        ("rules.toml", "at_least = 1 ", 'at_least = "1" ', '"1"', "bands.1.at_least", "1", "数字"),
        id="bad_band",
    ),
    pytest.param(
        ("pack.toml", "year", "color = 1\nyear", "color", "color", "color", "改用"),
        id="head_unknown",
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
