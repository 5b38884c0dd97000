"""How a group ranks, as its assessment scheme declares it: who, by what, and what parts ties."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guatu.kernel.ranking.places import Method, Ranking, ranking_of
from guatu.kernel.sentences import Refusal

Figures = Mapping[str, Mapping[str, Decimal | None]]  # indicator → unit → value


class SchemeDoesNotHold(Refusal):
    """A scheme that names a peer or an indicator twice cannot be followed."""


@dataclass(frozen=True, slots=True)
class TieBreak:
    """One line of a tie list (SC-20): the indicator that parts equal units, and its direction."""

    indicator: str
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class RankScheme:
    """A declared ranking: only comparable units meet, and its rule for ties is printed.

    `peers` are the units in the order in which the scheme lists them. Raises
    `SchemeDoesNotHold` when a peer or an indicator appears twice, or no peer at all.
    """

    indicator: str
    peers: tuple[str, ...]
    higher_is_better: bool = True
    method: Method = "competition"
    ties: tuple[TieBreak, ...] = ()

    def __post_init__(self) -> None:
        if not self.peers:
            raise SchemeDoesNotHold("排名办法没有列出参评单位，请列出同组单位")
        for names in (self.peers, (self.indicator, *(tie.indicator for tie in self.ties))):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise SchemeDoesNotHold(
                    "排名办法里重复列了%(names)s，请只留一个", names="、".join(twice)
                )


def ranking_by(
    scheme: RankScheme, figures: Figures, *, last_year: Mapping[str, int] | None = None
) -> Ranking:
    """The group's places by `scheme`; a peer without a figure is named, others are left out."""
    values = figures.get(scheme.indicator, {})
    return ranking_of(
        {peer: values.get(peer) for peer in scheme.peers},
        higher_is_better=scheme.higher_is_better,
        method=scheme.method,
        ties=[_more_is_better(tie, figures, scheme.peers) for tie in scheme.ties],
        last_year=last_year,
    )


def _more_is_better(
    tie: TieBreak, figures: Figures, peers: tuple[str, ...]
) -> Mapping[str, Decimal]:
    """The figures of a tie-break, turned so that more is better; the missing ones left out."""
    sign = Decimal(1) if tie.higher_is_better else Decimal(-1)
    column = figures.get(tie.indicator, {})
    found = {peer: column.get(peer) for peer in peers}
    return {peer: sign * value for peer, value in found.items() if value is not None}
