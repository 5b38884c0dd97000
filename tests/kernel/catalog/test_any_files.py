"""Whatever stands in its files, a pack is read or its faults are listed."""

from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.catalog import check_pack
from guatu.kernel.catalog.figures import numerals_in
from guatu.packs import pack_files

FILES = dict(pack_files("honghu-2023"))
NAMES = sorted(FILES)
VALUES = [
    "1",
    "-1",
    "0.5",
    "true",
    '"text"',
    "[]",
    "{}",
    "[[1]]",
    "2023-01-01",
    "inf",
    "nan",
    "1e9",
]


@cache
def lines(name: str) -> tuple[str, ...]:
    """Split one file of the pack into its lines."""
    return tuple(FILES[name].splitlines(keepends=True))


@given(name=st.sampled_from(NAMES), cut=st.integers(min_value=0, max_value=20_000))
def test_a_file_that_breaks_off_is_reported_or_still_right(name: str, cut: int) -> None:
    faults = check_pack({**FILES, name: FILES[name][:cut]})

    assert all(fault.line >= 1 and str(fault.remedy) for fault in faults)


@given(
    name=st.sampled_from([name for name in NAMES if name.endswith(".toml")]),
    place=st.integers(min_value=0),
    value=st.sampled_from(VALUES),
)
def test_a_value_of_any_type_in_any_field_is_taken_or_reported(
    name: str, place: int, value: str
) -> None:
    rows = list(lines(name))
    fields = [index for index, line in enumerate(rows) if " = " in line]
    index = fields[place % len(fields)]
    rows[index] = rows[index].split(" = ")[0] + f" = {value}\n"

    for fault in check_pack({**FILES, name: "".join(rows)}):
        assert fault.file in FILES
        assert 1 <= fault.line <= len(FILES[fault.file].splitlines()) + 1
        assert str(fault.message)
        assert str(fault.remedy)


@given(text=st.text())
def test_any_text_for_a_file_is_reported_or_taken(text: str) -> None:
    check_pack({**FILES, "peers.toml": text})


@given(whole=st.integers(min_value=0, max_value=10**9), unit=st.sampled_from("个亿元张%位"))
def test_the_numeral_of_a_quote_is_found(whole: int, unit: str) -> None:
    assert Decimal(whole) in numerals_in(f"目标{whole}{unit}以上")


def test_chinese_numerals_of_a_quote_are_found() -> None:
    assert Decimal(3) in numerals_in("三个月日常用量")
    assert Decimal(339) in numerals_in("三百三十九亿元")
