"""The page of one target: why, where it ends, who, and who says so."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.boards.models import Reading
from guatu.apps.plans.models import Share, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def funds(db: None) -> Target:  # noqa: ARG001 - the example stands in the database
    """The funds that arrived: a target that will be missed."""
    return Target.objects.whole().get(indicator__key="investment.arrived_funds")


def address_of(target: Target) -> str:
    """Where the page of `target` is."""
    return f"/targets/{target.pk}/"


def test_it_shows_the_goal_the_quote_and_the_reasons(as_head: Client, funds: Target) -> None:
    answer = as_head.get(address_of(funds))
    words = words_of(answer)

    assert funds.indicator.name in words
    assert funds.quote in answer.content.decode()
    assert "50" in words
    assert answer.context["reading"].reasons
    assert funds.document.title in words


def test_the_quote_is_marked_within_its_own_words(as_head: Client, funds: Target) -> None:
    context = as_head.get(address_of(funds)).context

    assert context["before"] + funds.quote + context["after"] in funds.document.text


def test_the_breakdown_adds_up_to_the_goal(as_head: Client, funds: Target) -> None:
    cover = as_head.get(address_of(funds)).context["cover"]

    assert cover.owed_total == funds.goal
    assert sum(cover.owed) == funds.goal


def test_every_target_has_a_page(as_head: Client) -> None:
    for target in Target.objects.all():
        answer = as_head.get(address_of(target))

        assert answer.status_code == 200
        assert target.quote in answer.content.decode()


def test_a_past_day_shows_only_what_was_known_then(as_head: Client, funds: Target) -> None:
    context = as_head.get(address_of(funds), {"day": "2023-03-31"}).context

    assert context["reading"].day.isoformat() == "2023-03-31"
    assert all(row.known_at.date().isoformat() <= "2023-03-31" for row in context["filed"])


def test_without_a_reading_it_says_so(as_head: Client, funds: Target) -> None:
    Reading.objects.filter(target=funds).delete()

    answer = as_head.get(address_of(funds))

    assert answer.status_code == 200
    assert answer.context["reading"] is None
    assert funds.quote in answer.content.decode()


def test_without_a_breakdown_it_shows_no_table(as_head: Client, funds: Target) -> None:
    Share.objects.filter(target=funds).delete()

    assert as_head.get(address_of(funds)).context["cover"] is None


def test_it_asks_the_store_a_fixed_number_of_times(
    as_head: Client, funds: Target, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(10):
        as_head.get(address_of(funds))


def test_a_stranger_is_told_whom_to_ask(as_stranger: Client, funds: Target) -> None:
    answer = as_stranger.get(address_of(funds))

    assert answer.status_code == 403
    assert funds.quote not in answer.content.decode()


def test_to_another_county_it_does_not_exist(as_outsider: Client, funds: Target) -> None:
    assert as_outsider.get(address_of(funds)).status_code == 404


def test_it_explains_every_number_with_its_rule_catalog_and_moment(
    as_head: Client, funds: Target
) -> None:
    answer = as_head.get(address_of(funds))
    page, reading = answer.content.decode(), answer.context["reading"]
    keys = [why.key for why in answer.context["whys"]]

    assert keys == [
        "actual", "due", "completion", "attainment", "gap", "required", "forecast", "chance",
        "light",
    ]  # fmt: skip
    assert all(f'id="why-{key}"' in page for key in keys)
    assert all(why.rule and why.rules and why.inputs for why in answer.context["whys"])
    assert reading.catalog in page
    assert 'href="#why-chance"' in page


def test_links_to_explanations_lead_somewhere(as_head: Client) -> None:
    for target in Target.objects.all():
        page = as_head.get(address_of(target)).content.decode()

        for key in re.findall(r'href="#(why[\w-]*)"', page):
            assert f'id="{key}"' in page


def test_it_shows_each_method_and_says_which_is_used(as_head: Client, funds: Target) -> None:
    answer = as_head.get(address_of(funds))
    words = words_of(answer)

    assert len(answer.context["forecasts"]) > 3
    assert "选用合成法" in words
    assert "往年同月误差" in words


def test_without_years_before_it_says_that_the_prior_is_stated(as_head: Client) -> None:
    beds = Target.objects.get(indicator__key="health.convertible_beds")

    assert "往年数据不足 24 个月" in words_of(as_head.get(address_of(beds)))


def test_the_fan_nests_and_ends_where_the_forecast_does(as_head: Client, funds: Target) -> None:
    context = as_head.get(address_of(funds)).context
    curve, chosen = context["curve"], context["forecasts"][0]

    ends = [curve[name][-1] for name in ("lo95", "lo80", "lo50", "mid", "hi50", "hi80", "hi95")]
    assert ends == sorted(ends)
    assert curve["mid"][-1] == round(float(chosen.mid), 2)
    assert curve["lo80"][-1] == round(float(chosen.low_80), 2)


def test_the_board_leads_to_the_explanations(as_head: Client, funds: Target) -> None:
    assert f'href="{address_of(funds)}#why"' in as_head.get("/board/").content.decode()
