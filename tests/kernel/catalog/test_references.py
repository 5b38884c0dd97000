"""Keys that are not there, and keys that are there twice."""

from collections.abc import Callable

import pytest

from guatu.kernel.catalog import Fault

SLIPS = [
    pytest.param(
        ("pack.toml", '"county"', '"nowhere"', "nowhere", "county", "单位", "核对"), id="county"
    ),
    pytest.param(
        ("pack.toml", "plan.txt", "pan.txt", "pan", "file", "pan.txt", "文件名"), id="document_file"
    ),
    pytest.param(
        ("indicators.toml", '["town"]', '["tawn"]', "tawn", "reported_by", "tawn", "核对"),
        id="reporter",
    ),
    pytest.param(
        ("indicators.toml", "亿元", "亿贝", "亿贝", "unit", "计量单位", "核对"), id="measure"
    ),
    pytest.param(
        (
            "targets.toml",
            '"health.bed_share"',
            '"health.no"',
            "health.no",
            "indicator",
            "指标",
            "声明",
        ),
        id="indicator",
    ),
    pytest.param(
        (
            "targets.toml",
            '"bureau"\ngroup = "health"',
            '"burea"\ngroup = "health"',
            'burea"',
            "owner",
            "单位",
            "声明",
        ),
        id="owner",
    ),
    pytest.param(
        ("targets.toml", '"constant"', '"steady"', "steady", "schedule", "进度安排", "声明"),
        id="schedule",
    ),
    pytest.param(
        (
            "targets.toml",
            "filed_by",
            'lights = "no"\nfiled_by',
            "lights",
            "lights",
            "亮灯规则",
            "声明",
        ),
        id="lights",
    ),
    pytest.param(
        (
            "targets.toml",
            '"plan"\nquote = "床',
            '"pan"\nquote = "床',
            '"pan"',
            "document",
            "文件",
            "声明",
        ),
        id="document",
    ),
    pytest.param(
        ("targets.toml", '["east"]', '["est"]', '"est"', "filed_by", "est", "核对"), id="filer"
    ),
    pytest.param(
        ("targets.toml", "west = 4", "vest = 4", "vest = 4", "shares.vest", "vest", "核对"),
        id="sharer",
    ),
    pytest.param(
        (
            "units.toml",
            'kind = "bureau"\nparent = "county"',
            'kind = "bureau"\nparent = "shire"',
            "shire",
            "parent",
            "shire",
            "核对",
        ),
        id="parent",
    ),
    pytest.param(
        ("units.toml", 'key = "west"', 'key = "east"\n#', 'key = "east"\n#', "key", "重复", "改名"),
        id="key_twice",
    ),
    pytest.param(
        ("units.toml", "x = 2", "x = 1 # too", "# too", "x", "重复", "删去一处"), id="tile_twice"
    ),
    pytest.param(
        ("units.toml", "x = 2\ny = 1\n", "", '[[unit]]\nkey = "west"', "x", "没有位置", "写 x"),
        id="no_tile",
    ),
    pytest.param(
        (
            "units.toml",
            'short = "局"',
            'short = "局"\nx = 3\ny = 3',
            "x = 3",
            "x",
            "不上示意图",
            "删去",
        ),
        id="bureau_tile",
    ),
    pytest.param(
        (
            "units.toml",
            'kind = "county"',
            'kind = "county"\nparent = "east"',
            '"east"\n\n',
            "parent",
            "自己的上级",
            "改正",
        ),
        id="own_parent",
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
