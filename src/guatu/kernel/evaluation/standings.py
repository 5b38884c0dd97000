"""What a target demands, what is told about it, and what becomes of both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from guatu.kernel.catalog import Band, Circumstance, Light, LightPreset, Relation, TargetType
from guatu.kernel.periods import Frequency, Period
from guatu.kernel.schedules import Schedule
from guatu.kernel.sentences import Sentence

Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A target as its figures are judged by.

    `frequency` is that of the reports. `baseline` counts for levels (stock, rate, ratio, rank),
    not for flows, which begin at zero. `tolerance` is the share of the goal that 左右 allows to
    either side (TGT-02); it serves rates with the relation `=` only. `unit` and `decimals` are
    for sentences.
    """

    type: TargetType
    relation: Relation
    goal: Decimal
    period: Period
    schedule: Schedule
    preset: LightPreset
    frequency: Frequency
    stretch: Decimal | None = None
    baseline: Decimal | None = None
    unit: str = ""
    decimals: int = 2
    tolerance: Decimal = Decimal("0.05")


class ForecastMethod(StrEnum):
    """How a forecast is made; always printed with it.

    `seasonal` reads the share of the schedule, `seasonal_share` that of the years before; those
    after `bottom_up` need such years.
    """

    SEASONAL = "seasonal"
    RUN_RATE = "run_rate"
    LAST_VALUE = "last_value"
    BOTTOM_UP = "bottom_up"
    SEASONAL_SHARE = "seasonal_share"
    GROWTH = "growth"
    RETURNING = "returning"
    MODEL = "model"
    BLEND = "blend"
    STRAIGHT_LINE = "straight_line"
    SEASONAL_NAIVE = "seasonal_naive"


class Basis(StrEnum):
    """What the width of a forecast rests on."""

    PRIOR = "prior"
    HISTORY = "history"
    PROMISES = "promises"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Commitment:
    """A dated promise of a part, with the chance that it is kept."""

    due_on: date
    amount: Decimal
    probability: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figure at the end of the period; it lies between `low` and `high` 8 times of 10.

    `half` and `most` hold it 50 and 95 times of 100; None for a mere range. `error` is the mean
    absolute error of the method at this month in `years` years before: a share of the forecast
    where `is_share`, else in the unit of the target.
    """

    low: Decimal
    mid: Decimal
    high: Decimal
    method: ForecastMethod
    basis: Basis = Basis.PRIOR
    half: Interval | None = None
    most: Interval | None = None
    chance: Decimal | None = None
    error: Decimal | None = None
    years: int = 0
    is_share: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """The figures of the years before by month, a flow cumulative since January.

    `seed` fixes the draws that intervals and chances are made of.
    """

    by_month: Mapping[Period, Decimal] = field(default_factory=dict)
    seed: int = 1


NO_PAST = Past()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is told beside the series of the period: what people state, and the years before.

    `misses` are the planned periods missed in a row, taken from the series of a milestone when
    not given (`missed_in_a_row`); `months_late` are the months an event (入库 …) is late.
    """

    stated: frozenset[Circumstance] = frozenset()
    misses: int | None = None
    months_late: Mapping[str, Decimal | int] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    past: Past = NO_PAST


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What a board shows of one target on one day; None is unknown or undefined, never zero.

    `due`, `gap`, `required_rate` (a month) and forecasts are in the unit of the target;
    `completion`, `attainment`, `share`, `chance` are shares of 1; `deviation` is in percentage
    points, negative when behind. `gap` is positive when behind, whichever way is better: points
    for a rate, places for a rank, which have no attainment. For an upper bound `required_rate` is
    the room left a month. `band` is the stretch of the preset that gave the light.
    """

    actual: Decimal | None
    due: Decimal | None
    share: Decimal | None
    completion: Decimal | None
    stretch_completion: Decimal | None
    attainment: Decimal | None
    deviation: Decimal | None
    gap: Decimal | None
    is_met: bool
    required_rate: Decimal | None
    required_per_week: Decimal | None
    stretch_factor: Decimal | None
    forecast: Forecast | None
    forecasts: tuple[Forecast, ...]
    chance: Decimal | None
    light: Light
    band: Band | None
    reasons: tuple[Sentence, ...]
    fresh_as_of: Period | None
    filed: int
    expected: int
    as_of: date
