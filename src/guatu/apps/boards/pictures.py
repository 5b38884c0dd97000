"""The small pictures of a board as lengths: bullets, sparks, and the curve of a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from guatu.apps.boards.models import Forecast, Reading
from guatu.kernel.quantities import number_of

FULL = Decimal(135)
HUNDRED = Decimal(100)
ZERO = Decimal(0)
FAN = {
    "mid": "mid",
    "lo50": "low_50",
    "hi50": "high_50",
    "lo80": "low_80",
    "hi80": "high_80",
    "lo95": "low_95",
    "hi95": "high_95",
}
DOT = Decimal(2)  # half the dot of a forecast
TALLEST = Decimal("1.6")


def tenth(value: Decimal) -> str:
    """A length with one decimal."""
    return f"{value:.1f}"


@dataclass(frozen=True, slots=True)
class Bullet:
    """The marks of one bullet, as percent of the goal cut at 135; empty where there is none."""

    bar: str
    due: str
    goal_to: str
    today: str
    low: str
    mid: str
    high: str

    @property
    def svg(self) -> SafeString:
        """The picture, 135 by 40; numbers alone go into it."""
        return format_html(BULLET, format_html_join("", "{}", ((mark,) for mark in self._marks())))

    def _marks(self) -> Iterator[SafeString]:
        """Each mark in the order in which they lie on one another."""
        if self.goal_to:
            yield format_html('<path class="goal2" d="M{} 8V32"/>', self.goal_to)
        if self.bar:
            yield format_html('<rect class="bar" x="0" y="16" width="{}" height="8"/>', self.bar)
        yield format_html('<path class="today" d="M{} 0V40"/>', self.today)
        if self.due:
            yield format_html('<path class="plan" d="M{} 10V30"/>', self.due)
        yield GOAL
        if self.mid:
            yield format_html('<path class="fan" d="M{} 33H{}"/>', self.low, self.high)
            yield format_html('<path class="mid" d="M{0} 33h.01"/>', self.mid)
            yield format_html('<path class="midc" d="M{0} 33h.01"/>', self.mid)


@dataclass(frozen=True, slots=True)
class Slot:
    """One month of a spark: a bar that reached its plan, one that missed it, or one to come."""

    kind: str
    x: Decimal
    height: Decimal

    @property
    def outline(self) -> str:
        """The bar as a part of a path: it stands on the base line, or is a dash upon it."""
        h = tenth(self.height)
        return f"M{tenth(self.x)} 23.5v-{h}h4.5v{h}z"


@dataclass(frozen=True, slots=True)
class Spark:
    """The months of a target, and the finding in figures for those who hear it."""

    slots: tuple[Slot, ...]
    said: tuple[tuple[int, int], ...]

    @property
    def svg(self) -> SafeString:
        """The picture, 72 by 24: one path for each kind of month, and the line of the plan."""
        months = " ".join(f"{month}: {share}%" for month, share in self.said)
        shapes = {
            kind: "".join(slot.outline for slot in self.slots if slot.kind == kind)
            for kind in ("ok", "miss", "due")
        }
        drawn = ((kind, lines) for kind, lines in shapes.items() if lines)
        paths = format_html_join("", '<path class="{}" d="{}"/>', drawn)
        return format_html(SPARK, gettext("各月完成率"), months, paths)


BULLET = (
    '<svg class="g-bullet" viewBox="0 0 135 40" preserveAspectRatio="none" aria-hidden="true">'
    '<rect class="track" x="0" y="13" width="100" height="14"/>{}</svg>'
)
GOAL = format_html('<path class="goal" d="M{} 8V32"/>', "100")
SPARK = (
    '<svg class="g-spark" viewBox="0 0 72 24" preserveAspectRatio="none" role="img"'
    ' aria-label="{} {}">{}<path class="plan" d="M0 10.5H72"/></svg>'
)


def bullet_of(reading: Reading, *, time_share: Decimal) -> Bullet:
    """The marks of a reading's bullet; those of the forecast stay whole at the edges."""
    goal = reading.target.goal

    def at(value: Decimal | None, least: Decimal = ZERO, most: Decimal = FULL) -> str:
        return "" if value is None else tenth(min(most, max(least, HUNDRED * value / goal)))

    stretch = reading.target.stretch
    return Bullet(
        bar=at(reading.actual),
        due=at(reading.due),
        goal_to=at(stretch) if stretch else "",
        today=tenth(HUNDRED * time_share),
        low=at(reading.low, DOT, FULL - DOT),
        mid=at(reading.mid, DOT, FULL - DOT),
        high=at(reading.high, DOT, FULL - DOT),
    )


def spark_of(reading: Reading) -> Spark:
    """The months of a reading: each month's own figure over its own plan."""
    slots, said = [], []
    before, due_before = ZERO, ZERO
    width = Decimal(72) / max(12, len(reading.months))
    for number, month in enumerate(reading.months):
        due, actual = number_of(month["due"]), month["actual"]
        x = width * number + Decimal("0.75")
        if actual is None:
            slots.append(Slot("due", x, Decimal("1.5")))
            due_before = due
            continue
        share = _month_share(number_of(actual) - before, due - due_before, number_of(actual), due)
        height = max(Decimal("0.8"), min(TALLEST, share) * 13)
        slots.append(Slot("ok" if share >= 1 else "miss", x, height))
        said.append((number + 1, int(HUNDRED * share)))
        before, due_before = number_of(actual), due
    return Spark(tuple(slots), tuple(said))


def _month_share(grown: Decimal, planned: Decimal, actual: Decimal, due: Decimal) -> Decimal:
    """A month's growth over its plan; the level over its line where nothing is to grow."""
    if planned > 0:
        return max(ZERO, grown / planned)
    return max(ZERO, actual / due) if due > 0 else Decimal(1)


def curve_of(reading: Reading, forecasts: Sequence[Forecast]) -> dict[str, Any]:
    """The S-curve of a target: plan, actual, and the fan from the newest figure to the end.

    Plain numbers for the chart library; None where a month has none. The fan opens with the
    square root of the way, as the error of the forecast does.
    """
    months = reading.months
    actual = [None if m["actual"] is None else number_of(m["actual"]) for m in months]
    last = max((n for n, value in enumerate(actual) if value is not None), default=-1)
    start = actual[last] if last >= 0 else None
    chosen = forecasts[0] if forecasts and start is not None else None
    fan = _fan(chosen, start or ZERO, last, len(months))
    tops = [reading.target.goal, reading.target.stretch or ZERO, reading.high or ZERO]
    tops += [chosen.high_95 or ZERO] if chosen else []
    return {
        "unit": gettext(reading.target.indicator.unit),
        "goal": _plain(reading.target.goal),
        "stretch": _plain(reading.target.stretch),
        "max": _plain(max(tops) * Decimal("1.12")),
        "plan": [_plain(number_of(month["due"])) for month in months],
        "actual": [_plain(value) for value in actual[: last + 1]],
        "todayIndex": max(last, 0),
        **fan,
    }


def _fan(
    chosen: Forecast | None, start: Decimal, last: int, count: int
) -> dict[str, list[float | None]]:
    """The middle and the bounds of the 50, 80 and 95 % intervals by month."""
    lines: dict[str, list[float | None]] = {name: [None] * count for name in FAN}
    if chosen is None:
        return lines
    ends = {name: getattr(chosen, field) for name, field in FAN.items()}
    for number in range(last, count):
        way = Decimal(number - last) / Decimal(max(1, count - 1 - last))
        middle = start + (chosen.mid - start) * way
        for name, end in ends.items():
            if end is not None:
                lines[name][number] = _plain(middle + (end - chosen.mid) * way.sqrt())
    return lines


def _plain(value: Decimal | None) -> float | None:
    """A figure as the chart library takes it, after all arithmetic is done."""
    return None if value is None else round(float(value), 2)
