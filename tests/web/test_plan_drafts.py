"""Rows of the review: changed twice only, split, merged, and never lost."""

from datetime import datetime

import pytest
from django.test import Client
from tests.web.pages import words_of

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Target
from guatu.apps.plans.operations import add_document
from guatu.apps.plans.queries import LEAF
from guatu.apps.units.models import Unit

pytestmark = pytest.mark.django_db

PLAN = "2023年工作调整\n\n市招商服务中心全年实际到位资金不低于64亿元，力争80亿元。\n"
TWO = "2024年工作安排\n\n市招商服务中心全年签约项目90个。\n力争签约项目120个。\n"
FRAGMENT = {"HX-Request": "true"}


def added(text: str, dispatcher: User, now: datetime) -> Document:
    """A plan of the example county, read."""
    county = Unit.objects.get(key="honghu")
    return add_document(text.encode(), county=county, file_name="a.txt", actor=dispatcher, at=now)


@pytest.fixture
def draft(dispatcher: User, now: datetime) -> Draft:
    """A draft whose goal would change a target that stands."""
    return added(PLAN, dispatcher, now).drafts.get()


def goal() -> object:
    """The goal that stands."""
    return Target.objects.get(indicator__key="investment.arrived_funds").goal


def test_a_standing_target_is_changed_only_when_confirmed_twice(
    as_dispatcher: Client, draft: Draft
) -> None:
    address = f"/drafts/{draft.pk}/confirm/"

    first = as_dispatcher.post(address, headers=FRAGMENT)

    assert first.status_code == 409
    assert "再确认一次，改动已有目标" in words_of(first)
    assert goal() == 50
    second = as_dispatcher.post(address, {"again": "1"}, headers=FRAGMENT)
    assert second.status_code == 200
    assert "改动了已有目标" in words_of(second)
    assert goal() == 64


def test_without_script_the_second_button_waits_on_the_page(
    as_dispatcher: Client, draft: Draft
) -> None:
    answer = as_dispatcher.post(f"/drafts/{draft.pk}/confirm/", follow=True)

    assert "再确认一次，改动已有目标" in words_of(answer)
    assert "已有目标 50 亿元" in words_of(answer)
    assert goal() == 50


def test_a_changed_target_is_given_back(as_dispatcher: Client, draft: Draft) -> None:
    as_dispatcher.post(f"/drafts/{draft.pk}/confirm/", {"again": "1"})

    as_dispatcher.post(f"/drafts/{draft.pk}/reopen/")

    assert goal() == 50


def test_the_review_offers_the_other_figure_of_the_quote(
    as_dispatcher: Client, draft: Draft
) -> None:
    page = words_of(as_dispatcher.get(f"/plans/{draft.document_id}/"))
    start = str(PLAN.index("80亿元"))

    answer = as_dispatcher.post(f"/drafts/{draft.pk}/split/", {"start": start})

    assert "把“80亿元”拆成一项" in page
    assert answer.headers["Location"] == f"/plans/{draft.document_id}/#draft-2"
    assert draft.document.drafts.get(number=2).value == 80


@pytest.mark.parametrize("start", ["", "x", "-1", "99999999999", "0"])
def test_no_split_without_a_figure(start: str, as_dispatcher: Client, draft: Draft) -> None:
    answer = as_dispatcher.post(f"/drafts/{draft.pk}/split/", {"start": start}, follow=True)

    assert "没有" in words_of(answer)
    assert draft.document.drafts.count() == 1


def test_a_draft_is_merged_as_the_stretch_of_the_one_before(
    as_dispatcher: Client, dispatcher: User, now: datetime
) -> None:
    first, second = added(TWO, dispatcher, now).drafts.all()

    answer = as_dispatcher.post(
        f"/drafts/{second.pk}/merge/", {"into": str(first.pk), "field": "stretch"}, follow=True
    )

    assert "已并入第 1 项" in words_of(answer)
    first.refresh_from_db()
    assert first.stretch == 120


@pytest.mark.parametrize(
    "sent", [{}, {"into": "0", "field": "stretch"}, {"into": "x", "field": "goal"}], ids=str
)
def test_a_merge_that_names_nothing_is_refused_in_words(
    sent: dict[str, str], as_dispatcher: Client, draft: Draft
) -> None:
    answer = as_dispatcher.post(f"/drafts/{draft.pk}/merge/", sent, follow=True)

    assert "请选择并入哪一项" in words_of(answer)
    draft.refresh_from_db()
    assert draft.status == Draft.Status.OPEN


def test_a_split_is_taken_back_on_the_page(as_dispatcher: Client, draft: Draft) -> None:
    as_dispatcher.post(f"/drafts/{draft.pk}/split/", {"start": PLAN.index("80亿元")})
    part = Draft.objects.exclude(pk=draft.pk).get()
    shown = as_dispatcher.get(f"/plans/{draft.document_id}/")
    assert "撤回拆分" in words_of(shown)

    answer = as_dispatcher.post(f"/drafts/{part.pk}/reopen/")

    assert answer["Location"].endswith(f"#draft-{draft.number}")
    assert Draft.objects.get().stretch == 80


def test_a_draft_without_owner_can_be_edited(as_dispatcher: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(owner_unit=None)
    fields = {"indicator": "到位资金", "relation": ">=", "value": "64", "unit": "亿元"}

    answer = as_dispatcher.post(
        f"/drafts/{draft.pk}/edit/", {**fields, "period": "2023"}, headers=FRAGMENT
    )

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert (draft.owner_unit, draft.indicator) == (None, "到位资金")


def test_a_page_that_is_behind_changes_only_what_was_changed_on_it(
    as_dispatcher: Client, draft: Draft
) -> None:
    shown = {"indicator": draft.indicator, "relation": ">=", "value": "64", "unit": "亿元"}
    behind = shown | {"period": "2023", "stretch": "80"}
    initial = {f"initial-{name}": value for name, value in behind.items()}
    address = f"/drafts/{draft.pk}/edit/"
    as_dispatcher.post(address, behind | initial | {"period": "2024"}, headers=FRAGMENT)

    as_dispatcher.post(address, behind | initial | {"stretch": "64"}, headers=FRAGMENT)

    draft.refresh_from_db()
    assert draft.period == "2024"
    assert draft.stretch == 64


def test_a_long_plan_is_reviewed_leaf_by_leaf(
    as_dispatcher: Client, dispatcher: User, now: datetime
) -> None:
    words = "".join(f"市科技经信局新建{n}号站{n + 1}座。\n" for n in range(LEAF + 5))
    document = added(f"2024年工作安排\n{words}", dispatcher, now)
    last = document.drafts.last()
    assert last is not None

    first, second = (as_dispatcher.get(f"/plans/{document.pk}/?leaf={n}") for n in (1, 2))

    assert first.content.count(b"data-record=") == LEAF
    assert second.content.count(b"data-record=") == document.drafts.count() - LEAF
    answer = as_dispatcher.post(f"/drafts/{last.pk}/reject/")
    assert answer["Location"].endswith(f"?leaf=2#draft-{last.number}")


def test_a_stretch_short_of_the_goal_is_asked_about(as_dispatcher: Client, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk).update(value=80, stretch=64)

    answer = as_dispatcher.post(f"/drafts/{draft.pk}/confirm/", headers=FRAGMENT)

    assert answer.status_code == 409
    assert "力争值 64 还不如目标值 80" in words_of(answer)
