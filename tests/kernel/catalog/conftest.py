"""A small pack that is right, for tests that make it wrong."""

from collections.abc import Callable

import pytest

from guatu.kernel.catalog import Fault, check_pack

Report = Callable[[str, str, str], tuple[Fault, ...]]

HEAD = """\
key = "small-2023"
name = "小县"
name_en = "Small County"
year = 2023
division_code = "429999"
county = "county"

[[document]]
key = "plan"
file = "plan.txt"
title = "小县2023年计划"
title_en = "Plan"
issuer = "小县"
issued_on = 2023-01-30
"""
ROWS = """\
[[indicator]]
key = "investment.arrived_funds"
name = "到位资金"
name_en = "Funds arrived"
unit = "亿元"
type = "cumulative_flow"
family = "departmental"
frequency = "M"
over_time = "sum"
over_units = "sum"
definition = "实际到位"
definition_en = "Arrived"
schedule = "by_nodes"
source = "INV-03"
reported_by = ["town"]

[[indicator]]
key = "health.bed_share"
name = "床位占比"
name_en = "Share of beds"
unit = "%"
type = "ratio"
family = "departmental"
frequency = "M"
over_time = "last"
over_units = "none"
definition = "占比"
definition_en = "Share"
schedule = "constant"
source = "MED-02"

[[indicator]]
key = "investment.signed_projects"
name = "签约项目"
name_en = "Projects signed"
unit = "个"
type = "cumulative_flow"
family = "event"
frequency = "M"
over_time = "sum"
over_units = "sum"
definition = "签约"
definition_en = "Signed"
schedule = "opening"
source = "INV-01"
"""
TARGETS = """\
[[target]]
indicator = "investment.arrived_funds"
owner = "bureau"
group = "investment"
period = "2023"
relation = ">="
goal = 50
stretch = 60
schedule = "by_nodes"
document = "plan"
quote = "到位资金50亿元以上，力争60亿元"
lead = "局长"
lead_en = "Head"

[target.shares]
east = 30.5
west = 19.5

[[target]]
indicator = "health.bed_share"
owner = "bureau"
group = "health"
period = "2023"
relation = ">="
goal = 10
schedule = "constant"
document = "plan"
quote = "床位占比达到10%"
lead = "局长"
lead_en = "Head"
filed_by = ["east"]

[[target]]
indicator = "investment.signed_projects"
owner = "bureau"
group = "investment"
period = "2023-Q1"
relation = "="
goal = 10
schedule = "opening"
document = "plan"
quote = "第一季度签约十个项目"
lead = "局长"
lead_en = "Head"

[target.shares]
east = 6
west = 4
"""
UNITS = """\
[[unit]]
key = "county"
name = "小县"
name_en = "Small County"
short = "小县"
kind = "county"

[[unit]]
key = "east"
name = "东镇"
name_en = "East"
short = "东"
kind = "town"
parent = "county"
x = 1
y = 1
files = true

[[unit]]
key = "west"
name = "西镇"
name_en = "West"
short = "西"
kind = "town"
parent = "county"
x = 2
y = 1
files = true

[[unit]]
key = "bureau"
name = "某局"
name_en = "Bureau"
short = "局"
kind = "bureau"
parent = "county"
"""
RULES = """\
[[schedule]]
key = "constant"
name = "同一标准"
name_en = "Constant"
kind = "constant"
source = "TGT-05"

[[schedule]]
key = "opening"
name = "开门红"
name_en = "Opening"
kind = "custom"
source = "letter"
cumulative = [0.2, 0.5, 1]

[[schedule]]
key = "by_nodes"
name = "节点"
name_en = "Nodes"
kind = "nodes"
source = "list"
nodes = [
    [2023-06-30, 0.4],
    [2023-12-31, 1],
]

[[light]]
key = "hubei_default"
name = "默认"
name_en = "Default"
source = "TGT-20"
rule = "五色"
rule_en = "Five lights"
shape = "attainment"
bands = [
    { light = "done", also_if = "finished" },
    { light = "on", at_least = 1 },
    { light = "slow", at_least = 0.8, less_than = 1 },
    { light = "red", less_than = 0.8 },
]
misses = [{ in_a_row = 1, light = "slow" }, { in_a_row = 3, light = "red" }]

[[calendar]]
year = 2023
working_days = 259
days_off = [2023-01-02]
make_up_days = []
source = "notice"

[[peer]]
key = "county"
name = "小县"
name_en = "Small County"
group = "prefecture"
"""
PLAN = (
    "小县2023年计划\n到位资金50亿元以上，力争60亿元。\n床位占比达到10%。\n第一季度签约十个项目。\n"
)


@pytest.fixture
def files() -> dict[str, str]:
    """Write the small pack, by file name."""
    return {
        "pack.toml": HEAD,
        "indicators.toml": ROWS,
        "targets.toml": TARGETS,
        "units.toml": UNITS,
        "rules.toml": RULES,
        "plan.txt": PLAN,
    }


@pytest.fixture
def report(files: dict[str, str]) -> Report:
    """Report what is wrong once `new` stands for the first `old` in `file`."""

    def faults(file: str, old: str, new: str) -> tuple[Fault, ...]:
        assert old in files[file]
        return check_pack({**files, file: files[file].replace(old, new, 1)})

    return faults


@pytest.fixture
def line_at(files: dict[str, str]) -> Callable[[str, str, str, str], int]:
    """Find the line, after the same change, where `at` begins."""

    def line(file: str, old: str, new: str, at: str) -> int:
        changed = files[file].replace(old, new, 1)
        return changed[: changed.index(at)].count("\n") + 1

    return line
