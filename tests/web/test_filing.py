"""Filing: the list of what is owed, the form of one figure, and the receipt."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import browser_of
from tests.web.pages import words_of

from guatu.apps.accounts.models import User
from guatu.apps.boards.models import Reading
from guatu.apps.observations.models import Expectation, Filing, Observation

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)


@pytest.fixture
def filer(db: None) -> Client:  # noqa: ARG001 - the example stands in the database
    """The browser of the filer whose unit has filed nothing."""
    return browser_of(User.objects.get(username="silent"))


@pytest.fixture
def owed(db: None) -> Expectation:  # noqa: ARG001 - as above
    """The funds of May that the silent unit owes."""
    return Expectation.objects.get(
        unit__key="datonghu", indicator__key="investment.arrived_funds", period="2023-05"
    )


def form(value: str, remark: str = "", key: str = "") -> dict[str, str]:
    """What the filer sends."""
    return {"value": value, "remark": remark, "key": key or str(uuid.uuid4())}


def test_the_list_shows_what_is_owed_oldest_first(filer: Client) -> None:
    answer = filer.get("/filings/")
    dates = [debt.due_on for debt in answer.context["debts"]]

    assert dates == sorted(dates)
    assert len(dates) > 20
    assert "已逾期" in words_of(answer)


def test_the_list_of_whoever_owes_nothing_says_so(as_clerk: Client) -> None:
    assert "应报的都报了" in words_of(as_clerk.get("/filings/"))


def test_the_list_asks_a_fixed_number_of_times(
    filer: Client, as_clerk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for browser in (filer, as_clerk):
        with django_assert_num_queries(5):
            browser.get("/filings/")


def test_the_form_names_figure_unit_period_and_definition(filer: Client, owed: Expectation) -> None:
    words = words_of(filer.get(f"/filings/{owed.pk}/"))

    assert owed.indicator.name in words
    assert "2023年5月" in words
    assert "亿元" in words
    assert owed.indicator.declared.definition in words


def test_what_was_filed_is_not_called_late(as_clerk: Client) -> None:
    met = Expectation.objects.get(
        unit__key="fengkou", indicator__key="investment.arrived_funds", period="2023-01"
    )

    assert "已逾期" not in words_of(as_clerk.get(f"/filings/{met.pk}/"))


def test_the_form_asks_a_fixed_number_of_times(
    filer: Client, owed: Expectation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        filer.get(f"/filings/{owed.pk}/")


def test_a_figure_is_filed_and_the_board_knows_it_at_once(filer: Client, owed: Expectation) -> None:
    before = Reading.objects.get(target__indicator=owed.indicator, day=TODAY)

    answer = filer.post(f"/filings/{owed.pk}/", form("3200万元"), follow=True)

    kept = Observation.objects.get(indicator=owed.indicator, unit=owed.unit, period="2023-05")
    assert answer.redirect_chain[0][0] == f"/receipts/{kept.filing.receipt}/"
    assert kept.value == Decimal("0.32")
    assert kept.typed == "3200万元"
    after = Reading.objects.get(target__indicator=owed.indicator, day=TODAY)
    assert after.filed == before.filed + 1
    assert kept.filing.receipt in words_of(answer)


def test_sending_twice_files_once(filer: Client, owed: Expectation) -> None:
    sent = form("0.3", key=str(uuid.uuid4()))
    count = Filing.objects.count()

    first = filer.post(f"/filings/{owed.pk}/", sent)
    second = filer.post(f"/filings/{owed.pk}/", sent)

    assert first.headers["Location"] == second.headers["Location"]
    assert Filing.objects.count() == count + 1


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("三点多", id="words"),
        pytest.param("约3亿", id="roughly"),
        pytest.param("3~5", id="a range"),
        pytest.param("#REF!", id="a broken formula"),
        pytest.param("-1", id="less than nothing"),
        pytest.param("3吨", id="another kind of unit"),
        pytest.param("1e400", id="beyond all measure"),
        pytest.param("NaN", id="not a number"),
    ],
)
def test_what_is_no_figure_is_refused_and_stores_nothing(
    typed: str, filer: Client, owed: Expectation
) -> None:
    count = Observation.objects.count()

    answer = filer.post(f"/filings/{owed.pk}/", form(typed))

    assert answer.status_code == 422
    assert "还没有报上，请改正" in words_of(answer)
    assert Observation.objects.count() == count


def test_a_period_to_come_is_refused(filer: Client) -> None:
    later = Expectation.objects.get(
        unit__key="datonghu", indicator__key="investment.arrived_funds", period="2023-06"
    )

    answer = filer.post(f"/filings/{later.pk}/", form("1"))

    assert answer.status_code == 422
    assert "还没有结束" in words_of(answer)


def test_a_second_figure_needs_a_reason(filer: Client, owed: Expectation) -> None:
    filer.post(f"/filings/{owed.pk}/", form("0.3"))

    refused = filer.post(f"/filings/{owed.pk}/", form("0.4"))
    corrected = filer.post(f"/filings/{owed.pk}/", form("0.4", remark="银行回单更正"))

    assert refused.status_code == 422
    assert "要更正，请在说明里写明原因" in words_of(refused)
    assert corrected.status_code == 302
    rows = Observation.objects.filter(indicator=owed.indicator, unit=owed.unit, period="2023-05")
    assert rows.count() == 2
    assert rows.get(corrects__isnull=False).remark == "银行回单更正"


def test_a_thousandfold_jump_asks_for_a_reason(filer: Client, owed: Expectation) -> None:
    april = Expectation.objects.get(unit=owed.unit, indicator=owed.indicator, period="2023-04")
    filer.post(f"/filings/{april.pk}/", form("0.3"))

    refused = filer.post(f"/filings/{owed.pk}/", form("300"))
    explained = filer.post(f"/filings/{owed.pk}/", form("300", remark="总部一次性注资"))

    assert "疑似单位填错" in words_of(refused)
    assert explained.status_code == 302


def test_another_unit_gets_neither_form_nor_receipt(as_clerk: Client, owed: Expectation) -> None:
    receipt = Filing.objects.exclude(unit__key="fengkou").filter(unit__kind="town")[0].receipt

    assert as_clerk.get(f"/filings/{owed.pk}/").status_code == 404
    assert as_clerk.post(f"/filings/{owed.pk}/", form("1")).status_code == 404
    assert as_clerk.get(f"/receipts/{receipt}/").status_code == 404


def test_a_stranger_is_told_whom_to_ask(as_stranger: Client, owed: Expectation) -> None:
    for address in ("/filings/", f"/filings/{owed.pk}/", "/receipts/20230207-00000000/"):
        answer = as_stranger.get(address)

        assert answer.status_code == 403
        assert "管理员" in words_of(answer)


def test_a_receipt_proves_what_was_filed(
    as_clerk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = Filing.objects.filter(unit__key="fengkou").first()
    assert kept is not None

    with django_assert_num_queries(6):
        answer = as_clerk.get(f"/receipts/{kept.receipt}/")

    words = words_of(answer)
    assert kept.receipt in words
    assert "峰口镇" in words
    assert "模拟数据" in words


def test_a_receipt_that_is_none_is_said_so(as_clerk: Client) -> None:
    assert as_clerk.get("/receipts/20230101-NOTHING/").status_code == 404
