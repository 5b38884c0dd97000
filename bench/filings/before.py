"""Defects in what people type; all that is reckoned from it follows."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from bench.filings.county import AMOUNTS, MONTHS, UNITS, County, Place, cells_of

from guatu.kernel.periods import Period
from guatu.kernel.quality import Cell

Planted = tuple[Cell, ...]
Changes = dict[Period, Decimal]
STEADY = ("output", "sales", "signed", "retail", "freight", "loans", "exports", "power", "tax")
UPWARD = "jump_up far_above_last_year far_above_the_peers"
DOWNWARD = "jump_down far_below_last_year far_below_the_peers"
COUNTS = ("visits", "projects")


def _period(county: County, first: int = 2, last: int = 21) -> Period:
    """A month with neighbors on both sides."""
    return MONTHS[county.dice.randint(first, last)]


def _replace(
    county: County, place: Place, changes: dict[Period, Decimal], places: int = 2
) -> Planted:
    """Type other figures into a line."""
    points = county.values[place]
    for period, value in changes.items():
        points[period] = round(value, places)
    return cells_of(place, list(changes))


def _times(county: County, low: float, high: float | None = None, *, last: int = 21) -> Planted:
    """One amount multiplied."""
    place, period = county.take(*STEADY), _period(county, last=last)
    factor = Decimal(county.dice.uniform(low, high or low))
    places = 2 if low >= 1 else 6
    return _replace(county, place, {period: county.values[place][period] * factor}, places)


def _count_tenfold(county: County) -> Planted:
    """A count with a zero too many."""
    place, period = county.take("visits"), _period(county)
    return _replace(county, place, {period: county.values[place][period] * 10}, 0)


def _zero(county: County) -> Planted:
    """A zero for what was not filed."""
    return _replace(county, county.take(*STEADY), {_period(county): Decimal(0)})


def _negative(county: County) -> Planted:
    """A minus where there is none."""
    place, period = county.take(*STEADY, *COUNTS), _period(county)
    return _replace(county, place, {period: -county.values[place][period]})


def _half_a_thing(county: County) -> Planted:
    """A count with a decimal."""
    place, period = county.take(*COUNTS, "leads"), _period(county)
    return _replace(county, place, {period: county.values[place][period] + Decimal("0.5")}, 1)


def _level_off(first: Decimal, _months: int) -> Decimal:
    """The same every month."""
    return first + 100


def _rise(first: Decimal, months: int) -> Decimal:
    """As much more every month."""
    return first + 40 + months * Decimal("3.7")


def _grow(first: Decimal, months: int) -> Decimal:
    """As many times more every month."""
    return (first + 90) * Decimal("1.05") ** months


def _stretch(county: County, made: Callable[[Decimal, int], Decimal], length: int) -> Planted:
    """Months made up from the first of them."""
    place, start = county.take(*AMOUNTS[:7]), county.dice.randint(0, 24 - length)
    first = county.values[place][MONTHS[start]]
    changes = {MONTHS[start + n]: made(first, n) for n in range(length)}
    return _replace(county, place, changes)


def _heaped(county: County, step: int) -> Planted:
    """A line that is rounded off."""
    place = county.take("loans", "output", "sales")
    half = Decimal(step) / 2
    points = county.values[place]
    low = max(Decimal(0), 150 - min(points.values()))
    changes = {p: ((v + low + half) // step) * step for p, v in points.items()}
    return _replace(county, place, changes)


def _same_in_many(county: County) -> Planted:
    """One figure in six towns."""
    period, key = _period(county), county.take("retail", "freight")[0]
    units = [unit for unit in UNITS if (key, unit) in county.free][:6]
    value = county.values[key, units[0]][period] + 100
    cells: list[Cell] = []
    for unit in units:
        county.free.remove((key, unit))
        cells += _replace(county, (key, unit), {period: value})
    return tuple(cells)


def _repeated(county: County) -> Planted:
    """The months of last year, filed again."""
    place = county.take(*AMOUNTS[:7])
    changes = {MONTHS[12 + n]: county.values[place][MONTHS[n]] for n in range(9)}
    return _replace(county, place, changes)


def _aimed(county: County, factor: str) -> Planted:
    """A goal that was reached to a hair."""
    place = county.take("retail", "loans", "sales", "output")
    total = sum(county.values[place][period] for period in MONTHS[12:])
    county.goals[place] = round(total / Decimal(factor), 2)
    return cells_of(place, [MONTHS[23]])


def _swapped(county: County, *, by_unit: bool) -> Planted:
    """Two figures that changed places, where their sizes differ."""
    period = _period(county)
    for one in list(county.free):
        for other in list(county.free):
            alike = one[0] == other[0] if by_unit else one[1] == other[1]
            if not alike or one == other or {one[0], other[0]} - set(STEADY):
                continue
            value, mate = county.values[one][period], county.values[other][period]
            if value > 6 * mate:
                county.free.remove(one)
                county.free.remove(other)
                found = _replace(county, one, {period: mate})
                return (*found, *_replace(county, other, {period: value}))
    raise LookupError("no two places differ enough")


def _copied(county: County, *, from_last_month: bool) -> Planted:
    """Four big figures of one town copied from the town above it or the month before."""
    period = _period(county)
    keys = ("sales", "signed", "retail", "loans")
    fit = [unit for unit in UNITS if all((key, unit) in county.free for key in keys)]
    unit, source = sorted(fit, key=lambda u: -min(county.values[k, u][period] for k in keys))[:2]
    cells: list[Cell] = []
    for key in keys:
        county.free.remove((key, unit))
        value = county.values[key, source][period]
        if from_last_month:
            value = county.values[key, unit][period.previous()]
        cells += _replace(county, (key, unit), {period: value + 0})
    return tuple(cells)


def _dead_store(county: County) -> Planted:
    """A store whose figure nobody renews."""
    place, start = county.take("stock"), county.dice.randint(2, 18)
    level = county.values[place][MONTHS[start]]
    return _replace(county, place, {MONTHS[start + n]: level for n in range(1, 5)})


def _odd_store(county: County) -> Planted:
    """A store that something else moved."""
    place, period = county.take("stock"), _period(county)
    return _replace(county, place, {period: county.values[place][period] + Decimal("7.31")})


def _leap(county: County) -> Planted:
    """More beds over night, and gone again."""
    place, period = county.take("beds"), _period(county)
    value = county.values[place][period] * Decimal(county.dice.uniform(1.6, 1.9))
    return _replace(county, place, {period: value}, 0)


def _over_licence(county: County) -> Planted:
    """More beds than licensed."""
    place, period = county.take("beds"), _period(county)
    return _replace(county, place, {period: Decimal(2001)}, 0)


def _december(county: County) -> Planted:
    """A year made in December."""
    place = county.take(*AMOUNTS[:7])
    mean = sum((county.values[place][p] for p in MONTHS[12:23]), Decimal(0)) / 11
    return _replace(county, place, {MONTHS[23]: mean * Decimal("3.6")})


def _more_insured_than_people(county: County) -> Planted:
    """A numerator over its denominator."""
    place, period = county.take("insured"), _period(county)
    people = county.values["people", place[1]][period]
    return _replace(county, place, {period: people + 12}, 0)


def _moved_from(county: County, key: str, factor: float) -> Planted:
    """An output without the power or the tax that goes with it."""
    unit, period = county.take(key)[1], _period(county)
    points = county.values[key, unit]
    return _replace(county, (key, unit), {period: points[period] * Decimal(factor)}, 2)


def _proportional(county: County) -> Planted:
    """Freight reckoned from retail by one factor."""
    unit = next(u for u in UNITS if ("freight", u) in county.free and ("loans", u) in county.free)
    county.free.remove(("freight", unit))
    loans = county.values["loans", unit]
    changes = {p: round(loans[p], 0) * 2 for p in MONTHS[14:]}
    _replace(county, ("loans", unit), {p: round(loans[p], 0) for p in MONTHS[14:]})
    return _replace(county, ("freight", unit), changes)


def faint(county: County, factor: float) -> Planted:
    """One amount some times too large, which may be luck: how little is still told."""
    return _times(county, factor)


Table = dict[str, tuple[str, Callable[[County], Planted]]]
TABLE: Table = {
    "10 times": ("tenfold", partial(_times, low=10)),
    "100 times": ("hundredfold", partial(_times, low=100)),
    "1,000 times": ("thousandfold", partial(_times, low=1000)),
    "10,000 times": ("ten_thousandfold", partial(_times, low=10_000)),
    "a tenth": ("tenth", partial(_times, low=0.1)),
    "a hundredth": ("hundredth", partial(_times, low=0.01)),
    "a thousandth": ("thousandth", partial(_times, low=0.001)),
    "a ten-thousandth": ("ten_thousandth", partial(_times, low=0.0001)),
    "10 times, a count": ("tenfold", _count_tenfold),
    "3.5 to 5 times": (
        UPWARD,
        partial(_times, low=3.5, high=5),
    ),
    "a quarter": (
        DOWNWARD,
        partial(_times, low=0.22, high=0.28),
    ),
    "2.6 times": ("far_above_last_year far_above_the_peers", partial(_times, low=2.6)),
    "zero for missing": ("zero_among_figures", _zero),
    "negative": ("negative_month", _negative),
    "half a thing": ("part_of_a_thing_in_the_month", _half_a_thing),
    "flat": ("flat", partial(_stretch, made=_level_off, length=5)),
    "straight line": (
        "straight_line",
        partial(_stretch, made=_rise, length=7),
    ),
    "even growth": (
        "even_growth",
        partial(_stretch, made=_grow, length=6),
    ),
    "heaped on tens": ("heaped_on_tens", partial(_heaped, step=10)),
    "heaped on fives": ("heaped_on_fives", partial(_heaped, step=5)),
    "one figure in many towns": ("same_in_many_units", _same_in_many),
    "last year repeated": ("last_year_repeated", _repeated),
    "just above the goal": ("just_above_the_goal", partial(_aimed, factor="1.001")),
    "on the very goal": ("on_the_very_goal", partial(_aimed, factor="1")),
    "indicators swapped": ("indicators_swapped", partial(_swapped, by_unit=False)),
    "towns swapped": ("units_swapped", partial(_swapped, by_unit=True)),
    "copied from a town": ("copied_from_another_unit", partial(_copied, from_last_month=False)),
    "copied from last month": ("copied_from_last_month", partial(_copied, from_last_month=True)),
    "store not renewed": ("level_stands_still", _dead_store),
    "store moved unseen": ("level_unlike_its_moves", _odd_store),
    "leap of a level": ("level_leaps", _leap),
    "over the licence": ("level_above_its_bound", _over_licence),
    "December rush": ("december_rush", _december),
    "numerator over denominator": ("numerator_over_denominator", _more_insured_than_people),
    "power halved": ("output_over_power", partial(_moved_from, key="power", factor=0.45)),
    "power doubled": ("output_under_power", partial(_moved_from, key="power", factor=2.2)),
    "tax halved": ("output_over_tax", partial(_moved_from, key="tax", factor=0.45)),
    "tax doubled": ("output_under_tax", partial(_moved_from, key="tax", factor=2.2)),
    "one ratio for months": ("one_ratio_for_months", _proportional),
}
