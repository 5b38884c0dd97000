"""Revisions, growth and ranks: every engine says what the reference says."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from tests.engines.cast import (
    CHILDREN,
    KEY,
    LATER,
    NOON,
    TOWNS,
    answered,
    cell_of,
    counted,
    everywhere,
    filed,
    world,
)

from guatu.kernel.catalog import Family, RollUp
from guatu.kernel.engines import Engine


def test_a_correction_replaces_the_figure(engine: Engine) -> None:
    asked = world(filed(5, 3), filed(7, 3, known_at=LATER))

    assert cell_of(engine, asked, "xindi").value == 7


def test_any_past_answer_can_be_asked_again(engine: Engine) -> None:
    asked = world(filed(5, 3), filed(7, 3, known_at=LATER))

    assert cell_of(engine, asked, "xindi", known_by=NOON).value == 5
    assert cell_of(engine, asked, "xindi", known_by=NOON - timedelta(seconds=1)).value is None


def test_of_two_known_at_one_moment_the_later_one_stands(engine: Engine) -> None:
    assert cell_of(engine, world(filed(5, 3), filed(7, 3)), "xindi").value == 7


def test_a_figure_of_another_family_is_another_figure(engine: Engine) -> None:
    official = replace(filed(5, 3), family=Family.OFFICIAL)

    assert cell_of(engine, world(official, filed(7, 3)), "xindi").value == 7


def test_growth_is_that_of_the_release(engine: Engine) -> None:
    asked = world(*everywhere(11, 3, "ytd"), *everywhere(10, 3, "same_ytd"))

    growth = cell_of(engine, asked).growth

    assert growth is not None
    assert growth.value == 10


def test_growth_is_not_computed_from_two_releases(engine: Engine) -> None:
    asked = world(filed(11, 3, measure="ytd"), filed(10, 3, measure="same_ytd", known_at=LATER))

    growth = cell_of(engine, asked, "xindi").growth

    assert growth is not None
    assert growth.value is None


def test_growth_waits_for_every_town(engine: Engine) -> None:
    facts = [*everywhere(11, 3, "ytd"), *everywhere(10, 3, "same_ytd")]

    growth = cell_of(engine, world(*facts[:-1])).growth

    assert growth is not None
    assert growth.value is None


def test_growth_over_a_loss_is_told_in_words(engine: Engine) -> None:
    for now, before in ((5, -3), (-5, 3), (-5, -3), (-3, -5), (5, 0), (0, 5)):
        answered(engine, world(*everywhere(now, 3, "ytd"), *everywhere(before, 3, "same_ytd")))


def test_a_rate_released_alone_stands_for_its_town_only(engine: Engine) -> None:
    asked = world(*everywhere(11, 3, "ytd"), *everywhere("4.7", 3, "yoy"))
    answer = answered(engine, asked)

    town, county = answer["xindi", KEY].growth, answer["honghu", KEY].growth

    assert town is not None
    assert county is not None
    assert town.value == Decimal("4.7")
    assert county.value is None


def test_equal_figures_share_a_place(engine: Engine) -> None:
    facts = [filed(value, 3, town) for town, value in zip(TOWNS, (2, 3, 2, 1, 1), strict=True)]
    answer = answered(engine, world(*facts))

    seats = {town: answer[town, KEY].seat for town in TOWNS}
    places = {town: (seat.place, seat.dense) if seat else None for town, seat in seats.items()}

    assert places == {
        "luoshan": (1, 1),
        "xindi": (2, 2),
        "fengkou": (2, 2),
        "longkou": (1, 1),
        "yanwo": (1, 1),
    }


def test_a_place_is_provisional_as_long_as_a_peer_is_missing(engine: Engine) -> None:
    answer = answered(engine, world(filed(2, 3, "xindi"), filed(1, 2, "luoshan")))

    seat = answer["xindi", KEY].seat

    assert seat is not None
    assert (seat.place, seat.missing) == (1, 2)
    assert answer["luoshan", KEY].seat is None


def test_less_is_better_where_it_is_said(engine: Engine) -> None:
    facts = [filed(value, 3, town) for town, value in zip(TOWNS, (2, 3, 5, 1, 4), strict=True)]
    answer = answered(engine, world(*facts, indicator=counted(rising_is_good=False)))

    seat = answer["xindi", KEY].seat

    assert seat is not None
    assert seat.place == 1


def test_a_district_that_files_itself_stands_for_its_towns(engine: Engine) -> None:
    asked = world(
        *everywhere(1, 3), filed(50, 3, "north"), filers={KEY: frozenset({"north", *TOWNS})}
    )

    cell = cell_of(engine, asked)

    assert cell.value == 52
    assert cell.expected == 3


def test_a_merged_town_leaves_what_it_counted(engine: Engine) -> None:
    facts = [*everywhere(1, 3), *(filed(1, 5, town) for town in TOWNS if town != "yanwo")]

    answer = answered(engine, world(*facts))

    assert answer["honghu", KEY].value == 9


def test_a_town_that_opens_in_the_year_begins_with_its_own_figures(engine: Engine) -> None:
    children = {**CHILDREN, "south": ["longkou", "yanwo", "wulin"]}
    facts = [*everywhere(1, 3), *everywhere(1, 9), filed(4, 9, "wulin")]

    assert answered(engine, world(*facts, children=children))["honghu", KEY].value == 14


def test_an_indicator_that_nobody_files_has_no_filers(engine: Engine) -> None:
    cell = cell_of(engine, world(filers={KEY: frozenset()}))

    assert cell.expected == 0
    assert [str(reason) for reason in cell.reasons] == ["没有应报单位，请先指定由谁填报"]


def test_exact_hits_stay_exact(engine: Engine) -> None:
    facts = [filed("0.1", index, town) for index in range(1, 11) for town in TOWNS]

    assert cell_of(engine, world(*facts)).value == Decimal("5.0")


def test_wide_figures_do_not_lose_their_last_digit(engine: Engine) -> None:
    wide = "999999999999.999999"
    facts = [fact for index in range(1, 13) for fact in everywhere(wide, index)]

    assert cell_of(engine, world(*facts)).value == Decimal(wide) * 60


def test_halves_are_not_rounded(engine: Engine) -> None:
    facts = [filed("0.000001", 3, "longkou"), filed("0.000002", 3, "yanwo")]

    cell = cell_of(engine, world(*facts, indicator=counted(RollUp.SUM, RollUp.MEAN)), "south")

    assert cell.value == Decimal("0.0000015")
