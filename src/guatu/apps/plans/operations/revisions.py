"""Changing a target that stands: another document, or another place in it, states it anew."""

from collections import defaultdict
from datetime import datetime
from decimal import Decimal

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Draft, Indicator, Target
from guatu.apps.plans.operations.targets import break_down, undertake
from guatu.apps.plans.queries import owed_by_unit
from guatu.apps.units.models import Unit
from guatu.kernel.breakdown import allocate
from guatu.kernel.quantities import number_of
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record

PLAIN = ("relation", "start", "end", "quote", "numeral")
FIGURES = ("goal", "stretch", "baseline")
LINKS = ("document_id", "confirmed_by_id", "draft_id")


class TargetStandsAlready(Refusal):
    """There is a target of this indicator, owner and period; saying it again changes it."""


class ChangedSince(Refusal):
    """Another draft changed the target after this one; that one must be taken back first."""


def standing_target(indicator: Indicator, owner: Unit, period: str) -> Target | None:
    """The target whose place a draft wants; None when it is free."""
    rows = Target.objects.whole().filter(indicator=indicator, owner=owner, period=period)
    return rows.select_for_update(of=("self",)).first()


def ask_again(standing: Target, goal: Decimal) -> TargetStandsAlready:
    """The refusal that tells what a second confirmation would change."""
    shared = {
        "name": standing.indicator,
        "period": standing.period,
        "goal": f"{standing.goal.normalize():f}",
        "unit": standing.indicator.unit,
        "title": standing.document.title,
    }
    if goal == standing.goal:
        return TargetStandsAlready(
            "“%(name)s”%(period)s已有同样的目标 %(goal)s %(unit)s，出自“%(title)s”。"
            "只是重复的，请标为“不是目标”；再确认一次，则改以这一处为出处。",
            **shared,
        )
    return TargetStandsAlready(
        "“%(name)s”%(period)s已有目标 %(goal)s %(unit)s，出自“%(title)s”。"
        "再确认一次，改为 %(new)s %(unit)s，分解按原比例重算，原目标留存可查。",
        new=f"{goal.normalize():f}",
        **shared,
    )


def as_it_stands(target: Target) -> dict[str, object]:
    """What a change replaces, as plain values from which it can be restored."""
    kept = {name: getattr(target, name) for name in (*PLAIN, *LINKS)}
    figures = {name: getattr(target, name) for name in FIGURES}
    written = {name: None if value is None else str(value) for name, value in figures.items()}
    return kept | written | {"confirmed_at": target.confirmed_at.isoformat()}


def revise_target(
    target: Target, draft: Draft, fields: dict[str, object], *, actor: User, at: datetime
) -> Target:
    """Give a target the goal and the words of `draft`; the shares keep their proportions.

    What stood before is kept with the draft, and in the audit chain for good.
    """
    before = as_it_stands(target)
    draft.replaced = before
    draft.save(update_fields=["replaced"])
    _set(target, fields)
    detail = {"before": before, "after": as_it_stands(target), "draft": draft.number}
    record("target.changed", f"target:{target.pk}", actor=actor, at=at, detail=detail)
    return target


def restore_target(target: Target, draft: Draft, *, actor: User, at: datetime) -> Target:
    """Give a target back what `draft` replaced."""
    before = as_it_stands(target)
    former: dict[str, object] = dict(draft.replaced or {})
    for name in FIGURES:
        value = former[name]
        former[name] = None if value is None else number_of(str(value))
    former["confirmed_at"] = datetime.fromisoformat(str(former["confirmed_at"]))
    _set(target, former)
    draft.replaced = None
    draft.save(update_fields=["replaced"])
    detail = {"before": before, "after": as_it_stands(target), "draft": draft.number}
    record("target.restored", f"target:{target.pk}", actor=actor, at=at, detail=detail)
    return target


def require_unchanged(draft: Draft) -> None:
    """Raise `ChangedSince` when a later draft replaced the target of this one."""
    later = Draft.objects.filter(replaced__draft_id=draft.pk).select_related("document").first()
    if later:
        raise ChangedSince(
            "这一项的目标后来被“%(title)s”第 %(number)s 项改动；请先撤回那一项。",
            title=later.document.title,
            number=later.number,
        )


def _set(target: Target, fields: dict[str, object]) -> None:
    """Change a target; a new goal is broken down anew in the old proportions."""
    goal = target.goal
    for name, value in fields.items():
        setattr(target, name, value)
    target.save()
    if target.goal != goal:
        _break_down_anew(target)


def _break_down_anew(target: Target) -> None:
    """The shares of a new goal, each unit's part in the old proportion, to the last place."""
    owed = owed_by_unit(target)
    if not owed:
        return
    places = target.indicator.declared.decimals
    parts = allocate(target.goal, [row.amount for row in owed], places=places)
    units = Unit.objects.in_bulk([row.unit_id for row in owed])
    by_unit: defaultdict[Unit, Decimal] = defaultdict(Decimal)
    for row, part in zip(owed, parts, strict=True):
        by_unit[units[row.unit_id]] += part
    break_down(target, by_unit=by_unit)
    undertake(target, {r.unit_id: r.undertaken for r in owed if r.undertaken is not None})
