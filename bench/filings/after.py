"""Defects in what is filed beside the months: sums, totals, releases, times and corrections."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial

from bench.filings.county import (
    ADDED_UP,
    BY_KEY,
    MONTHS,
    RELEASED,
    TRAITS,
    UNITS,
    WHOLE,
    County,
    Deadline,
    Filing,
    Key,
    Place,
)

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Period, jan_feb, month
from guatu.kernel.quality import Cell

Planted = tuple[Cell, ...]
PLAIN = ("signed", "retail", "freight", "loans", "exports", "sales", "output")
ANY = tuple(trait.key for trait in TRAITS if trait.key not in {"invested", "cover"})
FLOWING = (*PLAIN, "visits", "bought", "used")


def _at(county: County, first: int = 1, last: int = 22) -> Period:
    """A month; not a January where the cumulated figures begin anew."""
    found = MONTHS[county.dice.randint(first, last)]
    return found.next() if found.index == 1 else found


def _key(place: Place, period: Period, measure: Measure | None = None) -> Key:
    """The key of a figure."""
    return (*place, period, measure or BY_KEY[place[0]].measure)


def _change(county: County, key: Key, made: Callable[[Decimal], Decimal]) -> Planted:
    """Put another figure in the place of the filed one."""
    value, moment = county.filed[key][-1]
    county.filed[key] = [(made(value), moment)]
    return (Cell(*key[:3]),)


def _ytd_falls(county: County) -> Planted:
    """A cumulated figure under that of the month before."""
    place, period = county.take(*PLAIN), _at(county)
    before = county.filed[_key(place, period.previous(), Measure.YTD)][-1][0]
    return _change(county, _key(place, period, Measure.YTD), lambda _: before - 1)


def _ytd_typo(county: County) -> Planted:
    """A cumulated figure with a wrong digit."""
    key = _key(county.take(*PLAIN), _at(county), Measure.YTD)
    return _change(county, key, lambda value: value + 1)


def _month_as_ytd(county: County) -> Planted:
    """The month's figure in the cumulated column."""
    place, period = county.take(*PLAIN), _at(county, 3)
    own = county.filed[_key(place, period)][-1][0]
    before = county.filed[_key(place, period.previous(), Measure.YTD)][-1][0]
    figure = min(own, before - 1)
    _change(county, _key(place, period), lambda _: figure)
    return _change(county, _key(place, period, Measure.YTD), lambda _: figure)


def _ytd_as_month(county: County) -> Planted:
    """The cumulated figure in the month's column."""
    place, period = county.take(*PLAIN), _at(county)
    ytd = county.filed[_key(place, period, Measure.YTD)][-1][0]
    return _change(county, _key(place, period), lambda _: ytd)


def _total_off(county: County, measure: Measure, by: int) -> Planted:
    """A total that is not the sum of its towns."""
    key = county.dice.choice(ADDED_UP[:4])
    period = _at(county)
    return _change(county, (key, WHOLE, period, measure), lambda value: value + by)


def _total(measure: Measure, by: int) -> Callable[[County], Planted]:
    """The planting of a total that is off."""
    return partial(_total_off, measure=measure, by=by)


def _january_ytd(county: County) -> Planted:
    """A January whose two columns differ."""
    key = _key(county.take(*PLAIN), month(2023, 1), Measure.YTD)
    return _change(county, key, lambda value: value + 2)


def _not_anew(county: County) -> Planted:
    """A year that begins where the last one ended."""
    place = county.take(*PLAIN)
    before = county.filed[_key(place, month(2022, 12), Measure.YTD)][-1][0]
    key = _key(place, month(2023, 1), Measure.YTD)
    return _change(county, key, lambda value: value + before)


def _winter(county: County, *, is_halved: bool) -> Planted:
    """January and February split from the joint figure, evenly or wrongly."""
    place, year = county.take("invested"), county.dice.choice([2022, 2023])
    key = _key(place, jan_feb(year))
    together, moment = county.filed[key][-1]
    half = round(together / 2, 2)
    shares = (half, half) if is_halved else (round(together * Decimal("0.4"), 2), half)
    for index, share in enumerate(shares, start=1):
        county.filed[_key(place, month(year, index))] = [(share, moment)]
    county.filed[key] = [(sum(shares, Decimal(0)) if is_halved else together, moment)]
    return (Cell(*place, jan_feb(year)),)


def _wrong_growth(county: County) -> Planted:
    """A growth that the two levels do not give."""
    key = _key(county.take(*RELEASED), MONTHS[county.dice.randint(12, 22)], Measure.YOY)
    return _change(county, key, lambda value: value + 3)


def _wrong_base(county: County) -> Planted:
    """A base that was made smaller, with the growth that follows."""
    place, period = county.take(*RELEASED), MONTHS[county.dice.randint(12, 22)]
    found = _change(
        county, _key(place, period, Measure.SAME_YTD), lambda v: round(v * Decimal("0.6"), 2)
    )
    base = county.filed[_key(place, period, Measure.SAME_YTD)][-1][0]
    ytd = county.filed[_key(place, period, Measure.YTD)][-1][0]
    growth = round((ytd / base - 1) * 100, 1)
    _change(county, _key(place, period, Measure.YOY), lambda _: growth)
    return found


def _drop(county: County, place: Place, period: Period) -> Planted:
    """Take away every figure of a cell."""
    for key in [k for k in county.filed if k[:3] == (*place, period)]:
        del county.filed[key]
    return (Cell(*place, period),)


def _gap(county: County) -> Planted:
    """A month that was not filed."""
    return _drop(county, county.take("freight", "loans", "exports", "visits"), _at(county, 1, 20))


def _end(county: County) -> Planted:
    """A newest month that was not filed."""
    return _drop(county, county.take("freight", "loans", "exports", "visits"), MONTHS[23])


def _move(county: County, place: Place, period: Period, after: timedelta) -> Planted:
    """Another moment for everything in a cell, reckoned from the deadline."""
    for key in [k for k in county.filed if k[:3] == (*place, period)]:
        county.filed[key] = [(county.filed[key][-1][0], Deadline(period).moment + after)]
    return (Cell(*place, period),)


def _late(county: County) -> Planted:
    """A filing days after the deadline."""
    days = timedelta(days=county.dice.randint(1, 9))
    return _move(county, county.take(*ANY), _at(county), days)


def _early(county: County) -> Planted:
    """A filing before the month is over."""
    return _move(county, county.take(*FLOWING), _at(county), timedelta(days=-12))


def _last_hour(county: County) -> Planted:
    """A town that files a whole month in the last minutes."""
    unit, period = county.dice.choice(UNITS), _at(county)
    places = {k[:2] for k in county.filed if k[1] == unit and k[2] == period}
    cells: list[Cell] = []
    for place in sorted(places):
        minutes = timedelta(minutes=-county.dice.randint(1, 55))
        cells += _move(county, place, period, minutes)
    return tuple(cells)


def _refile(county: County, key: Key, steps: list[tuple[Decimal, int]]) -> Planted:
    """A history of corrections: figures and the days after the first filing."""
    _, moment = county.filed[key][0]
    history: list[Filing] = [(value, moment + timedelta(days=days)) for value, days in steps]
    county.filed[key] = history
    return (Cell(*key[:3]),)


def _corrected(county: County, shares: str, days: tuple[int, ...]) -> Planted:
    """A figure that was filed as some share of itself, and corrected on some days."""
    key = _key(county.take(*FLOWING), _at(county, 1, 15))
    value = county.filed[key][-1][0]
    parts = [round(value * Decimal(share), 2) for share in shares.split()]
    return _refile(county, key, list(zip([*parts, value], (0, *days), strict=True)))


_corrected_often = partial(_corrected, shares="0.9 0.95 1.03", days=(2, 5, 9))
_corrected_long_after = partial(_corrected, shares="0.97", days=(200,))


def _over_the_goal(county: County) -> Planted:
    """A year that was corrected over its goal."""
    place = county.take(*PLAIN)
    key = _key(place, month(2022, 12), Measure.YTD)
    value = county.filed[key][-1][0]
    county.goals[place] = round(value * Decimal("0.99"), 2)
    return _refile(county, key, [(round(value * Decimal("0.98"), 2), 0), (value, 8)])


def _last_year_lowered(county: County) -> Planted:
    """A past year corrected downward when this year is compared with it."""
    key = _key(county.take(*PLAIN), MONTHS[county.dice.randint(5, 11)], Measure.YTD)
    value = county.filed[key][-1][0]
    return _refile(county, key, [(round(value * Decimal("1.02"), 2), 0), (value, 300)])


def _two_at_once(county: County) -> Planted:
    """Two figures filed at one moment."""
    key = _key(county.take(*FLOWING), _at(county))
    value, moment = county.filed[key][-1]
    county.filed[key] = [(value + 3, moment), (value, moment)]
    return (Cell(*key[:3]),)


def _elsewhen(county: County, period: Period) -> Planted:
    """A figure filed for a period that cannot be."""
    place = county.take(*FLOWING)
    value, moment = county.filed[_key(place, MONTHS[20])][-1]
    county.filed[_key(place, period)] = [(value, moment)]
    return (Cell(*place, period),)


def _more_than_signed(county: County) -> Planted:
    """More arrived than was signed."""
    place, period = county.take("funds"), _at(county)
    limit = county.filed["signed", place[1], period, Measure.YTD][-1][0]
    return _change(county, _key(place, period, Measure.YTD), lambda _: limit + 1)


def _verified(county: County, factor: str) -> Planted:
    """A figure that proof does not bear out."""
    place, period = county.take(*PLAIN, "visits"), _at(county)
    value = county.filed[_key(place, period)][-1][0]
    county.verified[Cell(*place, period)] = value / Decimal(factor)
    return (Cell(*place, period),)


def _ratio(county: County, factor: str) -> Planted:
    """A ratio in another notation, or over the whole."""
    place = ("cover", county.take("insured")[1])
    return _change(
        county, _key(place, _at(county)), lambda value: round(value * Decimal(factor), 3)
    )


def _ratio_off(county: County) -> Planted:
    """A ratio that its own parts do not give."""
    place = ("cover", county.take("insured")[1])
    return _change(county, _key(place, _at(county)), lambda value: value - 2)


def _no_denominator(county: County) -> Planted:
    """A ratio without a denominator."""
    place = county.take("people")
    return _drop(county, place, _at(county))


Table = dict[str, tuple[str, Callable[[County], Planted]]]
TABLE: Table = {
    "ytd falls": ("ytd_falls", _ytd_falls),
    "ytd off": ("ytd_unlike_months", _ytd_typo),
    "month in the ytd": ("month_in_the_ytd", _month_as_ytd),
    "ytd in the month": ("ytd_in_the_month", _ytd_as_month),
    "total over its parts": (
        "total_over_its_parts",
        _total(Measure.MONTH, 3),
    ),
    "total under its parts": (
        "total_under_its_parts",
        _total(Measure.MONTH, -3),
    ),
    "ytd total off": ("ytd_total_over_its_parts", _total(Measure.YTD, 3)),
    "January in two ways": ("january_ytd_differs", _january_ytd),
    "year not begun anew": ("ytd_not_begun_anew", _not_anew),
    "winter wrongly split": ("january_and_february_differ", partial(_winter, is_halved=False)),
    "winter halved": ("january_and_february_halved", partial(_winter, is_halved=True)),
    "growth off": ("growth_unlike_its_base", _wrong_growth),
    "base off": ("base_unlike_last_year", _wrong_base),
    "gap": ("month_missing_between", _gap),
    "newest month missing": ("month_missing_at_the_end", _end),
    "late": ("filed_late", _late),
    "early": ("filed_before_the_end", _early),
    "in the last hour": ("filed_in_the_last_hour", _last_hour),
    "corrected long after": (
        "corrected_long_after",
        partial(_corrected, shares="0.97", days=(200,)),
    ),
    "corrected by much": ("corrected_by_much", partial(_corrected, shares="0.6", days=(9,))),
    "corrected often": (
        "corrected_often",
        partial(_corrected, shares="0.9 0.95 1.03", days=(2, 5, 9)),
    ),
    "corrected back": ("corrected_back", partial(_corrected, shares="1 0.97", days=(3, 8))),
    "corrected over the goal": ("corrected_over_the_goal", _over_the_goal),
    "last year lowered": ("last_year_lowered", _last_year_lowered),
    "two at once": ("two_figures_at_once", _two_at_once),
    "month not begun": ("period_not_begun", partial(_elsewhen, period=month(2024, 5))),
    "year mistyped": ("period_years_away", partial(_elsewhen, period=month(2032, 5))),
    "arrived over signed": ("part_over_its_whole", _more_than_signed),
    "over what was verified": ("reported_over_verified", partial(_verified, factor="1.15")),
    "under what was verified": ("reported_under_verified", partial(_verified, factor="0.85")),
    "share for percent": ("share_filed_for_percent", partial(_ratio, factor="0.01")),
    "percent twice": ("percent_taken_twice", partial(_ratio, factor="100")),
    "ratio off": ("ratio_unlike_its_parts", _ratio_off),
    "ratio without denominator": ("half_of_a_ratio", _no_denominator),
}
