"""Reading plan documents: plain text in, draft targets with their quotes out."""

from guatu.kernel.reading.certainty import SURE
from guatu.kernel.reading.decoding import DocumentRefused, decode
from guatu.kernel.reading.layouts import Box, Laid, Page, Place
from guatu.kernel.reading.matching import Match, match_indicator
from guatu.kernel.reading.plans import read_plan
from guatu.kernel.reading.records import Doubt, DraftTarget, Figure, Reading

__all__ = [
    "SURE",
    "Box",
    "DocumentRefused",
    "Doubt",
    "DraftTarget",
    "Figure",
    "Laid",
    "Match",
    "Page",
    "Place",
    "Reading",
    "decode",
    "match_indicator",
    "read_plan",
]
