"""From single facts to the figure of every unit and period: the plain reference for all engines."""

from guatu.kernel.measuring.ages import is_older_than
from guatu.kernel.measuring.facts import Fact, FactIsNotFinite, Measure, newest
from guatu.kernel.measuring.growth import Growth, growth_at
from guatu.kernel.measuring.series import Measured, MeasuredSeries, Point
from guatu.kernel.measuring.trees import UnitTree
from guatu.kernel.measuring.values import series_of, values_at

__all__ = [
    "Fact",
    "FactIsNotFinite",
    "Growth",
    "Measure",
    "Measured",
    "MeasuredSeries",
    "Point",
    "UnitTree",
    "growth_at",
    "is_older_than",
    "newest",
    "series_of",
    "values_at",
]
