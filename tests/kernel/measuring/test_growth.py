"""Growth over the same period, from one release and never from another (STAT-28)."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.measuring.cast import count

from guatu.kernel.catalog import Family
from guatu.kernel.measuring import Fact, Growth, growth_at
from guatu.kernel.periods import Period, month

RELEASE = datetime(2023, 5, 17, 10, 0, tzinfo=UTC)
LATER = RELEASE + timedelta(days=30)
APRIL = month(2023, 4)
OUTPUT = count(family=Family.OFFICIAL, key="industry.output")

positive = st.decimals("0.01", 10000, places=2)


def released(
    value: Decimal | int | str,
    measure: str,
    *,
    known_at: datetime = RELEASE,
    period: Period = APRIL,
    unit: str = "honghu",
) -> Fact:
    """An official figure."""
    return Fact(
        indicator="industry.output",
        unit=unit,
        period=period,
        measure=measure,
        value=Decimal(value),
        known_at=known_at,
        family=Family.OFFICIAL,
    )


def growth_of(
    *facts: Fact, filers: tuple[str, ...] = ("honghu",), known_by: datetime | None = None
) -> Growth:
    """The growth in April."""
    return growth_at(facts, indicator=OUTPUT, filers=filers, period=APRIL, known_by=known_by)


def test_growth_uses_the_same_period_of_the_same_release() -> None:
    last_year = released(90, "ytd", period=month(2022, 4))

    growth = growth_of(last_year, released(110, "ytd"), released(100, "same_ytd"))

    assert growth.value == 10  # acceptance check 2: not 110 over last year's 90


def test_a_same_period_of_another_release_is_refused() -> None:
    growth = growth_of(
        released(110, "ytd", known_at=LATER), released(100, "same_ytd", known_at=RELEASE)
    )

    assert growth.value is None
    assert str(growth.reason) == "同期数没有随本期数一并提供，增速不计算，请补报同期数"


def test_the_newest_release_counts_and_an_earlier_one_can_be_asked_for() -> None:
    facts = (
        released(110, "ytd"),
        released(100, "same_ytd"),
        released(120, "ytd", known_at=LATER),
        released(96, "same_ytd", known_at=LATER),
    )

    assert growth_of(*facts).value == 25
    assert growth_of(*facts, known_by=RELEASE).value == 10


def test_a_rate_released_alone_is_taken_as_it_is() -> None:
    assert growth_of(released("7.3", "yoy")).value == Decimal("7.3")


def test_a_rate_is_never_added_over_units() -> None:
    facts = (released(7, "yoy", unit="a"), released(9, "yoy", unit="b"))

    assert growth_of(*facts, filers=("a", "b")).value is None


def test_several_units_grow_by_their_sums() -> None:
    facts = (
        released(30, "ytd", unit="a"),
        released(20, "same_ytd", unit="a"),
        released(80, "ytd", unit="b"),
        released(80, "same_ytd", unit="b"),
    )

    assert growth_of(*facts, filers=("a", "b")).value == 10


@pytest.mark.parametrize(
    ("now", "then", "reason"),
    [
        pytest.param(5, 0, "同期数为零，增速不计算", id="nothing a year ago"),
        pytest.param(-5, 5, "由盈转亏，增速不计算", id="from profit to loss"),
        pytest.param(5, -5, "扭亏为盈，增速不计算", id="from loss to profit"),
        pytest.param(-3, -5, "减亏，增速不计算", id="a smaller loss"),
        pytest.param(-5, -5, "增亏，增速不计算", id="no smaller loss"),
        pytest.param(-7, -5, "增亏，增速不计算", id="a larger loss"),
    ],
)
def test_a_loss_or_no_base_has_words_instead(now: int, then: int, reason: str) -> None:
    growth = growth_of(released(now, "ytd"), released(then, "same_ytd"))

    assert growth.value is None
    assert str(growth.reason) == reason


def test_nobody_grows_by_nothing() -> None:
    assert str(growth_of(filers=()).reason).startswith("没有应报单位")


def test_another_family_has_no_say() -> None:
    departmental = count(key="industry.output")
    facts = (released(110, "ytd"), released(100, "same_ytd"))

    growth = growth_at(facts, indicator=departmental, filers=["honghu"], period=APRIL)

    assert growth.value is None


@given(now=positive, then=positive)
def test_growth_turns_the_base_into_the_figure(now: Decimal, then: Decimal) -> None:
    growth = growth_of(released(now, "ytd"), released(then, "same_ytd")).value

    assert growth is not None
    assert abs(then * (1 + growth / 100) - now) < Decimal("1e-15")
