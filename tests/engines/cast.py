"""The small county of the conformance suite: two districts, five towns, and what they file."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from guatu.kernel.catalog import Family, Indicator, RollUp
from guatu.kernel.engines import Answer, Cell, Engine, Reference, World
from guatu.kernel.measuring import Fact
from guatu.kernel.periods import Frequency, Period, month

NOON = datetime(2023, 6, 1, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(days=40)
DAY = date(2023, 12, 31)
CHILDREN = {
    "honghu": ["north", "south"],
    "north": ["xindi", "luoshan", "fengkou"],
    "south": ["longkou", "yanwo"],
}
TOWNS = ("xindi", "luoshan", "fengkou", "longkou", "yanwo")
KEY = "investment.arrived_funds"


def counted(
    over_time: RollUp = RollUp.SUM, over_units: RollUp = RollUp.SUM, **changes: object
) -> Indicator:
    """An indicator with the given roll-ups."""
    fields: dict[str, object] = {
        "key": KEY,
        "name": "到位资金",
        "name_en": "Funds arrived",
        "unit": "亿元",
        "type": "cumulative_flow",
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


def rate(
    over_time: RollUp = RollUp.LAST, over_units: RollUp = RollUp.RATIO_OF_SUMS, key: str = KEY
) -> Indicator:
    """A rate in percent, with numerator and denominator."""
    return counted(over_time, over_units, key=key, unit="%", numerator="a.top", denominator="a.all")


def filed(
    value: Decimal | int | str,
    index: int | Period,
    unit: str = "xindi",
    *,
    measure: str = "month",
    indicator: str = KEY,
    known_at: datetime = NOON,
) -> Fact:
    """A departmental figure of a town; a bare number is a month of 2023."""
    return Fact(
        indicator=indicator,
        unit=unit,
        period=month(2023, index) if isinstance(index, int) else index,
        measure=measure,
        value=Decimal(value),
        known_at=known_at,
        family=Family.DEPARTMENTAL,
    )


def halves(top: int | str, bottom: int | str, index: int = 4, unit: str = "xindi") -> list[Fact]:
    """A numerator and a denominator of one month."""
    return [
        filed(top, index, unit, indicator="a.top"),
        filed(bottom, index, unit, indicator="a.all"),
    ]


def everywhere(
    value: Decimal | int | str, index: int | Period, measure: str = "month"
) -> list[Fact]:
    """The same figure of every town."""
    return [filed(value, index, town, measure=measure) for town in TOWNS]


def world(*facts: Fact, indicator: Indicator | None = None, **changes: object) -> World:
    """The county with these facts; one indicator unless others are given."""
    fields: dict[str, object] = {
        "indicators": (indicator or counted(),),
        "children": CHILDREN,
        "facts": facts,
    }
    return World(**(fields | changes))  # type: ignore[arg-type]  # the fields of a world


def answered(
    engine: Engine, asked: World, *, as_of: date = DAY, known_by: datetime | None = None
) -> Answer:
    """The answer of `engine`, held against the reference cell by cell."""
    answer = engine.cells(asked, as_of=as_of, known_by=known_by)
    expected = Reference().cells(asked, as_of=as_of, known_by=known_by)
    differing = {
        key: (answer.get(key), cell) for key, cell in expected.items() if answer.get(key) != cell
    }
    assert not differing
    assert answer.keys() == expected.keys()
    return answer


def cell_of(engine: Engine, asked: World, unit: str = "honghu", **when: object) -> Cell:
    """The cell of one unit, after all were held against the reference."""
    answer = answered(engine, asked, **when)  # type: ignore[arg-type]  # a day or a moment
    return answer[unit, asked.indicators[0].key]
