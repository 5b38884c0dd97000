"""What it takes to gain a place: the distance, and the weeks of the own pace it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from itertools import groupby

from guatu.kernel.ranking.places import Place, Ranking, weeks_to_overtake
from guatu.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Chase:
    """One unit behind the next better one.

    `distance` is in the unit of the value; `weeks` counts weeks of the own pace against a peer
    that stands still, `closing_weeks` against the peer's own pace; None when never or unknown.
    """

    key: str
    ahead: tuple[str, ...]
    distance: Decimal
    weeks: Decimal | None
    closing_weeks: Decimal | None
    reason: Sentence


def chases_of(
    ranking: Ranking, *, paces: Mapping[str, Decimal], higher_is_better: bool = True
) -> tuple[Chase, ...]:
    """Each unit that has somebody ahead, best first; `paces` are changes of the value a week."""
    sign = Decimal(1) if higher_is_better else Decimal(-1)
    toward = {key: sign * pace for key, pace in paces.items()}
    found: list[Chase] = []
    ahead: tuple[str, ...] = ()
    for _, sharers in groupby(ranking.places, key=lambda place: place.place):
        beside = tuple(sharers)
        if ahead:
            found += [_chase(place, ahead, toward) for place in beside]
        ahead = tuple(place.key for place in beside)
    return tuple(found)


def _chase(place: Place, ahead: tuple[str, ...], paces: Mapping[str, Decimal]) -> Chase:
    """The weeks to close a distance, and the sentence that tells them."""
    distance = place.to_next or Decimal(0)
    own, theirs = paces.get(place.key), [paces[key] for key in ahead if key in paces]
    weeks = None if own is None else weeks_to_overtake(distance, own_rate=own)
    closing = None
    if own is not None and theirs:
        closing = weeks_to_overtake(distance, own_rate=own, their_rate=min(theirs))
    return Chase(
        key=place.key,
        ahead=ahead,
        distance=distance,
        weeks=weeks,
        closing_weeks=closing,
        reason=_reason(ahead, distance, weeks),
    )


def _reason(ahead: tuple[str, ...], distance: Decimal, weeks: Decimal | None) -> Sentence:
    """The distance to the next place in words."""
    names = "、".join(ahead)
    if weeks is None:
        return Sentence(
            "距前一名%(names)s差 %(distance)s，按现有速度追不上，请加快",
            names=names,
            distance=distance,
        )
    return Sentence(
        "距前一名%(names)s差 %(distance)s，按现有速度约需 %(weeks)s 周",
        names=names,
        distance=distance,
        weeks=weeks.to_integral_value(ROUND_CEILING),
    )
