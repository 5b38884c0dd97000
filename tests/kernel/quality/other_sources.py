"""Planted and clean cases of the checks against parts, ratios, power, tax and proof."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from tests.kernel.quality.cast import (
    BEDS,
    COVER,
    OUTPUT,
    STEADY,
    Case,
    book,
    cell,
    fact,
    line,
    put,
    times,
)

from guatu.kernel.measuring import Measure
from guatu.kernel.quality import Book, Nature, Trait

PLACE = 14
PARTS = ("a", "b", "c")
COUNTY = {"county": PARTS}
CENT = Decimal("0.01")
HOSPITAL = Trait(key="cover", nature=Nature.RATIO, numerator="used", denominator="beds", decimals=1)
WARDS = (HOSPITAL, replace(BEDS, key="used"), BEDS)
FACTORY = (replace(OUTPUT, energy="power", tax="tax"), Trait(key="power"), Trait(key="tax"))
MONEY = (replace(OUTPUT, key="arrived", within="signed"), Trait(key="signed"))


def summed(measure: Measure, apart: Decimal, trait: Trait = OUTPUT) -> Book:
    """Three parts and a total that is off by some."""
    facts = [fact(cell(5, trait.key, unit), 10 + n, measure) for n, unit in enumerate(PARTS)]
    total = fact(cell(5, trait.key, "county"), 33 + apart, measure)
    return replace(book([*facts, total], traits=[trait]), parts=COUNTY)


def total(measure: Measure, apart: Decimal, trait: Trait = OUTPUT) -> Case:
    """A total that is a cent off, and one that is right."""
    found = tuple(cell(5, trait.key, unit) for unit in ("county", *PARTS))
    return Case(summed(measure, apart, trait), summed(measure, Decimal(0), trait), found)


def parted(
    values: Mapping[str, int | Decimal], whole: int | Decimal, trait: Trait = OUTPUT
) -> Book:
    """Parts and a whole of one month."""
    facts = [fact(cell(5, trait.key, unit), value, trait.measure) for unit, value in values.items()]
    facts.append(fact(cell(5, trait.key, "county"), whole, trait.measure))
    return replace(book(facts, traits=[trait]), parts=COUNTY)


def of_peers(last: int) -> Book:
    """Four units, the last of which may be the sum of the others."""
    return book([fact(cell(5, unit=u), v) for u, v in zip("abcd", (10, 11, 12, last), strict=True)])


def ward(ratio: Decimal | int, used: int | None, beds: int | None) -> Book:
    """A ratio with its parts, as far as they are filed."""
    stock = Measure.STOCK
    facts = [fact(cell(5, "cover"), ratio, stock)]
    facts += [] if used is None else [fact(cell(5, "used"), used, stock)]
    facts += [] if beds is None else [fact(cell(5, "beds"), beds, stock)]
    return book(facts, traits=WARDS)


def limited(arrived: int) -> Book:
    """Arrived funds beside the contracts of 100."""
    facts = [
        fact(cell(5, "arrived"), arrived, Measure.YTD),
        fact(cell(5, "signed"), 100, Measure.YTD),
    ]
    return book(facts, traits=MONEY)


def works(
    changes: Mapping[int, Decimal | int | None],
    mate: str,
    mates: Mapping[int, Decimal | int | None],
) -> Book:
    """A factory whose power or tax follows its output, but for some months."""
    return book(
        line(put(STEADY, changes)), line(put(times(STEADY, 2), mates), mate), traits=FACTORY
    )


def apart(mate: str, planted: Decimal, clean: Decimal) -> Case:
    """An output that moves away from its power or tax in one month."""
    return Case(
        works({PLACE: STEADY[PLACE] * planted}, mate, {}),
        works({PLACE: STEADY[PLACE] * clean}, mate, {}),
        (cell(PLACE), cell(PLACE, mate)),
    )


def verified(value: Decimal | int) -> Book:
    """A figure beside the verified 100."""
    return replace(book([fact(cell(5), value)]), verified={cell(5): Decimal(100)})


def proof(planted: int, clean: int) -> Case:
    """Two figures beside the verified one."""
    return Case(verified(planted), verified(clean), (cell(5),))


STOCK, MONTH, YTD = Measure.STOCK, Measure.MONTH, Measure.YTD
RATIO_CELLS = (cell(5, "cover"), cell(5, "used"), cell(5, "beds"))
CASES: Mapping[str, Case] = {
    "total_over_its_parts": total(MONTH, CENT),
    "total_under_its_parts": total(MONTH, -CENT),
    "ytd_total_over_its_parts": total(YTD, CENT),
    "ytd_total_under_its_parts": total(YTD, -CENT),
    "level_total_over_its_parts": total(STOCK, Decimal(1), BEDS),
    "level_total_under_its_parts": total(STOCK, Decimal(-1), BEDS),
    "total_without_a_part": Case(
        parted({"a": 1, "b": 2}, 6), parted({"a": 1, "b": 2, "c": 3}, 6), (cell(5, unit="c"),)
    ),
    "total_read_as_a_unit": Case(of_peers(33), of_peers(34), (cell(5, unit="d"),)),
    "one_part_is_nearly_all": Case(
        parted({"a": 91, "b": 5, "c": 4}, 100),
        parted({"a": 90, "b": 6, "c": 4}, 100),
        (cell(5, unit="a"),),
    ),
    "ratio_outside_its_parts": Case(
        parted({"a": 60, "b": 70, "c": 80}, Decimal("80.1"), COVER),
        parted({"a": 60, "b": 70, "c": 80}, 80, COVER),
        (cell(5, "cover", "county"),),
    ),
    "numerator_over_denominator": Case(ward(101, 101, 100), ward(100, 100, 100), RATIO_CELLS),
    "denominator_zero": Case(ward(0, 0, 0), ward(0, 0, 1), RATIO_CELLS),
    "half_of_a_ratio": Case(ward(50, 5, None), ward(50, None, None), RATIO_CELLS),
    "ratio_unlike_its_parts": Case(
        ward(Decimal("50.2"), 50, 100), ward(Decimal("50.1"), 50, 100), RATIO_CELLS
    ),
    "part_over_its_whole": Case(limited(101), limited(100), (cell(5, "arrived"),)),
    "output_over_power": apart("power", Decimal("1.71"), Decimal("1.69")),
    "output_under_power": apart("power", Decimal("0.58"), Decimal("0.60")),
    "output_over_tax": apart("tax", Decimal("1.71"), Decimal("1.69")),
    "output_under_tax": apart("tax", Decimal("0.58"), Decimal("0.60")),
    "output_without_power": Case(
        works({}, "power", {PLACE: 0}), works({}, "power", {PLACE: CENT}), (cell(PLACE),)
    ),
    "reported_over_verified": proof(106, 105),
    "reported_under_verified": proof(94, 95),
}
NEIGHBORS = {
    "total_read_as_a_unit": book(
        [fact(cell(5, unit=u), v) for u, v in zip("abcdef", (9, 9, 0, 0, 0, 0), strict=True)]
    ),
    "total_over_its_parts": parted({"a": 1, "b": 2}, 6),
    "one_part_is_nearly_all": parted({"a": 100, "b": 0, "c": 0}, 100),
}
