"""争先进位 in the example: places, ties, who is missing, who is chased, and the end of the year."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from guatu.apps.observations.models import PeerFigure
from guatu.apps.plans.models import Indicator
from guatu.apps.plans.queries import pack_in_use
from guatu.flows.ranked_figures import newest_of, periods_of, years_of
from guatu.flows.units_ranked import Line, Table, groups_of, ranked
from guatu.kernel.periods import Period, month, year

pytestmark = pytest.mark.django_db

ROOT = "/honghu/"
JUNE = date(2023, 6, 13)
JULY = date(2023, 7, 20)
LATER = date(2024, 1, 20)
FUNDS = "investment.arrived_funds"


def table(group: str, indicator: str, day: date = JUNE) -> Table:
    """One table of the example."""
    [found] = ranked(ROOT, pack_in_use().rank_group(group), day=day, only=indicator)
    return found


def line(found: Table, key: str) -> Line:
    """The line of one member."""
    return next(line for line in found.lines if line.member.key == key)


def places(found: Table) -> dict[str, int]:
    """The places by member."""
    return {line.member.key: line.place.place for line in found.placed if line.place}


def test_the_county_stands_among_its_peers_with_its_own_filed_figure() -> None:
    found = table("peers", FUNDS)

    own = found.own
    assert own is not None
    assert own.place is not None
    assert found.period == month(2023, 5)
    better = [it for it in found.placed if it.place and it.place.value > own.place.value]
    assert own.place.place == len(better) + 1


def test_the_peer_that_publishes_late_is_named_until_it_does() -> None:
    before, after = table("peers", FUNDS), table("peers", FUNDS, date(2023, 6, 26))

    assert [member.key for member in before.missing] == ["lindi_sim"]
    assert not after.missing
    assert after.period == before.period


def test_a_unit_that_never_files_is_missing_and_never_last() -> None:
    found = table("towns", FUNDS, LATER)

    assert "datonghu" in {member.key for member in found.missing}
    assert "datonghu" not in places(found)


def test_what_was_known_on_a_day_is_what_is_ranked() -> None:
    assert table("towns", FUNDS, JULY).period == month(2023, 6)
    assert table("towns", FUNDS, JUNE).period == month(2023, 5)


def test_climb_is_last_years_place_less_this_years() -> None:
    found = table("peers", FUNDS)

    for it in found.placed:
        assert it.place is not None
        assert it.place.climb == (it.years[-1] or 0) - it.place.place
    assert found.years == (2020, 2021, 2022)


def test_shares_of_the_own_goal_that_are_equal_stay_equal() -> None:
    found = table("wards", "health.critical_beds")

    half = [it for it in found.placed if it.place and it.place.value == Decimal(50)]
    assert len(half) == 4
    assert all(it.place and it.place.tied and it.place.place == 1 for it in half)


def test_equal_towns_are_parted_by_the_tie_list() -> None:
    found = table("towns", "investment.signed_projects")
    contract = places(table("towns", "investment.contract_amount"))

    by_value: dict[Decimal, list[str]] = {}
    for it in found.placed:
        assert it.place is not None
        by_value.setdefault(it.place.value, []).append(it.member.key)
    tied = [keys for keys in by_value.values() if len(keys) > 1]
    assert tied
    for keys in tied:
        assert keys == sorted(keys, key=lambda key: contract[key])
    assert [it.key for it in found.tie_list] == ["investment.contract_amount"]


def test_whoever_is_behind_is_told_whom_to_reach_and_in_how_many_weeks() -> None:
    found = table("peers", FUNDS)

    for before, it in zip(found.placed, found.placed[1:], strict=False):
        assert it.chase is not None
        assert it.place is not None
        assert it.ahead == (before.member,)
        assert it.chase.distance == it.place.to_next
    assert found.placed[0].chase is None


def test_the_chances_of_the_first_place_add_up_to_one() -> None:
    found = table("peers", FUNDS)

    total = sum((it.chances[0] for it in found.placed), Decimal(0))
    assert abs(total - 1) < Decimal("0.01")
    assert found.by_history
    assert all(it.outlook is None for it in found.lines if it.place is None)


def test_the_towns_end_by_the_schedule_of_their_target() -> None:
    found = table("towns", FUNDS)

    assert not found.by_history
    assert all(it.outlook and it.outlook.low < it.outlook.mid for it in found.placed)


def test_without_foresight_nothing_is_simulated() -> None:
    group = pack_in_use().rank_group("peers")

    [found] = ranked(ROOT, group, day=JUNE, only=FUNDS, foresees=False)

    assert all(it.chances == () and it.expected is None for it in found.lines)
    assert places(found) == places(table("peers", FUNDS))


def test_a_year_that_is_over_is_certain() -> None:
    found = table("jingzhou", "economy.gdp", LATER)

    assert found.is_over
    assert all(it.expected == it.place.place for it in found.placed if it.place)


def test_published_figures_rank_the_real_counties_and_name_the_rest() -> None:
    found = table("jingzhou", "economy.gdp")

    assert places(found) == {"shashi": 1, "gongan": 2, "shishou": 3}
    assert len(found.missing) == 6
    assert not found.is_simulated
    assert all(row.source and row.basis for row in found.sources)


def test_a_published_figure_is_unknown_before_its_month_is_over() -> None:
    found = table("jingzhou", "economy.gdp", date(2021, 8, 1))

    assert "shishou" not in places(found)
    assert "gongan" in places(found)


def test_no_real_peer_carries_an_invented_figure() -> None:
    real = {peer.key for peer in pack_in_use().peers if not peer.simulated} - {"honghu"}

    assert not PeerFigure.objects.filter(is_simulated=True, peer__in=real).exists()
    assert not PeerFigure.objects.filter(is_simulated=False, source="").exists()


def test_a_group_by_value_ranks_ratios_and_shares_places_densely() -> None:
    found = table("reserves", "health.village_reserve")

    taken = sorted(set(places(found).values()))
    assert taken == list(range(1, len(taken) + 1))


def test_another_county_has_no_groups() -> None:
    assert groups_of("/lakeside/") == ()


def test_the_fixed_number_of_questions_does_not_grow_with_the_tables(
    django_assert_max_num_queries: object,
) -> None:
    asked = django_assert_max_num_queries
    assert callable(asked)
    with asked(9):
        ranked(ROOT, pack_in_use().rank_group("towns"), day=JUNE, foresees=False)


FIGURES: Mapping[str, Mapping[Period, Decimal]] = {
    "a": {month(2023, 1): Decimal(1), month(2023, 2): Decimal(2), year(2022): Decimal(9)},
    "b": {month(2023, 1): Decimal(1), month(2022, 12): Decimal(9)},
    "c": {month(2023, 1): Decimal(1)},
}


def test_the_first_who_files_does_not_make_the_rest_missing() -> None:
    assert newest_of(FIGURES) == month(2023, 1)


def test_where_few_have_filed_the_newest_period_of_anybody_stands() -> None:
    alone = {"a": FIGURES["a"], "b": {}, "c": {}}

    assert newest_of(alone) == month(2023, 2)
    assert newest_of({"a": {}}) is None


def test_the_periods_of_a_year_and_the_years_before_are_kept_apart() -> None:
    assert periods_of(FIGURES, month(2023, 1)) == (month(2023, 1),)
    assert years_of(FIGURES, month(2023, 1)) == (2022,)


def test_the_indicator_of_a_table_is_the_row_of_the_catalog() -> None:
    assert table("peers", FUNDS).indicator == Indicator.objects.get(key=FUNDS)
