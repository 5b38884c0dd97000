"""Engines behind the port of `guatu.kernel.engines`: one definition, in SQL."""

from guatu.adapters.engines.duck import DuckRunner
from guatu.adapters.engines.worlds import FigureDoesNotFit, SqlEngine

__all__ = ["DuckRunner", "FigureDoesNotFit", "SqlEngine"]
