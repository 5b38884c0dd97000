"""Checks of figures against each other: what stands out, where, by which rule, and the remedy."""

from guatu.kernel.quality.checking import Check, Finding, Scope, Severity, findings_of
from guatu.kernel.quality.declared import CHECKS, findings_in
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.grounds import Ground, Looks, grounds_of, looks_into
from guatu.kernel.quality.traits import Cell, Nature, Trait

__all__ = [
    "CHECKS",
    "Book",
    "Cell",
    "Check",
    "Finding",
    "Ground",
    "Looks",
    "Nature",
    "Scope",
    "Severity",
    "Trait",
    "findings_in",
    "findings_of",
    "grounds_of",
    "looks_into",
]
