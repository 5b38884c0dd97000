"""Declared schemes: peers, tie lists, last year's places, and the way to the next place."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.ranking import RankScheme, SchemeDoesNotHold, TieBreak, chases_of, ranking_by

VALUES = {"a": Decimal(90), "b": Decimal(80), "c": Decimal(80), "d": Decimal(70)}
SCHEME = RankScheme(indicator="gdp", peers=("a", "b", "c", "d"))
figures = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 9).map(Decimal), min_size=1)


def test_only_the_declared_peers_meet() -> None:
    ranking = ranking_by(SCHEME, {"gdp": VALUES | {"z": Decimal(999)}})

    assert [place.key for place in ranking.places] == ["a", "b", "c", "d"]


def test_a_peer_that_the_figures_do_not_know_makes_the_ranking_provisional() -> None:
    scheme = RankScheme(indicator="gdp", peers=("a", "b", "y"))

    ranking = ranking_by(scheme, {"gdp": VALUES})

    assert (ranking.missing, ranking.provisional) == (("y",), True)
    assert "y" in str(ranking.reasons[0])


def test_a_tie_break_may_be_the_lower_the_better() -> None:
    scheme = RankScheme(
        indicator="gdp",
        peers=("a", "b", "c", "d"),
        ties=(TieBreak("smog", higher_is_better=False),),
    )
    smog = {"b": Decimal(30), "c": Decimal(20)}

    ranking = ranking_by(scheme, {"gdp": VALUES, "smog": smog})

    assert [place.key for place in ranking.places] == ["a", "c", "b", "d"]


def test_the_listed_order_stands_where_equal_figures_are_not_marked() -> None:
    scheme = RankScheme(indicator="gdp", peers=("d", "c", "b", "a"), method="listed")

    places = ranking_by(scheme, {"gdp": VALUES}).places

    assert [(place.key, place.place) for place in places] == [
        ("a", 1),
        ("c", 2),
        ("b", 3),
        ("d", 4),
    ]


@pytest.mark.parametrize(
    ("peers", "ties"),
    [
        pytest.param((), (), id="nobody"),
        pytest.param(("a", "a"), (), id="a peer twice"),
        pytest.param(("a",), (TieBreak("gdp"),), id="a tie broken by what is tied"),
    ],
)
def test_a_scheme_that_cannot_be_followed_is_refused(
    peers: tuple[str, ...], ties: tuple[TieBreak, ...]
) -> None:
    with pytest.raises(SchemeDoesNotHold):
        RankScheme(indicator="gdp", peers=peers, ties=ties)


def test_climbs_and_falls_are_told_the_most_first() -> None:
    ranking = ranking_by(SCHEME, {"gdp": VALUES}, last_year={"a": 3, "b": 1, "d": 1, "c": 2})

    assert [(place.key, place.climb) for place in ranking.climbers] == [("a", 2)]
    assert [(place.key, place.climb) for place in ranking.fallers] == [("d", -3), ("b", -1)]


def test_the_weeks_to_the_next_place_are_told_at_the_own_pace() -> None:
    ranking = ranking_by(SCHEME, {"gdp": VALUES})

    chase = chases_of(ranking, paces={"b": Decimal(4), "a": Decimal(2)})[0]

    assert (chase.key, chase.ahead, chase.distance) == ("b", ("a",), Decimal(10))
    assert (chase.weeks, chase.closing_weeks) == (Decimal("2.5"), Decimal(5))
    assert "3 周" in str(chase.reason)


def test_a_unit_that_stands_still_never_catches_anybody() -> None:
    chases = chases_of(ranking_by(SCHEME, {"gdp": VALUES}), paces={"d": Decimal(0)})

    assert chases[-1].ahead == ("b", "c")
    assert chases[-1].weeks is None
    assert "追不上" in str(chases[-1].reason)


def test_falling_figures_catch_up_where_the_lower_is_the_better() -> None:
    scheme = RankScheme(indicator="smog", peers=("a", "b"), higher_is_better=False)
    ranking = ranking_by(scheme, {"smog": {"a": Decimal(20), "b": Decimal(26)}})

    chases = chases_of(ranking, paces={"b": Decimal(-3)}, higher_is_better=False)

    assert chases[0].weeks == Decimal(2)


@given(values=figures)
def test_everybody_but_the_first_has_somebody_to_chase(values: dict[str, Decimal]) -> None:
    ranking = ranking_by(RankScheme(indicator="x", peers=tuple(values)), {"x": values})

    chases = chases_of(ranking, paces={})

    assert {chase.key for chase in chases} == {p.key for p in ranking.places if p.place > 1}
    assert all(chase.distance > 0 for chase in chases)
