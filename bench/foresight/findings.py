"""What looking back shows of a set of histories, and what the competition shows of the models."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.foresight.backtest import Place, chances, judged_by, methods_of, places
from bench.foresight.competition import HORIZON, LENGTH, Entry

from guatu.kernel.forecasting import (
    History,
    Judged,
    Kind,
    Method,
    Model,
    error_by_month,
    model_paths,
)

FIRST = 3  # cut-offs from March on are promised


@dataclass(frozen=True, slots=True)
class Findings:
    """`errors[method]` by month; None is the method chosen at each place."""

    kind: Kind
    places: tuple[Place, ...]
    errors: Mapping[Method | None, Mapping[int, float]]
    judged: tuple[Judged, ...]
    told: tuple[tuple[float, bool], ...]

    @property
    def promised(self) -> list[Judged]:
        """What was judged at cut-offs from March on."""
        return [each for each in self.judged if each.outlook.month >= FIRST]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """sMAPE in percent and MASE of a model, over the series of a competition."""

    smape: float
    mase: float

    def owa(self, naive: "Accuracy") -> float:
        """Both against those of the naive forecast, averaged."""
        return (self.smape / naive.smape + self.mase / naive.mase) / 2


def findings_on(histories: Mapping[str, History], kind: Kind) -> Findings:
    """Every method at every place of the histories of a kind."""
    found = tuple(places(histories, kind))
    chosen = tuple(judged_by(found, None))
    errors: dict[Method | None, Mapping[int, float]] = {
        method: error_by_month(judged_by(found, method)) for method in methods_of(kind)
    }
    errors[None] = error_by_month(chosen)
    told = tuple(chances([place for place in found if place.month >= FIRST]))
    return Findings(kind, found, errors, chosen, told)


def accuracies(series: Iterable[Entry]) -> dict[Model, Accuracy]:
    """Each model over the 18 months of each series, as the competition counted it."""
    smapes: dict[Model, list[float]] = {}
    mases: dict[Model, list[float]] = {}
    for each in series:
        known = [float(value) for value in each.known]
        ahead = [float(value) for value in each.ahead]
        scale = _naive_error(known)
        for model, path in model_paths(known, HORIZON, LENGTH).items():
            away = [abs(a - f) for a, f in zip(ahead, path, strict=True)]
            shares = [
                200 * error / (abs(a) + abs(f))
                for error, a, f in zip(away, ahead, path, strict=True)
            ]
            smapes.setdefault(model, []).append(sum(shares) / HORIZON)
            mases.setdefault(model, []).append(sum(away) / HORIZON / scale)
    return {model: Accuracy(_mean(smapes[model]), _mean(mases[model])) for model in smapes}


def _naive_error(known: Sequence[float]) -> float:
    """The mean change against the same month a year before."""
    return _mean([abs(b - a) for a, b in zip(known, known[LENGTH:], strict=False)])


def _mean(values: Sequence[float]) -> float:
    """The mean of at least one value."""
    return sum(values) / len(values)
