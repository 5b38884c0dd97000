"""Rounding by the national standard, and printing figures with their units."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.quantities import (
    board_unit,
    print_amount,
    print_figure,
    round_half_even,
    round_half_up,
)

values = st.decimals(-(10**12), 10**12, places=6, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("12.1498", 0, "12"),
        ("12.1498", 1, "12.1"),
        ("1268", -2, "1300"),
        ("10.5002", 0, "11"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2000"),
        ("3500", -3, "4000"),
        ("-0.0365", 3, "-0.036"),
        ("8.53459", 2, "8.53"),
    ],
)
def test_rounding_follows_the_standard(value: str, places: int, rounded: str) -> None:
    assert str(round_half_even(Decimal(value), places)) == rounded


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"), ("2500", -3, "3000"), ("0.249", 1, "0.2")],
)
def test_published_tables_round_halves_up(value: str, places: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), places)) == rounded


def test_a_figure_of_any_length_is_rounded() -> None:
    assert round_half_even(Decimal("9" * 40 + ".5"), 0) == Decimal(10) ** 40


@settings(max_examples=30)
@given(values, st.integers(-6, 5))
def test_rounding_moves_at_most_half_a_step_and_only_once(value: Decimal, places: int) -> None:
    step = Decimal(1).scaleb(-places)

    rounded = round_half_even(value, places)

    assert abs(rounded - value) <= step / 2
    assert round_half_even(rounded, places) == rounded
    assert round_half_even(-value, places) == -rounded


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        pytest.param("163.94", "亿元", "163.9 亿元", id="boards show one decimal"),
        pytest.param("18420", "万元", "18,420 万元", id="thousands have a comma"),
        pytest.param("57", "个", "57 个", id="counts are whole"),
        pytest.param("34.8101", "%", "34.8%", id="rates have one decimal"),
        pytest.param("1.25", "万家", "1.25 万家", id="scaled counts keep theirs"),
        pytest.param("0.80", "百分点", "0.8 百分点", id="points"),
        pytest.param("1234.50", None, "1,234.5", id="a bare number"),
        pytest.param("-61.1", "亿元", "\u221261.1 亿元", id="a true minus"),
        pytest.param("-0.04", "亿元", "0.0 亿元", id="nothing has no sign"),
        pytest.param("3.923456", "万吨", "3.92 万吨", id="at most two"),
    ],
)
def test_a_figure_stands_before_its_unit(value: str, unit: str | None, printed: str) -> None:
    assert print_amount(Decimal(value), unit) == printed


def test_ledgers_ask_for_two_decimals() -> None:
    assert print_amount(Decimal("3.9249"), "亿元", 2) == "3.92 亿元"


@pytest.mark.parametrize(
    ("gap", "printed"), [("1.2", "+1.2"), ("-61.1", "\u221261.1"), ("0", "0.0")]
)
def test_a_gap_always_has_its_sign(gap: str, printed: str) -> None:
    assert print_figure(Decimal(gap), 1, signed=True) == printed
    assert print_amount(Decimal(gap), "亿元", signed=True) == f"{printed} 亿元"


def test_a_missing_figure_is_a_dash() -> None:
    assert print_amount(None, "亿元") == print_figure(None, 1) == "—"


@pytest.mark.parametrize(
    ("amounts", "unit", "chosen"),
    [
        pytest.param(["9999", "1"], "万元", "万元", id="just below"),
        pytest.param(["10000", "1"], "万元", "亿元", id="one of a hundred millions"),
        pytest.param(["-10000"], "万元", "亿元", id="a fall as large"),
        pytest.param([], "万元", "万元", id="an empty table"),
        pytest.param(["10000"], "个", "个", id="counts stay"),
    ],
)
def test_a_table_has_one_unit(amounts: list[str], unit: str, chosen: str) -> None:
    assert board_unit(map(Decimal, amounts), unit) == chosen
