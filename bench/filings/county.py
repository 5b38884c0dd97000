"""Two years of an invented county: towns of all sizes, seasons, growth, luck and corrections."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from guatu.kernel.catalog import Family
from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.periods import Period, jan_feb, month
from guatu.kernel.quality import Book, Cell, Nature, Trait

AS_OF = date(2024, 1, 10)
YEARS = (2022, 2023)
MONTHS = tuple(month(year, index) for year in YEARS for index in range(1, 13))
UNITS = tuple(f"town{number:02d}" for number in range(1, 25))
WHOLE = "county"
CENT = Decimal("0.01")

TRAITS = (
    Trait(key="output", energy="power", tax="tax"),
    Trait(key="power"),
    Trait(key="tax"),
    Trait(key="sales"),
    Trait(key="signed"),
    Trait(key="funds", within="signed"),
    Trait(key="retail"),
    Trait(key="freight"),
    Trait(key="loans"),
    Trait(key="exports"),
    Trait(key="invested", january=False),
    Trait(key="visits", whole=True, decimals=0),
    Trait(key="projects", whole=True, decimals=0),
    Trait(key="leads", whole=True, decimals=0),
    Trait(key="bought"),
    Trait(key="used"),
    Trait(key="stock", nature=Nature.LEVEL, inflow="bought", outflow="used"),
    Trait(key="beds", nature=Nature.LEVEL, whole=True, decimals=0, upper=Decimal(2000)),
    Trait(key="insured", nature=Nature.LEVEL, whole=True, decimals=0),
    Trait(key="people", nature=Nature.LEVEL, whole=True, decimals=0),
    Trait(
        key="cover",
        nature=Nature.RATIO,
        decimals=1,
        upper=Decimal(100),
        numerator="insured",
        denominator="people",
    ),
)
BY_KEY = {trait.key: trait for trait in TRAITS}
SIZES = {"output": 900, "sales": 600, "signed": 500, "retail": 350, "freight": 240}
SIZES |= {"loans": 1800, "exports": 120, "invested": 400, "visits": 260, "projects": 26, "leads": 4}
FLOWS = tuple(trait.key for trait in TRAITS if trait.nature is Nature.FLOW)
AMOUNTS = (
    "output",
    "sales",
    "signed",
    "retail",
    "freight",
    "loans",
    "exports",
    "funds",
    "invested",
)
ADDED_UP = ("output", "sales", "retail", "projects", "beds")
RELEASED = ("output", "sales")
Place = tuple[str, str]
Filing = tuple[Decimal, datetime]
Key = tuple[str, str, Period, Measure]


@dataclass(frozen=True, slots=True)
class Deadline:
    """Six in the evening of the sixth day after a month."""

    period: Period

    @property
    def moment(self) -> datetime:
        """The moment until which a month may be filed."""
        day = self.period.last_day + timedelta(days=6)
        return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


class County:
    """The true figures of the county, to be spoiled; then everything that follows from them."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(f"county/{seed}")  # noqa: S311 - an invented county
        self.values: dict[Place, dict[Period, Decimal]] = {}
        self.filed: dict[Key, list[Filing]] = {}
        self.goals: dict[Place, Decimal] = {}
        self.verified: dict[Cell, Decimal] = {}
        for unit in UNITS:
            self._town(unit)
        self.free = list(self.values)
        self.dice.shuffle(self.free)

    def _town(self, unit: str) -> None:
        """All series of one town; a big town is big in everything."""
        size = self.dice.lognormvariate(0, 0.6)
        for key, usual in SIZES.items():
            self.values[key, unit] = self._flow(key, usual * size)
        self.values["power", unit] = self._moving_with("output", unit, 0.31, 0.06)
        self.values["tax", unit] = self._moving_with("output", unit, 0.042, 0.08)
        self.values["funds", unit] = self._moving_with("signed", unit, 0.45, 0.10)
        self.values["bought", unit] = self._flow("bought", 80 * size)
        self.values["used", unit] = self._moving_with("bought", unit, 0.9, 0.05)
        self.values["stock", unit] = self._stock(unit, size)
        self.values["beds", unit] = self._level(180 * size, 0.01)
        people = self._level(21000 * size, 0.001)
        self.values["people", unit] = people
        cover = self.dice.uniform(0.55, 0.9)
        self.values["insured", unit] = {
            p: Decimal(int(float(v) * cover * self.dice.uniform(0.985, 1.015)))
            for p, v in people.items()
        }

    def _flow(self, key: str, usual: float) -> dict[Period, Decimal]:
        """A flow with seasons, a dip at the festival, growth, luck, and now and then an event."""
        seasons = random.Random(key)  # noqa: S311 - an invented county
        pattern = [seasons.uniform(0.85, 1.2) for _ in range(12)]
        pattern[1] *= 0.8
        growth = self.dice.uniform(-0.02, 0.14)
        found = {}
        for period in MONTHS:
            value = usual * pattern[period.index - 1] * (1 + growth) ** (period.year - YEARS[0])
            value *= self.dice.lognormvariate(0, 0.09)
            value *= 1.5 if self.dice.random() < 0.01 else 1
            trait = BY_KEY[key]
            if not (period.index == 1 and not trait.january):
                found[period] = round(Decimal(value), trait.decimals)
        return found

    def _moving_with(self, key: str, unit: str, share: float, luck: float) -> dict[Period, Decimal]:
        """A flow that follows another one."""
        return {
            period: round(Decimal(float(value) * share * self.dice.lognormvariate(0, luck)), 2)
            for period, value in self.values[key, unit].items()
        }

    def _stock(self, unit: str, size: float) -> dict[Period, Decimal]:
        """What lies in store: the beginning, and what was bought less what was used."""
        level, found = round(Decimal(400 * size), 2), {}
        for period in MONTHS:
            level += self.values["bought", unit][period] - self.values["used", unit][period]
            found[period] = level
        return found

    def _level(self, usual: float, luck: float) -> dict[Period, Decimal]:
        """A level that moves slowly."""
        level, found = usual, {}
        for period in MONTHS:
            level *= self.dice.lognormvariate(0.002, luck)
            found[period] = Decimal(int(level))
        return found

    def take(self, *keys: str) -> Place:
        """A place that no defect has taken yet, of one of these indicators."""
        place = next(place for place in self.free if place[0] in keys)
        self.free.remove(place)
        return place

    def derive(self) -> None:
        """File everything: months, cumulated figures, ratios, totals, growth, goals, proof."""
        for (key, unit), points in self.values.items():
            self._file_line(key, unit, points)
        for unit in UNITS:
            insured, people = self.values["insured", unit], self.values["people", unit]
            ratio = {p: round(insured[p] / people[p] * 100, 1) for p in MONTHS}
            self._file_line("cover", unit, ratio)
        for key in ADDED_UP:
            lines = [self.values[key, unit] for unit in UNITS]
            total = {p: sum((line[p] for line in lines), Decimal(0)) for p in lines[0]}
            self._file_line(key, WHOLE, total)
        self._release()
        self._correct()

    def _file_line(self, key: str, unit: str, points: dict[Period, Decimal]) -> None:
        """A series with what follows from it."""
        trait, ytd = BY_KEY[key], Decimal(0)
        for period, value in points.items():
            moment = self._moment(period)
            self.filed[key, unit, period, trait.measure] = [(value, moment)]
            ytd = value if period.index == 1 or ytd == 0 else ytd + value
            if period.index == 2 and not trait.january:
                ytd = value
            if trait.nature is Nature.FLOW:
                self.filed[key, unit, period, Measure.YTD] = [(ytd, moment)]
            if period.index == 12 and trait.nature is Nature.FLOW:
                goal = ytd * Decimal(self.dice.choice([0.82, 0.88, 0.93, 1.05, 1.12]))
                self.goals.setdefault((key, unit), round(goal, trait.decimals))
            if self.dice.random() < 0.05 and unit != WHOLE:
                noise = Decimal(self.dice.uniform(0.97, 1.03))
                self.verified.setdefault(Cell(key, unit, period), value * noise)
        if not trait.january:
            self._join_winter(key, unit, points)

    def _join_winter(self, key: str, unit: str, points: dict[Period, Decimal]) -> None:
        """1—2月 in one figure, as it is released; the single February stays a flash figure."""
        for year in YEARS:
            together = points[month(year, 2)]
            place = (key, unit, jan_feb(year), Measure.MONTH)
            self.filed[place] = [(together, self._moment(month(year, 2)))]

    def _moment(self, period: Period) -> datetime:
        """Some time in the five days before the deadline, not in the last hour."""
        return Deadline(period).moment - timedelta(minutes=self.dice.randint(70, 7000))

    def _release(self) -> None:
        """Base and growth of the second year, the base a little moved as populations change."""
        for key in RELEASED:
            for unit in UNITS:
                moved = Decimal(self.dice.uniform(0.97, 1.03))
                for period in MONTHS[12:]:
                    before = self.filed[key, unit, period.same_last_year(), Measure.YTD][0][0]
                    (ytd, moment), *_ = self.filed[key, unit, period, Measure.YTD]
                    base = round(before * moved, 2)
                    if base:
                        growth = round((ytd / base - 1) * 100, 1)
                        self.filed[key, unit, period, Measure.SAME_YTD] = [(base, moment)]
                        self.filed[key, unit, period, Measure.YOY] = [(growth, moment)]

    def _correct(self) -> None:
        """One level in a hundred was first filed a little wrong and soon put right."""
        for (key, _, period, _), filings in self.filed.items():
            is_settled = BY_KEY[key].nature is Nature.LEVEL and period != MONTHS[-1]
            if is_settled and self.dice.random() < 0.01:
                value, moment = filings[0]
                wrong = value + max(Decimal(1), round(value / 50, 0))
                filings[:] = [(wrong, moment), (value, moment + timedelta(days=9))]

    def book(self) -> Book:
        """Everything that was filed, as the checks see it."""
        return Book(
            traits=BY_KEY,
            facts=tuple(self._facts()),
            as_of=AS_OF,
            verified=self.verified,
            goals=self.goals,
            parts={WHOLE: UNITS},
            deadlines={period: Deadline(period).moment for period in MONTHS},
        )

    def _facts(self) -> Iterator[Fact]:
        """The filings as facts."""
        for (key, unit, period, measure), filings in self.filed.items():
            for value, moment in filings:
                yield Fact(key, unit, period, measure, value, moment, Family.DEPARTMENTAL)


def cells_of(place: Place, periods: Sequence[Period]) -> tuple[Cell, ...]:
    """The cells of a place in some periods."""
    return tuple(Cell(*place, period) for period in periods)
