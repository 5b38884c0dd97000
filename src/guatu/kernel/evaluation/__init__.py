"""What a figure means for its target: due, gap, light, required rate, forecast and chance."""

from guatu.kernel.evaluation.evaluating import evaluate
from guatu.kernel.evaluation.lights import missed_in_a_row
from guatu.kernel.evaluation.standings import (
    NOTHING_TOLD,
    Basis,
    Commitment,
    Evaluation,
    Forecast,
    ForecastMethod,
    Interval,
    Past,
    Standing,
    Told,
)

__all__ = [
    "NOTHING_TOLD",
    "Basis",
    "Commitment",
    "Evaluation",
    "Forecast",
    "ForecastMethod",
    "Interval",
    "Past",
    "Standing",
    "Told",
    "evaluate",
    "missed_in_a_row",
]
