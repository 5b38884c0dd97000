"""Checks of the shape of figures: flat, straight, heaped, bunched at the goal. Notes only."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from itertools import combinations, pairwise

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Period, month
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Line, Nature
from guatu.kernel.quality.usual import FEW_THINGS
from guatu.kernel.sentences import Sentence

Values = list[Decimal]
FLAT = 4
SOME = Decimal(50)  # counts below come back by chance
STRAIGHT = 5
GROWING = 4
MANY = 12
HEAPED = Decimal("0.8")
BIG = Decimal(100)
DIGITS_FROM = 60
DIGIT_SHARE = Decimal("0.3")
UNITS = 5
GOAL_ROUND = Decimal("1.002")
BUNCH_ROUND = Decimal("1.01")
PROPORTIONAL = 6
REPEATED = 6
DECIMALS = 8
GROWTH_STEP = Decimal("0.001")


def _runs(line: Line, like: Callable[[Values, int], bool], least: int) -> Iterator[Hit]:
    """The stretches of a line in which every step is like the one before."""
    values = [value for _, value in line.points]
    start = 0
    for at in range(1, len(values) + 1):
        if at < len(values) and like(values, at) and at > start:
            continue
        if at - start >= least:
            cells = line.cells[start:at]
            yield cells, {"count": at - start, "value": values[at - 1]}
        start = at if like is _is_flat else max(at - 1, start + 1)


def _is_flat(values: Values, at: int) -> bool:
    """The same figure as before, big enough not to be chance."""
    return values[at] == values[at - 1] >= FEW_THINGS


def _is_amount(line: Line) -> bool:
    """True for amounts of a period."""
    return line.trait.nature is Nature.FLOW


def _flat(book: Book) -> Iterator[Hit]:
    """The same amount month after month."""
    for line in book.own_lines:
        telling = SOME if line.trait.whole else FEW_THINGS
        for cells, figures in _runs(line, _is_flat, FLAT) if _is_amount(line) else ():
            if figures["value"] >= telling:
                yield cells, figures


def _steady(
    book: Book, least: int, steps: Callable[[Values], list[Decimal | None]]
) -> Iterator[Hit]:
    """Lines whose steps, as `steps` reckons them, are the same `least` times in a row."""
    for line in book.own_lines:
        values = [value for _, value in line.points]
        if line.trait.nature is not Nature.FLOW or min(values, default=Decimal(0)) < FEW_THINGS:
            continue
        run = 1
        found = steps(values)
        for at in range(1, len(found)):
            run = run + 1 if found[at] is not None and found[at] == found[at - 1] else 1
            if run == least:
                cells = line.cells[at - least + 1 : at + 2]
                yield cells, {"count": least + 1, "step": found[at]}


def _differences(values: Values) -> list[Decimal | None]:
    """Each figure less the one before; None where nothing moved."""
    return [(b - a) or None for a, b in pairwise(values)]


def _ratios(values: Values) -> list[Decimal | None]:
    """Each figure over the one before, in thousandths; None where nothing moved."""
    found = [(b / a).quantize(GROWTH_STEP) for a, b in pairwise(values)]
    return [None if ratio == 1 else ratio for ratio in found]


def _heaped(book: Book, step: Decimal) -> Iterator[Hit]:
    """Lines of big figures that are nearly all whole multiples of `step`, and not of its double."""
    for line in book.own_lines:
        big = [value for _, value in line.points if value >= BIG]
        if line.trait.nature is Nature.RATIO or len(big) < MANY:
            continue
        share = Decimal(sum(1 for value in big if value % step == 0)) / len(big)
        coarser = Decimal(sum(1 for value in big if value % (2 * step) == 0)) / len(big)
        if share >= HEAPED > coarser or (step > FEW_THINGS and share >= HEAPED):
            yield line.cells, {"step": step, "share": round(share * 100)}


def _last_digits(book: Book) -> Iterator[Hit]:
    """Units whose figures end in one digit far more often than one time in ten."""
    ends: dict[str, Counter[str]] = defaultdict(Counter)
    cells: dict[str, list[Cell]] = defaultdict(list)
    for line in book.own_lines:
        if line.trait.nature is Nature.FLOW:
            for period, value in line.points:
                if value >= BIG:
                    shown = f"{abs(round(value, 0 if line.trait.whole else line.trait.decimals)):f}"
                    ends[line.unit][shown[-1]] += 1
                    cells[line.unit].append(line.cell(period))
    for unit, counter in ends.items():
        digit, count = counter.most_common(1)[0]
        share = Decimal(count) / counter.total()
        if counter.total() >= DIGITS_FROM and share > DIGIT_SHARE:
            yield tuple(cells[unit]), {"digit": digit, "share": round(share * 100)}


def _same_in_many(book: Book) -> Iterator[Hit]:
    """One big figure in five units or more."""
    for (indicator, period), values in book.peers.items():
        if book.traits[indicator].nature is Nature.RATIO:
            continue
        for value, count in Counter(values.values()).items():
            if count >= UNITS and value >= BIG:
                units = sorted(unit for unit, own in values.items() if own == value)
                cells = tuple(Cell(indicator, unit, period) for unit in units)
                yield cells, {"value": value, "count": count}


def _same_growth_in_many(book: Book) -> Iterator[Hit]:
    """One growth in five units or more, and in more than half."""
    found: dict[tuple[str, Period], dict[str, Decimal]] = defaultdict(dict)
    for line in book.by_measure(Measure.YOY):
        for period, growth in line.points:
            found[line.trait.key, period][line.unit] = growth
    for (indicator, period), growths in found.items():
        growth, count = Counter(growths.values()).most_common(1)[0]
        if count >= UNITS and count * 2 > len(growths):
            units = sorted(unit for unit, own in growths.items() if own == growth)
            yield (
                tuple(Cell(indicator, u, period) for u in units),
                {"value": growth, "count": count},
            )


def _ends(book: Book) -> Iterator[tuple[Cell, Decimal, Decimal]]:
    """The cumulated figure of each December with the goal."""
    ends = (month(book.as_of.year, 12), month(book.as_of.year - 1, 12))
    for (indicator, unit), sums in book.cumulated.items():
        goal = book.goals.get((indicator, unit))
        for period in ends if goal is not None and goal >= FEW_THINGS else ():
            if period in sums:
                yield Cell(indicator, unit, period), sums[period], goal or Decimal(0)


def _just_above(book: Book) -> Iterator[Hit]:
    """Years that end a hair above the goal."""
    for cell, ytd, goal in _ends(book):
        if goal < ytd <= goal * GOAL_ROUND and goal >= BIG:
            yield (cell,), {"value": ytd, "goal": goal}


def _on_the_goal(book: Book) -> Iterator[Hit]:
    """Years that end on the very goal."""
    for cell, ytd, goal in _ends(book):
        telling = BIG if book.traits[cell.indicator].whole else FEW_THINGS
        if ytd == goal >= telling:
            yield (cell,), {"value": ytd}


def _bunched(book: Book) -> Iterator[Hit]:
    """More than half of the units just at their goals."""
    found: dict[tuple[str, Period], list[tuple[Cell, bool]]] = defaultdict(list)
    for cell, ytd, goal in _ends(book):
        found[cell.indicator, cell.period].append((cell, goal <= ytd <= goal * BUNCH_ROUND))
    for cells in found.values():
        near = [cell for cell, is_near in cells if is_near]
        if len(near) >= UNITS and len(near) * 2 > len(cells):
            yield tuple(near), {"count": len(near), "of": len(cells)}


def _proportional(book: Book) -> Iterator[Hit]:
    """Two indicators of a unit that keep one exact ratio for months."""
    by_unit: dict[str, list[Line]] = defaultdict(list)
    for line in book.own_lines:
        if line.trait.nature is Nature.FLOW and not line.trait.whole:
            by_unit[line.unit].append(line)
    for lines in by_unit.values():
        for one, other in combinations(lines, 2):
            held = dict(other.points)
            both = [(p, v, held[p]) for p, v in one.points if held.get(p, Decimal(0)) >= BIG]
            recent = both[-PROPORTIONAL:]
            ratios = {round(value / mate, 4) for _, value, mate in recent}
            if len(recent) == PROPORTIONAL and len(ratios) == 1 and ratios.pop():
                yield (
                    tuple(x.cell(p) for p, *_ in recent for x in (one, other)),
                    {"count": len(recent)},
                )


def _year_repeated(book: Book) -> Iterator[Hit]:
    """Six months or more that repeat last year to the digit."""
    for line in book.own_lines:
        held = {(p.year, p.index): v for p, v in line.points}
        same: dict[int, list[Cell]] = defaultdict(list)
        telling = SOME if line.trait.whole else FEW_THINGS
        for period, value in line.points:
            if value >= telling and held.get((period.year - 1, period.index)) == value:
                same[period.year].append(line.cell(period))
        for cells in same.values():
            if line.trait.nature is Nature.FLOW and len(cells) >= REPEATED:
                yield tuple(cells), {"count": len(cells)}


def _same_decimals(book: Book) -> Iterator[Hit]:
    """Figures that move and yet keep the same decimals."""
    for line in book.own_lines:
        if line.trait.nature is not Nature.FLOW or line.trait.whole:
            continue
        recent = [value for _, value in line.points][-DECIMALS:]
        tails = {value % 1 for value in recent}
        moving = len(set(recent)) > DECIMALS // 2
        if len(recent) == DECIMALS and moving and len(tails) == 1 and tails != {Decimal(0)}:
            yield line.cells[-DECIMALS:], {"count": DECIMALS, "tail": tails.pop()}


def _note(
    key: str, scope: Scope, rule: str, says: Sentence, look: Callable[[Book], Iterator[Hit]]
) -> Check:
    """A check that only marks a figure for those who verify."""
    return Check(key, scope, Severity.NOTE, rule, says, remedies.PLEASE_VERIFY, look)


ROW = "RELIABILITY 3.62"
CHECKS = (
    _note("flat", Scope.SERIES, ROW, Sentence("连续 %(count)s 个月都是 %(value)s。"), _flat),
    _note(
        "straight_line",
        Scope.SERIES,
        ROW,
        Sentence("连续 %(count)s 个月每月都增减 %(step)s，像一条直线。"),
        partial(_steady, least=STRAIGHT, steps=_differences),
    ),
    _note(
        "even_growth",
        Scope.SERIES,
        ROW,
        Sentence("连续 %(count)s 个月都是上月的 %(step)s 倍。"),
        partial(_steady, least=GROWING, steps=_ratios),
    ),
    _note(
        "heaped_on_tens",
        Scope.SERIES,
        ROW,
        Sentence("%(share)s%% 的数是 %(step)s 的整倍数，疑似估报。"),
        partial(_heaped, step=Decimal(10)),
    ),
    _note(
        "heaped_on_fives",
        Scope.SERIES,
        ROW,
        Sentence("%(share)s%% 的数以 0 或 %(step)s 结尾，疑似估报。"),
        partial(_heaped, step=Decimal(5)),
    ),
    _note(
        "one_last_digit",
        Scope.FILING,
        ROW,
        Sentence("%(share)s%% 的数以 %(digit)s 结尾，正常约为一成。"),
        _last_digits,
    ),
    _note(
        "same_in_many_units",
        Scope.PEERS,
        ROW,
        Sentence("%(count)s 个单位同报 %(value)s。"),
        _same_in_many,
    ),
    _note(
        "same_growth_in_many_units",
        Scope.PEERS,
        "STAT-46",
        Sentence("%(count)s 个单位同比都是 %(value)s%%。"),
        _same_growth_in_many,
    ),
    _note(
        "just_above_the_goal",
        Scope.SERIES,
        "STAT-46",
        Sentence("全年 %(value)s，刚过目标 %(goal)s。"),
        _just_above,
    ),
    _note(
        "on_the_very_goal",
        Scope.SERIES,
        "STAT-46",
        Sentence("全年 %(value)s，与目标分毫不差。"),
        _on_the_goal,
    ),
    _note(
        "bunched_at_the_goal",
        Scope.PEERS,
        "STAT-46",
        Sentence("%(of)s 个单位中 %(count)s 个恰好刚过各自目标。"),
        _bunched,
    ),
    _note(
        "one_ratio_for_months",
        Scope.PAIR,
        ROW,
        Sentence("两个指标连续 %(count)s 个月保持同一比例，疑似推算。"),
        _proportional,
    ),
    _note(
        "last_year_repeated",
        Scope.SERIES,
        ROW,
        Sentence("有 %(count)s 个月与去年同月完全相同，疑似照抄去年。"),
        _year_repeated,
    ),
    _note(
        "same_decimals",
        Scope.SERIES,
        ROW,
        Sentence("连续 %(count)s 个月小数部分都是 %(tail)s。"),
        _same_decimals,
    ),
)
