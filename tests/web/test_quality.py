"""Quality of figures: what stands out in the county, by unit, with the remedy."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

pytestmark = pytest.mark.django_db

BEFORE_THE_CORRECTION = date(2023, 5, 15)


def test_the_tenfold_figure_is_told_with_its_unit_and_remedy(
    as_head: Client, as_of: Callable[[date], date]
) -> None:
    as_of(BEFORE_THE_CORRECTION)

    words = words_of(as_head.get("/quality/"))

    assert "峰口镇" in words
    assert "1.1 约为往常 0.12 的 10 倍，疑似小数点错位。" in words
    assert "请确认计量单位" in words


def test_once_corrected_it_is_told_as_a_correction(as_head: Client) -> None:
    words = words_of(as_head.get("/quality/"))

    assert "由 1.1 更正为 0.11，变动三成以上。" in words
    assert "约为往常" not in words


def test_notes_are_for_those_who_verify_alone(as_dispatcher: Client, as_clerk: Client) -> None:
    assert "迟报" in words_of(as_dispatcher.get("/quality/"))
    assert "迟报" not in words_of(as_clerk.get("/quality/"))


def test_the_headline_counts_what_is_listed(as_dispatcher: Client) -> None:
    context = as_dispatcher.get("/quality/").context

    listed = sum(len(group.rows) for group in context["groups"])
    assert context["count"] == listed
    assert context["blocked"] + context["held"] + context["noted"] == listed


def test_an_empty_county_says_that_nothing_was_found(as_outsider: Client) -> None:
    words = words_of(as_outsider.get("/quality/"))

    assert "没有要核对的数" in words
    assert "峰口镇" not in words


def test_a_stranger_is_refused_and_nobody_is_led_to_the_door(as_stranger: Client) -> None:
    assert as_stranger.get("/quality/").status_code == 403
    assert Client().get("/quality/").headers["Location"] == "/sign-in/?next=/quality/"


def test_the_page_asks_the_store_few_times(
    as_dispatcher: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(9):
        as_dispatcher.get("/quality/")
