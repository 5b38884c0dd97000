"""A simulated county for the quality benchmark, and the defects that are put into it."""

from bench.filings.county import AS_OF, County
from bench.filings.defects import KINDS, Kind, faint_kind

__all__ = ["AS_OF", "KINDS", "County", "Kind", "faint_kind"]
