"""The chance of each place at the end of the year, by simulation over the peers' forecasts."""

import random
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from guatu.kernel.ranking.places import NotRankable
from guatu.kernel.sentences import Refusal, Sentence

DRAWS = 4000
REMEMBERED = 64  # peers whose dice are kept
SPREADS_IN_80 = 1.2816  # an 80 % interval reaches so many standard deviations either way
STEP = Decimal("0.0001")


class IntervalIsTurnedRound(Refusal):
    """A forecast must lie between its low and its high bound."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where one peer will end: `mid`, and the bounds it stays within 8 times of 10.

    All three in the unit of the ranked indicator; a figure that is final has three equal ones.
    Raises `NotRankable` and `IntervalIsTurnedRound`.
    """

    low: Decimal
    mid: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not all(bound.is_finite() for bound in (self.low, self.mid, self.high)):
            raise NotRankable("预测值不是有效数字，请核对后再排名")
        if not self.low <= self.mid <= self.high:
            raise IntervalIsTurnedRound(
                "预测 %(mid)s 不在区间 %(low)s—%(high)s 之内，请核对预测",
                low=self.low,
                mid=self.mid,
                high=self.high,
            )


@dataclass(frozen=True, slots=True)
class PlaceChances:
    """The chance of every place for every peer; each row adds up to 1 but for rounding.

    `by_peer[key][0]` is the chance of the first place. `missing` peers have no forecast, so that
    the chances are provisional and `reasons` names them.
    """

    by_peer: Mapping[str, tuple[Decimal, ...]]
    expected: Mapping[str, Decimal]
    missing: tuple[str, ...]
    draws: int
    seed: int
    reasons: tuple[Sentence, ...]

    def of_at_least(self, key: str, place: int) -> Decimal | None:
        """The chance that `key` ends on `place` or better; None without a forecast."""
        chances = self.by_peer.get(key)
        return None if chances is None else min(Decimal(1), sum(chances[:place], Decimal(0)))


def chances_of_places(
    outlooks: Mapping[str, Outlook | None],
    *,
    higher_is_better: bool = True,
    seed: int,
    draws: int = DRAWS,
) -> PlaceChances:
    """The share of `draws` imagined year ends in which each peer takes each place.

    Each peer has its own dice, thrown the same way for the same seed, so that a further peer
    changes nobody else's luck. Equal year ends share the better place (competition ranking).
    """
    known = {key: outlook for key, outlook in sorted(outlooks.items()) if outlook is not None}
    sign = -1.0 if higher_is_better else 1.0
    ends = [_ends(outlook, f"{seed}/{key}", draws, sign) for key, outlook in known.items()]
    counts = [[0] * len(known) for _ in known]
    for reached in zip(*ends, strict=True):
        in_order = sorted(reached)
        for row, value in zip(counts, reached, strict=True):
            row[bisect_left(in_order, value)] += 1
    by_key = dict(zip(known, counts, strict=True))
    missing = tuple(sorted(key for key, outlook in outlooks.items() if outlook is None))
    return PlaceChances(
        by_peer={key: tuple(_share(n, draws) for n in row) for key, row in by_key.items()},
        expected={key: _mean_place(row, draws) for key, row in by_key.items()},
        missing=missing,
        draws=draws,
        seed=seed,
        reasons=_reasons(missing),
    )


def _ends(outlook: Outlook, dice_name: str, draws: int, sign: float) -> list[float]:
    """Imagined year ends, the better ones smaller: half a bell to either side, as wide as it is."""
    mid = sign * float(outlook.mid)
    below = sign * float(outlook.mid - outlook.low) / SPREADS_IN_80
    above = sign * float(outlook.high - outlook.mid) / SPREADS_IN_80
    if not below and not above:
        return [mid] * draws
    return [mid + step * (above if step > 0 else below) for step in _steps(dice_name, draws)]


@lru_cache(maxsize=REMEMBERED)
def _steps(dice_name: str, draws: int) -> tuple[float, ...]:
    """The dice of one peer, thrown once for all that it is ranked by."""
    dice = random.Random(dice_name)  # noqa: S311 - a simulation, thrown alike for one seed
    return tuple(dice.gauss(0, 1) for _ in range(draws))


def _share(count: int, draws: int) -> Decimal:
    """A count of draws as a share of 1, to four places."""
    return (Decimal(count) / draws).quantize(STEP)


def _mean_place(row: list[int], draws: int) -> Decimal:
    """The mean of the places, counted from 1."""
    return _share(sum(place * count for place, count in enumerate(row, start=1)), draws)


def _reasons(missing: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Who is left out, and what to do."""
    if not missing:
        return ()
    names = "、".join(missing)
    return (
        Sentence(
            "缺 %(count)s 家预测（%(names)s），名次可能性为暂定，补齐后重算",
            count=len(missing),
            names=names,
        ),
    )
