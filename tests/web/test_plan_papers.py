"""What goes with a plan: pages, coverage, receipt, tables out and back, two years compared."""

import json
import re
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.adapters.documents.making import PdfMaker, workbook
from tests.web.pages import words_of

from guatu.adapters.documents import open_document
from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Target
from guatu.apps.plans.operations import add_document
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

PLAN = (
    "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元，力争80亿元。\n"
    "市科技经信局新增5G基站300个；2023年建成基站240个。\n"
)
PAPERS = ("coverage", "receipt", "original", "targets.xlsx", "targets.jsonl")


def added(data: bytes, name: str, dispatcher: User, now: datetime) -> Document:
    """A plan of the example county, read."""
    county = Unit.objects.get(key="honghu")
    return add_document(data, county=county, file_name=name, actor=dispatcher, at=now)


@pytest.fixture
def document(dispatcher: User, now: datetime) -> Document:
    """A plan of next year, read and not yet checked."""
    return added(PLAN.encode(), "next.txt", dispatcher, now)


@pytest.fixture
def printed(dispatcher: User, now: datetime) -> Document:
    """A plan of next year as a PDF of one page."""
    maker = PdfMaker()
    maker.words(72, 90, "2024年工作安排")
    maker.words(72, 130, "市招商服务中心全年实际到位资金不低于60亿元。")
    return added(maker.done(), "next.pdf", dispatcher, now)


def test_every_figure_is_told_and_can_be_made_a_target(
    as_dispatcher: Client, document: Document
) -> None:
    words = words_of(as_dispatcher.get(f"/plans/{document.pk}/coverage/"))
    assert "已经完成或现有的数，不是目标。" in words
    assert "列为目标" in words

    start = PLAN.index("240个")
    answer = as_dispatcher.post(f"/plans/{document.pk}/drafts/", {"start": str(start)})

    assert answer.headers["Location"] == f"/plans/{document.pk}/#draft-3"
    assert document.drafts.get(number=3).value == 240


def test_a_place_without_a_figure_is_refused_in_words(
    as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.post(f"/plans/{document.pk}/drafts/", {"start": "1"}, follow=True)

    assert "这个位置没有数字" in words_of(answer)
    assert document.drafts.count() == 2


def test_a_document_without_figures_says_what_to_do(
    as_dispatcher: Client, document: Document
) -> None:
    Document.objects.filter(pk=document.pk).update(figures=[])

    assert "原文里没有数字" in words_of(as_dispatcher.get(f"/plans/{document.pk}/coverage/"))


def test_the_receipt_names_who_confirmed_what_and_when(
    as_dispatcher: Client, document: Document
) -> None:
    before = words_of(as_dispatcher.get(f"/plans/{document.pk}/receipt/"))
    as_dispatcher.post(f"/drafts/{document.drafts.all()[0].pk}/confirm/")

    words = words_of(as_dispatcher.get(f"/plans/{document.pk}/receipt/"))

    assert "还没有确认任何目标" in before
    assert "调度专员（示例）" in words
    assert "市招商服务中心全年实际到位资金不低于60亿元" in words
    assert document.sha256 in words


def test_the_original_is_given_back_to_be_kept_not_run(
    as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.get(f"/plans/{document.pk}/original/")

    assert answer.content == PLAN.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_is_shown_as_it_was_laid_out_with_the_quotes_marked(
    as_dispatcher: Client, printed: Document
) -> None:
    page = as_dispatcher.get(f"/plans/{printed.pk}/pages/1/")
    review = as_dispatcher.get(f"/plans/{printed.pk}/").content.decode()

    assert page.headers["Content-Type"] == "image/png"
    assert page.content.startswith(b"\x89PNG")
    assert f'href="/plans/{printed.pk}/pages/1/"' in review
    (top,) = re.findall(r'<rect class="[^"]*" data-quote="1" x="\d+" y="(\d+)"', review)
    assert 180 < int(top) < 260


@pytest.mark.parametrize("number", [0, 2, 9999])
def test_a_page_that_is_not_there_is_not_found(
    number: int, as_dispatcher: Client, printed: Document
) -> None:
    assert as_dispatcher.get(f"/plans/{printed.pk}/pages/{number}/").status_code == 404


def test_a_text_has_no_pages(as_dispatcher: Client, document: Document) -> None:
    assert as_dispatcher.get(f"/plans/{document.pk}/pages/1/").status_code == 404


def test_machines_get_a_line_a_draft(as_dispatcher: Client, document: Document) -> None:
    answer = as_dispatcher.get(f"/plans/{document.pk}/targets.jsonl")

    lines = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert [(line["value"], line["unit"], line["status"]) for line in lines] == [
        (60, "亿元", "open"), (300, "个", "open")
    ]  # fmt: skip
    assert lines[0]["key"] == "investment.arrived_funds"
    assert lines[0]["stretch"] == 80


def corrected(client: Client, document: Document, **cells: str) -> SimpleUploadedFile:
    """The exported table with these cells of its first row changed."""
    data = client.get(f"/plans/{document.pk}/targets.xlsx").content
    text = open_document(data, file_name="a.xlsx").text
    rows = [line.split("\t") for line in text.splitlines() if "\t" in line]
    head = next(at for at, row in enumerate(rows) if row[0] == "编号")
    for title, words in cells.items():
        rows[head + 1][rows[head].index(title)] = words
    return SimpleUploadedFile("改好的.xlsx", workbook({"目标": rows[head:]}))


def test_a_corrected_table_is_shown_first_and_done_when_agreed(
    as_dispatcher: Client, document: Document
) -> None:
    address = f"/plans/{document.pk}/corrections/"
    file = corrected(as_dispatcher, document, 决定="确认", 力争="")

    shown = as_dispatcher.post(address, {"file": file})

    assert "将改动 1 项" in words_of(shown)
    assert not Target.objects.filter(document=document).exists()
    agreed = re.search(r'name="agreed" value="([^"]+)"', shown.content.decode())
    assert agreed is not None
    done = as_dispatcher.post(address, {"agreed": agreed[1]})
    assert "改了 1 项，确认 1 项，标为不是目标 0 项" in words_of(done)
    target = Target.objects.get(document=document)
    assert target.goal == 60
    assert target.stretch is None


def test_cells_that_cannot_be_read_are_named_with_their_address(
    as_dispatcher: Client, document: Document
) -> None:
    file = corrected(as_dispatcher, document, 数值="十几")

    words = words_of(as_dispatcher.post(f"/plans/{document.pk}/corrections/", {"file": file}))

    assert "有 1 处读不通" in words
    assert "G2" in words


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param({}, "请先选择改好的 Excel 表", id="nothing chosen"),
        pytest.param({"agreed": "forged"}, "已过期，请重新上传", id="forged"),
    ],
)
def test_what_was_not_shown_is_not_done(
    sent: dict[str, str], said: str, as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.post(f"/plans/{document.pk}/corrections/", sent)

    assert answer.status_code == 422
    assert said in words_of(answer)


def test_a_table_of_one_document_does_not_correct_another(
    as_dispatcher: Client, document: Document, printed: Document
) -> None:
    file = corrected(as_dispatcher, document, 决定="确认")
    shown = as_dispatcher.post(f"/plans/{document.pk}/corrections/", {"file": file})
    agreed = re.search(r'name="agreed" value="([^"]+)"', shown.content.decode())
    assert agreed is not None

    answer = as_dispatcher.post(f"/plans/{printed.pk}/corrections/", {"agreed": agreed[1]})

    assert answer.status_code == 422
    assert {draft.status for draft in Draft.objects.all()} == {Draft.Status.OPEN}


def test_the_table_page_loaded_anew_leads_back_to_the_review(
    as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.get(f"/plans/{document.pk}/corrections/")

    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{document.pk}/")


def test_two_years_are_compared(as_dispatcher: Client, document: Document) -> None:
    words = words_of(as_dispatcher.get("/plans/compare/"))

    assert "2 提高" in words
    assert "要求更高" in words
    assert document.title in words


def test_one_plan_alone_is_not_compared(as_outsider: Client) -> None:
    assert "还没有两年的规划" in words_of(as_outsider.get("/plans/compare/"))


def test_an_address_that_names_no_plan_compares_the_newest(
    as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.get("/plans/compare/?old=x&new=-1")

    assert document.title in words_of(answer)


@pytest.mark.parametrize("paper", PAPERS)
def test_papers_of_another_county_do_not_exist(
    paper: str, as_outsider: Client, document: Document
) -> None:
    slash = "" if "." in paper else "/"

    assert as_outsider.get(f"/plans/{document.pk}/{paper}{slash}").status_code == 404


@pytest.mark.parametrize("paper", ["coverage/", "receipt/", "targets.jsonl"])
def test_papers_ask_the_store_a_fixed_number_of_times(
    paper: str,
    as_dispatcher: Client,
    document: Document,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(10):
        as_dispatcher.get(f"/plans/{document.pk}/{paper}")
