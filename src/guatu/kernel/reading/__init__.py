"""Reading plan documents: plain text in, draft targets with their quotes out."""

from guatu.kernel.reading.certainty import SURE
from guatu.kernel.reading.comparing import Change, Kind, compare
from guatu.kernel.reading.decoding import DocumentRefused, decode
from guatu.kernel.reading.definitions import definition_changes
from guatu.kernel.reading.layouts import Box, Laid, Page, Place
from guatu.kernel.reading.matching import Match, likeness_of, match_indicator, match_indicators
from guatu.kernel.reading.plans import read_plan
from guatu.kernel.reading.reasons import reason_of
from guatu.kernel.reading.records import Doubt, DraftTarget, Figure, Reading, plain

__all__ = [
    "SURE",
    "Box",
    "Change",
    "DocumentRefused",
    "Doubt",
    "DraftTarget",
    "Figure",
    "Kind",
    "Laid",
    "Match",
    "Page",
    "Place",
    "Reading",
    "compare",
    "decode",
    "definition_changes",
    "likeness_of",
    "match_indicator",
    "match_indicators",
    "plain",
    "read_plan",
    "reason_of",
]
