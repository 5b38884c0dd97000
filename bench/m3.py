"""The offered models on the 1,428 monthly series of the M3 competition, by its own protocol.

Horizon 18; sMAPE over the mean of both sizes; MASE by the change against the same month a year
before; OWA against the published NAIVE2. Prints the published table beside.
"""

from bench.foresight import ABSENT, DATA, Accuracy, accuracies, entries, published
from bench.harness import Bench

from guatu.kernel.forecasting import Model

AT_MOST = 0.82
NAIVE = "NAIVE2"


def measure(bench: Bench) -> None:
    """Score every model once and print both tables; says loudly when the data is missing."""
    if not DATA.is_dir():
        print(ABSENT)
        return
    [naive] = [each for each in published() if each.method == NAIVE]
    found: dict[Model, Accuracy] = {}
    bench.time("all models, all series", lambda: found.update(score()), runs=1, warm_ups=0)
    against = Accuracy(naive.smape, naive.mase)
    for model, accuracy in found.items():
        bench.record(f"{model}: sMAPE", [accuracy.smape], unit="%")
        bench.record(f"{model}: MASE", [accuracy.mase], unit="1")
        bound = AT_MOST if model is Model.COMBINED else None
        bench.record(f"{model}: OWA", [accuracy.owa(against)], unit="1", at_most=bound)
    print(f"{'published':<44}{'sMAPE':>8}{'MASE':>8}{'OWA':>8}")
    for each in published():
        print(f"{each.method:<44}{each.smape:>8.3f}{each.mase:>8.4f}{each.owa:>8.4f}")


def score() -> dict[Model, Accuracy]:
    """Each model over all series."""
    return accuracies(entries())
