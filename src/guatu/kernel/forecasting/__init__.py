"""Where a year will end, how sure that is, and which method has earned trust (TGT-13, STAT-30)."""

from guatu.kernel.forecasting.histories import History, Kind, NotAFigure, NotAMonth
from guatu.kernel.forecasting.models import Model, model_paths
from guatu.kernel.forecasting.outlooks import (
    LEVELS,
    Outlook,
    Promise,
    bottom_up,
    outlook_on,
    outlooks_on,
)
from guatu.kernel.forecasting.scores import (
    Bin,
    Judged,
    brier,
    coverage,
    error_by_month,
    reliability,
)
from guatu.kernel.forecasting.spreads import Errors, Sample, sample_of
from guatu.kernel.forecasting.trials import BASELINES, STANDING, Trials, choose, default_methods
from guatu.kernel.forecasting.yearends import WAYS, Method, year_end

__all__ = [
    "BASELINES",
    "LEVELS",
    "STANDING",
    "WAYS",
    "Bin",
    "Errors",
    "History",
    "Judged",
    "Kind",
    "Method",
    "Model",
    "NotAFigure",
    "NotAMonth",
    "Outlook",
    "Promise",
    "Sample",
    "Trials",
    "bottom_up",
    "brier",
    "choose",
    "coverage",
    "default_methods",
    "error_by_month",
    "model_paths",
    "outlook_on",
    "outlooks_on",
    "reliability",
    "sample_of",
    "year_end",
]
