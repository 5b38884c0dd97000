"""Classical models of a seasonal series, and the combination of them that is offered.

Values in and out are floats in the unit of the series, oldest first and without gaps.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from math import exp, log
from statistics import median

from guatu.kernel.forecasting.seasons import is_seasonal, seasonal_indexes
from guatu.kernel.forecasting.smoothing import THETAS, damped, holt, simple, theta

LARGEST = 700.0  # beyond it `exp` has no float
FEWEST = 3

Path = list[float]


class Model(StrEnum):
    """A model of a whole series; `log` ones work on logarithms, where growth is a line."""

    NAIVE = "naive2"
    SIMPLE = "simple"
    HOLT = "holt"
    DAMPED = "damped"
    THETA = "theta"
    OPTIMISED_THETA = "optimised_theta"
    LOG_THETA = "log_theta"
    LOG_DAMPED = "log_damped"
    QUICK_LOG_DAMPED = "quick_log_damped"
    COMBINED = "combined"


COMBINED_OF = (Model.LOG_THETA, Model.LOG_DAMPED, Model.OPTIMISED_THETA)
PLAIN: dict[Model, Callable[[Sequence[float], int], Path]] = {
    Model.NAIVE: lambda values, horizon: [values[-1]] * horizon,
    Model.SIMPLE: simple,
    Model.HOLT: holt,
    Model.DAMPED: damped,
    Model.THETA: theta,
    Model.OPTIMISED_THETA: lambda values, horizon: theta(values, horizon, THETAS),
}
OF_LOGARITHMS: dict[Model, Callable[[Sequence[float], int], Path]] = {
    Model.LOG_THETA: theta,
    Model.LOG_DAMPED: damped,
    Model.QUICK_LOG_DAMPED: lambda values, horizon: damped(values, horizon, quickly=True),
}


def model_paths(
    values: Sequence[float],
    horizon: int,
    length: int,
    models: Sequence[Model] = tuple(Model),
    *,
    seasonal: bool | None = None,
) -> dict[Model, Path]:
    """The next `horizon` values by each model, with the season taken out before and put back.

    `length` is the number of values a year; `seasonal` says whether the year has a pattern, None
    lets a test decide. Fewer than three values give their last one.
    """
    if len(values) < FEWEST:
        return {model: [values[-1]] * horizon for model in models}
    if seasonal is None:
        seasonal = is_seasonal(values, length)
    indexes = seasonal_indexes(values, length) if seasonal else [1.0] * length
    flat = [value / indexes[place % length] for place, value in enumerate(values)]
    back = [indexes[(len(values) + h) % length] for h in range(horizon)]
    wanted = dict.fromkeys(models)
    if Model.COMBINED in wanted:
        wanted.update(dict.fromkeys(COMBINED_OF))
    paths: dict[Model, Path] = {
        model: [a * b for a, b in zip(_path(flat, horizon, model), back, strict=True)]
        for model in wanted
        if model is not Model.COMBINED
    }
    if Model.COMBINED in wanted:
        parts = [paths[model] for model in COMBINED_OF]
        paths[Model.COMBINED] = [median(each) for each in zip(*parts, strict=True)]
    return {model: paths[model] for model in models}


def _path(values: Sequence[float], horizon: int, model: Model) -> Path:
    """The forecast of a series without season; logarithms only where all values have one."""
    if model in PLAIN:
        return PLAIN[model](values, horizon)
    fit = OF_LOGARITHMS[model]
    if min(values) <= 0:
        return fit(values, horizon)
    return [exp(min(LARGEST, each)) for each in fit([log(value) for value in values], horizon)]
