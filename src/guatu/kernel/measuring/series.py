"""The figure of a unit over the periods, each with how complete it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from guatu.kernel.periods import Period
from guatu.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Point:
    """The figure at the end of one period; a flow is cumulative from the start of its target.

    `filed` of `expected` units filed that very period. `value` is None, with a `reason`, when
    what was filed gives no figure.
    """

    period: Period
    value: Decimal | None
    filed: int
    expected: int
    last_filed_at: datetime | None = None
    reason: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a target's actual, ready to be evaluated.

    `by_month` holds the figure at the end of each reporting period up to `period`, cumulative for
    a flow; periods without a figure are absent, never zero.
    """

    actual: Decimal | None
    period: Period | None
    by_month: Mapping[Period, Decimal] = field(default_factory=dict)
    filed: int = 0
    expected: int = 0
    last_filed_at: datetime | None = None
    reasons: tuple[Sentence, ...] = ()


def quorum(expected: int) -> int:
    """How many of `expected` units must have filed: four fifths; of few all but one."""
    few = 2
    return expected if expected <= few else expected - max(1, expected // 5)


@dataclass(frozen=True, slots=True)
class MeasuredSeries:
    """The points of one unit, oldest first; `expected` counts all that ever file."""

    points: tuple[Point, ...]
    expected: int

    def until(self, day: date) -> "MeasuredSeries":
        """The points whose period is over by `day`: the same series on an earlier day."""
        points = tuple(point for point in self.points if point.period.last_day <= day)
        return replace(self, points=points)

    @property
    def fresh(self) -> Period | None:
        """The newest usable period."""
        point = self._usable()
        return point.period if point else None

    @property
    def measured(self) -> Measured:
        """The newest usable figure with its history."""
        newest = self.points[-1] if self.points else None
        point = self._usable()
        if point is None:
            return Measured(
                actual=None,
                period=None,
                filed=newest.filed if newest else 0,
                expected=newest.expected if newest else self.expected,
                last_filed_at=newest.last_filed_at if newest else None,
                reasons=self._reasons(newest, point),
            )
        return Measured(
            actual=point.value,
            period=point.period,
            by_month={
                earlier.period: earlier.value
                for earlier in self.points
                if earlier.value is not None and earlier.period <= point.period
            },
            filed=point.filed,
            expected=point.expected,
            last_filed_at=point.last_filed_at,
            reasons=self._reasons(newest, point),
        )

    def _usable(self) -> Point | None:
        """The newest point that nearly all expected units filed; None when there is none.

        The first of many filers must not move the due line for all of them, nor a part stand for
        the whole: missing is not zero.
        """
        for point in reversed(self.points):
            if point.value is not None and point.filed >= quorum(point.expected):
                return point
        return None

    def _reasons(self, newest: Point | None, used: Point | None) -> tuple[Sentence, ...]:
        """Why the figure is missing, older or incomplete."""
        if not self.expected:
            return (Sentence("没有应报单位，请先指定由谁填报"),)
        reasons = []
        if newest is not None and newest is not used and newest.reason is not None:
            reasons.append(newest.reason)
        if used is not None and used.filed < used.expected:
            reasons.append(
                Sentence(
                    "应报 %(expected)s 家，已报 %(filed)s 家，未报的按上次数计",
                    expected=used.expected,
                    filed=used.filed,
                )
            )
        return tuple(reasons)
