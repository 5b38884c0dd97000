"""Who stands where among comparable units, and what separates them (SC-20, SC-22)."""

from guatu.kernel.ranking.chances import (
    IntervalIsTurnedRound,
    Outlook,
    PlaceChances,
    chances_of_places,
)
from guatu.kernel.ranking.chases import Chase, chases_of
from guatu.kernel.ranking.places import (
    Method,
    NotRankable,
    Place,
    Ranking,
    rank,
    ranking_of,
    weeks_to_overtake,
)
from guatu.kernel.ranking.schemes import RankScheme, SchemeDoesNotHold, TieBreak, ranking_by

__all__ = [
    "Chase",
    "IntervalIsTurnedRound",
    "Method",
    "NotRankable",
    "Outlook",
    "Place",
    "PlaceChances",
    "RankScheme",
    "Ranking",
    "SchemeDoesNotHold",
    "TieBreak",
    "chances_of_places",
    "chases_of",
    "rank",
    "ranking_by",
    "ranking_of",
    "weeks_to_overtake",
]
