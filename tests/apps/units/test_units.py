"""The tree of units, the posts held in it, and what they entitle to."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from tests.conftest import OTHER_COUNTY

from guatu.apps.accounts.models import User
from guatu.apps.observations.policy import FILE
from guatu.apps.units.models import Post, Role, Unit
from guatu.apps.units.operations import PostIsHeldAlready, appoint, load_units
from guatu.apps.units.policy import SEE_BOARD, STEER
from guatu.apps.units.queries import county_of, posts_on, root_path, tiles, unit_named
from guatu.platform.audit.chain import tip

pytestmark = pytest.mark.django_db

SINCE = date(2023, 1, 3)


def test_a_second_tree_stands_beside_the_first(lakeside: dict[str, Unit]) -> None:
    town = lakeside["lakeside_town"]

    assert town.path == "/lakeside/lakeside_town/"
    assert lakeside["lakeside"].covers(town)
    assert not unit_named("honghu").covers(town)


def test_loading_again_changes_what_the_row_says_and_adds_nothing(
    lakeside: dict[str, Unit], now: datetime
) -> None:
    county, town = OTHER_COUNTY

    load_units([county, town.model_copy(update={"name": "新湖镇"})], at=now)

    kept = unit_named("lakeside_town")
    assert (kept.pk, kept.name) == (lakeside["lakeside_town"].pk, "新湖镇")


def test_a_child_before_its_parent_is_refused_and_stores_nothing(now: datetime) -> None:
    before = Unit.objects.count(), tip()

    with pytest.raises(KeyError), transaction.atomic():
        load_units(list(reversed(OTHER_COUNTY)), at=now)

    assert (Unit.objects.count(), tip()) == before


def test_a_post_is_given_once_and_a_second_leaves_no_trace(
    stranger: User, lakeside: dict[str, Unit], now: datetime
) -> None:
    post = appoint(
        stranger, unit=lakeside["lakeside"], role=Role.LEADER, from_on=SINCE, at=now, title="县长"
    )
    before = Post.objects.count(), tip()

    with pytest.raises(PostIsHeldAlready):
        appoint(stranger, unit=lakeside["lakeside"], role=Role.LEADER, from_on=SINCE, at=now)

    assert (Post.objects.count(), tip()) == before
    assert post.title == "县长"


def test_a_post_that_ended_gives_nothing(stranger: User, lakeside: dict[str, Unit]) -> None:
    unit = lakeside["lakeside"]
    Post.objects.create(
        user=stranger, unit=unit, role=Role.DISPATCHER, from_on=SINCE, until_on=date(2023, 5, 1)
    )

    assert not SEE_BOARD.allows(stranger)
    assert not STEER.allows(stranger, unit)


def test_who_held_a_post_on_a_day_is_known(stranger: User, lakeside: dict[str, Unit]) -> None:
    last = date(2023, 5, 1)
    post = Post.objects.create(
        user=stranger, unit=lakeside["lakeside"], role=Role.LEADER, from_on=SINCE, until_on=last
    )

    one_day = timedelta(days=1)
    assert post not in posts_on(SINCE - one_day)
    assert post in posts_on(SINCE)
    assert post in posts_on(last)
    assert post not in posts_on(last + one_day)


def test_power_reaches_down_the_tree_and_no_further(
    dispatcher: User, clerk: User, outsider: User, lakeside: dict[str, Unit]
) -> None:
    town, neighbour = unit_named("fengkou"), unit_named("qujiawan")

    assert STEER.allows(dispatcher, town)
    assert not STEER.allows(clerk, town)
    assert FILE.allows(clerk, town)
    assert not FILE.allows(clerk, neighbour)
    assert not FILE.allows(clerk, unit_named("honghu"))
    assert not STEER.allows(outsider, town)
    assert not SEE_BOARD.allows(outsider, town)
    assert STEER.allows(outsider, lakeside["lakeside_town"])


def test_a_key_that_begins_alike_is_not_below(now: datetime, stranger: User) -> None:
    rows = [OTHER_COUNTY[0], OTHER_COUNTY[1].model_copy(update={"key": "lake"})]
    twin = OTHER_COUNTY[1].model_copy(update={"key": "lake_east"})
    units = load_units([*rows, twin], at=now)
    appoint(stranger, unit=units["lake"], role=Role.FILER, from_on=SINCE, at=now)

    assert FILE.allows(stranger, units["lake"])
    assert not FILE.allows(stranger, units["lake_east"])


def test_whoever_has_no_post_belongs_to_no_county(stranger: User) -> None:
    assert county_of(stranger) is None
    assert not Unit.objects.filter(path__startswith=root_path(stranger)).exists()
    assert not SEE_BOARD.allows(AnonymousUser())


def test_every_tile_has_a_place_of_its_own() -> None:
    places = [(unit.tile_x, unit.tile_y) for unit in tiles()]

    assert len(places) == len(set(places)) >= 22


def test_two_units_of_a_county_cannot_share_a_tile() -> None:
    taken, other = tiles()[:2]

    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=other.pk).update(
            tile_x=taken.tile_x, tile_y=taken.tile_y, parent=taken.parent
        )


def test_units_of_two_counties_can(lakeside: dict[str, Unit]) -> None:
    taken = tiles()[0]

    moved = Unit.objects.filter(pk=lakeside["lakeside_town"].pk)

    assert moved.update(tile_x=taken.tile_x, tile_y=taken.tile_y) == 1


@pytest.mark.parametrize("path", ["lakeside/", "/lakeside", ""])
def test_a_path_is_closed_on_both_sides(path: str, lakeside: dict[str, Unit]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=lakeside["lakeside"].pk).update(path=path)


def test_a_post_cannot_end_before_it_begins(stranger: User, lakeside: dict[str, Unit]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            user=stranger,
            unit=lakeside["lakeside"],
            role=Role.LEADER,
            from_on=SINCE,
            until_on=date(2022, 12, 31),
        )


def test_a_post_is_held_once_from_a_day(stranger: User, lakeside: dict[str, Unit]) -> None:
    fields = {"user": stranger, "unit": lakeside["lakeside"], "from_on": SINCE}
    Post.objects.create(role=Role.LEADER, **fields)

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(role=Role.LEADER, **fields)


def test_a_unit_that_owes_figures_cannot_be_deleted() -> None:
    with pytest.raises(ProtectedError):
        unit_named("fengkou").delete()
