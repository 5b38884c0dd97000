"""Annotated plans: read, scored record by record, and told by how each field was found."""

from bench.extraction.fitting import Way, fitted, ways
from bench.extraction.scoring import FIELDS, Outcome, Score, outcome_of, scores
from bench.extraction.sets import ANNOTATED, Document, Gold, annotated

__all__ = [
    "ANNOTATED",
    "FIELDS",
    "Document",
    "Gold",
    "Outcome",
    "Score",
    "Way",
    "annotated",
    "fitted",
    "outcome_of",
    "scores",
    "ways",
]
