"""Checks for slips of the unit or the row: a figure that is right somewhere else."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations
from statistics import median

from guatu.kernel.periods import Period
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Nature
from guatu.kernel.quality.usual import AT_LEAST, is_times
from guatu.kernel.sentences import Sentence

PEERS = 5
TOGETHER = 3
BIG = Decimal(100)
LIKE = Decimal("1.5")
UNLIKE = Decimal(4)
TEN_THOUSAND = 4


def _slip(book: Book, factor: Decimal) -> Iterator[Hit]:
    """Figures that are `factor` times what the own series shows about them."""
    for compared in book.beside_neighbors:
        if compared.calm and is_times(compared.ratio, factor):
            yield (compared.cell,), {"value": compared.value, "usual": compared.usual}


def _slip_beside_peers(book: Book, factor: Decimal) -> Iterator[Hit]:
    """Figures of units without a history that are `factor` times the middle of the peers."""
    young = {(line.trait.key, line.unit) for line in book.own_lines if len(line.points) <= AT_LEAST}
    for (indicator, period), values in book.peers.items():
        if len(values) <= PEERS or book.traits[indicator].nature is Nature.RATIO:
            continue
        for unit in values:
            if (indicator, unit) not in young:
                continue
            usual = median(value for other, value in values.items() if other != unit)
            if usual > 0 and factor / 10 < values[unit] / usual < factor * 10:
                yield (Cell(indicator, unit, period),), {"value": values[unit], "usual": usual}


def _whole_filing(book: Book, *, is_up: bool) -> Iterator[Hit]:
    """Units that filed three amounts or more in one month ten thousand times off."""
    factor = Decimal(10) ** TEN_THOUSAND if is_up else 1 / Decimal(10) ** TEN_THOUSAND
    found: dict[tuple[str, Period], list[Cell]] = defaultdict(list)
    for (cell,), _ in _slip(book, factor):
        found[cell.unit, cell.period].append(cell)
    for cells in found.values():
        if len(cells) >= TOGETHER:
            yield tuple(cells), {"count": len(cells)}


def _usuals(book: Book) -> dict[Cell, tuple[Decimal, Decimal]]:
    """The figure and the usual one of every cell that lies far from the usual."""
    found = {}
    for compared in book.beside_neighbors:
        if compared.calm and not 1 / UNLIKE < compared.ratio < UNLIKE:
            found[compared.cell] = (compared.value, compared.usual)
    return found


def _swapped(book: Book, *, by_unit: bool) -> Iterator[Hit]:
    """Two figures far from the usual, each of which would fit in the other's place.

    `by_unit` looks for two units in one indicator, else for two indicators of one unit.
    """
    far: dict[tuple[str, Period], list[Cell]] = defaultdict(list)
    usuals = _usuals(book)
    for cell in usuals:
        far[cell.indicator if by_unit else cell.unit, cell.period].append(cell)
    for cells in far.values():
        for one, other in combinations(cells, 2):
            (value, usual), (value_2, usual_2) = usuals[one], usuals[other]
            if _fits(value, usual_2) and _fits(value_2, usual):
                yield (one, other), {"value": value, "other": value_2}


def _fits(value: Decimal, usual: Decimal) -> bool:
    """True when a figure is about the usual one."""
    return usual / LIKE < value < usual * LIKE


def _by_unit(book: Book) -> dict[tuple[str, Period], dict[str, Decimal]]:
    """The big figures of every unit and month by indicator."""
    found: dict[tuple[str, Period], dict[str, Decimal]] = defaultdict(dict)
    for line in book.own_lines:
        if line.trait.nature is Nature.FLOW:
            for period, value in line.points:
                found[line.unit, period][line.trait.key] = value
    return found


def _copied(book: Book, *, from_last_month: bool) -> Iterator[Hit]:
    """Three or more figures, one of them big, that also stand in another unit or last month."""
    rows = _by_unit(book)
    by_month: dict[Period, list[str]] = defaultdict(list)
    for unit, period in rows:
        by_month[period].append(unit)
    for (unit, period), row in rows.items():
        sources = [(unit, period.previous())]
        if not from_last_month:
            sources = [(other, period) for other in by_month[period] if other < unit]
        for source in sources:
            mates = rows.get(source, {})
            same = [key for key, value in row.items() if mates.get(key) == value]
            big = [key for key in same if row[key] >= BIG]
            if len(same) >= TOGETHER and len(big) >= TOGETHER:
                cells = tuple(
                    Cell(key, *place) for key in same for place in (source, (unit, period))
                )
                yield cells, {"count": len(same), "period": source[1].sentence}


def _power(power: int, says: Sentence, key: str, sign: int) -> Check:
    """A check for one power of ten; ten thousand times off is refused (STAT-39)."""
    severe = power == TEN_THOUSAND
    return Check(
        key=key,
        looks_at=Scope.SERIES,
        severity=Severity.BLOCK if severe else Severity.HOLD,
        rule="STAT-39" if severe else "RELIABILITY 3.1",
        says=says,
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_slip, factor=Decimal(10) ** power if sign > 0 else 1 / Decimal(10) ** power),
    )


CHECKS = (
    _power(1, Sentence("%(value)s 约为往常 %(usual)s 的 10 倍，疑似小数点错位。"), "tenfold", 1),
    _power(
        2, Sentence("%(value)s 约为往常 %(usual)s 的 100 倍，疑似小数点错位。"), "hundredfold", 1
    ),
    _power(
        3, Sentence("%(value)s 约为往常 %(usual)s 的 1000 倍，疑似千元填成元。"), "thousandfold", 1
    ),
    _power(
        4,
        Sentence("%(value)s 约为往常 %(usual)s 的 10000 倍，疑似把万元数填进亿元栏。"),
        "ten_thousandfold",
        1,
    ),
    _power(
        8,
        Sentence("%(value)s 约为往常 %(usual)s 的一亿倍，疑似把元数填进亿元栏。"),
        "hundred_millionfold",
        1,
    ),
    _power(1, Sentence("%(value)s 约为往常 %(usual)s 的十分之一，疑似小数点错位。"), "tenth", -1),
    _power(
        2, Sentence("%(value)s 约为往常 %(usual)s 的百分之一，疑似小数点错位。"), "hundredth", -1
    ),
    _power(
        3, Sentence("%(value)s 约为往常 %(usual)s 的千分之一，疑似元填成千元。"), "thousandth", -1
    ),
    _power(
        4,
        Sentence("%(value)s 约为往常 %(usual)s 的万分之一，疑似把亿元数填进万元栏。"),
        "ten_thousandth",
        -1,
    ),
    _power(
        8,
        Sentence("%(value)s 约为往常 %(usual)s 的一亿分之一，疑似把亿元数填进元栏。"),
        "hundred_millionth",
        -1,
    ),
    Check(
        key="newcomer_ten_thousandfold",
        looks_at=Scope.PEERS,
        severity=Severity.HOLD,
        rule="STAT-39",
        says=Sentence("首次填报 %(value)s，约为同类单位 %(usual)s 的万倍，疑似单位填错。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_slip_beside_peers, factor=Decimal(10) ** TEN_THOUSAND),
    ),
    Check(
        key="newcomer_ten_thousandth",
        looks_at=Scope.PEERS,
        severity=Severity.HOLD,
        rule="STAT-39",
        says=Sentence("首次填报 %(value)s，约为同类单位 %(usual)s 的万分之一，疑似单位填错。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_slip_beside_peers, factor=1 / Decimal(10) ** TEN_THOUSAND),
    ),
    Check(
        key="whole_filing_ten_thousandfold",
        looks_at=Scope.FILING,
        severity=Severity.BLOCK,
        rule="STAT-39",
        says=Sentence("同一单位当月 %(count)s 个数都约为往常的万倍，疑似整表单位填错。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_whole_filing, is_up=True),
    ),
    Check(
        key="whole_filing_ten_thousandth",
        looks_at=Scope.FILING,
        severity=Severity.BLOCK,
        rule="STAT-39",
        says=Sentence("同一单位当月 %(count)s 个数都约为往常的万分之一，疑似整表单位填错。"),
        remedy=remedies.SAY_THE_UNIT,
        look=partial(_whole_filing, is_up=False),
    ),
    Check(
        key="indicators_swapped",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.50",
        says=Sentence("%(value)s 与 %(other)s 互换才合往常，疑似两个指标填反。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_swapped, by_unit=False),
    ),
    Check(
        key="units_swapped",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.25",
        says=Sentence("%(value)s 与 %(other)s 互换才合往常，疑似两个单位错行。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=partial(_swapped, by_unit=True),
    ),
    Check(
        key="copied_from_another_unit",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.25",
        says=Sentence("%(period)s有 %(count)s 个数与另一单位完全相同，疑似复制未改。"),
        remedy=remedies.ASK_THE_UNIT,
        look=partial(_copied, from_last_month=False),
    ),
    Check(
        key="copied_from_last_month",
        looks_at=Scope.FILING,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.62",
        says=Sentence("有 %(count)s 个数与%(period)s完全相同，疑似复制上月未改。"),
        remedy=remedies.ASK_THE_UNIT,
        look=partial(_copied, from_last_month=True),
    ),
)
