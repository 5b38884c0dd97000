"""The indicators, towns and figures that the measuring tests share."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from guatu.kernel.catalog import Family, Indicator, RollUp, TargetType
from guatu.kernel.measuring import (
    Fact,
    MeasuredSeries,
    UnitTree,
    series_of,
)
from guatu.kernel.periods import Frequency, Period, month

NOON = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)
DECEMBER_31 = date(2023, 12, 31)
TOWNS = ("xindi", "luoshan", "fengkou")
TREE = UnitTree({"honghu": ["north", "luoshan"], "north": ["xindi", "fengkou"]})
money = st.integers(-100_000, 100_000).map(lambda count: Decimal(count).scaleb(-2))


def count(
    over_time: RollUp = RollUp.SUM, over_units: RollUp = RollUp.SUM, **changes: object
) -> Indicator:
    """An indicator with the given roll-ups."""
    fields: dict[str, object] = {
        "key": "investment.arrived_funds",
        "name": "到位资金",
        "name_en": "Funds arrived",
        "unit": "亿元",
        "type": TargetType.CUMULATIVE_FLOW,
        "family": Family.DEPARTMENTAL,
        "frequency": Frequency.MONTH,
        "over_time": over_time,
        "over_units": over_units,
        "definition": "实际到位资金",
        "definition_en": "Funds that arrived",
        "schedule": "linear",
        "source": "INV-03",
    }
    return Indicator.model_validate(fields | changes)


RATE = count(
    RollUp.LAST,
    RollUp.RATIO_OF_SUMS,
    key="health.screen_rate",
    unit="%",
    numerator="health.screened",
    denominator="health.seen",
)


def fact(
    value: Decimal | int | str,
    period: Period,
    *,
    unit: str = "xindi",
    measure: str = "month",
    indicator: str = "investment.arrived_funds",
    known_at: datetime = NOON,
) -> Fact:
    """A departmental figure of a town."""
    return Fact(
        indicator=indicator,
        unit=unit,
        period=period,
        measure=measure,
        value=Decimal(value),
        known_at=known_at,
        family=Family.DEPARTMENTAL,
    )


def pair(top: int | None, bottom: int | None, index: int = 4, *, unit: str = "xindi") -> list[Fact]:
    """A numerator and a denominator of one month."""
    halves = (("health.screened", top), ("health.seen", bottom))
    return [
        fact(value, month(2023, index), unit=unit, indicator=key)
        for key, value in halves
        if value is not None
    ]


def at(
    facts: Iterable[Fact],
    indicator: Indicator | None = None,
    *filers: str,
    as_of: date = DECEMBER_31,
    within: Period | None = None,
) -> MeasuredSeries:
    """The series over `filers`, one town unless given."""
    return series_of(
        facts,
        indicator=indicator or count(),
        filers=filers or ("xindi",),
        as_of=as_of,
        within=within,
    )


def values_of(series: MeasuredSeries) -> list[Decimal | None]:
    """The figures of a series, oldest first."""
    return [point.value for point in series.points]


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Figures of the three towns, some revised."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(TOWNS),
                st.integers(1, 12),
                st.sampled_from(["month", "ytd", "stock"]),
                money,
                st.integers(0, 5),
            ),
            max_size=15,
            unique_by=lambda row: (row[0], row[1], row[2], row[4]),
        )
    )
    return [
        fact(
            value,
            month(2023, index),
            unit=town,
            measure=measure,
            known_at=NOON + timedelta(days=days),
        )
        for town, index, measure, value, days in rows
    ]
