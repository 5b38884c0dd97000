"""Tables for the terminal, in which a Chinese character is two columns wide."""

from hypothesis import given
from hypothesis import strategies as st

from guatu.cli.tables import table, width_of

cells = st.text("ab 1目标８，|", max_size=8).map(str.strip)


def test_a_chinese_character_takes_two_columns() -> None:
    assert width_of("目标 50") == 7
    assert width_of("") == 0
    assert width_of("８，") == 4


def test_columns_stand_under_each_other() -> None:
    shown = table(["名称", "值"], [["到位资金", "50"], ["ICU", "125.5"]], "lr")

    assert shown.splitlines() == [
        "名称         值",
        "────────  ─────",
        "到位资金     50",
        "ICU       125.5",
    ]


def test_no_rows_leave_the_heads() -> None:
    assert table(["名称", "值"], [], "lr").splitlines()[0] == "名称  值"


@given(rows=st.lists(st.tuples(cells, cells), max_size=6))
def test_every_line_is_as_wide_as_its_rule(rows: list[tuple[str, str]]) -> None:
    heads, rule, *lines = table(["甲", "乙"], rows, "lr").split("\n")

    assert all(width_of(line) <= width_of(rule) for line in [heads, *lines])
    assert len(lines) == len(rows)
