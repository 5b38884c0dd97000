"""Quality of figures: what stands out in the county, by unit, with the remedy."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.observations.models import Expectation

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


def test_the_page_says_how_many_checks_looked_and_why_others_could_not(
    as_dispatcher: Client,
) -> None:
    words = words_of(as_dispatcher.get("/quality/"))

    assert "110 条检查" in words
    assert "没有可查的数" in words
    assert "没有用电量；请由供电部门提供" in words


def test_what_one_check_says_many_times_is_told_once_and_opened_on_demand(
    as_dispatcher: Client,
) -> None:
    answer = as_dispatcher.get("/quality/")

    late = next(group for group, _ in answer.context["groups"] if group.unit.key == "qujiawan")
    assert len(late.kinds) == len({row.finding.check for row in late.rows})
    assert sum(1 + len(others) for _, others in late.kinds) == len(late.rows)
    assert "同样的还有" in words_of(answer)


def test_a_finding_leads_to_the_figure_and_names_who_answers(
    as_dispatcher: Client, as_clerk: Client, as_head: Client
) -> None:
    form = Expectation.objects.get(
        indicator__key="investment.arrived_funds", unit__key="fengkou", period="2023-04"
    )
    link = f'href="/filings/{form.pk}/"'

    assert link in as_dispatcher.get("/quality/").content.decode()
    assert link in as_clerk.get("/quality/").content.decode()
    assert link not in as_head.get("/quality/").content.decode()
    assert "谁答复：峰口镇填报员（示例）" in words_of(as_head.get("/quality/"))


def test_the_headline_counts_what_is_listed(as_dispatcher: Client) -> None:
    context = as_dispatcher.get("/quality/").context

    listed = sum(len(group.rows) for group, _ in context["groups"])
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
    with django_assert_max_num_queries(12):
        as_dispatcher.get("/quality/")
