"""Places among peers: ties, missing peers, distances and climbs (SC-20, SC-22)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.ranking import NotRankable, Place, rank, ranking_of, weeks_to_overtake

PEERS = {"a": Decimal(90), "b": Decimal(80), "c": Decimal(80), "d": Decimal(70)}

keys = st.sampled_from([one + other for one in "abcdefghij" for other in ("", "a", "ab")])
scores = st.integers(-1000, 1000).map(lambda count: Decimal(count).scaleb(-1))
groups = st.dictionaries(keys, scores | st.none(), max_size=9)


def places_of(places: tuple[Place, ...]) -> dict[str, int]:
    """Each key with its place."""
    return {place.key: place.place for place in places}


def test_sharers_leave_a_hole_in_competition_ranking() -> None:
    assert places_of(rank(PEERS)) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_sharers_leave_no_hole_in_dense_ranking() -> None:
    assert places_of(rank(PEERS, method="dense")) == {"a": 1, "b": 2, "c": 2, "d": 3}


def test_the_lower_is_the_better_where_it_is_so() -> None:
    assert places_of(rank(PEERS, higher_is_better=False)) == {"d": 1, "b": 2, "c": 2, "a": 4}


def test_the_tie_list_is_tried_in_order() -> None:
    first = {"b": Decimal(5), "c": Decimal(5)}
    second = {"b": Decimal(1), "c": Decimal(2)}

    assert places_of(rank(PEERS, ties=[first, second])) == {"a": 1, "c": 2, "b": 3, "d": 4}


def test_a_tie_the_list_does_not_break_is_shared() -> None:
    shared = rank(PEERS, ties=[{"b": Decimal(5), "c": Decimal(5)}])

    assert [place.tied for place in shared] == [False, True, True, False]


def test_a_missing_tie_break_comes_after_any() -> None:
    assert places_of(rank(PEERS, ties=[{"c": Decimal(-9)}]))["c"] == 2


def test_equal_in_print_is_not_equal() -> None:
    close = {"a": Decimal("95.001"), "b": Decimal("95.004")}  # SC-22, acceptance check 15

    first, second = rank(close)

    assert (first.key, first.place, second.place) == ("b", 1, 2)
    assert round(first.value, 2) == round(second.value, 2)
    assert not first.tied


def test_equal_written_differently_is_equal() -> None:
    assert places_of(rank({"a": Decimal("95.0"), "b": Decimal("95.00")})) == {"a": 1, "b": 1}


def test_the_distances_are_those_to_the_neighboring_places() -> None:
    first, second, third, last = rank(PEERS)

    assert (first.to_next, first.lead_over_next) == (None, Decimal(10))
    assert (second.to_next, second.lead_over_next) == (Decimal(10), Decimal(10))
    assert (third.to_next, third.lead_over_next) == (Decimal(10), Decimal(10))
    assert (last.to_next, last.lead_over_next) == (Decimal(10), None)


def test_the_climb_is_last_years_place_less_this_years() -> None:
    climbs = {place.key: place.climb for place in rank(PEERS, last_year={"a": 3, "d": 1})}

    assert climbs == {"a": 2, "b": None, "c": None, "d": -3}


def test_a_missing_peer_is_named_and_makes_the_ranking_provisional() -> None:
    ranking = ranking_of({"a": Decimal(1), "c": None, "b": None})

    assert ranking.missing == ("b", "c")
    assert ranking.provisional
    assert str(ranking.reasons[0]) == "缺 2 家数据（b、c），名次为暂定，补齐后重排"
    assert ranking.of("b") is None


def test_a_complete_ranking_is_final() -> None:
    ranking = ranking_of(PEERS)

    assert (ranking.missing, ranking.provisional, ranking.reasons) == ((), False, ())
    last = ranking.of("d")
    assert last is not None
    assert last.place == 4


def test_nobody_and_one_alone_are_ranked_too() -> None:
    (alone,) = rank({"a": Decimal(0)})

    assert rank({}) == ()
    assert (alone.place, alone.to_next, alone.lead_over_next, alone.tied) == (1, None, None, False)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_figure_is_refused(value: str) -> None:
    with pytest.raises(NotRankable, match="数值不是有效数字"):
        rank({"a": Decimal(value)})


@pytest.mark.parametrize(
    ("own", "theirs", "weeks"),
    [
        pytest.param("3", "1", Decimal(5), id="closing in"),
        pytest.param("1", "1", None, id="keeping the distance"),
        pytest.param("1", "2", None, id="falling back"),
    ],
)
def test_the_weeks_to_overtake_count_both_rates(
    own: str, theirs: str, weeks: Decimal | None
) -> None:
    found = weeks_to_overtake(Decimal(10), own_rate=Decimal(own), their_rate=Decimal(theirs))

    assert found == weeks


def test_who_is_level_has_no_weeks_to_wait() -> None:
    assert weeks_to_overtake(Decimal(0), own_rate=Decimal(0)) == 0


@given(values=groups, data=st.data())
def test_the_order_of_the_peers_does_not_matter(
    values: dict[str, Decimal | None], data: st.DataObject
) -> None:
    shuffled = dict(data.draw(st.permutations(list(values.items()))))

    assert ranking_of(values) == ranking_of(shuffled)


@given(values=groups)
def test_a_place_is_one_more_than_the_peers_that_are_better(
    values: dict[str, Decimal | None],
) -> None:
    present = [value for value in values.values() if value is not None]

    for place in rank(values):
        assert place.place == 1 + sum(1 for other in present if other > place.value)
        assert place.tied == (present.count(place.value) > 1)


@given(values=groups)
def test_dense_places_count_the_better_values(values: dict[str, Decimal | None]) -> None:
    better = {value for value in values.values() if value is not None}

    for place in rank(values, method="dense"):
        assert place.place == 1 + sum(1 for value in better if value > place.value)


@given(values=groups)
def test_turning_the_figures_round_turns_the_ranking_round(
    values: dict[str, Decimal | None],
) -> None:
    turned = {key: None if value is None else -value for key, value in values.items()}

    upward = {place.key: place.place for place in rank(values)}
    downward = {place.key: place.place for place in rank(turned, higher_is_better=False)}

    assert upward == downward


@given(values=groups)
def test_reaching_the_next_value_gives_its_place(values: dict[str, Decimal | None]) -> None:
    for place in rank(values):
        if place.to_next is None:
            continue
        after = ranking_of(values | {place.key: place.value + place.to_next}).of(place.key)
        assert after is not None
        assert after.place < place.place
