"""Judging forecasts on real series: reading them, looking back, writing down what was found."""

from bench.foresight.backtest import RIVALS, Place, chances, judged_by, methods_of, places
from bench.foresight.competition import HORIZON, LENGTH, Entry, Published, entries, published
from bench.foresight.competition import histories as competition_histories
from bench.foresight.findings import Accuracy, Findings, accuracies, findings_on
from bench.foresight.monthly import ABSENT, DATA, real_histories

__all__ = [
    "ABSENT",
    "DATA",
    "HORIZON",
    "LENGTH",
    "RIVALS",
    "Accuracy",
    "Entry",
    "Findings",
    "Place",
    "Published",
    "accuracies",
    "chances",
    "competition_histories",
    "entries",
    "findings_on",
    "judged_by",
    "methods_of",
    "places",
    "published",
    "real_histories",
]
