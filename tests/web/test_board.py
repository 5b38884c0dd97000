"""The three layouts of the board and the wall: one dataset of one day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.boards.models import Reading
from guatu.apps.plans.models import Target
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

PAGES = {
    "/board/": "作战进度图",
    "/board/deployment/": "作战部署图",
    "/board/support/": "作战保障图",
    "/board/wall/": "年作战进度图",
}
ALLOWED = 15


@pytest.mark.parametrize(("address", "title"), PAGES.items())
def test_a_layout_names_itself_its_day_and_its_county(
    address: str, title: str, as_head: Client
) -> None:
    words = words_of(as_head.get(address))

    assert title in words
    assert "洪湖市" in words
    assert "2023" in words


@pytest.mark.parametrize("address", ["/board/", "/board/deployment/", "/board/support/"])
def test_every_target_hangs_on_the_wall(address: str, as_head: Client) -> None:
    words = words_of(as_head.get(address))

    names = list(Target.objects.values_list("indicator__name", flat=True))
    assert len(names) >= 28
    assert [name for name in names if name not in words] == []


def test_a_tile_stands_for_each_town_and_park(as_head: Client) -> None:
    words = words_of(as_head.get("/board/"))

    places = list(Unit.objects.filter(tile_x__isnull=False).values_list("short", flat=True))
    assert len(places) >= 22
    assert [place for place in places if place not in words] == []


def test_the_tally_counts_every_target_once(as_head: Client) -> None:
    board = as_head.get("/board/").context["board"]

    assert sum(count for _, count in board.tally) == board.total == Target.objects.count()
    assert sum(len(block.rows) for block in board.blocks) == board.total


def test_a_light_can_be_chosen(as_head: Client) -> None:
    whole = dict(as_head.get("/board/").context["board"].tally)
    board = as_head.get("/board/", {"light": "red"}).context["board"]

    shown = [row.light for block in board.blocks for row in block.rows]
    assert shown == ["red"] * whole["red"]
    assert dict(board.tally) == whole


def test_a_bureau_can_be_chosen(as_head: Client) -> None:
    board = as_head.get("/board/", {"owner": "health_commission"}).context["board"]
    owners = {row.target.owner.key for block in board.blocks for row in block.rows}

    known = set(Target.objects.values_list("owner__key", flat=True))
    assert owners == {"health_commission"} & known


def test_nothing_chosen_by_a_word_that_is_none(as_head: Client) -> None:
    answer = as_head.get("/board/", {"light": "purple", "owner": "nobody"})

    assert answer.status_code == 200
    assert answer.context["board"].blocks == ()


@pytest.mark.parametrize("asked", ["2023-02-30", "yesterday", "", "2024-01-01", "9" * 40])
def test_a_day_that_is_none_or_to_come_is_today(asked: str, as_head: Client) -> None:
    board = as_head.get("/board/", {"day": asked}).context["board"]

    assert board.day == date(2023, 6, 13)


def test_a_past_day_is_shown_as_it_was(as_head: Client) -> None:
    board = as_head.get("/board/", {"day": "2023-03-31"}).context["board"]

    assert board.day == date(2023, 3, 31)
    assert {row.reading.day for block in board.blocks for row in block.rows} == {board.day}


def test_the_last_day_of_the_year_can_be_shown(
    as_head: Client, as_of: Callable[[date], date]
) -> None:
    as_of(date(2023, 12, 31))

    assert as_head.get("/board/").context["board"].elapsed.left == 0


def test_the_first_day_of_the_year_has_nothing_due(
    as_head: Client, as_of: Callable[[date], date]
) -> None:
    as_of(date(2023, 1, 1))

    answer = as_head.get("/board/")
    assert answer.status_code == 200
    assert dict(answer.context["board"].tally)["red"] == 0


@pytest.mark.parametrize("address", ["/board/", "/board/wall/"])
def test_a_fragment_is_the_body_alone(address: str, as_head: Client) -> None:
    answer = as_head.get(address, headers={"HX-Request": "true"})

    assert b"<html" not in answer.content
    assert "HX-Request" in answer.headers["Vary"]


@pytest.mark.parametrize("address", ["/board/deployment/", "/board/support/"])
def test_an_empty_wall_says_what_to_do(address: str, as_outsider: Client) -> None:
    assert "请调度专员上传年度规划并核对" in words_of(as_outsider.get(address))


@pytest.mark.parametrize("address", ["/board/", "/board/wall/"])
def test_an_empty_map_says_that_nothing_presses(address: str, as_outsider: Client) -> None:
    answer = as_outsider.get(address)

    assert "没有偏慢或滞后的目标" in words_of(answer)
    assert answer.context["board"].total == 0


def test_a_day_without_readings_is_an_empty_wall(as_head: Client) -> None:
    Reading.objects.all().delete()

    answer = as_head.get("/board/")

    assert answer.status_code == 200
    assert answer.context["board"].total == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_layout_asks_the_store_few_times(
    address: str, as_head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(ALLOWED):
        as_head.get(address)


def test_a_board_that_nothing_changed_is_not_made_again(
    as_head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first = words_of(as_head.get("/board/"))

    with django_assert_max_num_queries(8):
        again = words_of(as_head.get("/board/"))

    assert again == first


def test_a_kept_board_is_never_another_countys(as_head: Client, as_outsider: Client) -> None:
    assert "洪湖" in words_of(as_head.get("/board/"))

    assert "洪湖" not in words_of(as_outsider.get("/board/"))


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_told_whom_to_ask(address: str, as_stranger: Client) -> None:
    answer = as_stranger.get(address)

    assert answer.status_code == 403
    assert "管理员" in words_of(answer)


@pytest.mark.parametrize("address", PAGES)
def test_another_county_sees_nothing_of_this_one(address: str, as_outsider: Client) -> None:
    words = words_of(as_outsider.get(address))

    assert "洪湖" not in words
    assert "到位资金" not in words


def test_every_quote_on_the_wall_stands_in_its_document() -> None:
    rows = Target.objects.select_related("document")

    assert [row.quote for row in rows if row.document.text[row.start : row.end] != row.quote] == []
