"""Planted and clean cases of the checks for jumps."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from statistics import mean, median

from tests.kernel.quality.cast import BEDS, STEADY, Case, book, cell, line, put, swap, times

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.quality import Nature, Trait

PLACE = 14
STOCK = Trait(key="stock", nature=Nature.LEVEL, inflow="bought", outflow="used")
MOVES = (STOCK, Trait(key="bought"), Trait(key="used"))
NEAR = [*STEADY[PLACE - 6 : PLACE], *STEADY[PLACE + 1 : PLACE + 7]]
USUAL = median(NEAR)
CENT = Decimal("0.01")
FAR = Decimal("2.2")
UNITS = ("a", "b", "c", "d", "e", "f", "g")


def grown() -> Decimal:
    """What March 2023 should be by March 2022 and the growth of the other months."""
    growths = [STEADY[12 + at] / STEADY[at] for at in range(12) if at != PLACE - 12]
    return STEADY[PLACE - 12] * median(growths)


def shares(factor: Decimal) -> list[Fact]:
    """Seven like units, one of which is off in one month."""
    facts = line(put(STEADY, {PLACE: STEADY[PLACE] * factor}))
    for number, unit in enumerate(UNITS[1:], start=2):
        facts += line(times(STEADY, number), unit=unit)
    return facts


def share(planted: Decimal, clean: Decimal) -> Case:
    """Two books of seven units."""
    return Case(book(shares(planted)), book(shares(clean)), (cell(PLACE),))


def store(levels: Sequence[int]) -> list[Fact]:
    """A store that gains two a month: five bought and three used."""
    return [
        *line(levels, "stock", measure=Measure.STOCK),
        *line([5] * len(levels), "bought"),
        *line([3] * len(levels), "used"),
    ]


def stock(planted: Sequence[int], clean: Sequence[int], *places: int) -> Case:
    """Two stores."""
    return Case(
        book(store(planted), traits=MOVES),
        book(store(clean), traits=MOVES),
        tuple(cell(place, "stock") for place in places),
    )


BEFORE_DECEMBER = mean(STEADY[12:23])
CALM_BEDS = tuple(Decimal(100 + place % 3) for place in range(24))
CASES: Mapping[str, Case] = {
    "jump_up": swap({PLACE: USUAL * 3 + CENT}, {PLACE: USUAL * 3}),
    "jump_down": swap({PLACE: USUAL / 3 - CENT}, {PLACE: USUAL / 3 + CENT}),
    "far_above_last_year": swap({PLACE: grown() * FAR + CENT}, {PLACE: grown() * FAR - CENT}),
    "far_below_last_year": swap({PLACE: grown() / FAR - CENT}, {PLACE: grown() / FAR + CENT}),
    "far_above_the_peers": share(Decimal("2.05"), Decimal("1.97")),
    "far_below_the_peers": share(Decimal("0.49"), Decimal("0.51")),
    "zero_among_figures": swap({PLACE: 0}, {PLACE: CENT}),
    "level_leaps": swap({PLACE: 154}, {PLACE: 151}, trait=BEDS, values=CALM_BEDS),
    "level_unlike_its_moves": stock([10, 12, 15], [10, 12, 14], 2),
    "level_stands_still": stock([10, 10, 10, 10], [10, 10, 10, 12], 1, 2, 3),
    "december_rush": swap({23: BEFORE_DECEMBER * 3 + CENT}, {23: BEFORE_DECEMBER * 3}),
}
NEIGHBORS = {
    "level_leaps": book(
        line([100, 101, 102, 160, 161, 161], "beds", measure=Measure.STOCK), traits=[BEDS]
    ),
    "zero_among_figures": book(line(put(STEADY, {0: 0}))),
    "jump_up": book(
        line([1, 2, 8, 1, 3, 1, 2, 1], "projects"), traits=[Trait(key="projects", whole=True)]
    ),
}
