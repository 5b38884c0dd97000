"""A target that stands is changed only by a second confirmation, and given back by undo."""

from decimal import Decimal

import pytest
from tests.apps.plans.desk import Desk

from guatu.apps.observations.models import Expectation
from guatu.apps.plans.models import Draft, Target
from guatu.apps.plans.operations import (
    ChangedSince,
    TargetStandsAlready,
    confirm_draft,
    reopen_draft,
)
from guatu.apps.plans.queries import owed_by_unit
from guatu.platform.audit.queries import history
from guatu.platform.clock import end_of

pytestmark = pytest.mark.django_db

AGAIN = "2023年工作调整\n\n市招商服务中心2023年实际到位资金不低于64亿元。\n"
MORE = "2023年再次调整\n\n市招商服务中心2023年实际到位资金不低于70亿元。\n"


@pytest.fixture
def funds(db: None) -> Target:  # noqa: ARG001 - the example stands in the database
    """The target of the pack that the new documents state anew."""
    return Target.objects.whole().get(indicator__key="investment.arrived_funds")


def test_the_first_confirmation_asks_and_changes_nothing(bench: Desk, funds: Target) -> None:
    draft = bench.draft("到位资金", AGAIN)

    with pytest.raises(TargetStandsAlready, match=r"已有目标 50 亿元.*改为 64 亿元"):
        confirm_draft(draft, actor=bench.actor, at=bench.at)

    assert Target.objects.get(pk=funds.pk).goal == funds.goal
    assert Draft.objects.get(pk=draft.pk).status == Draft.Status.OPEN


def test_the_second_confirmation_changes_goal_words_and_shares(bench: Desk, funds: Target) -> None:
    before = {row.unit: row.amount for row in owed_by_unit(funds)}
    draft = bench.draft("到位资金", AGAIN)

    target = confirm_draft(draft, actor=bench.actor, at=bench.at, again=True)

    assert target.pk == funds.pk
    assert target.goal == 64
    assert (target.quote, target.document) == (draft.quote, draft.document)
    after = {row.unit: row.amount for row in owed_by_unit(target)}
    assert sum(after.values()) == 64
    assert after.keys() == before.keys()
    for unit, amount in after.items():
        assert abs(amount - before[unit] * 64 / funds.goal) < Decimal("0.02")


def test_what_stood_before_is_kept_for_good(bench: Desk, funds: Target) -> None:
    confirm_draft(bench.draft("到位资金", AGAIN), actor=bench.actor, at=bench.at, again=True)

    newest = history(f"target:{funds.pk}", known_by=end_of(bench.at.date()))[0]
    assert newest.act == "target.changed"
    assert newest.detail["before"]["quote"] == funds.quote
    assert Decimal(newest.detail["before"]["goal"]) == funds.goal


def test_undo_gives_back_the_target_as_it_was(bench: Desk, funds: Target) -> None:
    shares = [(row.unit, row.amount, row.undertaken) for row in owed_by_unit(funds)]
    owed = Expectation.objects.filter(indicator=funds.indicator).count()
    draft = bench.draft("到位资金", AGAIN)
    confirm_draft(draft, actor=bench.actor, at=bench.at, again=True)

    reopen_draft(draft, actor=bench.actor, at=bench.at)

    now = Target.objects.whole().get(pk=funds.pk)
    for name in ("goal", "stretch", "quote", "document_id", "confirmed_at", "draft_id", "start"):
        assert getattr(now, name) == getattr(funds, name)
    assert [(row.unit, row.amount, row.undertaken) for row in owed_by_unit(now)] == shares
    assert Expectation.objects.filter(indicator=funds.indicator).count() == owed
    assert Draft.objects.get(pk=draft.pk).replaced is None


def test_changes_are_taken_back_the_last_one_first(bench: Desk, funds: Target) -> None:
    first, second = bench.draft("到位资金", AGAIN), bench.draft("到位资金", MORE)
    for draft in (first, second):
        confirm_draft(draft, actor=bench.actor, at=bench.at, again=True)

    with pytest.raises(ChangedSince, match="请先撤回那一项"):
        reopen_draft(first, actor=bench.actor, at=bench.at)

    reopen_draft(second, actor=bench.actor, at=bench.at)
    assert Target.objects.get(pk=funds.pk).goal == 64
    reopen_draft(first, actor=bench.actor, at=bench.at)
    assert Target.objects.get(pk=funds.pk).goal == funds.goal


def test_the_same_goal_said_again_says_so(bench: Desk, funds: Target) -> None:
    text = AGAIN.replace("64", f"{funds.goal.normalize():f}")

    with pytest.raises(TargetStandsAlready, match="已有同样的目标"):
        confirm_draft(bench.draft("到位资金", text), actor=bench.actor, at=bench.at)
