"""My duties: what a person owes, what is to be checked, what is to be watched."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import browser_of
from tests.web.pages import words_of

from guatu.apps.accounts.models import User
from guatu.apps.plans.operations import add_document
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

PLAN = "市招商服务中心2024年实际到位资金不低于60亿元。".encode()


@pytest.fixture
def silent(db: None) -> Client:  # noqa: ARG001 - the example stands in the database
    """The browser of the filer whose unit never files."""
    return browser_of(User.objects.get(username="silent"))


def test_a_filer_sees_what_the_unit_owes(silent: Client) -> None:
    words = words_of(silent.get("/"))

    assert "大同湖管理区" in words
    assert "已逾期" in words


def test_whoever_has_filed_owes_nothing(as_clerk: Client) -> None:
    assert "应报的都报了" in words_of(as_clerk.get("/"))


def test_a_dispatcher_sees_who_is_silent_and_what_to_check(
    as_dispatcher: Client, dispatcher: User, now: datetime
) -> None:
    county = Unit.objects.get(key="honghu")
    add_document(PLAN, county=county, file_name="明年.txt", actor=dispatcher, at=now)

    words = words_of(as_dispatcher.get("/"))

    assert "大同湖管理区" in words
    assert "瞿家湾镇" in words
    assert "明年.txt" in words


def test_the_leader_sees_what_presses_most(as_head: Client) -> None:
    attention = as_head.get("/").context["attention"]

    assert attention[0].target.indicator.key == "investment.arrived_funds"
    assert {row.light for row in attention} <= {"red", "behind", "slow"}


def test_a_bureau_sees_its_own_targets_first(as_officer: Client) -> None:
    owners = {row.target.owner.key for row in as_officer.get("/").context["attention"]}

    assert owners == {"investment_center"}


def test_an_empty_county_says_that_nothing_is_late(as_outsider: Client) -> None:
    words = words_of(as_outsider.get("/"))

    assert "没有单位逾期未报" in words
    assert "没有待核对的目标" in words
    assert "没有偏慢或滞后的目标" in words


def test_on_the_first_day_nothing_is_owed(silent: Client, as_of: Callable[[date], date]) -> None:
    as_of(date(2023, 1, 1))

    assert silent.get("/").context["debts"] == []


def test_a_stranger_is_told_to_ask_for_a_post(as_stranger: Client) -> None:
    words = words_of(as_stranger.get("/"))

    assert "这个账号还没有岗位" in words
    assert "洪湖" not in words


def test_nobody_is_led_to_the_door() -> None:
    assert Client().get("/").headers["Location"] == "/sign-in/?next=/"


def test_the_page_asks_the_store_few_times(
    as_dispatcher: Client,
    as_clerk: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for browser in (as_dispatcher, as_clerk):
        with django_assert_max_num_queries(9):
            browser.get("/")
