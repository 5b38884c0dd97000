"""Reading an amount that a person typed: accepted, held, or refused with a remedy."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from guatu.kernel.quantities import AmountRefused, parse_amount, print_figure, unit_named


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        pytest.param("12.5", "亿元", "12.5", id="in the unit of the field"),
        pytest.param("12.5亿", "亿元", "12.5", id="a scale word"),
        pytest.param("12.5亿", "万元", "125000", id="a scale word in a smaller field"),
        pytest.param("3200万", "亿元", "0.32", id="a scale word in a larger field"),
        pytest.param("3千万", "亿元", "0.3", id="two scale words"),
        pytest.param("3200万元", "亿元", "0.32", id="another unit of money"),
        pytest.param(" 12.5 亿元 ", "亿元", "12.5", id="spaces around"),
        pytest.param("1,234.5", "亿元", "1234.5", id="grouped"),
        pytest.param("1，234.5", "亿元", "1234.5", id="grouped full-width"),
        pytest.param("１２．５％", "%", "12.5", id="full-width"),
        pytest.param("－５", "亿元", "-5", id="full-width minus"),
        pytest.param("−5", "亿元", "-5", id="true minus"),
        pytest.param("＋3", "亿元", "3", id="full-width plus"),
        pytest.param("12\u200b.5", "亿元", "12.5", id="zero-width space"),
        pytest.param("12.5\u00a0亿元", "亿元", "12.5", id="no-break space"),
        pytest.param("0", "亿元", "0", id="zero is zero"),
        pytest.param("-0.0", "亿元", "0", id="zero has no sign"),
        pytest.param("1.25万", "家", "12500", id="a whole count"),
        pytest.param("1.25", "万家", "1.25", id="a whole count in ten thousands"),
        pytest.param("57个", "家", "57", id="another measure word"),
        pytest.param("3万", "平方米", "30000", id="a scale word keeps the unit of the field"),
        pytest.param("1亩", "平方米", "666.6666666667", id="an endless conversion is cut"),
        pytest.param("第3位", "位", "3", id="a rank"),
        pytest.param("200人份", "人份", "200", id="courses"),
        pytest.param("3个百分点", "百分点", "3", id="points"),
        pytest.param("125万元/亩", "万元/亩", "125", id="a unit by another"),
    ],
)
def test_an_amount_is_read_into_the_unit_of_the_field(text: str, unit: str, value: str) -> None:
    amount = parse_amount(text, unit=unit)

    assert str(amount.value) == value
    assert amount.unit == unit_named(unit)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param("3200万元", "3200万元 = 0.32亿元", id="a conversion is shown"),
        pytest.param("１２．５", "全角", id="a rewriting is told"),
    ],
)
def test_what_was_changed_is_noted(text: str, note: str) -> None:
    assert [note in str(found) for found in parse_amount(text, unit="亿元").notes] == [True]


def test_a_plain_amount_needs_no_note() -> None:
    assert parse_amount("12.5亿元", unit="亿元").notes == ()


def test_without_a_field_the_unit_as_written_is_kept() -> None:
    assert parse_amount("12.5亿").unit == unit_named("亿")
    assert parse_amount("12.5").unit is None


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        pytest.param("", "亿元", "empty", id="blank is not zero"),
        pytest.param(" \t", "亿元", "empty", id="spaces are blank"),
        pytest.param("1.234,5", "亿元", "ambiguous_grouping", id="European"),
        pytest.param("12,34", "亿元", "ambiguous_grouping", id="a comma for a point"),
        pytest.param("٣", "亿元", "foreign_digits", id="Arabic-Indic"),
        pytest.param("⑤", "亿元", "foreign_digits", id="an ordinal"),
        pytest.param("1_000", "亿元", "foreign_digits", id="underscore"),
        pytest.param("0x1F", "亿元", "foreign_digits", id="hexadecimal"),
        pytest.param("1e3", "亿元", "foreign_digits", id="exponent"),
        pytest.param("1e400", "亿元", "foreign_digits", id="huge exponent"),
        pytest.param("NaN", "亿元", "formula_error", id="not a number"),
        pytest.param("-inf", "亿元", "formula_error", id="infinity"),
        pytest.param("--", "亿元", "formula_error", id="two dashes"),
        pytest.param("#DIV/0!", "亿元", "formula_error", id="division by zero"),
        pytest.param("#REF!", "亿元", "formula_error", id="lost reference"),
        pytest.param("#N/A", "亿元", "formula_error", id="not available"),
        pytest.param("＃VALUE!", "亿元", "formula_error", id="full-width error"),
        pytest.param("=1+1", "亿元", "formula_error", id="formula text"),
        pytest.param("12颗", "亿元", "unknown_unit", id="unknown unit"),
        pytest.param("12.5%", "亿元", "unit_mismatch", id="percent in money"),
        pytest.param("12个", "亿元", "unit_mismatch", id="count in money"),
        pytest.param("2万", "%", "unit_mismatch", id="ten thousands of percent"),
        pytest.param("3个百分点", "%", "point_or_percent", id="points in percent"),
        pytest.param("3个点", "%", "point_or_percent", id="spoken points in percent"),
        pytest.param("3%", "百分点", "point_or_percent", id="percent in points"),
        pytest.param("12.5", "家", "fraction_of_count", id="half a firm"),
        pytest.param("1.23456", "万家", "fraction_of_count", id="a part of a firm"),
        pytest.param("9" * 17, "亿元", "out_of_range", id="too large"),
        pytest.param("0.12345678901", "亿元", "out_of_range", id="too fine"),
        pytest.param("1" * 40, "亿元", "out_of_range", id="too many digits"),
        pytest.param("1" * 100, "亿元", "not_a_number", id="too long"),
        pytest.param("12\u202e5", "亿元", "control_characters", id="right-to-left override"),
        pytest.param("12\x005", "亿元", "control_characters", id="NUL"),
        pytest.param("abc", "亿元", "not_a_number", id="letters"),
        pytest.param("1.2.3", "亿元", "not_a_number", id="two points"),
        pytest.param(".5", "亿元", "not_a_number", id="no digit before the point"),
        pytest.param("(5)", "亿元", "not_a_number", id="a negative of accountants"),
    ],
)
def test_what_is_no_figure_is_refused(text: str, unit: str, code: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse_amount(text, unit=unit)

    assert (refusal.value.code, refusal.value.holds) == (code, False)


@pytest.mark.parametrize(
    ("text", "code", "suggestion"),
    [
        pytest.param("-", "empty", "", id="a dash"),
        pytest.param("—", "empty", "", id="a long dash"),
        pytest.param("/", "empty", "", id="a stroke"),
        pytest.param("无", "empty", "", id="none"),
        pytest.param("暂无", "empty", "", id="none yet"),
        pytest.param("1 234.5", "ambiguous_grouping", "1234.5", id="grouped by spaces"),
        pytest.param("1'234", "ambiguous_grouping", "1234", id="grouped by apostrophes"),
        pytest.param("约12亿", "approximate", "", id="about"),
        pytest.param("近百亿", "approximate", "", id="nearly"),
        pytest.param("120+", "approximate", "", id="plus"),
        pytest.param("120余亿元", "approximate", "", id="odd"),
        pytest.param("≥20", "approximate", "", id="at least"),
        pytest.param("10亿以上", "approximate", "", id="and above"),
        pytest.param("几十亿", "approximate", "", id="some tens"),
        pytest.param("100-120", "range", "", id="from to"),
        pytest.param("100亿~120亿", "range", "", id="from to with units"),
        pytest.param("三至五亿", "range", "", id="from to in words"),
        pytest.param("两千万", "colloquial", "2000万", id="Chinese numeral"),
        pytest.param("1.2个亿", "colloquial", "1.2亿", id="spoken hundred millions"),
        pytest.param("1亿2000万元", "colloquial", "1.2亿元", id="in two scales"),
        pytest.param("负三亿", "colloquial", "-3亿", id="a fall in words"),
        pytest.param("百分之十二", "colloquial", "12%", id="percent in words"),
        pytest.param("三万五", "colloquial", "", id="clipped"),
    ],
)
def test_a_doubtful_figure_is_held_for_a_person(text: str, code: str, suggestion: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse_amount(text, unit="亿元")

    assert (refusal.value.code, refusal.value.holds) == (code, True)
    assert refusal.value.suggestion == suggestion


def test_a_negative_is_refused_where_none_can_be() -> None:
    with pytest.raises(AmountRefused, match="负数") as refusal:
        parse_amount("-5", unit="家", signed=False)

    assert refusal.value.code == "out_of_range"
    assert parse_amount("0", unit="家", signed=False).value == 0


def test_a_refusal_quotes_what_was_typed_even_with_percent_signs() -> None:
    with pytest.raises(AmountRefused, match="5%%"):
        parse_amount("约5%%", unit="%")


@settings(max_examples=30)
@given(st.lists(st.integers(0, 0x2FFFF).map(chr), max_size=24).map("".join))
@example("100%d")
@example("%(text)s")
@example("ǅ١²Ⅷ")
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    with suppress(AmountRefused):
        amount = parse_amount(text, unit="亿元")

        assert amount.value.is_finite()
        assert any(character.isdigit() for character in text)


@settings(max_examples=30)
@given(st.text(alphabet="0123456789.,-+~约余个十百千万亿元%三五两零点至 ", max_size=10))
def test_what_looks_like_a_figure_is_read_exactly_or_refused(text: str) -> None:
    with suppress(AmountRefused):
        amount = parse_amount(text)

        assert parse_amount(f"{amount.value:f}").value == amount.value


@settings(max_examples=30)
@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_what_is_printed_reads_back(value: Decimal) -> None:
    assert parse_amount(print_figure(value, 2), unit="亿元").value == value
