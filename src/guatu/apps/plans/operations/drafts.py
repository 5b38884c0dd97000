"""Deciding on drafts: edit, confirm, reject, and take a decision back."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Draft, Indicator, Target
from guatu.apps.plans.operations.quoted import numeral_saying
from guatu.apps.plans.operations.revisions import (
    ask_again,
    require_unchanged,
    restore_target,
    revise_target,
    standing_target,
)
from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.periods import Frequency, NotAPeriod, Period
from guatu.kernel.quantities import UnitOfMeasure, UnknownUnit, number_of, unit_named
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

FOLDED = "folded"  # under which a merged draft keeps what stood before in the other one
AHEAD = 10
NAME = 80  # letters of an indicator's name in the store


class DraftIsDecided(Refusal):
    """The draft was confirmed or rejected already."""


class DraftIsIncomplete(Refusal):
    """Something that a target needs is missing from the draft."""


class TargetIsInUse(Refusal):
    """Figures were filed against the target; it can no longer be withdrawn by undo."""


def edit_draft(draft: Draft, *, actor: User, at: datetime, fields: Mapping[str, Any]) -> Draft:
    """Change what the reader took from the words; raises `DraftIsDecided`."""
    with write_gate():
        draft = open_draft(draft)
        before = {key: str(getattr(draft, key)) for key in fields}
        for key, value in fields.items():
            setattr(draft, key, value)
        draft.save(update_fields=list(fields))
        after = {key: str(value) for key, value in fields.items()}
        detail = {"before": before, "after": after}
        record("draft.edited", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def confirm_draft(draft: Draft, *, actor: User, at: datetime, again: bool = False) -> Target:
    """Make a target of a draft: from now on it counts.

    Where a target of this indicator, owner and period stands, only `again` lets it be changed.
    Raises `DraftIsDecided`, `DraftIsIncomplete`, `FigureIsNotInTheQuote` or
    `TargetStandsAlready`; then nothing changes.
    """
    with write_gate():
        draft = open_draft(draft)
        owner, numeral = _require_whole(draft), numeral_saying(draft)
        indicator = draft.match or _new_indicator(draft)
        fields = _fields(draft, indicator, numeral, actor, at)
        standing = standing_target(indicator, owner, draft.period)
        if standing and not again:
            raise ask_again(standing, _in_unit(draft, draft.value, indicator.unit))
        if standing:
            target = revise_target(standing, draft, fields, actor=actor, at=at)
        else:
            target = _new_target(draft, indicator, owner, fields)
            detail = {"target": target.pk, "goal": str(target.goal), "quote": target.quote}
            record("target.confirmed", f"target:{target.pk}", actor=actor, at=at, detail=detail)
        decide(draft, Draft.Status.CONFIRMED, actor=actor, at=at)
        return target


def _fields(
    draft: Draft, indicator: Indicator, numeral: str, actor: User, at: datetime
) -> dict[str, Any]:
    """What a draft says of its target, in the unit of the indicator."""
    return {
        "relation": draft.relation,
        "goal": _in_unit(draft, draft.value, indicator.unit),
        "stretch": _maybe(draft, draft.stretch, indicator.unit),
        "baseline": _maybe(draft, draft.baseline, indicator.unit),
        "document": draft.document,
        "start": draft.start,
        "end": draft.end,
        "quote": draft.quote,
        "numeral": numeral,
        "confirmed_by": actor,
        "confirmed_at": at,
        "draft": draft,
    }


def _new_target(draft: Draft, indicator: Indicator, owner: Unit, fields: dict[str, Any]) -> Target:
    """A target where none stood."""
    declared = indicator.declared
    return Target.objects.create(
        indicator=indicator,
        owner=owner,
        period=draft.period,
        schedule=declared.schedule,
        lights=declared.lights,
        **fields,
    )


def reject_draft(draft: Draft, *, actor: User, at: datetime) -> Draft:
    """Say that a draft is no target; raises `DraftIsDecided`."""
    with write_gate():
        draft = open_draft(draft)
        decide(draft, Draft.Status.REJECTED, actor=actor, at=at)
        detail = {"draft": draft.number, "quote": draft.quote}
        record("draft.rejected", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def reopen_draft(draft: Draft, *, actor: User, at: datetime) -> Draft:
    """Undo a decision; a target that the draft changed gets back what it was.

    Raises `TargetIsInUse` when figures were filed against a target of its own, `ChangedSince`
    when a later draft changed that target.
    """
    with write_gate():
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if draft.status == Draft.Status.OPEN:
            raise DraftIsDecided("第 %(number)s 项还没有核对，不用撤回。", number=draft.number)
        require_unchanged(draft)
        if target := Target.objects.whole().filter(draft=draft).first():
            _take_back(target, draft, actor=actor, at=at)
        if draft.merged_into_id:
            _take_out(draft)
        draft.status, draft.decided_by, draft.decided_at = Draft.Status.OPEN, None, None
        draft.merged_into = None
        draft.save(update_fields=["status", "decided_by", "decided_at", "merged_into", "replaced"])
        detail = {"draft": draft.number}
        record("draft.reopened", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def _take_back(target: Target, draft: Draft, *, actor: User, at: datetime) -> None:
    """Undo what confirming did to the target."""
    if draft.replaced is not None:
        restore_target(target, draft, actor=actor, at=at)
        return
    if target.indicator.observations.filter(known_at__gte=target.confirmed_at).exists():
        raise TargetIsInUse(
            "“%(name)s”已有填报数据，不能撤回。要改目标，请走目标调整。", name=target.indicator
        )
    target.delete()


def standing_before(into: Draft, field: str) -> dict[str, Any]:
    """What a draft says, and its own words, before another one is folded into it as its `field`."""
    earlier = into.parts.filter(replaced__has_key=FOLDED).first()
    own = earlier.replaced[FOLDED] if earlier and earlier.replaced else {}
    value = getattr(into, field)
    return {
        "start": own.get("start", into.start),
        "end": own.get("end", into.end),
        "field": field,
        "value": None if value is None else str(value),
    }


def _take_out(draft: Draft) -> None:
    """Take from the draft that this one was merged into the figure and the words it had brought.

    What others brought stays: the quote reaches from the first to the last of what is left.
    """
    into = open_draft(Draft(pk=draft.merged_into_id))
    kept: dict[str, Any] = dict(draft.replaced or {})
    before = kept.pop(FOLDED, None)
    draft.replaced = kept or None
    if before is None:
        return
    if getattr(into, before["field"]) == draft.value:
        value = before["value"]
        setattr(into, before["field"], None if value is None else number_of(value))
    left = into.parts.filter(replaced__has_key=FOLDED).exclude(pk=draft.pk)
    into.start = min([before["start"], *(part.start for part in left)])
    into.end = max([before["end"], *(part.end for part in left)])
    into.quote = into.document.text[into.start : into.end]
    into.save(update_fields=["stretch", "baseline", "start", "end", "quote"])


def open_draft(draft: Draft) -> Draft:
    """The draft as it stands now; raises `DraftIsDecided` unless it is open."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.status != Draft.Status.OPEN:
        raise DraftIsDecided("第 %(number)s 项已经核对过。要改，请先撤回。", number=draft.number)
    return draft


def decide(
    draft: Draft,
    status: Draft.Status,
    *,
    actor: User,
    at: datetime,
    merged_into: Draft | None = None,
) -> None:
    """Note what was decided of a draft, by whom and when."""
    draft.status, draft.decided_by, draft.decided_at = status, actor, at
    draft.merged_into = merged_into
    draft.save(update_fields=["status", "decided_by", "decided_at", "merged_into", "replaced"])


def _require_whole(draft: Draft) -> Unit:
    """The owner of a draft; raises `DraftIsIncomplete` when it lacks what a target needs."""
    if draft.owner_unit is None:
        raise DraftIsIncomplete(
            "第 %(number)s 项没有承担单位。请点“改”，从单位列表里选一个。", number=draft.number
        )
    if draft.value <= 0:
        raise DraftIsIncomplete("第 %(number)s 项的数值要大于 0。", number=draft.number)
    _require_stretch(draft)
    if draft.period == "annual" and draft.document.year:
        return draft.owner_unit
    try:
        period = Period.parse(draft.period)
    except NotAPeriod as refusal:
        raise DraftIsIncomplete(
            "第 %(number)s 项没有写明期间。请点“改”，填上年度，例如 2023。", number=draft.number
        ) from refusal
    base = draft.document.year
    if base and not base - 1 <= period.year <= base + AHEAD:
        raise DraftIsIncomplete(
            "第 %(number)s 项的期间 %(period)s 不在规划年度 %(year)s 之后的十年内，请核对。",
            number=draft.number,
            period=draft.period,
            year=base,
        )
    return draft.owner_unit


def _require_stretch(draft: Draft) -> None:
    """Raise `DraftIsIncomplete` when the stretch asks for less than the goal (TGT-02)."""
    if draft.stretch is None or draft.relation not in {">=", ">", "<=", "<"}:
        return
    ahead = (
        draft.stretch - draft.value
        if draft.relation in {">=", ">"}
        else draft.value - draft.stretch
    )
    if ahead < 0:
        raise DraftIsIncomplete(
            "第 %(number)s 项的力争值 %(stretch)s 还不如目标值 %(value)s。请点“改”核对两个数。",
            number=draft.number,
            stretch=f"{draft.stretch.normalize():f}",
            value=f"{draft.value.normalize():f}",
        )


def _new_indicator(draft: Draft) -> Indicator:
    """A local indicator with the draft's words, its definition still to be settled."""
    name, unit = draft.indicator[:NAME], draft.unit or "个"
    if known := Indicator.objects.filter(name=name, unit=unit).first():
        return known
    stocks = unit in {"%", "百分点", "位", "月"}
    key = _free_key(f"local.indicator_{draft.document_id}_{draft.number}")
    declared = catalog.Indicator(
        key=key,
        name=draft.indicator,
        name_en=draft.indicator,
        unit=unit,
        type=catalog.TargetType.RATE if stocks else catalog.TargetType.CUMULATIVE_FLOW,
        family=catalog.Family.DEPARTMENTAL,
        frequency=Frequency.MONTH,
        over_time=catalog.RollUp.LAST if stocks else catalog.RollUp.SUM,
        over_units=catalog.RollUp.MEAN if stocks else catalog.RollUp.SUM,
        definition="按规划原文设立，口径待本地确定。",
        definition_en="Made from the words of the plan; the definition is still to be settled.",
        schedule="constant" if stocks else "linear",
        source=draft.quote,
        decimals=2,
        provisional=True,
    )
    return Indicator.objects.create(
        key=key,
        name=name,
        unit=unit,
        definition=declared.model_dump(mode="json"),
        is_provisional=True,
    )


def _free_key(key: str) -> str:
    """`key`, numbered on where an indicator of an earlier confirmation bears it."""
    taken = set(Indicator.objects.filter(key__startswith=key).values_list("key", flat=True))
    return next(
        k for k in (key, *(f"{key}_{n}" for n in range(2, len(taken) + 3))) if k not in taken
    )


def _in_unit(draft: Draft, value: Decimal, wanted: str) -> Decimal:
    """The figure in the indicator's unit, exactly; as written where the document names no unit.

    Raises `DraftIsIncomplete` when the two units measure different things.
    """
    if draft.unit in {"", wanted}:
        return value
    here, there = _known(draft.unit), _known(wanted)
    if here and there and here.kind == there.kind:
        return value * here.scale / there.scale
    raise DraftIsIncomplete(
        "第 %(number)s 项的单位是“%(one)s”，所选目录口径的单位是“%(other)s”，"
        "不是同一类。请点“改”，另选目录口径，或改正单位。",
        number=draft.number,
        one=draft.unit,
        other=wanted,
    )


def _known(unit: str) -> UnitOfMeasure | None:
    """The unit of that symbol; None for one that nobody knows."""
    try:
        return unit_named(unit)
    except UnknownUnit:
        return None


def _maybe(draft: Draft, value: Decimal | None, wanted: str) -> Decimal | None:
    """The same for a figure that may be missing."""
    return None if value is None else _in_unit(draft, value, wanted)
