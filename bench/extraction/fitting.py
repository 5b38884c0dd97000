"""How often each field was right, by the way in which it was found; and the chances that follow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.extraction.scoring import FIELDS, Outcome

PRIOR = 0.9  # what is thought of a way before it was seen
WEIGHT = 10  # and how many sightings that thought is worth


@dataclass(slots=True)
class Way:
    """A way in which a field was found: how often it was seen, and how often it was right."""

    seen: int = 0
    right: int = 0

    @property
    def chance(self) -> float:
        """The chance that the field is right when found so: a way seldom seen is near the prior."""
        return round((self.right + WEIGHT * PRIOR) / (self.seen + WEIGHT), 3)


def ways(outcomes: Iterable[Outcome]) -> dict[str, dict[str, Way]]:
    """Each field's ways; a draft that answers no record counts against its value alone."""
    found: dict[str, dict[str, Way]] = {name: defaultdict(Way) for name in FIELDS}
    for outcome in outcomes:
        for name in FIELDS:
            if name != "value" and outcome.gold is None:
                continue
            way = found[name][outcome.draft.evidence[name]]
            way.seen += 1
            way.right += outcome.right[name]
    return found


def fitted(outcomes: Iterable[Outcome]) -> Mapping[str, Mapping[str, float]]:
    """The chance of each way, as the kernel keeps it."""
    return {
        name: {way: each.chance for way, each in sorted(found.items())}
        for name, found in ways(outcomes).items()
    }
