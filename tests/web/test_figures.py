"""Figures, lights and days as pages print them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from guatu.apps.boards.words import amount, chance, gap, light_word, percent, unit_word
from guatu.web.templatetags.figures import (
    day,
    light,
    long_day,
    moment,
    month_of,
    period,
    sign,
    stored,
)

figures = st.decimals("-1e9", "1e9", places=6)


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        pytest.param(None, 2, "—", id="missing is a dash"),
        pytest.param(Decimal(0), 2, "0", id="zero is zero"),
        pytest.param(Decimal("12.50"), 2, "12.5", id="no idle zeros"),
        pytest.param(Decimal("1234567.891"), 2, "1,234,567.89", id="commas by thousands"),
        pytest.param(Decimal("-3.25"), 1, "−3.3", id="the true minus, half away from zero"),
        pytest.param(Decimal("0.004"), 2, "0", id="below the last place"),
    ],
)
def test_an_amount_is_printed_once_rounded(value: Decimal | None, places: int, shown: str) -> None:
    assert amount(value, places) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        (Decimal(0), "0"),
        (Decimal("-0.001"), "−0.001"),
        (Decimal("0.001"), "+0.001"),
        (Decimal("0.00001"), "0"),
        (Decimal("2.5"), "+2.5"),
        (Decimal("-9.18"), "−9.18"),
    ],
)
def test_a_gap_has_its_sign_and_nothing_has_none(value: Decimal | None, shown: str) -> None:
    assert gap(value, 2) == shown


@pytest.mark.parametrize(
    ("value", "lamp", "shown"),
    [
        (None, "on", "—"),
        (Decimal("0.0099"), "red", "<1%"),
        (Decimal("0.01"), "red", "1%"),
        (Decimal("0.5"), "on", "50%"),
        (Decimal("0.99"), "on", "99%"),
        (Decimal("0.9901"), "on", ">99%"),
        (Decimal(1), "on", ">99%"),
        (Decimal(0), "red", "<1%"),
        (Decimal("0.3"), "done", "已达"),
    ],
)
def test_a_chance_is_never_certain_before_the_end(
    value: Decimal | None, lamp: str, shown: str
) -> None:
    assert chance(value, lamp) == shown


def test_days_and_moments_are_local() -> None:
    late = datetime(2023, 6, 13, 16, 30, tzinfo=UTC)

    assert day(late) == "6/14"
    assert moment(late) == "2023-06-14 00:30"
    assert day(date(2023, 6, 3)) == "6/3"
    assert (day(None), moment(None)) == ("—", "—")


def test_a_day_in_a_heading_is_in_the_readers_language() -> None:
    assert long_day(date(2023, 6, 13)) == "2023年6月13日 周二"
    with translation.override("en"):
        assert long_day(date(2023, 6, 13)) == "Tuesday, 13 June 2023"


def test_a_light_is_shape_word_and_colour() -> None:
    shown = light("red")

    assert 'href="#lamp-red"' in shown
    assert light_word("red") in shown
    assert "is-red" in shown


def test_words_that_a_light_is_given_are_never_markup() -> None:
    assert "<script>" not in light("slow", "<script>")


def test_periods_are_named_and_other_words_stay() -> None:
    assert period("2023-06") == "2023年6月"
    assert period("annual") == "每年"
    assert period("") == ""
    assert month_of("2023-06") == "6月"


def test_shares_signs_and_units() -> None:
    assert percent(Decimal("0.4493")) == "44.9%"
    assert percent(None) == "—"
    assert [sign(relation) for relation in (">=", "<=", "+=")] == ["≥", "≤", "＋"]
    assert unit_word("光年") == "光年"
    assert stored("12.500000") == "12.5"
    assert stored(None) == "—"


@given(value=figures, places=st.integers(0, 4))
def test_what_is_printed_is_the_figure_to_its_last_place(value: Decimal, places: int) -> None:
    shown = Decimal(amount(value, places).replace(",", "").replace("−", "-"))

    assert abs(shown - value) <= Decimal(1).scaleb(-places) / 2


@given(value=figures)
def test_a_gap_is_an_amount_with_a_sign(value: Decimal) -> None:
    shown = gap(value, 2)

    if abs(value) >= Decimal("0.01"):
        assert shown.lstrip("+−") == amount(abs(value), 2)
    assert (shown == "0") == (abs(value) <= Decimal("0.00005"))
