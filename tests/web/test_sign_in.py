"""Signing in and out: who gets in, who does not, and what is never said."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.accounts.models import Attempt, User
from guatu.apps.accounts.operations import LIMIT, LOCK
from guatu.apps.accounts.queries import DEMO_PASSWORD

pytestmark = pytest.mark.django_db

WRONG = "账号或密码不对"
LOCKED = "请 15 分钟后再试"


def signed_in(browser: Client, username: str, password: str) -> bool:
    """Whether these words open the door."""
    answer = browser.post("/sign-in/", {"username": username, "password": password})
    return answer.status_code == 302


def test_the_page_names_the_simulated_accounts() -> None:
    words = words_of(Client().get("/sign-in/"))

    assert "head" in words
    assert DEMO_PASSWORD in words


def test_without_simulated_accounts_it_gives_no_hint() -> None:
    User.objects.update(is_simulated=False)

    words = words_of(Client().get("/sign-in/"))

    assert DEMO_PASSWORD not in words
    assert "市领导（示例）" not in words


def test_the_page_asks_the_store_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        Client().get("/sign-in/")


def test_the_right_password_leads_to_the_duties() -> None:
    browser = Client()

    answer = browser.post("/sign-in/", {"username": "head", "password": DEMO_PASSWORD})

    assert answer.headers["Location"] == "/"
    assert browser.get("/").status_code == 200


def test_one_is_led_to_where_one_went_and_nowhere_else() -> None:
    form = {"username": "head", "password": DEMO_PASSWORD}

    inside = Client().post("/sign-in/?next=/board/", form)
    outside = Client().post("/sign-in/?next=https://example.org/", form)

    assert inside.headers["Location"] == "/board/"
    assert outside.headers["Location"] == "/"


@pytest.mark.parametrize("username", ["head", "nobody-of-this-name"])
def test_a_wrong_password_and_a_wrong_name_sound_the_same(username: str) -> None:
    browser = Client()

    answer = browser.post("/sign-in/", {"username": username, "password": "a guess"})

    assert WRONG in words_of(answer)
    assert browser.get("/").status_code == 302
    assert Attempt.objects.count() == 1


def test_too_many_guesses_lock_the_account_even_for_the_right_password(now: datetime) -> None:
    for _ in range(LIMIT):
        assert not signed_in(Client(), "head", "a guess")

    answer = Client().post("/sign-in/", {"username": "head", "password": DEMO_PASSWORD})

    assert LOCKED in words_of(answer)
    with time_machine.travel(now + LOCK + timedelta(seconds=1), tick=False):
        assert signed_in(Client(), "head", DEMO_PASSWORD)


def test_an_account_that_was_stopped_does_not_open() -> None:
    User.objects.filter(username="head").update(is_active=False)

    assert not signed_in(Client(), "head", DEMO_PASSWORD)


def test_nothing_typed_is_refused() -> None:
    assert not signed_in(Client(), "", "")


def test_signing_out_closes_the_door(as_head: Client) -> None:
    answer = as_head.post("/sign-out/")

    assert answer.headers["Location"] == "/sign-in/"
    assert as_head.get("/").status_code == 302


def test_a_form_from_elsewhere_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)

    answer = browser.post("/sign-in/", {"username": "head", "password": DEMO_PASSWORD})

    assert answer.status_code == 403


def test_whoever_is_in_is_led_on(as_head: Client) -> None:
    assert as_head.get("/sign-in/").headers["Location"] == "/"
