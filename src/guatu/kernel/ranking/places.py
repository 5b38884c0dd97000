"""Places in a group: exact values, declared tie-breaks, and the distance to the neighbors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Literal

from guatu.kernel.sentences import Refusal, Sentence

Method = Literal["competition", "dense", "listed"]
Standing = tuple[Decimal | int, ...]  # compares one unit with another; the smaller is the better


class NotRankable(Refusal):
    """A value that is not a finite figure cannot be ranked."""


@dataclass(frozen=True, slots=True)
class Place:
    """One unit's place.

    `to_next` is what it lacks to the next better place and `lead_over_next` what it is ahead of
    the next worse one, both in the unit of the value and never negative; None at the ends.
    `climb` is 进位: last year's place minus this year's (SC-20), None without last year.
    """

    key: str
    place: int
    value: Decimal
    to_next: Decimal | None
    lead_over_next: Decimal | None
    tied: bool
    climb: int | None = None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The places of a group, best first, and the peers whose figure is missing."""

    places: tuple[Place, ...]
    missing: tuple[str, ...]
    provisional: bool
    reasons: tuple[Sentence, ...]

    def of(self, key: str) -> Place | None:
        """The place of `key`; None when its figure is missing."""
        return next((place for place in self.places if place.key == key), None)

    @property
    def climbers(self) -> tuple[Place, ...]:
        """Those that gained places on last year (进位), the most first."""
        gained = [place for place in self.places if place.climb is not None and place.climb > 0]
        return tuple(sorted(gained, key=lambda place: -(place.climb or 0)))

    @property
    def fallers(self) -> tuple[Place, ...]:
        """Those that lost places against last year (退位), the most first."""
        lost = [place for place in self.places if place.climb is not None and place.climb < 0]
        return tuple(sorted(lost, key=lambda place: place.climb or 0))


def rank(
    values: Mapping[str, Decimal | None],
    *,
    higher_is_better: bool = True,
    method: Method = "competition",
    ties: Sequence[Mapping[str, Decimal]] = (),
    last_year: Mapping[str, int] | None = None,
) -> tuple[Place, ...]:
    """The places of the units that have a value, best first, sharers in order of their key.

    `competition` counts 1-2-2-4, `dense` 1-2-2-3, `listed` 1-2-3-4 with equal units in the order
    of `values`, as in tables that print an order and mark no ties. `ties` are tried in order,
    more is better, and a unit without a figure there comes after those that have one. Values are
    compared exactly: what only prints alike is no tie (SC-22).

    Raises `NotRankable` for infinities and NaN.
    """
    sign = Decimal(-1) if higher_is_better else Decimal(1)
    present = {key: value for key, value in values.items() if value is not None}
    orders = {key: _standing(key, sign * value, ties) for key, value in present.items()}
    sharers = _sharers(orders, method)
    placed: list[Place] = []
    for step, keys in enumerate(sharers):
        place = step + 1 if method == "dense" else len(placed) + 1
        above = present[sharers[step - 1][0]] if step else None
        below = present[sharers[step + 1][0]] if step + 1 < len(sharers) else None
        placed.extend(
            Place(
                key=key,
                place=place,
                value=present[key],
                to_next=None if above is None else abs(above - present[key]),
                lead_over_next=None if below is None else abs(present[key] - below),
                tied=len(keys) > 1,
                climb=_climb(key, place, last_year),
            )
            for key in keys
        )
    return tuple(placed)


def ranking_of(
    values: Mapping[str, Decimal | None],
    *,
    higher_is_better: bool = True,
    method: Method = "competition",
    ties: Sequence[Mapping[str, Decimal]] = (),
    last_year: Mapping[str, int] | None = None,
) -> Ranking:
    """The places, provisional and with the missing peers named when a figure is still out."""
    places = rank(
        values,
        higher_is_better=higher_is_better,
        method=method,
        ties=ties,
        last_year=last_year,
    )
    missing = tuple(sorted(key for key, value in values.items() if value is None))
    reasons: tuple[Sentence, ...] = ()
    if missing:
        reasons = (
            Sentence(
                "缺 %(count)s 家数据（%(names)s），名次为暂定，补齐后重排",
                count=len(missing),
                names="、".join(missing),
            ),
        )
    return Ranking(places=places, missing=missing, provisional=bool(missing), reasons=reasons)


def weeks_to_overtake(
    to_next: Decimal, *, own_rate: Decimal, their_rate: Decimal = Decimal(0)
) -> Decimal | None:
    """The weeks of own weekly rate until the next better unit is caught; None when never."""
    closing = own_rate - their_rate
    if to_next <= 0:
        return Decimal(0)
    return to_next / closing if closing > 0 else None


def _sharers(orders: Mapping[str, Standing], method: Method) -> list[list[str]]:
    """The units that share a place, the best first; one each where the list alone decides."""
    if method == "listed":
        return [[key] for key in sorted(orders, key=lambda key: orders[key])]
    in_order = sorted((standing, key) for key, standing in orders.items())
    return [[key for _, key in same] for _, same in groupby(in_order, key=itemgetter(0))]


def _standing(key: str, ordered: Decimal, ties: Sequence[Mapping[str, Decimal]]) -> Standing:
    """The sortable figures of `key`: its value first, then each tie-break."""
    told = [tie.get(key) for tie in ties]
    if not all(figure is None or figure.is_finite() for figure in (ordered, *told)):
        raise NotRankable("%(key)s 的数值不是有效数字，请核对后再排名", key=key)
    parted = ((1, 0) if figure is None else (0, -figure) for figure in told)
    return (ordered, *(part for pair in parted for part in pair))


def _climb(key: str, place: int, last_year: Mapping[str, int] | None) -> int | None:
    """The places gained on last year; negative when lost."""
    before = (last_year or {}).get(key)
    return None if before is None else before - place
