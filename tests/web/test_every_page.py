"""What holds for every page: its frame, its language, its safety, and the pages that say no."""

import re
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.web.pages import words_of

from guatu.apps.accounts.models import User
from guatu.apps.observations.models import Expectation, Filing
from guatu.apps.plans.models import Target
from guatu.apps.plans.operations import add_document
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

PLAN = "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元。\n".encode()
PLAIN = [
    "/",
    "/board/",
    "/board/deployment/",
    "/board/support/",
    "/board/wall/",
    "/plans/",
    "/filings/",
    "/quality/",
    "/ranks/",
    "/ranks/?group=towns",
    "/ranks/peers/investment.arrived_funds/",
    "/no/such/page/",
]
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def addresses(dispatcher: User, now: datetime) -> list[str]:
    """The address of every page."""
    county = Unit.objects.get(key="honghu")
    document = add_document(PLAN, county=county, file_name="a.txt", actor=dispatcher, at=now)
    return [
        *PLAIN,
        f"/targets/{Target.objects.all()[0].pk}/",
        f"/plans/{document.pk}/",
        f"/filings/{Expectation.objects.filter(unit__key='datonghu')[0].pk}/",
        f"/receipts/{Filing.objects.all()[0].receipt}/",
    ]


def test_every_page_has_one_heading_a_language_and_no_inline_style(
    as_dispatcher: Client, addresses: list[str]
) -> None:
    for address in [*addresses, "/sign-in/"]:
        browser = Client() if address == "/sign-in/" else as_dispatcher
        text = browser.get(address).content.decode()

        assert text.count("<h1") == 1, address
        assert '<html lang="zh' in text, address
        assert " style=" not in text, address
        assert "<style" not in text, address
        assert not re.search(r"\son[a-z]+=", text), address
        assert not OUTSIDE.search(text), address
        assert "<title>" in text, address


def test_every_page_can_be_read_in_english(as_dispatcher: Client, addresses: list[str]) -> None:
    as_dispatcher.cookies["django_language"] = "en"

    for address in addresses:
        text = as_dispatcher.get(address).content.decode()

        assert '<html lang="en' in text, address
        assert text.count("<h1") == 1, address


def test_the_pages_without_a_plans_words_hold_no_chinese_in_english(
    as_outsider: Client, lakeside: dict[str, Unit]
) -> None:
    as_outsider.cookies["django_language"] = "en"
    Unit.objects.filter(pk=lakeside["lakeside"].pk).update(name="Lakeside", short="Lakeside")
    User.objects.filter(username="outsider").update(name="Outsider")

    for address in PLAIN:
        words = words_of(as_outsider.get(address)).replace("中文", "").replace("挂图", "")

        assert CHINESE.findall(words) == [], (address, words)


def test_every_page_tells_the_browser_to_trust_nothing_else(as_dispatcher: Client) -> None:
    for address in PLAIN:
        headers = as_dispatcher.get(address).headers

        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "private, no-store"


def test_what_does_not_exist_has_a_page_that_leads_back(
    as_head: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        answer = as_head.get("/no/such/page/")

    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()


def test_what_is_not_allowed_says_whom_to_ask(
    as_clerk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(4):
        answer = as_clerk.get("/plans/")

    assert answer.status_code == 403
    assert "管理员" in words_of(answer)


def test_nobody_finds_the_same_page_missing() -> None:
    answer = Client().get("/no/such/page/")

    assert answer.status_code == 404
    assert answer.content.decode().count("<h1") == 1


def test_the_language_is_kept(as_head: Client) -> None:
    as_head.post("/language/", {"language": "en", "next": "/"})

    assert '<html lang="en' in as_head.get("/").content.decode()


def test_health_tells_a_stranger_that_it_is_well_and_no_more() -> None:
    assert Client().get("/health/").json() == {"status": "ok"}


def test_health_tells_whoever_has_signed_in_how_the_store_is(as_head: Client) -> None:
    facts = as_head.get("/health/").json()

    assert facts["status"] == "ok"
    assert facts["chain"]["number"] > 0
    assert facts["pack"] == "honghu-2023"


def test_machines_get_the_readings_of_their_county(
    as_head: Client, as_outsider: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):
        rows = as_head.get("/api/v1/evaluations").json()

    assert len(rows) == Target.objects.count()
    assert {row["day"] for row in rows} == {"2023-06-13"}
    assert as_outsider.get("/api/v1/evaluations").json() == []
