"""Plans: upload, read, check beside the sentence, and only then let it count."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from tests.web.pages import words_of

from guatu.apps.accounts.models import User
from guatu.apps.boards.models import Reading
from guatu.apps.observations.models import Expectation
from guatu.apps.plans.models import Document, Draft, Target
from guatu.apps.plans.operations import add_document
from guatu.apps.units.models import Unit
from guatu.packs import document_text

pytestmark = pytest.mark.django_db

PLAN = "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元。\n"


def file_of(data: bytes, name: str = "next.txt") -> dict[str, SimpleUploadedFile]:
    """The upload form with one file."""
    return {"file": SimpleUploadedFile(name, data)}


@pytest.fixture
def document(dispatcher: User, now: datetime) -> Document:
    """A plan of next year, read and not yet checked."""
    county = Unit.objects.get(key="honghu")
    return add_document(
        PLAN.encode(), county=county, file_name="next.txt", actor=dispatcher, at=now
    )


@pytest.fixture
def draft(document: Document) -> Draft:
    """The one target of that plan."""
    return document.drafts.get()


def test_the_shelf_shows_each_document_and_how_far_it_is_checked(
    as_dispatcher: Client, document: Document
) -> None:
    words = words_of(as_dispatcher.get("/plans/"))

    assert document.title in words
    assert "洪湖市2023年重点目标任务计划" in words


def test_an_empty_shelf_says_what_to_do(as_outsider: Client) -> None:
    assert "还没有规划" in words_of(as_outsider.get("/plans/"))


def test_the_shelf_asks_the_store_a_fixed_number_of_times(
    as_dispatcher: Client,
    document: Document,  # noqa: ARG001 - a second document asks nothing more
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(5):
        as_dispatcher.get("/plans/")


def test_whoever_does_not_steer_is_told_whose_it_is(
    as_clerk: Client, as_stranger: Client, draft: Draft
) -> None:
    for browser in (as_clerk, as_stranger):
        for address in ("/plans/", f"/plans/{draft.document_id}/"):
            assert browser.get(address).status_code == 403
        assert browser.post(f"/drafts/{draft.pk}/confirm/").status_code == 403
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_a_plan_is_read_in_every_encoding_of_the_office(
    encoding: str, as_dispatcher: Client
) -> None:
    answer = as_dispatcher.post("/plans/", file_of(PLAN.encode(encoding)), follow=True)

    kept = Document.objects.get(file_name="next.txt")
    assert kept.text.strip() == PLAN.strip()
    assert kept.drafts.get().value == 60
    assert "实际到位资金" in words_of(answer)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"", "空文件", id="empty"),
        pytest.param(b" \n \n", "空", id="only white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "文本", id="a picture"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 9, "文本", id="an archive"),
        pytest.param("今天天气很好。".encode(), "没有", id="no target in it"),
    ],
)
def test_what_is_no_plan_is_refused_in_words_and_leaves_nothing(
    data: bytes, said: str, as_dispatcher: Client
) -> None:
    before = Document.objects.count(), Draft.objects.count()

    answer = as_dispatcher.post("/plans/", file_of(data))

    assert answer.status_code == 422
    assert said in words_of(answer)
    assert (Document.objects.count(), Draft.objects.count()) == before


def test_nothing_chosen_is_said_so(as_dispatcher: Client) -> None:
    answer = as_dispatcher.post("/plans/", {})

    assert answer.status_code == 422
    assert "请先选择文件" in words_of(answer)


def test_a_file_over_the_limit_is_refused_before_it_is_read(
    as_dispatcher: Client, settings: Settings
) -> None:
    data = PLAN.encode() + b" " * settings.UPLOAD_LIMIT

    answer = as_dispatcher.post("/plans/", file_of(data))

    assert answer.status_code == 422
    assert "20 MB" in words_of(answer)
    assert not Document.objects.filter(file_name="next.txt").exists()


def test_the_same_document_twice_is_refused_with_the_day_of_the_first(
    as_dispatcher: Client, document: Document
) -> None:
    answer = as_dispatcher.post("/plans/", file_of(PLAN.encode("gb18030"), "again.txt"))

    assert answer.status_code == 422
    assert "不必重复上传" in words_of(answer)
    assert document.title in words_of(answer)
    assert not Document.objects.filter(file_name="again.txt").exists()


def test_another_county_may_hold_the_same_document(
    as_outsider: Client,
    document: Document,  # noqa: ARG001 - the first county has it
) -> None:
    assert as_outsider.post("/plans/", file_of(PLAN.encode())).status_code == 302


def test_a_plan_without_a_year_waits_for_one(as_dispatcher: Client) -> None:
    as_dispatcher.post(
        "/plans/", file_of("工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元。".encode())
    )
    draft = Draft.objects.get(document__file_name="next.txt")

    answer = as_dispatcher.post(f"/drafts/{draft.pk}/confirm/", headers={"HX-Request": "true"})

    assert draft.document.year is None
    assert answer.status_code == 409
    assert "没有写明期间" in words_of(answer)
    assert not Target.objects.filter(document=draft.document).exists()


def test_figures_that_contradict_each_other_are_pointed_out(as_dispatcher: Client) -> None:
    text = PLAN + "\n市招商服务中心全年实际到位资金不低于66亿元。\n"

    answer = as_dispatcher.post("/plans/", file_of(text.encode()), follow=True)

    document = Document.objects.get(file_name="next.txt")
    assert {draft.value for draft in document.drafts.all()} == {60, 66}
    assert document.doubts
    assert "66" in words_of(answer)


def test_a_figure_in_an_unknown_unit_stays_as_it_was_written(as_dispatcher: Client) -> None:
    text = "2024年工作安排\n\n市科技经信局全年新增充电桩500摞。\n" + PLAN

    answer = as_dispatcher.post("/plans/", file_of(text.encode()), follow=True)

    assert answer.status_code == 200
    quotes = [d.quote for d in Draft.objects.filter(document__file_name="next.txt")]
    assert any("60亿元" in quote for quote in quotes)


def test_the_example_plan_is_known_already(as_dispatcher: Client) -> None:
    text = document_text("honghu-2023", "plan")

    answer = as_dispatcher.post("/plans/", file_of(text.encode()))

    assert answer.status_code == 422
    assert "不必重复上传" in words_of(answer)


def test_the_review_shows_the_words_beside_the_draft(
    as_dispatcher: Client, draft: Draft, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(9):
        answer = as_dispatcher.get(f"/plans/{draft.document_id}/")

    words = words_of(answer)
    assert draft.quote in words
    assert "待核对" in words
    assert "识别出 1 项目标" in words


def test_the_review_of_a_document_without_drafts_is_a_page(as_dispatcher: Client) -> None:
    example = Document.objects.get(pack="honghu-2023")

    assert as_dispatcher.get(f"/plans/{example.pk}/").status_code == 200


def test_nothing_counts_before_it_is_confirmed(draft: Draft) -> None:
    assert not Target.objects.filter(document=draft.document).exists()


def test_a_confirmed_draft_counts_is_owed_and_is_on_the_board(
    as_dispatcher: Client, draft: Draft, dispatcher: User
) -> None:
    answer = as_dispatcher.post(f"/drafts/{draft.pk}/confirm/", headers={"HX-Request": "true"})

    assert answer.status_code == 200
    target = Target.objects.get(draft=draft)
    assert target.quote == draft.quote
    assert target.confirmed_by == dispatcher
    assert Expectation.objects.filter(indicator=target.indicator, period="2024-01").exists()
    assert Reading.objects.filter(target=target, day="2023-06-13").exists()


def test_a_draft_is_confirmed_only_once(as_dispatcher: Client, draft: Draft) -> None:
    address = f"/drafts/{draft.pk}/confirm/"
    as_dispatcher.post(address)

    again = as_dispatcher.post(address, headers={"HX-Request": "true"})

    assert again.status_code == 409
    assert "已经核对过" in words_of(again)
    assert Target.objects.filter(draft=draft).count() == 1


def test_without_script_a_decision_leads_back_to_the_page(
    as_dispatcher: Client, draft: Draft
) -> None:
    answer = as_dispatcher.post(f"/drafts/{draft.pk}/reject/")

    assert answer.headers["Location"] == f"/plans/{draft.document_id}/#draft-{draft.number}"
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.REJECTED


def test_a_decision_can_be_taken_back(as_dispatcher: Client, draft: Draft) -> None:
    as_dispatcher.post(f"/drafts/{draft.pk}/reject/")

    as_dispatcher.post(f"/drafts/{draft.pk}/reopen/")

    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


def form_of(draft: Draft, **other: str) -> dict[str, str]:
    """The fields of a draft as its form sends them."""
    return {
        "indicator": draft.indicator,
        "owner_unit": str(draft.owner_unit_id or ""),
        "relation": draft.relation,
        "value": f"{draft.value.normalize():f}",
        "stretch": "",
        "baseline": "",
        "period": draft.period,
    } | other


def test_a_draft_can_be_edited_and_keeps_its_quote(as_dispatcher: Client, draft: Draft) -> None:
    answer = as_dispatcher.post(
        f"/drafts/{draft.pk}/edit/",
        form_of(draft, value="6100000万元", period="2024年"),
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200
    kept = Draft.objects.get(pk=draft.pk)
    assert kept.value == 610
    assert kept.quote == draft.quote


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("value", "大约"),
        ("value", ""),
        ("period", "明年某时"),
        ("relation", "~"),
        ("owner_unit", "999999"),
        ("indicator", ""),
    ],
)
def test_a_wrong_edit_is_refused_in_words_and_changes_nothing(
    field: str, typed: str, as_dispatcher: Client, draft: Draft
) -> None:
    answer = as_dispatcher.post(
        f"/drafts/{draft.pk}/edit/",
        form_of(draft, **{field: typed}),
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 422
    kept = Draft.objects.get(pk=draft.pk)
    assert (kept.value, kept.period, kept.relation) == (draft.value, draft.period, draft.relation)


def test_a_unit_of_another_county_cannot_own_a_target(
    as_dispatcher: Client, draft: Draft, lakeside: dict[str, Unit]
) -> None:
    answer = as_dispatcher.post(
        f"/drafts/{draft.pk}/edit/",
        form_of(draft, owner_unit=str(lakeside["lakeside_town"].pk)),
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 422
    assert Draft.objects.get(pk=draft.pk).owner_unit == draft.owner_unit
