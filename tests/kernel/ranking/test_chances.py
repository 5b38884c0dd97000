"""The chance of each place, by seeded simulation over the peers' forecasts."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.ranking import IntervalIsTurnedRound, NotRankable, Outlook, chances_of_places

ONE, NONE = Decimal(1), Decimal(0)
FINAL_90 = Outlook(Decimal(90), Decimal(90), Decimal(90))
FINAL_80 = Outlook(Decimal(80), Decimal(80), Decimal(80))
WIDE_80 = Outlook(Decimal(70), Decimal(80), Decimal(90))

mids = st.integers(0, 100)
widths = st.integers(0, 30)
outlooks = st.builds(
    lambda mid, below, above: Outlook(Decimal(mid - below), Decimal(mid), Decimal(mid + above)),
    mids,
    widths,
    widths,
)
groups = st.dictionaries(st.sampled_from("abcde"), outlooks | st.none(), min_size=1)


def test_what_is_final_is_certain() -> None:
    chances = chances_of_places({"a": FINAL_90, "b": FINAL_80}, seed=1)

    assert dict(chances.by_peer) == {"a": (ONE, NONE), "b": (NONE, ONE)}
    assert chances.expected == {"a": 1, "b": 2}


def test_equal_final_figures_share_the_better_place() -> None:
    chances = chances_of_places({"a": FINAL_80, "b": FINAL_80}, seed=1)

    assert dict(chances.by_peer) == {"a": (ONE, NONE), "b": (ONE, NONE)}


def test_the_lower_is_the_better_where_it_is_so() -> None:
    chances = chances_of_places({"a": FINAL_90, "b": FINAL_80}, higher_is_better=False, seed=1)

    assert chances.of_at_least("b", 1) == 1


def test_an_upper_bound_is_passed_once_in_ten() -> None:
    chances = chances_of_places({"a": WIDE_80, "b": FINAL_90}, seed=7, draws=20_000)

    first = chances.of_at_least("a", 1)
    assert first is not None
    assert abs(first - Decimal("0.1")) < Decimal("0.01")


def test_two_alike_have_even_chances() -> None:
    chances = chances_of_places({"a": WIDE_80, "b": WIDE_80}, seed=7, draws=20_000)

    assert abs(chances.by_peer["a"][0] - Decimal("0.5")) < Decimal("0.02")


def test_the_same_seed_gives_the_same_chances_in_any_order_and_another_seed_others() -> None:
    peers = {"a": WIDE_80, "b": Outlook(Decimal(72), Decimal(81), Decimal(88)), "c": FINAL_80}

    first = chances_of_places(peers, seed=3)

    assert chances_of_places(dict(reversed(peers.items())), seed=3) == first
    assert chances_of_places(peers, seed=4).by_peer != first.by_peer


def test_a_peer_without_a_forecast_is_named() -> None:
    chances = chances_of_places({"a": FINAL_90, "b": None}, seed=1)

    assert chances.missing == ("b",)
    assert "b" in str(chances.reasons[0])
    assert chances.of_at_least("b", 1) is None


def test_a_bound_on_the_wrong_side_is_refused() -> None:
    with pytest.raises(IntervalIsTurnedRound):
        Outlook(Decimal(3), Decimal(2), Decimal(4))


def test_infinity_is_refused() -> None:
    with pytest.raises(NotRankable):
        Outlook(Decimal(1), Decimal(2), Decimal("Infinity"))


@settings(max_examples=40)
@given(peers=groups, seed=st.integers(0, 9))
def test_the_chances_of_a_peer_add_up_to_one(peers: dict[str, Outlook | None], seed: int) -> None:
    chances = chances_of_places(peers, seed=seed, draws=50)

    for row in chances.by_peer.values():
        assert sum(row) == 1
        assert all(0 <= chance <= 1 for chance in row)


@settings(max_examples=40)
@given(peers=groups, seed=st.integers(0, 9))
def test_a_better_outlook_never_lowers_the_chance_of_the_first_place(
    peers: dict[str, Outlook | None], seed: int
) -> None:
    key, outlook = next(iter(peers.items()))
    if outlook is None:
        return
    better = Outlook(outlook.low + 5, outlook.mid + 5, outlook.high + 5)

    before = chances_of_places(peers, seed=seed, draws=50).by_peer[key][0]
    after = chances_of_places(peers | {key: better}, seed=seed, draws=50).by_peer[key][0]

    assert after >= before
