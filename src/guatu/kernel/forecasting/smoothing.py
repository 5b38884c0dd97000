"""Exponential smoothing and Theta on plain floats: fitted by least squares of one step ahead.

Values, levels and slopes are floats in the unit of the series; a forecast is a list of `horizon`
floats. Figures enter and leave the room as `Decimal`; between them speed counts more than the
last digit, which a forecast does not have.
"""

from collections.abc import Callable, Sequence
from itertools import product
from math import inf

WEIGHTS = (0.01, 0.17, 0.34, 0.5, 0.66, 0.83, 0.99)
NARROWINGS = 4
GOLDEN = 0.6180339887498949
OPENING = 12  # the values that give Holt's first level and slope
LEVEL_WEIGHTS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.9)
SLOPE_WEIGHTS = (0.02, 0.1, 0.3, 0.6)
DAMPINGS = (0.8, 0.86, 0.92, 0.98)
COARSE = ((0.1, 0.4, 0.8), (0.15,), (0.86, 0.96))
STEPS = (0.08, 0.08, 0.04)
ROUNDS = 4
QUICK_ROUNDS = 2
THETAS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)

Weights = tuple[float, float, float]


def straight_line(values: Sequence[float]) -> tuple[float, float]:
    """Intercept and slope of the least-squares line over 0, 1, 2 …; a flat one for one value."""
    count = len(values)
    middle = (count - 1) / 2
    mean = sum(values) / count
    spread = count * (count * count - 1) / 12
    if not spread:
        return mean, 0.0
    slope = sum((place - middle) * value for place, value in enumerate(values)) / spread
    return mean - slope * middle, slope


def simple(values: Sequence[float], horizon: int) -> list[float]:
    """Simple exponential smoothing: the last level, kept."""
    weight, _ = _best_weight(values)
    return [_smoothed(values, weight)[1]] * horizon


def theta(values: Sequence[float], horizon: int, thetas: Sequence[float] = (2.0,)) -> list[float]:
    """Theta (Assimakopoulos and Nikolopoulos): a smoothed line and the trend, averaged.

    With several `thetas` the one that errs least one step ahead is taken (optimised Theta).
    """
    start, slope = straight_line(values)
    count = len(values)
    best, level, bend = inf, 0.0, 2.0
    for each in thetas:
        bent = [each * v + (1 - each) * (start + slope * t) for t, v in enumerate(values)]
        weight, error = _best_weight(bent)
        if error / each**2 < best:
            best, level, bend = error / each**2, _smoothed(bent, weight)[1], each
    rest = 1 - 1 / bend
    return [level / bend + rest * (start + slope * (count + h)) for h in range(horizon)]


def holt(values: Sequence[float], horizon: int) -> list[float]:
    """Holt's linear trend."""
    starts = product(LEVEL_WEIGHTS, SLOPE_WEIGHTS, (1.0,))
    return _trended(values, horizon, _refined(values, list(starts)))


def damped(values: Sequence[float], horizon: int, *, quickly: bool = False) -> list[float]:
    """Holt's trend that fades (Gardner and McKenzie); `quickly` starts from fewer weights."""
    grid = COARSE if quickly else (LEVEL_WEIGHTS, SLOPE_WEIGHTS, DAMPINGS)
    rounds = QUICK_ROUNDS if quickly else ROUNDS
    return _trended(values, horizon, _refined(values, list(product(*grid)), rounds))


def _best_weight(values: Sequence[float]) -> tuple[float, float]:
    """The weight of simple smoothing with the least squared error, and that error."""
    tried = {weight: _smoothed(values, weight)[0] for weight in WEIGHTS}
    best = min(tried, key=lambda weight: tried[weight])
    place = WEIGHTS.index(best)
    low, high = WEIGHTS[max(0, place - 1)], WEIGHTS[min(len(WEIGHTS) - 1, place + 1)]
    found = _narrowed(lambda weight: _smoothed(values, weight)[0], low, high)
    return min(found, (best, tried[best]), key=lambda pair: pair[1])


def _narrowed(error: Callable[[float], float], low: float, high: float) -> tuple[float, float]:
    """The least of a function between two places, by the golden section."""
    left, right = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
    at_left, at_right = error(left), error(right)
    for _ in range(NARROWINGS):
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - GOLDEN * (high - low)
            at_left = error(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + GOLDEN * (high - low)
            at_right = error(right)
    return (left, at_left) if at_left < at_right else (right, at_right)


def _smoothed(values: Sequence[float], weight: float) -> tuple[float, float]:
    """Squared error and last level, with the first level that makes the error least.

    The errors are linear in the first level, so one pass from zero gives its best value;
    `squares` is the sum of the squared powers of what a step keeps of it.
    """
    level, power, keep = 0.0, 1.0, 1 - weight
    squares = (1 - keep ** (2 * len(values))) / (1 - keep * keep)
    cross = total = 0.0
    for value in values:
        error = value - level
        cross += error * power
        total += error * error
        level += weight * error
        power *= keep
    first = cross / squares
    return total - first * cross, level + power * first


def _opening(values: Sequence[float]) -> tuple[float, float]:
    """Level and slope before the first value, from the line through the first year."""
    start, slope = straight_line(values[:OPENING])
    return start - slope, slope


def _run(values: Sequence[float], weights: Weights, level: float, slope: float) -> Weights:
    """Squared error, last level and last slope of a damped trend."""
    of_level, of_slope, damping = weights
    of_slope *= of_level
    rest = 1 - of_level
    total = 0.0
    for value in values:
        slope *= damping
        error = value - level - slope
        total += error * error
        level = value - rest * error
        slope += of_slope * error
    return total, level, slope


def _refined(values: Sequence[float], starts: Sequence[Weights], rounds: int = ROUNDS) -> Weights:
    """The weights with the least error: the best start, then ever smaller steps about it."""
    level, slope = _opening(values)
    tried = [(_run(values, weights, level, slope)[0], weights) for weights in starts]
    least, best = min(tried)
    is_damped = best[2] < 1
    for halving in range(rounds):
        for place, step in enumerate(STEPS[: 3 if is_damped else 2]):
            for change in (step / 2**halving, -step / 2**halving):
                weights = _moved(best, place, change)
                error = _run(values, weights, level, slope)[0]
                if error < least:
                    least, best = error, weights
    return best


def _moved(weights: Weights, place: int, change: float) -> Weights:
    """The weights with one of them changed, kept within their bounds."""
    low, high = (0.8, 0.98) if place == 2 else (0.005, 0.99)
    moved = list(weights)
    moved[place] = min(high, max(low, moved[place] + change))
    return moved[0], moved[1], moved[2]


def _trended(values: Sequence[float], horizon: int, weights: Weights) -> list[float]:
    """The last level and its fading slope, carried on."""
    _, level, slope = _run(values, weights, *_opening(values))
    forecast = []
    for _ in range(horizon):
        slope *= weights[2]
        level += slope
        forecast.append(level)
    return forecast
