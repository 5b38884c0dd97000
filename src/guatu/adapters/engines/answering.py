"""From the tables of an evaluation to cells, with the few divisions that come last."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from guatu.adapters.engines.asking import is_awkward
from guatu.adapters.engines.coding import DAY_BITS, EPOCH, moment_of, period_of
from guatu.adapters.engines.script import Row, Runner
from guatu.kernel.catalog import Indicator
from guatu.kernel.engines import Seat, figure_of, mean_of
from guatu.kernel.measuring import (
    NEVER_AVERAGED,
    NO_DENOMINATOR,
    NO_SAME_PERIOD,
    NOT_ADDED_UP,
    Growth,
    MeasuredSeries,
    Point,
    Rolled,
    Step,
    combined,
    growth_of,
)
from guatu.kernel.sentences import Sentence

NO_DIGITS = (None,) * 5
HARD_CELLS = {
    "unit": "INTEGER",
    "target": "INTEGER",
    "period": "INTEGER",
    "above": "DECIMAL(38, {scale})",
    "above_n": "BIGINT",
    "below": "DECIMAL(38, {scale})",
    "below_n": "BIGINT",
    "figure": "VARCHAR(60)",
    "filed": "BIGINT",
    "known_at": "BIGINT",
    "reason": "INTEGER",
    "d0": "BIGINT",
    "d1": "BIGINT",
    "d2": "BIGINT",
    "d3": "BIGINT",
    "d4": "BIGINT",
}
MANY = 2  # more than one unit
CellKey = tuple[int, int]  # (unit, indicator), by their codes
WHY: Mapping[int, Sentence | None] = {
    0: None,
    1: NO_DENOMINATOR,
    2: NEVER_AVERAGED,
    3: NOT_ADDED_UP,
}
PLAIN = """
SELECT unit, target, period, filed, known_at, reason, above, above_n, below, below_n FROM plain
"""
POINTS = """
SELECT unit, target, period, filed, known_at, reason, above, above_n, below, below_n FROM points
ORDER BY unit, target, day
"""
GROWTHS = "SELECT unit, target, now, before, rate FROM growths"
AWKWARD = """
SELECT u.unit, u.target, u.day, u.period, u.top, u.top_n, u.bottom, u.bottom_n
FROM used u JOIN asked a ON a.target = u.target JOIN circles c
ON c.circle = u.circle AND c.unit = u.unit
WHERE a.is_awkward AND c.expected > 1 ORDER BY u.unit, u.target, u.day, u.seat
"""


def measured_plainly(
    runner: Runner, indicators: Mapping[int, Indicator], expected: Mapping[CellKey, int]
) -> dict[CellKey, MeasuredSeries]:
    """The series of the cells that their last steps tell, each of one point."""
    found = {}
    for row in runner.rows(PLAIN):
        unit, target, *_ = row
        count = expected[unit, target]
        found[unit, target] = MeasuredSeries((_point(row, indicators[target], count),), count)
    return found


@dataclass(frozen=True, slots=True)
class HardCell:
    """A cell that took the long way: all its points, and its row for the tables that follow."""

    series: MeasuredSeries
    row: Row


def measured_step_by_step(
    runner: Runner, indicators: Mapping[int, Indicator], expected: Mapping[CellKey, int]
) -> dict[CellKey, HardCell]:
    """The hard cells, each with its points."""
    awkward = _awkward(runner, indicators)
    points: defaultdict[CellKey, list[tuple[Point, Row]]] = defaultdict(list)
    for row in runner.rows(POINTS):
        unit, target, period, *_ = row
        point = _point(row, indicators[target], expected[unit, target])
        if rolled := awkward.get((unit, target, period >> DAY_BITS)):
            point = replace(point, value=rolled.value, reason=rolled.reason)
        points[unit, target].append((point, row))
    awkward_ones = {code for code, each in indicators.items() if is_awkward(each)}
    return {
        key: _hard_cell(key, held, expected[key], is_told=key[1] in awkward_ones)
        for key, held in points.items()
    }


def _hard_cell(
    key: CellKey, held: Sequence[tuple[Point, Row]], expected: int, *, is_told: bool
) -> HardCell:
    """The cell by the newest of its points that can be used."""
    series = MeasuredSeries(tuple(point for point, _ in held), expected)
    measured = series.measured
    used = next((row for point, row in held if point.period == measured.period), None)
    _, _, period, filed, known_at, reason, *pair = used or held[-1][1]
    if used is None:
        return HardCell(series, (*key, None, *[None] * 5, filed, known_at, reason, *NO_DIGITS))
    if is_told:
        value = measured.actual or Decimal(0)
        told = (*[None] * 4, str(value), filed, known_at, 0, *digits_of(value))
    else:
        told = (*pair, None, filed, known_at, 0, *NO_DIGITS)
    return HardCell(series, (*key, period, *told))


def digits_of(value: Decimal) -> tuple[int, ...]:
    """A figure by its whole part and nine digits at a time, each with the sign of the figure."""
    rest = Fraction(value)
    digits = []
    for _ in range(len(NO_DIGITS)):
        digits.append(int(rest))
        rest = (rest - int(rest)) * 10**9
    return tuple(digits)


def _point(row: Row, indicator: Indicator, expected: int) -> Point:
    """The figure of one period; the one division is here."""
    _, _, period, filed, known_at, reason, top, top_count, bottom, bottom_count = row
    value = None
    if top is not None:
        value = figure_of(
            top, top_count=top_count, bottom=bottom, bottom_count=bottom_count, unit=indicator.unit
        )
    return Point(
        period=period_of(period),
        value=value if not reason else None,
        filed=filed,
        expected=expected,
        last_filed_at=moment_of(known_at),
        reason=WHY[reason],
    )


def _awkward(
    runner: Runner, indicators: Mapping[int, Indicator]
) -> dict[tuple[int, int, int], Rolled]:
    """The figures that are made of divided ones, by unit, indicator and day."""
    steps: defaultdict[tuple[int, int, int], list[Step]] = defaultdict(list)
    for unit, target, day, period, top, top_count, bottom, bottom_count in runner.rows(AWKWARD):
        below = None if bottom is None else mean_of(bottom, bottom_count)
        above = mean_of(top, top_count)
        steps[unit, target, day].append(Step(period_of(period), above, EPOCH, below))
    return {key: combined(held, indicators[key[1]], MANY) for key, held in steps.items()}


def growths_of(runner: Runner) -> dict[CellKey, Growth]:
    """The growth of the cells that have a same period or a rate."""
    found = {}
    for unit, target, now, before, rate in runner.rows(GROWTHS):
        if now is not None:
            found[unit, target] = growth_of(now, before)
        else:
            found[unit, target] = Growth(None, NO_SAME_PERIOD) if rate is None else Growth(rate)
    return found


def seats_of(runner: Runner) -> dict[CellKey, Seat]:
    """The places of the cells that are ranked among siblings."""
    rows = runner.rows("SELECT unit, target, place, dense, missing FROM seated")
    return {(unit, target): Seat(*seat) for unit, target, *seat in rows}
