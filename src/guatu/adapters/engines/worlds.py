"""A whole world asked of an engine that speaks SQL: its tables loaded, its cells read back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from string import Template

from guatu.adapters.engines.answering import (
    HARD_CELLS,
    CellKey,
    HardCell,
    growths_of,
    measured_plainly,
    measured_step_by_step,
    seats_of,
)
from guatu.adapters.engines.asking import Asking, Codes, asking
from guatu.adapters.engines.coding import (
    DAY_BITS,
    FAMILIES,
    MEASURES,
    day_code,
    moment_code,
    period_code,
)
from guatu.adapters.engines.script import STANDING, Runner, Step, run, steps
from guatu.kernel.catalog import Family, RollUp
from guatu.kernel.engines import Answer, Cell, Seat, World
from guatu.kernel.measuring import NO_SAME_PERIOD, Fact, Growth, Measure, MeasuredSeries
from guatu.kernel.sentences import Refusal

LAST_MOMENT = 2**62
PERIOD = 2  # the column of a fact
SCALE = 6
PRECISION = 18
FACTS = {
    "unit": "INTEGER",
    "indicator": "INTEGER",
    "period": "INTEGER",
    "measure": "INTEGER",
    "family": "INTEGER",
    "known_at": "BIGINT",
    "value": f"DECIMAL({PRECISION}, {SCALE})",
}
EVERYTHING = """UNION
SELECT s.unit, a.target FROM asked a JOIN seats s ON s.circle = a.circle"""
# The last steps of the odd tracks, and the tracks that the hard cells rest on.
MENDED = """
SELECT unit, target, period, top, top_n, bottom, bottom_n, known_at FROM (
    SELECT *, row_number() OVER (PARTITION BY unit, target ORDER BY ends DESC) AS choice FROM steps
) s WHERE choice = 1
"""
FROM_MENDED = """UNION ALL
SELECT unit, target, period, top, top_n, bottom, bottom_n, known_at FROM mended"""
WANTED = """
SELECT DISTINCT s.filer AS unit, h.target
FROM hard h
JOIN asked a ON a.target = h.target
JOIN seats s ON s.circle = a.circle AND s.unit = h.unit
"""
USABLE = """h.ends = r.ends OR a.over_time IN (0, 3)
                     OR (a.over_time <> 5 AND g.expires > r.ends)"""


class FigureDoesNotFit(Refusal):
    """A figure with more digits than a lake holds would be changed on its way."""


@dataclass(frozen=True, slots=True)
class SqlEngine:
    """An engine of the port, over whatever `open_runner` connects to.

    With `step_by_step` every cell goes the long way; the answers are the same.
    """

    name: str
    open_runner: Callable[[], Runner]
    step_by_step: bool = False

    def cells(self, world: World, *, as_of: date, known_by: datetime | None = None) -> Answer:
        """The cells of every unit and indicator; raises `FigureDoesNotFit`."""
        codes = codes_of(world)
        rows = filed_rows(world, codes, as_of.year)
        trees = {each.key: world.tree_of(each.key) for each in world.indicators}
        asked = asking(world.indicators, trees, codes, as_of=as_of)
        runner = self.open_runner()
        runner.load("filed", FACTS, rows)
        asked.load(runner, ends={int(str(row[PERIOD])) >> DAY_BITS for row in rows})
        runner.define(standing(known_by))
        cells = cells_of(runner, asked, words(asked, as_of, SCALE, step_by_step=self.step_by_step))
        return _named(cells, world, codes)


def standing(known_by: datetime | None) -> Step:
    """The facts as they were known by then, one a key."""
    until = LAST_MOMENT if known_by is None else moment_code(known_by)
    return Step("facts", Template(STANDING).substitute(known_by=until))


def cells_of(runner: Runner, asked: Asking, words: Mapping[str, object]) -> dict[CellKey, Cell]:
    """The cells of what was loaded."""
    series = evaluated(runner, asked, words)
    series |= measured_plainly(runner, asked.indicators, asked.expected)
    return _cells(series, asked.expected, growths_of(runner), seats_of(runner))


def evaluated(
    runner: Runner, asked: Asking, words: Mapping[str, object]
) -> dict[CellKey, MeasuredSeries]:
    """Make every table of the evaluation; returns the series of the hard cells."""
    hard = figures(runner, asked, words)
    run(runner, steps("closing.sql", **words))
    return hard


def figures(
    runner: Runner, asked: Asking, words: Mapping[str, object]
) -> dict[CellKey, MeasuredSeries]:
    """Make the tables of the figures, without growth and ranks."""
    run(runner, steps("tracks.sql", **words))
    mended = _is_any(runner, "odd")
    if mended:
        runner.define(Step("wanted", "SELECT unit, target FROM odd"))
        run(runner, steps("steps.sql", **words))
        runner.define(Step("mended", MENDED))
    run(runner, steps("cells.sql", **words, mended=FROM_MENDED if mended else ""))
    hard: dict[CellKey, HardCell] = {}
    if _is_any(runner, "hard"):
        runner.define(Step("wanted", WANTED))
        run(runner, steps("steps.sql", **words))
        run(runner, steps("days.sql", **words))
        hard = measured_step_by_step(runner, asked.indicators, asked.expected)
    columns = {name: kind.format(scale=words["scale"]) for name, kind in HARD_CELLS.items()}
    runner.load("hard_cells", columns, (cell.row for cell in hard.values()))
    return {key: cell.series for key, cell in hard.items()}


def _is_any(runner: Runner, table: str) -> bool:
    """Whether a table has rows."""
    return bool(runner.rows(f"SELECT 1 FROM {table} LIMIT 1"))  # noqa: S608 - own text


def words(
    asked: Asking, as_of: date, scale: int, *, step_by_step: bool = False
) -> dict[str, object]:
    """What the SQL of the evaluation leaves open; no sum is made that no rule asks for."""
    rules = {each.over_time for each in asked.indicators.values()}
    over_units = {each.over_units for each in asked.indicators.values()}
    figure = f"DECIMAL(38, {scale})"
    return {
        "day": day_code(as_of),
        "after": day_code(as_of) + 1 << DAY_BITS,
        "scale": scale,
        "everything": EVERYTHING if step_by_step else "",
        "usable": USABLE,
        "count": "count(*)" if RollUp.MEAN in rules else "CAST(NULL AS BIGINT)",
        "largest": "max(value)" if RollUp.MAX in rules else f"CAST(NULL AS DECIMAL(18, {scale}))",
        "largest_of_units": "max(l.top)" if RollUp.MAX in over_units else f"CAST(NULL AS {figure})",
    }


def codes_of(world: World) -> Codes:
    """A number for every unit and every indicator, also those that are only parts of ratios."""
    units: dict[str, int] = {}
    for indicator in world.indicators:
        for unit in world.tree_of(indicator.key).units:
            units.setdefault(unit, len(units) + 1)
    keys = [each.key for each in world.indicators]
    parts = [key for each in world.indicators for key in (each.numerator, each.denominator) if key]
    named = dict.fromkeys([*keys, *parts])
    return Codes(units, {key: number for number, key in enumerate(named, start=1)})


def filed_rows(world: World, codes: Codes, year: int) -> list[tuple[object, ...]]:
    """The facts of a year in codes, each revision once; the later of two at one moment stands."""
    rows: dict[tuple[object, ...], tuple[object, ...]] = {}
    for fact in world.facts:
        is_asked = fact.unit in codes.units and fact.indicator in codes.indicators
        if is_asked and fact.period.year == year and fact.measure in MEASURES:
            row = coded(fact, codes)
            rows[row[:-1]] = row
    return list(rows.values())


def coded(fact: Fact, codes: Codes) -> tuple[object, ...]:
    """One fact in codes; raises `FigureDoesNotFit`."""
    return (
        codes.units[fact.unit],
        codes.indicators[fact.indicator],
        period_code(fact.period),
        MEASURES.index(Measure(fact.measure)),
        FAMILIES.index(Family(fact.family)),
        moment_code(fact.known_at),
        fitting(fact),
    )


def fitting(fact: Fact) -> Decimal:
    """The figure of a fact; raises `FigureDoesNotFit`."""
    if fact.value != round(fact.value, SCALE) or abs(fact.value) >= 10 ** (PRECISION - SCALE):
        raise FigureDoesNotFit(
            "%(unit)s %(period)s 的数值 %(value)s 超出数据湖的位数（整数 %(whole)s 位、小数 "
            "%(scale)s 位），请换用较大的计量单位",
            unit=fact.unit,
            period=fact.period.sentence,
            value=str(fact.value),
            whole=PRECISION - SCALE,
            scale=SCALE,
        )
    return fact.value


def _cells(
    series: Mapping[CellKey, MeasuredSeries],
    expected: Mapping[CellKey, int],
    growths: Mapping[CellKey, Growth],
    seats: Mapping[CellKey, Seat],
) -> dict[CellKey, Cell]:
    """Every cell; those that nobody filed for have an empty series."""
    cells = {}
    for key, count in expected.items():
        measured = (series.get(key) or MeasuredSeries((), count)).measured
        growth = None
        if measured.period is not None:
            growth = growths.get(key, Growth(None, NO_SAME_PERIOD))
        cells[key] = Cell(
            value=measured.actual,
            period=measured.period,
            filed=measured.filed,
            expected=count,
            last_filed_at=measured.last_filed_at,
            reasons=measured.reasons,
            growth=growth,
            seat=seats.get(key),
        )
    return cells


def _named(cells: Mapping[CellKey, Cell], world: World, codes: Codes) -> Answer:
    """The cells by name."""
    units = {code: unit for unit, code in codes.units.items()}
    keys = {codes.indicators[each.key]: each.key for each in world.indicators}
    return {(units[unit], keys[target]): cell for (unit, target), cell in cells.items()}
