"""Checks of figures against other sources: parts and totals, parts of ratios, power, tax, proof."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from statistics import median

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Period
from guatu.kernel.quality import remedies
from guatu.kernel.quality.checking import Check, Hit, Scope, Severity
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell, Line, Nature
from guatu.kernel.quality.usual import AT_LEAST, FEW_THINGS
from guatu.kernel.sentences import Sentence

APART = Decimal("1.7")
VERIFIED_TOLERANCE = Decimal("0.05")
RATIO_STEP = Decimal("0.1")
NEARLY_ALL = Decimal("0.9")
SEVERAL = 3


def _totals(
    book: Book, measure: Measure
) -> Iterator[tuple[Cell, Decimal, dict[str, Decimal | None]]]:
    """The figure of each unit that has parts, with the figures of the parts."""
    for line in book.by_measure(measure):
        if line.unit in book.parts and line.trait.nature is not Nature.RATIO:
            for period, total in line.points:
                cells = (Cell(line.trait.key, part, period) for part in book.parts[line.unit])
                yield line.cell(period), total, {c.unit: book.value(c, measure) for c in cells}


def _unlike_parts(book: Book, measure: Measure, *, is_over: bool) -> Iterator[Hit]:
    """Totals that are more, or less, than their parts."""
    for cell, total, parts in _totals(book, measure):
        filed = [value for value in parts.values() if value is not None]
        whole = sum(filed, Decimal(0))
        if len(filed) == len(parts) and total != whole and (total > whole) is is_over:
            cells = (cell, *(Cell(cell.indicator, part, cell.period) for part in parts))
            yield cells, {"value": total, "sum": whole, "apart": abs(total - whole)}


def _part_missing(book: Book) -> Iterator[Hit]:
    """Totals with a part that nobody filed."""
    for measure in (Measure.MONTH, Measure.STOCK):
        for cell, total, parts in _totals(book, measure):
            missing = tuple(part for part, value in parts.items() if value is None)
            if missing and len(missing) < len(parts):
                cells = (cell, *(Cell(cell.indicator, part, cell.period) for part in missing))
                yield cells, {"value": total, "count": len(missing)}


def _total_as_part(book: Book) -> Iterator[Hit]:
    """Parts that are the sum of all the others, as when the total's row is read as a unit."""
    for (indicator, period), values in book.peers.items():
        whole = sum(values.values(), Decimal(0))
        telling = sum(1 for value in values.values() if value > 0) > SEVERAL
        if not telling or whole < 2 * FEW_THINGS or book.traits[indicator].nature is Nature.RATIO:
            continue
        for unit, value in values.items():
            if value * 2 == whole:
                yield (Cell(indicator, unit, period),), {"value": value}


def _nearly_all(book: Book) -> Iterator[Hit]:
    """Parts that are nearly the whole total, so that the total tells a single figure."""
    for measure in (Measure.MONTH, Measure.STOCK):
        for cell, total, parts in _totals(book, measure):
            for part, value in parts.items() if len(parts) >= SEVERAL else ():
                if value is not None and total > 0 and total > value > NEARLY_ALL * total:
                    share = round(value / total * 100)
                    yield (Cell(cell.indicator, part, cell.period), cell), {"share": share}


def _ratio_outside_parts(book: Book) -> Iterator[Hit]:
    """Ratios of a whole that are higher, or lower, than those of all its parts."""
    for line in book.by_nature(Nature.RATIO):
        for period, value in line.points if line.unit in book.parts else ():
            peers = book.peers.get((line.trait.key, period), {})
            parts = [peers[part] for part in book.parts[line.unit] if part in peers]
            if len(parts) == len(book.parts[line.unit]) and not min(parts) <= value <= max(parts):
                figures = {"value": value, "low": min(parts), "high": max(parts)}
                yield (line.cell(period),), figures


def _ratios(book: Book) -> Iterator[tuple[Cell, Decimal | None, Decimal | None, Decimal]]:
    """Each ratio with its numerator and denominator."""
    for line in book.by_nature(Nature.RATIO):
        above, below = line.trait.numerator, line.trait.denominator
        for period, value in line.points if above and below else ():
            cell = line.cell(period)
            parts = [book.value(Cell(str(key), line.unit, period)) for key in (above, below)]
            yield cell, parts[0], parts[1], value


def _numerator_over(book: Book) -> Iterator[Hit]:
    """Numerators that are more than what they are a part of."""
    for cell, above, below, _ in _ratios(book):
        if above is not None and below and above > below:
            yield _ratio_cells(book, cell), {"above": above, "below": below}


def _ratio_cells(book: Book, cell: Cell) -> tuple[Cell, ...]:
    """The cells of a ratio, its numerator and its denominator."""
    trait = book.traits[cell.indicator]
    parts = (trait.numerator, trait.denominator)
    return (cell, *(Cell(str(key), cell.unit, cell.period) for key in parts))


def _denominator_zero(book: Book) -> Iterator[Hit]:
    """Ratios whose denominator is zero."""
    for cell, _, below, value in _ratios(book):
        if below == 0:
            yield _ratio_cells(book, cell), {"value": value}


def _one_part_only(book: Book) -> Iterator[Hit]:
    """Ratios of which only one of numerator and denominator is filed."""
    for cell, above, below, value in _ratios(book):
        if (above is None) is not (below is None):
            yield _ratio_cells(book, cell), {"value": value}


def _unlike_its_parts(book: Book) -> Iterator[Hit]:
    """Ratios that their own numerator and denominator do not give."""
    for cell, above, below, value in _ratios(book):
        if above is not None and below and abs(above / below * 100 - value) > RATIO_STEP:
            reckoned = round(above / below * 100, 1)
            yield _ratio_cells(book, cell), {"value": value, "reckoned": reckoned}


def _over_its_limit(book: Book) -> Iterator[Hit]:
    """Cumulated amounts and levels that exceed what they are a part of."""
    for indicator, unit in dict.fromkeys(key[:2] for key in book.series):
        key = book.traits[indicator].within
        limits = {} if key is None else book.so_far(key, unit)
        for period, value in book.so_far(indicator, unit).items() if limits else ():
            limit = limits.get(period)
            if limit is not None and value > limit:
                cells = (Cell(indicator, unit, period), Cell(str(key), unit, period))
                yield cells, {"value": value, "limit": limit}


def _beside(book: Book, line: Line, key: str) -> Iterator[tuple[Period, Decimal, Decimal]]:
    """Each month's output per unit of another figure, with the usual one of the others."""
    found = []
    for period, value in line.points:
        mate = book.value(Cell(key, line.unit, period))
        if mate is not None and mate > 0 and value > 0:
            found.append((period, value / mate))
    rates = [rate for _, rate in found]
    for at, (period, rate) in enumerate(found):
        others = rates[:at] + rates[at + 1 :]
        if len(others) >= AT_LEAST:
            yield period, rate, median(others)


def _apart(book: Book, source: str, *, is_over: bool) -> Iterator[Hit]:
    """Outputs far above, or below, what their power or tax usually goes with."""
    for line in book.own_lines:
        key = line.trait.energy if source == "energy" else line.trait.tax
        for period, rate, usual in _beside(book, line, key) if key else ():
            times = rate / usual
            if times > APART if is_over else times < 1 / APART:
                cells = (line.cell(period), Cell(str(key), line.unit, period))
                yield cells, {"times": round(times, 2)}


def _without_energy(book: Book) -> Iterator[Hit]:
    """Outputs in a month without any power."""
    for line in book.own_lines:
        for period, value in line.points if line.trait.energy else ():
            cell = Cell(str(line.trait.energy), line.unit, period)
            if value > 0 and book.value(cell) == 0:
                yield (line.cell(period), cell), {"value": value}


def _unlike_verified(book: Book, *, is_over: bool) -> Iterator[Hit]:
    """Figures that are more, or less, than what was verified, by a twentieth."""
    for cell, verified in book.verified.items():
        value = book.value(cell) if cell.indicator in book.traits else None
        if value is None:
            continue
        margin = abs(verified) * VERIFIED_TOLERANCE
        if value > verified + margin if is_over else value < verified - margin:
            yield (cell,), {"value": value, "verified": verified}


CHECKS = (
    Check(
        key="total_over_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.18",
        says=Sentence("合计 %(value)s 比分项之和 %(sum)s 多 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.MONTH, is_over=True),
    ),
    Check(
        key="total_under_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.18",
        says=Sentence("合计 %(value)s 比分项之和 %(sum)s 少 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.MONTH, is_over=False),
    ),
    Check(
        key="ytd_total_over_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.18",
        says=Sentence("累计合计 %(value)s 比分项累计之和 %(sum)s 多 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.YTD, is_over=True),
    ),
    Check(
        key="ytd_total_under_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.18",
        says=Sentence("累计合计 %(value)s 比分项累计之和 %(sum)s 少 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.YTD, is_over=False),
    ),
    Check(
        key="level_total_over_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.51",
        says=Sentence("期末合计 %(value)s 比分项之和 %(sum)s 多 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.STOCK, is_over=True),
    ),
    Check(
        key="level_total_under_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.51",
        says=Sentence("期末合计 %(value)s 比分项之和 %(sum)s 少 %(apart)s。"),
        remedy=remedies.ADD_UP_AGAIN,
        look=partial(_unlike_parts, measure=Measure.STOCK, is_over=False),
    ),
    Check(
        key="total_without_a_part",
        looks_at=Scope.SUM,
        severity=Severity.NOTE,
        rule="SC-23",
        says=Sentence("合计 %(value)s 已报，还有 %(count)s 个分项没有报。"),
        remedy=remedies.FILE_IT,
        look=_part_missing,
    ),
    Check(
        key="total_read_as_a_unit",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.19",
        says=Sentence("%(value)s 正好是其余各单位之和，疑似把合计行当成单位。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=_total_as_part,
    ),
    Check(
        key="one_part_is_nearly_all",
        looks_at=Scope.SUM,
        severity=Severity.NOTE,
        rule="STAT-43",
        says=Sentence("一个分项占合计的 %(share)s%%，公布合计会露出单个单位。"),
        remedy=remedies.PLEASE_VERIFY,
        look=_nearly_all,
    ),
    Check(
        key="ratio_outside_its_parts",
        looks_at=Scope.SUM,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.18",
        says=Sentence("合计比率 %(value)s 不在各分项 %(low)s—%(high)s 之间。"),
        remedy=remedies.CHECK_THE_PARTS,
        look=_ratio_outside_parts,
    ),
    Check(
        key="numerator_over_denominator",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.55",
        says=Sentence("分子 %(above)s 大于分母 %(below)s。"),
        remedy=remedies.CHECK_THE_PARTS,
        look=_numerator_over,
    ),
    Check(
        key="denominator_zero",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.60",
        says=Sentence("分母为零，却报了比率 %(value)s。"),
        remedy=remedies.CHECK_THE_PARTS,
        look=_denominator_zero,
    ),
    Check(
        key="half_of_a_ratio",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.60",
        says=Sentence("比率 %(value)s 的分子、分母只报了一个。"),
        remedy=remedies.FILE_IT,
        look=_one_part_only,
    ),
    Check(
        key="ratio_unlike_its_parts",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.55",
        says=Sentence("比率 %(value)s，按分子分母算得 %(reckoned)s。"),
        remedy=remedies.CHECK_THE_PARTS,
        look=_unlike_its_parts,
    ),
    Check(
        key="part_over_its_whole",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="RELIABILITY 3.56",
        says=Sentence("%(value)s 超过了它的上限 %(limit)s，如到位超过合同、入统超过总投资。"),
        remedy=remedies.CORRECT_OR_EXPLAIN,
        look=_over_its_limit,
    ),
    Check(
        key="output_over_power",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-14",
        says=Sentence("单位用电产出是往常的 %(times)s 倍。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_apart, source="energy", is_over=True),
    ),
    Check(
        key="output_under_power",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-14",
        says=Sentence("单位用电产出只有往常的 %(times)s 倍。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_apart, source="energy", is_over=False),
    ),
    Check(
        key="output_over_tax",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-14",
        says=Sentence("产出与税收之比是往常的 %(times)s 倍。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_apart, source="tax", is_over=True),
    ),
    Check(
        key="output_under_tax",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-14",
        says=Sentence("产出与税收之比只有往常的 %(times)s 倍。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_apart, source="tax", is_over=False),
    ),
    Check(
        key="output_without_power",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-14",
        says=Sentence("当月产出 %(value)s，用电为零。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=_without_energy,
    ),
    Check(
        key="reported_over_verified",
        looks_at=Scope.PAIR,
        severity=Severity.HOLD,
        rule="STAT-46",
        says=Sentence("所报 %(value)s 比核实的 %(verified)s 多百分之五以上。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_unlike_verified, is_over=True),
    ),
    Check(
        key="reported_under_verified",
        looks_at=Scope.PAIR,
        severity=Severity.NOTE,
        rule="STAT-20",
        says=Sentence("所报 %(value)s 比核实的 %(verified)s 少百分之五以上，应统尽统。"),
        remedy=remedies.CHECK_BOTH_SOURCES,
        look=partial(_unlike_verified, is_over=False),
    ),
)
