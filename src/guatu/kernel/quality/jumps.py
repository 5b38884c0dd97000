"""Checks for jumps: against the own months, last year, the peers, and what moves a level."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import pairwise
from statistics import mean, median

from guatu.kernel.periods import Period, month
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Line, Nature
from guatu.kernel.quality.usual import (
    AT_LEAST,
    FEW_THINGS,
    Compared,
    compare,
    is_slip,
)
from guatu.kernel.sentences import Sentence

JUMP = Decimal(3)
YEAR_JUMP = Decimal("2.2")
PEER_JUMP = Decimal(2)
PEERS = 5
LEVEL_LEAP = Decimal("0.5")
RUSH = Decimal(3)
WHOLE_YEAR = 12
STILL = 3


def _hit(compared: Compared) -> Hit:
    """A figure with the usual one."""
    figures = {"value": compared.value, "usual": compared.usual, "ratio": round(compared.ratio, 2)}
    return (compared.cell,), figures


def _is_far(ratio: Decimal, jump: Decimal, *, is_up: bool) -> bool:
    """True when a ratio lies beyond the jump on the side that is asked for."""
    return ratio > jump if is_up else 0 < ratio < 1 / jump


def _jump(book: Book, *, is_up: bool) -> Iterator[Hit]:
    """Amounts far from those of the months around them, and no slip of the unit."""
    for compared in book.beside_neighbors:
        is_amount = book.traits[compared.cell.indicator].nature is Nature.FLOW
        is_far = compared.calm and _is_far(compared.ratio, JUMP, is_up=is_up)
        if is_amount and is_far and not is_slip(compared.ratio):
            yield _hit(compared)


def _year_jump(book: Book, *, is_up: bool) -> Iterator[Hit]:
    """Amounts far from the same month last year, grown as the other months of the unit grew."""
    for compared in book.beside_last_year:
        if _is_far(compared.ratio, YEAR_JUMP, is_up=is_up):
            yield _hit(compared)


def _peer_jump(book: Book, *, is_up: bool) -> Iterator[Hit]:
    """Amounts far from what the unit's own middle and the peers' month let expect."""
    middles = _middles(book)
    levels: dict[tuple[str, Period], dict[str, Decimal]] = defaultdict(dict)
    for place, values in book.peers.items():
        for unit, value in values.items():
            middle = middles.get((place[0], unit))
            if middle:
                levels[place][unit] = value / middle
    for (indicator, period), units in levels.items():
        for unit, level in units.items() if len(units) > PEERS else ():
            around = median(other for mate, other in units.items() if mate != unit)
            if around > 0 and _is_far(level / around, PEER_JUMP, is_up=is_up):
                usual = middles[indicator, unit] * around
                cell, value = Cell(indicator, unit, period), level * middles[indicator, unit]
                yield _hit(Compared(cell, value, round(usual, 2), level / around, calm=True))


def _middles(book: Book) -> dict[tuple[str, str], Decimal]:
    """The middle amount of every flow that is big and long enough to tell anything."""
    found = {}
    for line in book.own_lines:
        middle = median(value for _, value in line.points)
        tells = middle >= FEW_THINGS if line.trait.whole else middle > 0
        if tells and line.trait.nature is Nature.FLOW and len(line.points) > AT_LEAST:
            found[line.trait.key, line.unit] = middle
    return found


def _falls_to_zero(book: Book) -> Iterator[Hit]:
    """A zero after something, among months that all have something."""
    for line in book.own_lines:
        values = [value for _, value in line.points]
        if len(values) <= AT_LEAST or values.count(Decimal(0)) != 1 or min(values) < 0:
            continue
        usual, at = mean(value for value in values if value), values.index(Decimal(0))
        if at and compare(line, line.points[at][0], Decimal(0), usual) is not None:
            yield (line.cell(line.points[at][0]),), {"usual": round(usual, 2)}


def _level_leaps(book: Book) -> Iterator[Hit]:
    """A level, usually steady, that moves by half in a month and does not stay there."""
    for line in book.own_lines:
        if line.trait.nature is not Nature.LEVEL:
            continue
        values = [value for _, value in line.points]
        steps = [abs(b / a - 1) if a >= FEW_THINGS else Decimal(0) for a, b in pairwise(values)]
        steady = sum(1 for step in steps if step < LEVEL_LEAP / 4)
        for at, step in enumerate(steps, start=1) if steady * 4 >= len(steps) * 3 else ():
            if step > LEVEL_LEAP and _goes_back(values, at):
                yield (
                    (line.cell(line.points[at][0]),),
                    {"value": values[at], "share": round(step * 100)},
                )


def _goes_back(values: list[Decimal], at: int) -> bool:
    """True when the next figure is near the one before, or nobody knows it yet."""
    if at + 1 == len(values):
        return True
    return abs(values[at + 1] / values[at - 1] - 1) < LEVEL_LEAP / 2


def _moves(book: Book, line: Line) -> Iterator[tuple[Cell, Decimal, Decimal, Decimal]]:
    """Each cell of a level with the level before, its own, and what came in less what went out."""
    for (_, before), (period, value) in pairwise(line.points):
        moved = Decimal(0)
        for key, sign in ((line.trait.inflow, 1), (line.trait.outflow, -1)):
            if key is not None:
                amount = book.value(Cell(key, line.unit, period))
                if amount is None:
                    break
                moved += sign * amount
        else:
            yield line.cell(period), before, value, moved


def _stock_lines(book: Book) -> Iterator[Line]:
    """The levels whose inflow or outflow is filed."""
    return (line for line in book.own_lines if line.trait.inflow or line.trait.outflow)


def _stock_unlike_moves(book: Book) -> Iterator[Hit]:
    """Levels that what came in and went out does not explain."""
    for line in _stock_lines(book):
        for cell, before, value, moved in _moves(book, line):
            if value not in (before, before + moved):
                yield (cell,), {"value": value, "reckoned": before + moved}


def _stock_stands_still(book: Book) -> Iterator[Hit]:
    """Levels that stay where they are although something came or went."""
    for line in _stock_lines(book):
        run: list[Cell] = []
        for cell, before, value, moved in _moves(book, line):
            run = [*run, cell] if value == before and moved else []
            if len(run) == STILL:
                yield tuple(run), {"value": value, "count": STILL}


def _december(book: Book) -> Iterator[Hit]:
    """A December three times the mean of the eleven months before."""
    for line in book.own_lines:
        if line.trait.nature is not Nature.FLOW:
            continue
        years: dict[int, list[Decimal]] = defaultdict(list)
        for period, value in line.points:
            years[period.year].append(value)
        for year, values in years.items():
            usual = mean(values[:-1]) if len(values) == WHOLE_YEAR else Decimal(0)
            enough = usual >= FEW_THINGS or (usual > 0 and not line.trait.whole)
            if enough and values[-1] > RUSH * usual:
                figures = {"value": values[-1], "usual": round(usual, 2)}
                yield (line.cell(month(year, 12)),), figures


CHECKS = (
    Check(
        key="jump_up",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.1",
        says=Sentence("%(value)s 是前后各月 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_jump, is_up=True),
    ),
    Check(
        key="jump_down",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.1",
        says=Sentence("%(value)s 只有前后各月 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_jump, is_up=False),
    ),
    Check(
        key="far_above_last_year",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="STAT-30",
        says=Sentence("%(value)s 是按去年同月推算 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_year_jump, is_up=True),
    ),
    Check(
        key="far_below_last_year",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="STAT-30",
        says=Sentence("%(value)s 只有按去年同月推算 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_year_jump, is_up=False),
    ),
    Check(
        key="far_above_the_peers",
        looks_at=Scope.PEERS,
        severity=Severity.NOTE,
        rule="STAT-46",
        says=Sentence("%(value)s 是按同类单位当月走势推算 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.PLEASE_VERIFY,
        look=partial(_peer_jump, is_up=True),
    ),
    Check(
        key="far_below_the_peers",
        looks_at=Scope.PEERS,
        severity=Severity.NOTE,
        rule="STAT-46",
        says=Sentence("%(value)s 只有按同类单位当月走势推算 %(usual)s 的 %(ratio)s 倍。"),
        remedy=remedies.PLEASE_VERIFY,
        look=partial(_peer_jump, is_up=False),
    ),
    Check(
        key="zero_among_figures",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.9",
        says=Sentence("本月填 0，其余各月平均 %(usual)s，疑似把未报填成零。"),
        remedy=remedies.FILE_IT,
        look=_falls_to_zero,
    ),
    Check(
        key="level_leaps",
        looks_at=Scope.SERIES,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.59",
        says=Sentence("期末数 %(value)s 一个月变动 %(share)s%%，往常平稳。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=_level_leaps,
    ),
    Check(
        key="level_unlike_its_moves",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.59",
        says=Sentence("期末数 %(value)s，按上期加收入减发出应为 %(reckoned)s。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=_stock_unlike_moves,
    ),
    Check(
        key="level_stands_still",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.59",
        says=Sentence("连续 %(count)s 期库存都是 %(value)s，其间却有收发。"),
        remedy=remedies.ASK_THE_UNIT,
        look=_stock_stands_still,
    ),
    Check(
        key="december_rush",
        looks_at=Scope.SERIES,
        severity=Severity.NOTE,
        rule="STAT-46",
        says=Sentence("12月 %(value)s，超过前十一个月平均 %(usual)s 的三倍。"),
        remedy=remedies.PLEASE_VERIFY,
        look=_december,
    ),
)
