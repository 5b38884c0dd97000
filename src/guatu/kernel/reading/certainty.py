"""How sure the reading of each field is: how often what was found that way was right.

The chances are observed on annotated plans, a way seldom seen counting for less; the benchmark
`certainty` fits them anew. What is `SURE` is right about 99 times in 100.
"""

from collections.abc import Mapping

from guatu.kernel.reading.figures import Script
from guatu.kernel.reading.naming import is_odd
from guatu.kernel.reading.threads import Commitment

SURE = 0.98  # what is at least as likely as this is shown as sure
UNSEEN = 0.5
DOUBTED = frozenset({"nobody", "issuer, cut"})  # parties not found, or not to their end
UNNAMED = 0.9  # on plans first met, one of ten such was wrong, whatever the mended sets say
RATES = frozenset({"%", "‰", "百分点", "个百分点"})
BRIEF, FOUR, LONG = 3, 4, 16  # letters of an indicator
AS_SAID = frozenset(
    {"behind", "joined", "money", "measure", "inherited", "part", "fellow", "column"}
)

CHANCES: Mapping[str, Mapping[str, float]] = {
    "value": {
        "cell": 0.993,
        "characters": 0.973,
        "misread": 0.962,
        "no unit": 0.944,
        "nothing planned": 0.923,
        "planned": 0.999,
        "thing after": 0.982,
        "thing after, planned": 0.989,
    },
    "unit": {
        "none": 0.944,
        "written": 1.0,
    },
    "indicator": {
        "behind, brief": 0.667,
        "behind, clean": 0.891,
        "behind, four letters": 0.913,
        "behind, odd": 0.75,
        "column": 0.993,
        "fellow": 0.987,
        "formed": 0.885,
        "inherited": 0.949,
        "joined, brief": 0.75,
        "joined, clean": 0.981,
        "joined, four letters": 0.957,
        "joined, long": 0.923,
        "measure": 0.846,
        "money": 0.636,
        "part": 0.965,
        "said, brief": 0.803,
        "said, clean": 0.996,
        "said, four letters": 0.983,
        "said, long": 0.9,
        "said, odd": 0.969,
    },
    "owner": {
        "a place": 0.999,
        "actor": 0.989,
        "charge": 0.986,
        "column": 0.993,
        "issuer": 0.998,
        "issuer, cut": 0.99,
        "lead": 0.993,
        "nobody": 0.979,
        "said before": 0.94,
    },
    "period": {
        "cell": 0.993,
        "clause": 0.969,
        "none": 0.962,
        "plan": 0.998,
        "plan, others named": 0.95,
        "plan, year guessed": 0.957,
        "sentence": 0.944,
    },
    "relation": {
        "about": 0.955,
        "bare": 0.994,
        "change": 0.909,
        "done": 0.98,
        "each": 0.964,
        "limit": 0.99,
        "list of done": 0.983,
        "open goal": 0.929,
        "portfolio": 0.909,
        "rank": 0.947,
        "respective": 0.953,
        "resumed": 0.909,
        "stretch": 0.929,
        "table": 0.993,
        "verb": 0.999,
    },
    "stretch": {
        "given": 0.99,
        "none": 1.0,
    },
    "baseline": {
        "given": 0.993,
        "none": 1.0,
    },
}


def evidence_of(found: Commitment) -> dict[str, str]:
    """The way in which each field was found, in a word or two."""
    return {
        "construction": found.construction,
        "value": _way_of_value(found),
        "unit": "written" if found.unit else "none",
        "indicator": _way_of_indicator(found),
        "owner": found.charged,
        "period": _way_of_period(found),
        "relation": _way_of_relation(found),
        "stretch": "given" if found.stretch is not None else "none",
        "baseline": "given" if found.baseline is not None else "none",
    }


def confidence_of(evidence: Mapping[str, str]) -> dict[str, float]:
    """The chance, 0 to 1, that each field is right, by the way in which it was found."""
    found = {field: chances.get(evidence[field], UNSEEN) for field, chances in CHANCES.items()}
    if evidence["value"] == "misread":
        found["value"] = min(found["value"], UNNAMED)
    if evidence["period"] == "plan, year guessed":
        found["period"] = min(found["period"], UNNAMED)
    if evidence["owner"] in DOUBTED:
        found["owner"] = min(found["owner"], UNNAMED)
    return found


def _way_of_value(found: Commitment) -> str:
    """Whether the figure is a target at all: by its script, its unit and what plans around it."""
    if found.construction == "table":
        return "cell"
    if found.numeral.script is Script.SCAN or found.numeral.is_loose:
        return "misread"
    if found.numeral.script is not Script.DIGITS:
        return "characters"
    if not found.unit:
        return "no unit"
    is_after = found.named in {"behind", "joined"}
    if found.tense == "plan" or (found.section == "plan" and not is_after):
        return "thing after, planned" if is_after else "planned"
    return "thing after" if is_after else "nothing planned"


def _way_of_indicator(found: Commitment) -> str:
    way = found.named if found.named in AS_SAID else "said"
    if found.named not in AS_SAID and found.named != "said":
        return "formed"
    if way not in {"said", "behind", "joined"}:
        return way
    return f"{way}, {_shape_of(found.indicator)}"


def _shape_of(indicator: str) -> str:
    """Whether a name looks whole: too short, too long, or cut in the wrong place."""
    if len(indicator) <= BRIEF:
        return "brief"
    if is_odd(indicator):
        return "odd"
    if len(indicator) > LONG:
        return "long"
    return "four letters" if len(indicator) == FOUR else "clean"


def _way_of_period(found: Commitment) -> str:
    if found.construction == "table":
        return "cell"
    return found.timed if found.period else "none"


def _way_of_relation(found: Commitment) -> str:
    if found.bound != "form":
        return found.bound
    return found.construction
