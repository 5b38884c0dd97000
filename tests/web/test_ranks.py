"""The rank pages: places among peers and among towns, who is missing, and tables to take away."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.plans.models import Target

pytestmark = pytest.mark.django_db

PEERS = "/ranks/peers/investment.arrived_funds/"
TOWNS = "/ranks/towns/investment.arrived_funds/"
TABLES = ["t.xlsx", "t.csv", "t.json"]


def test_the_first_page_tells_the_county_its_places(as_head: Client) -> None:
    words = words_of(as_head.get("/ranks/"))

    assert "5 项排名" in words
    assert "实际到位资金 2023年5月 第 5 位 / 8" in words
    assert "临荻市（5 项）" in words


def test_the_towns_stand_side_by_side(as_head: Client) -> None:
    words = words_of(as_head.get("/ranks/?group=towns"))

    assert "各单位名次" in words
    assert "大同湖管理区（8 项）" in words
    assert "非法定统计数据" in words


def test_a_ranking_says_place_distance_weeks_and_chance(as_head: Client) -> None:
    words = words_of(as_head.get(PEERS))

    assert "名次暂定" in words
    assert "模拟数据" in words
    assert "列 第 5 位 ，比上年末退 4 位" in words
    assert "约 4 周" in words
    assert "年底进前三的可能性" in words
    assert "还缺 1 家：临荻市" in words


def test_a_ranking_of_published_figures_names_their_source(as_head: Client) -> None:
    words = words_of(as_head.get("/ranks/jingzhou/economy.gdp/"))

    assert "统计公报 · 转载页" in words
    assert "只转载，不改动" in words
    assert "年底期望名次" not in words


def test_a_town_that_has_not_filed_is_not_last_but_missing(as_head: Client) -> None:
    words = words_of(as_head.get(TOWNS))

    assert "— 大同湖管理区 还没有数" in words


def test_before_any_figure_the_page_says_so(as_head: Client, as_of: Callable[[date], date]) -> None:
    as_of(date(2023, 1, 3))

    assert "还排不出名次" in words_of(as_head.get("/ranks/?group=reserves"))
    assert "还排不出名次" in words_of(as_head.get("/ranks/reserves/health.town_reserve/"))


def test_a_target_leads_to_the_rankings_by_its_indicator(as_head: Client) -> None:
    target = Target.objects.get(indicator__key="investment.arrived_funds")

    text = as_head.get(f"/targets/{target.pk}/").content.decode()

    assert f'href="{PEERS}"' in text
    assert f'href="{TOWNS}"' in text


def test_another_county_has_no_groups_and_sees_none_of_these(as_outsider: Client) -> None:
    assert "还没有排名组" in words_of(as_outsider.get("/ranks/"))
    assert as_outsider.get(PEERS).status_code == 404


@pytest.mark.parametrize("address", ["/ranks/no/such/", "/ranks/peers/no.such/"])
def test_what_is_not_ranked_does_not_exist(as_head: Client, address: str) -> None:
    assert as_head.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/ranks/", PEERS, *(f"{PEERS}{name}" for name in TABLES)])
def test_a_stranger_is_refused_and_nobody_is_led_to_the_door(
    as_stranger: Client, address: str
) -> None:
    assert as_stranger.get(address).status_code == 403
    assert Client().get(address).headers["Location"] == f"/sign-in/?next={address}"


def test_the_table_for_machines_is_exact_and_says_who_is_missing(as_head: Client) -> None:
    record = json.loads(as_head.get(f"{PEERS}t.json").content)

    assert record["missing"] == ["lindi_sim"]
    assert record["provisional"] is True
    assert record["simulated"] is True
    own = next(row for row in record["places"] if row["key"] == "honghu")
    assert (own["place"], own["value"]) == (5, "11.650000")
    assert next(row for row in record["places"] if row["key"] == "lindi_sim")["place"] is None


def test_the_table_for_spreadsheets_has_a_row_for_each(as_head: Client) -> None:
    text = as_head.get(f"{PEERS}t.csv").content.decode("utf-8-sig")

    head, *rows = csv.reader(io.StringIO(text))
    assert head[:3] == ["名次", "单位", "数值"]
    assert len(rows) == 9
    assert rows[-1] == ["", "临荻市", "", "", "", "", "", "", ""]


def test_the_workbook_is_one(as_head: Client) -> None:
    answer = as_head.get(f"{PEERS}t.xlsx")

    assert answer.content.startswith(b"PK")
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(("address", "most"), [("/ranks/", 16), (PEERS, 16), (TOWNS, 16)])
def test_the_pages_ask_the_store_few_times(
    as_head: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str, most: int
) -> None:
    with django_assert_max_num_queries(most):
        as_head.get(address)
