"""Who stands where among comparable units, and what separates them (SC-20, SC-22)."""

from guatu.kernel.ranking.places import (
    NotRankable,
    Place,
    Ranking,
    rank,
    ranking_of,
    weeks_to_overtake,
)

__all__ = ["NotRankable", "Place", "Ranking", "rank", "ranking_of", "weeks_to_overtake"]
