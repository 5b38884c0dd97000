"""From single facts to the figure of every unit and period: the plain reference for all engines."""

from guatu.kernel.measuring.ages import is_older_than
from guatu.kernel.measuring.facts import Fact, FactIsNotFinite, Measure, newest
from guatu.kernel.measuring.growth import NO_SAME_PERIOD, Growth, growth_at, growth_of
from guatu.kernel.measuring.series import Measured, MeasuredSeries, Point, quorum
from guatu.kernel.measuring.tracks import Step
from guatu.kernel.measuring.trees import Filers, Life, UnitTree
from guatu.kernel.measuring.turns import (
    Sums,
    Turn,
    Turns,
    adds_up,
    difference,
    falls_back,
    is_steady,
    series_from,
    turns_of,
)
from guatu.kernel.measuring.values import (
    NEVER_AVERAGED,
    NO_DENOMINATOR,
    NOT_ADDED_UP,
    PARTS_OF,
    Rolled,
    combined,
    series_of,
    values_at,
)

__all__ = [
    "NEVER_AVERAGED",
    "NOT_ADDED_UP",
    "NO_DENOMINATOR",
    "NO_SAME_PERIOD",
    "PARTS_OF",
    "Fact",
    "FactIsNotFinite",
    "Filers",
    "Growth",
    "Life",
    "Measure",
    "Measured",
    "MeasuredSeries",
    "Point",
    "Rolled",
    "Step",
    "Sums",
    "Turn",
    "Turns",
    "UnitTree",
    "adds_up",
    "combined",
    "difference",
    "falls_back",
    "growth_at",
    "growth_of",
    "is_older_than",
    "is_steady",
    "newest",
    "quorum",
    "series_from",
    "series_of",
    "turns_of",
    "values_at",
]
