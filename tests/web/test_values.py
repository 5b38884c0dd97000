"""The values of a unit for machines: every indicator, as known at any moment."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from guatu.apps.observations.models import Expectation
from guatu.apps.observations.operations import Figure, file_figures
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

VALUES = "/api/v1/values"
FUNDS = "investment.arrived_funds"


def funds(client: Client, **asked: str) -> dict[str, Any]:
    """The row of the arrived funds."""
    rows = client.get(VALUES, asked).json()["values"]
    return next(row for row in rows if row["indicator"] == FUNDS)


def file_may(value: str, now: datetime) -> None:
    """The funds of May of the unit that never filed."""
    rows = Expectation.objects.select_related("indicator", "unit")
    owed = rows.get(unit__key="datonghu", indicator__key=FUNDS, period="2023-05")
    file_figures([Figure(owed, Decimal(value))], key=uuid.uuid4(), actor=None, at=now)


def test_a_county_and_a_town_show_what_they_filed(as_head: Client) -> None:
    county, town = funds(as_head), funds(as_head, unit="fengkou")

    assert county["period"] == town["period"] == "2023-05"
    assert Decimal(town["value"]) < Decimal(county["value"])
    assert (town["filed"], town["expected"]) == (1, 1)
    assert county["filed"] < county["expected"]


def test_what_was_filed_is_in_the_next_answer_and_not_in_that_of_the_day_before(
    as_head: Client, now: datetime
) -> None:
    before = Decimal(funds(as_head)["value"])

    file_may("0.7", now)

    assert Decimal(funds(as_head)["value"]) == before + Decimal("0.7")
    assert Decimal(funds(as_head, known_by="2023-06-12")["value"]) == before
    assert Decimal(funds(as_head, known_by="2023-06-13T09:59")["value"]) == before


def test_an_earlier_day_has_its_own_answer(as_head: Client) -> None:
    assert funds(as_head, day="2023-03-31")["period"] < funds(as_head)["period"]
    assert funds(as_head, day="2099-01-01") == funds(as_head)
    assert funds(as_head, day="2023-02-31") == funds(as_head)


def test_where_nothing_was_filed_every_figure_is_missing_and_none_is_zero(
    as_outsider: Client, lakeside: dict[str, Unit]
) -> None:
    answer = as_outsider.get(VALUES).json()

    assert answer["unit"] == lakeside["lakeside"].key
    assert [row for row in answer["values"] if row["value"] is not None] == []


def test_a_county_takes_few_queries(
    as_head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        as_head.get(VALUES)


def test_a_unit_of_another_county_is_as_if_it_did_not_exist(
    as_head: Client, as_outsider: Client, as_stranger: Client
) -> None:
    assert as_head.get(VALUES, {"unit": "lakeside_town"}).status_code == 404
    assert as_outsider.get(VALUES, {"unit": "fengkou"}).status_code == 404
    assert as_head.get(VALUES, {"unit": "nowhere"}).status_code == 404
    assert as_stranger.get(VALUES).status_code == 403


def test_the_day_of_the_answer_is_told(as_head: Client) -> None:
    answer = as_head.get(VALUES, {"day": "2023-04-30"}).json()

    assert (answer["unit"], answer["day"]) == ("honghu", date(2023, 4, 30).isoformat())
    assert answer["known_by"].startswith("2023-04-30T23:59:59")
