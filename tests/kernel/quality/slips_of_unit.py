"""Planted and clean cases of the checks for slips of the unit and the row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import median

from tests.kernel.quality.cast import STEADY, Case, book, cell, line, put, swap, times

from guatu.kernel.measuring import Fact
from guatu.kernel.quality import Trait

PLACE = 14
USUAL = median([*STEADY[PLACE - 6 : PLACE], *STEADY[PLACE + 1 : PLACE + 7]])
NEAREST = Decimal("1.61")  # just further from the power of ten than months differ anyway
KEYS = ("output", "funds", "tax", "sales")
TRAITS = tuple(Trait(key=key) for key in KEYS)
SIZES = {"output": Decimal(1), "funds": Decimal(7), "tax": Decimal(23), "sales": Decimal(60)}
UNITS = ("a", "b", "c", "d", "e", "f")
TEN_THOUSAND = Decimal(10_000)


def times_off(factor: Decimal) -> Case:
    """A figure that is a power of ten off, and one that is further off than that."""
    return swap({PLACE: USUAL * factor}, {PLACE: USUAL * factor * NEAREST})


def newcomer(factor: Decimal) -> Case:
    """A unit without a history among six with one; in the clean book it is merely small or big."""
    peers = [each for unit in UNITS for each in line(STEADY, unit=unit)]
    odd, fair = (
        Decimal(100) * factor,
        Decimal(100) * (Decimal(500) if factor > 1 else 1 / Decimal(500)),
    )
    return Case(
        book(peers, line([odd], unit="z")),
        book(peers, line([fair], unit="z")),
        (cell(0, unit="z"),),
    )


def filing(factor: Decimal, count: int) -> list[Fact]:
    """Four indicators of a unit, some of them off by a factor in one month."""
    facts: list[Fact] = []
    for place, key in enumerate(KEYS):
        values = times(STEADY, SIZES[key])
        slipped = {PLACE: values[PLACE] * factor} if place < count else {}
        facts += line(put(values, slipped), key)
    return facts


def whole(factor: Decimal) -> Case:
    """Three amounts off together, or only two."""
    return Case(
        book(filing(factor, 3), traits=TRAITS),
        book(filing(factor, 2), traits=TRAITS),
        tuple(cell(PLACE, key) for key in KEYS[:3]),
    )


def pair(
    one: Sequence[Decimal | int | None], other: Sequence[Decimal | int | None], *, by_unit: bool
) -> list[Fact]:
    """Two lines: of two units, or of two indicators."""
    if by_unit:
        return [*line(one), *line(other, unit="b")]
    return [*line(one), *line(other, "sales")]


def swapped(*, by_unit: bool) -> Case:
    """Two figures that changed places; in the clean book only one of them moved."""
    small, big = list(STEADY), times(STEADY, 60)
    planted = pair(
        put(small, {PLACE: big[PLACE]}), put(big, {PLACE: small[PLACE]}), by_unit=by_unit
    )
    clean = pair(put(small, {PLACE: big[PLACE]}), big, by_unit=by_unit)
    second = cell(PLACE, unit="b") if by_unit else cell(PLACE, "sales")
    return Case(book(planted, traits=TRAITS), book(clean, traits=TRAITS), (cell(PLACE), second))


def copied(places: Sequence[tuple[str, int]], count: int) -> list[Fact]:
    """Four indicators of two units; the later of two places repeats the earlier in some."""
    (source, early), (unit, late) = places
    facts: list[Fact] = []
    for place, key in enumerate(KEYS):
        rows = {one: times(STEADY, SIZES[key] * (9 + number)) for number, one in enumerate("ab")}
        if place < count:
            rows[unit][late] = rows[source][early]
        facts += [each for one in "ab" for each in line(rows[one], key, one)]
    return facts


def copies(source: tuple[str, int], target: tuple[str, int]) -> Case:
    """Three figures copied, or only two."""
    places = (source, target)
    return Case(
        book(copied(places, 3), traits=TRAITS),
        book(copied(places, 2), traits=TRAITS),
        tuple(cell(target[1], key, target[0]) for key in KEYS[:3]),
    )


POWERS = {"tenfold": 1, "hundredfold": 2, "thousandfold": 3, "ten_thousandfold": 4}
POWERS |= {"hundred_millionfold": 8, "tenth": -1, "hundredth": -2, "thousandth": -3}
POWERS |= {"ten_thousandth": -4, "hundred_millionth": -8}
CASES: Mapping[str, Case] = {
    **{key: times_off(Decimal(10) ** power) for key, power in POWERS.items()},
    "newcomer_ten_thousandfold": newcomer(TEN_THOUSAND),
    "newcomer_ten_thousandth": newcomer(1 / TEN_THOUSAND),
    "whole_filing_ten_thousandfold": whole(TEN_THOUSAND),
    "whole_filing_ten_thousandth": whole(1 / TEN_THOUSAND),
    "indicators_swapped": swapped(by_unit=False),
    "units_swapped": swapped(by_unit=True),
    "copied_from_another_unit": copies(("a", PLACE), ("b", PLACE)),
    "copied_from_last_month": copies(("a", PLACE - 1), ("a", PLACE)),
}
WILD = [Decimal(3) ** (place % 8) * 10 for place in range(24)]
NEIGHBORS = {
    "tenfold": book(line(WILD)),
    "newcomer_ten_thousandfold": book(line([1], unit="z"), line([1])),
}
