"""作战部署图: each goal by quarter, month and week, who carries it, and whether it is covered."""

from dataclasses import dataclass
from decimal import Decimal

from guatu.apps.boards.queries import Board, Cover, Row, covers
from guatu.apps.plans.queries import period_of, schedule_named
from guatu.apps.units.models import Unit
from guatu.kernel.breakdown import by_period
from guatu.kernel.catalog import TargetType
from guatu.kernel.periods import Frequency, Period, quarter

PRO_RATED = {TargetType.CUMULATIVE_FLOW.value, TargetType.MILESTONE.value, "upper_bound"}


@dataclass(frozen=True, slots=True)
class Order:
    """One target's line of orders."""

    row: Row
    quarters: tuple[Decimal | None, ...]
    month: Decimal | None
    week: Decimal | None
    cover: Cover | None


@dataclass(frozen=True, slots=True)
class Orders:
    """The orders of one bureau."""

    owner: Unit
    lines: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Deployment:
    """The whole layout, with the periods that its columns stand for."""

    quarter: int
    month: Period
    week: Period
    blocks: tuple[Orders, ...]


def deployment(board: Board) -> Deployment:
    """The orders of every target that the board shows, in one query more."""
    month = Period.of(Frequency.MONTH, board.day)
    week = Period.of(Frequency.WEEK, board.day)
    rows = [row for block in board.blocks for row in block.rows]
    cover = covers(row.target for row in rows)
    blocks = tuple(
        Orders(
            block.owner,
            tuple(_order(row, month, week, cover.get(row.target.pk)) for row in block.rows),
        )
        for block in board.blocks
    )
    return Deployment((month.index + 2) // 3, month, week, blocks)


def _order(row: Row, month: Period, week: Period, cover: Cover | None) -> Order:
    """The parts of one goal; a rate or a level is not pro-rated and has none (TGT-05)."""
    target = row.target
    if target.indicator.definition["type"] not in PRO_RATED:
        return Order(row, (None,) * 4, None, None, cover)
    period = period_of(target)
    months = period.within(Frequency.MONTH) or (period,)
    schedule = schedule_named(target.schedule, period)
    parts = by_period(target.goal, schedule, months, places=row.places)
    quarters = tuple(_in_quarter(parts, month.year, number) for number in range(1, 5))
    due = parts.get(month)
    return Order(row, quarters, due, _this_week(due, month, week, row.places), cover)


def _in_quarter(parts: dict[Period, Decimal], year: int, number: int) -> Decimal | None:
    """The sum of the months of one quarter; None where the target has none there."""
    own = [amount for part, amount in parts.items() if quarter(year, number).contains(part)]
    return sum(own, Decimal(0)) if own else None


def _this_week(due: Decimal | None, month: Period, week: Period, places: int) -> Decimal | None:
    """The part of the month's amount that falls to this week, so that weeks add up (TGT-11)."""
    weeks = month.within(Frequency.WEEK)
    if due is None or week not in weeks:
        return None
    done = weeks.index(week)
    step = Decimal(1).scaleb(-places)
    until = (due * (done + 1) / len(weeks)).quantize(step)
    return until - (due * done / len(weeks)).quantize(step)
