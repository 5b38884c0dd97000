"""Numerals of documents and plain figures of machines."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.quantities import AmountRefused, number_of, parse_numeral

HAN = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """Spell a whole number below 10^12 as documents do."""
    for size, word in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            before, rest = divmod(number, size)
            gap = "零" if rest and rest * 10 < size else ""
            return spelled(before) + word + (gap + spelled(rest) if rest else "")
    return HAN[number]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("125", "125"),
        ("1,234.5", "1234.5"),
        ("１２", "12"),
        ("三百三十九", "339"),
        ("两千", "2000"),
        ("三百三十九亿", "33900000000"),
        ("2万", "20000"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("三百十五", "315"),
        ("一千零二十", "1020"),
        ("一亿零五", "100000005"),
        ("百亿", "10000000000"),
        ("千万", "10000000"),
        ("2万亿", "2000000000000"),
        ("1.2万亿", "1200000000000"),
        ("3千万", "30000000"),
        ("1亿2000万", "120000000"),
        ("2万3千", "23000"),
        ("三点五亿", "350000000"),
        ("零点五", "0.5"),
        ("三点一四", "3.14"),
        ("二〇二三", "2023"),
        ("壹佰贰拾", "120"),
        ("两百", "200"),
        ("负三", "-3"),
        ("-5", "-5"),
        ("零", "0"),
    ],
)
def test_a_numeral_has_one_value(text: str, value: str) -> None:
    assert str(parse_numeral(text)) == value


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("三万五", "colloquial", id="clipped ten thousands"),
        pytest.param("三百二", "colloquial", id="clipped hundreds"),
        pytest.param("2亿5000", "colloquial", id="clipped in figures"),
        pytest.param("三五", "range", id="three to five"),
        pytest.param("三四百", "range", id="three or four hundred"),
    ],
)
def test_spoken_short_forms_are_held(text: str, code: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse_numeral(text)

    assert (refusal.value.code, refusal.value.holds) == (code, True)


@pytest.mark.parametrize(
    "text",
    ["", "百", "千", "万", "亿", "万亿", "三百千", "1.2.3", "1,23", "点", "点五", "三点", "年"],
)
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse_numeral(text)

    assert refusal.value.code == "not_a_number"


@pytest.mark.parametrize(
    ("text", "value"), [("0", "0"), ("-12.50", "-12.50"), ("1234.5", "1234.5")]
)
def test_a_machine_figure_is_taken_as_it_stands(text: str, value: str) -> None:
    assert str(number_of(text)) == value


@pytest.mark.parametrize(
    "text",
    ["", "+1", "1,000", "1e3", "NaN", "１", "٣", "1_0", " 1", "1.", ".5", "007", "1\n", "9" * 99],
)
def test_anything_else_is_no_machine_figure(text: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        number_of(text)

    assert refusal.value.code == "not_a_number"


@settings(max_examples=40)
@given(st.integers(0, 10**12 - 1))
def test_a_spelled_number_reads_back(number: int) -> None:
    assert parse_numeral(spelled(number)) == number


@settings(max_examples=25)
@given(st.integers(0, 10**12))
def test_figures_and_grouped_figures_are_the_same(number: int) -> None:
    assert parse_numeral(str(number)) == parse_numeral(f"{number:,}") == number


@settings(max_examples=40)
@given(st.text(alphabet="0123456789.,零一二三两十百千万亿点负-〇", max_size=10))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    with suppress(AmountRefused):
        assert parse_numeral(text).is_finite()


@settings(max_examples=25)
@given(st.decimals(-(10**15), 10**15, places=3, allow_nan=False))
def test_a_machine_figure_reads_back(value: Decimal) -> None:
    assert number_of(f"{value:f}".replace("-0.000", "0.000")) == value
