"""Judging outlooks: errors by month, coverage, Brier score, reliability."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.forecasting import (
    Judged,
    Method,
    Outlook,
    brier,
    coverage,
    error_by_month,
    reliability,
)

told = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def judged(month: int, mid: int, actual: int, half: int = 5) -> Judged:
    """An outlook of `mid`, `half` to either side 8 times of 10, and what came."""
    band = (Decimal(mid - half), Decimal(mid + half))
    outlook = Outlook(2020, month, Method.BLEND, Decimal(mid), {80: band}, None)
    return Judged("a", outlook, Decimal(actual), Decimal(100))


def test_errors_are_averaged_month_by_month() -> None:
    found = [judged(3, 90, 100), judged(3, 120, 100), judged(4, 100, 100)]

    assert error_by_month(found) == {3: pytest.approx(0.15), 4: 0}


def test_coverage_counts_the_edges_and_leaves_out_what_is_missing() -> None:
    assert coverage([judged(3, 100, 105), judged(3, 100, 106)]) == {80: 0.5}


def test_a_coin_scores_a_quarter_and_knowing_scores_zero() -> None:
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    assert brier([(1.0, True), (0.0, False)]) == 0


def test_chances_are_binned_by_tenths() -> None:
    rising, sure = reliability([(0.71, True), (0.79, False), (1.0, True)])

    assert rising.told == pytest.approx(0.75)
    assert (rising.count, rising.came_true) == (2, 0.5)
    assert (sure.count, sure.came_true) == (1, 1)


@given(told)
def test_every_chance_is_in_one_bin(chances: list[tuple[float, bool]]) -> None:
    assert sum(each.count for each in reliability(chances)) == len(chances)


@given(told)
def test_a_brier_score_lies_between_zero_and_one(chances: list[tuple[float, bool]]) -> None:
    assert 0 <= brier(chances) <= 1
