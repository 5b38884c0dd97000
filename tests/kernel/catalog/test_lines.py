"""Finding the line of a table, field or array element in a TOML text."""

from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.catalog.lines import line_of, lines_of

TEXT = '''\
# first
key = "a # b"

[[unit]]
x = 1
text = """
y = 2
"""
z = 3

[[unit]]
list = [
    { a = 1 },  # one
    { a = "]" },
]
after = 1

[unit.shares]
"east side" = 4
'''


def test_rows_fields_and_elements_are_found() -> None:
    lines = lines_of(TEXT)

    assert lines[("key",)] == 2
    assert lines[("unit", 0)] == 4
    assert lines[("unit", 0, "z")] == 9
    assert lines[("unit", 1, "list", 1)] == 14
    assert lines[("unit", 1, "after")] == 16
    assert lines[("unit", 1, "shares", "east side")] == 19


def test_what_stands_in_a_long_text_is_not_a_field() -> None:
    assert ("unit", 0, "y") not in lines_of(TEXT)


def test_what_has_no_line_takes_that_of_its_holder() -> None:
    lines = lines_of(TEXT)

    assert line_of(lines, ("unit", 1, "list", 1, "a")) == 14
    assert line_of(lines, ("unit", 1, "missing")) == 11
    assert line_of(lines, ("nothing",)) == 1


@given(st.text())
def test_any_text_has_lines_within_it(text: str) -> None:
    assert all(1 <= line <= len(text.splitlines()) for line in lines_of(text).values())


@given(st.integers(min_value=1, max_value=30), st.integers(min_value=0, max_value=5))
def test_each_row_of_a_table_is_found_at_its_own_line(rows: int, blank: int) -> None:
    text = "".join(f"[[unit]]\nkey = {index}\n" + "\n" * blank for index in range(rows))

    lines = lines_of(text)

    assert [lines[("unit", index)] for index in range(rows)] == [
        1 + index * (2 + blank) for index in range(rows)
    ]
