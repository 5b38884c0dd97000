"""The engine that runs on a Spark cluster."""

from guatu.adapters.engines.spark.java import JavaIsMissing, JavaIsTooOld
from guatu.adapters.engines.spark.masters import MasterDoesNotAnswer, MasterIsNotAnAddress
from guatu.adapters.engines.spark.running import SparkRunner
from guatu.adapters.engines.spark.sessions import (
    NoWorkerAnswers,
    SparkDidNotStart,
    SparkIsMissing,
    require_spark,
    session,
)

__all__ = [
    "JavaIsMissing",
    "JavaIsTooOld",
    "MasterDoesNotAnswer",
    "MasterIsNotAnAddress",
    "NoWorkerAnswers",
    "SparkDidNotStart",
    "SparkIsMissing",
    "SparkRunner",
    "require_spark",
    "session",
]
