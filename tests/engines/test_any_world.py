"""Whole small counties drawn at random: every engine says what the reference says."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.cast import CHILDREN, NOON, TOWNS, answered, counted, filed, rate
from tests.engines.lineup import EXAMPLES

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.engines import Engine, World
from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import Frequency, jan_feb, month, quarter

UNITS = (*TOWNS, "north")
PERIODS = (*(month(2023, index) for index in range(1, 8)), jan_feb(2023), quarter(2023, 1))
figures = st.one_of(
    st.integers(-3, 3).map(Decimal),
    st.integers(-(10**17), 10**17).map(lambda count: Decimal(count).scaleb(-6)),
)
days = st.sampled_from([date(2023, 2, 28), date(2023, 4, 15), date(2023, 12, 31)])
moments = st.sampled_from([None, NOON, NOON + timedelta(days=2)])


@st.composite
def indicators(draw: st.DrawFn) -> tuple[Indicator, ...]:
    """A count and a rate, each with rules of its own."""
    rules = st.sampled_from(list(RollUp))
    frequency = draw(st.sampled_from([Frequency.MONTH, Frequency.QUARTER, Frequency.JAN_FEB]))
    rising = draw(st.booleans())
    count = counted(
        draw(rules), draw(rules), key="a.count", frequency=frequency, rising_is_good=rising
    )
    return (count, rate(draw(rules), draw(rules), key="a.rate"))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    """A figure of some unit, period and measure, at one of few moments."""
    known_at: datetime = NOON + timedelta(days=draw(st.integers(0, 3)))
    return filed(
        draw(figures),
        draw(st.sampled_from(PERIODS)),
        draw(st.sampled_from(UNITS)),
        measure=draw(st.sampled_from(list(Measure))),
        indicator=draw(st.sampled_from(["a.count", "a.rate", "a.top", "a.all"])),
        known_at=known_at,
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A county in which the district may file for its towns, or one alone for all."""
    filers = draw(
        st.dictionaries(
            st.sampled_from(["a.count", "a.rate"]),
            st.frozensets(st.sampled_from(UNITS)),
        )
    )
    return World(
        indicators=draw(indicators()),
        children=CHILDREN,
        facts=tuple(draw(st.lists(facts(), max_size=40))),
        filers=filers,
    )


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds(), as_of=days, known_by=moments)
def test_any_world_is_answered_as_by_the_reference(
    engine: Engine, world: World, as_of: date, known_by: datetime | None
) -> None:
    answered(engine, world, as_of=as_of, known_by=known_by)
