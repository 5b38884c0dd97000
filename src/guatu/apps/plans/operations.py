"""Changes of plan documents, drafts, targets and their shares."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Indicator, Share, Target
from guatu.apps.plans.queries import period_of, reporting_periods, schedule_named
from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.breakdown import allocate, by_period
from guatu.kernel.periods import Frequency, NotAPeriod, Period
from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading import DraftTarget, Reading, decode, match_indicator, read_plan
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate
from guatu.platform.locale import packed

PRO_RATED = frozenset(
    {
        catalog.TargetType.CUMULATIVE_FLOW,
        catalog.TargetType.MILESTONE,
        catalog.TargetType.UPPER_BOUND,
    }
)


class DocumentIsKnown(Refusal):
    """The same document was uploaded before."""


class NothingToRead(Refusal):
    """The document holds no quantified target."""


class DraftIsDecided(Refusal):
    """The draft was confirmed or rejected already."""


class DraftIsIncomplete(Refusal):
    """Something that a target needs is missing from the draft."""


class TargetStandsAlready(Refusal):
    """There is a target of this indicator, owner and period."""


class TargetIsInUse(Refusal):
    """Figures were filed against the target; it can no longer be withdrawn by undo."""


class SharesDoNotAddUp(Refusal):
    """The parts of a breakdown must add up to the target itself."""


def load_indicators(pack: catalog.Pack, *, at: datetime) -> dict[str, Indicator]:
    """Bring the catalog of indicators in line with the pack; returns them by key."""
    with write_gate():
        found = {}
        for row in pack.indicators:
            found[row.key], _ = Indicator.objects.update_or_create(
                key=row.key,
                defaults={
                    "name": row.name,
                    "name_en": row.name_en,
                    "unit": row.unit,
                    "definition": row.model_dump(mode="json"),
                    "pack": pack.key,
                    "is_provisional": row.provisional,
                },
            )
        detail = {"pack": pack.key, "count": len(found)}
        record("catalog.loaded", "catalog", actor=None, at=at, detail=detail)
        return found


def add_document(
    data: bytes, *, county: Unit, file_name: str, actor: User | None, at: datetime
) -> Document:
    """Store a plan document and the drafts read from it, wholly or not at all.

    Raises `DocumentRefused` (kernel.reading), `NothingToRead` or `DocumentIsKnown`.
    """
    text = decode(data)
    reading = read_plan(text)
    if not reading.targets:
        raise NothingToRead(
            "没有在“%(name)s”里找到带数字的目标。请确认上传的是规划或工作安排的正文。",
            name=file_name,
        )
    with write_gate():
        document = store_document(
            text,
            county=county,
            title=_title_of(text, file_name),
            file_name=file_name,
            at=at,
            actor=actor,
            reading=reading,
        )
        Draft.objects.bulk_create(_drafts(document, reading))
        return document


def store_document(  # noqa: PLR0913 - what a document is known by
    text: str,
    *,
    county: Unit,
    title: str,
    file_name: str,
    at: datetime,
    title_en: str = "",
    pack: str = "",
    actor: User | None = None,
    reading: Reading | None = None,
) -> Document:
    """Store the text of a document under its hash; raises `DocumentIsKnown`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    with write_gate():
        if known := county.documents.filter(sha256=digest).first():
            raise DocumentIsKnown(
                "这份文件已于 %(day)s 上传，名为“%(title)s”，不必重复上传。",
                day=f"{known.uploaded_at:%Y-%m-%d}",
                title=known.title,
            )
        document = Document.objects.create(
            county=county,
            title=title,
            title_en=title_en,
            file_name=file_name,
            year=reading.document_year if reading else read_plan(text).document_year,
            text=text,
            sha256=digest,
            doubts=[packed(doubt.sentence) for doubt in reading.doubts] if reading else [],
            pack=pack,
            uploaded_by=actor,
            uploaded_at=at,
        )
        detail = {"title": title, "sha256": digest}
        record("document.added", f"document:{document.pk}", actor=actor, at=at, detail=detail)
        return document


def adopt_target(
    planned: catalog.PlannedTarget,
    *,
    indicator: Indicator,
    owner: Unit,
    document: Document,
    at: datetime,
) -> Target:
    """Put a target of the pack on the wall, at the place of its quote in the document."""
    start = document.text.index(planned.quote)
    with write_gate():
        target = Target.objects.create(
            indicator=indicator,
            owner=owner,
            period=str(planned.period),
            relation=planned.relation.value,
            goal=planned.goal,
            stretch=planned.stretch,
            baseline=planned.baseline,
            schedule=planned.schedule,
            lights=planned.lights,
            group=planned.group,
            lead=planned.lead,
            lead_en=planned.lead_en,
            each=planned.each,
            document=document,
            start=start,
            end=start + len(planned.quote),
            quote=planned.quote,
            numeral=f"{planned.goal.normalize():f}",
            confirmed_at=at,
        )
        detail = {"goal": str(target.goal), "quote": target.quote}
        record("target.adopted", f"target:{target.pk}", actor=None, at=at, detail=detail)
        return target


def _title_of(text: str, file_name: str) -> str:
    """The first line of the text, else the name of the file."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return first[:80] or file_name


def _drafts(document: Document, reading: Reading) -> list[Draft]:
    """The rows of the drafts read, each offered the indicator that it most likely means."""
    rows = list(Indicator.objects.all())
    declared = [row.declared for row in rows]
    by_key = {row.key: row for row in rows}
    units = _units_by_name(document.county)
    drafts = []
    for number, draft in enumerate(reading.targets, start=1):
        match = match_indicator(draft, declared)
        owner = units.get(draft.owner or "")
        drafts.append(_draft_row(document, number, draft, owner))
        drafts[-1].match = by_key[match.indicator.key] if match else None
    return drafts


def _units_by_name(county: Unit) -> dict[str, Unit]:
    """The units of a county under their full and short names."""
    rows = list(Unit.objects.filter(path__startswith=county.path))
    return {unit.short: unit for unit in rows} | {unit.name: unit for unit in rows}


def _draft_row(document: Document, number: int, draft: DraftTarget, owner: Unit | None) -> Draft:
    """The row of one draft."""
    return Draft(
        document=document,
        number=number,
        start=draft.start,
        end=draft.end,
        quote=document.text[draft.start : draft.end],
        numeral=draft.numeral,
        owner=draft.owner or "",
        owner_unit=owner,
        indicator=draft.indicator,
        period=draft.period or "",
        relation=draft.relation,
        value=draft.value,
        unit=draft.unit or "",
        stretch=draft.stretch,
        baseline=draft.baseline,
        is_sure=draft.is_sure,
    )


def edit_draft(draft: Draft, *, actor: User, at: datetime, fields: Mapping[str, Any]) -> Draft:
    """Change what the reader took from the words; raises `DraftIsDecided`."""
    with write_gate():
        draft = _open(draft)
        before = {key: str(getattr(draft, key)) for key in fields}
        for key, value in fields.items():
            setattr(draft, key, value)
        draft.save(update_fields=list(fields))
        after = {key: str(value) for key, value in fields.items()}
        detail = {"before": before, "after": after}
        record("draft.edited", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def confirm_draft(draft: Draft, *, actor: User, at: datetime) -> Target:
    """Make a target of a draft: from now on it counts.

    Raises `DraftIsDecided`, `DraftIsIncomplete` or `TargetStandsAlready`; then nothing changes.
    """
    with write_gate():
        draft = _open(draft)
        _require_whole(draft)
        indicator = draft.match or _new_indicator(draft)
        standing = Target.objects.filter(
            indicator=indicator, owner=draft.owner_unit, period=draft.period
        ).first()
        if standing:
            raise TargetStandsAlready(
                "“%(name)s”%(period)s已有目标 %(goal)s %(unit)s。两处不一致时请以正式文件为准，"
                "把这一条标为“不是目标”或改成另一个指标。",
                name=indicator.name,
                period=draft.period,
                goal=f"{standing.goal.normalize():f}",
                unit=indicator.unit,
            )
        declared = indicator.declared
        target = Target.objects.create(
            indicator=indicator,
            owner=draft.owner_unit,
            period=draft.period,
            relation=draft.relation,
            goal=_in_unit(draft.value, draft.unit, indicator.unit),
            stretch=_maybe(draft.stretch, draft.unit, indicator.unit),
            baseline=_maybe(draft.baseline, draft.unit, indicator.unit),
            schedule=declared.schedule,
            lights=declared.lights,
            document=draft.document,
            start=draft.start,
            end=draft.end,
            quote=draft.quote,
            numeral=draft.numeral,
            confirmed_by=actor,
            confirmed_at=at,
            draft=draft,
        )
        _decide(draft, Draft.Status.CONFIRMED, actor=actor, at=at)
        detail = {"target": target.pk, "goal": str(target.goal), "quote": target.quote}
        record("target.confirmed", f"target:{target.pk}", actor=actor, at=at, detail=detail)
        return target


def reject_draft(draft: Draft, *, actor: User, at: datetime) -> Draft:
    """Say that a draft is no target; raises `DraftIsDecided`."""
    with write_gate():
        draft = _open(draft)
        _decide(draft, Draft.Status.REJECTED, actor=actor, at=at)
        detail = {"draft": draft.number, "quote": draft.quote}
        record("draft.rejected", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def reopen_draft(draft: Draft, *, actor: User, at: datetime) -> Draft:
    """Undo a decision; raises `TargetIsInUse` when figures were filed against the target."""
    with write_gate():
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if target := Target.objects.filter(draft=draft).first():
            if target.indicator.observations.exists():
                raise TargetIsInUse(
                    "“%(name)s”已有填报数据，不能撤回。要改目标，请走目标调整。",
                    name=target.indicator.name,
                )
            target.delete()
        draft.status, draft.decided_by, draft.decided_at = Draft.Status.OPEN, None, None
        draft.save(update_fields=["status", "decided_by", "decided_at"])
        detail = {"draft": draft.number}
        record("draft.reopened", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def _open(draft: Draft) -> Draft:
    """The draft as it stands now; raises `DraftIsDecided` unless it is open."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.status != Draft.Status.OPEN:
        raise DraftIsDecided("第 %(number)s 项已经核对过。要改，请先撤回。", number=draft.number)
    return draft


def _decide(draft: Draft, status: Draft.Status, *, actor: User, at: datetime) -> None:
    """Note what was decided of a draft, by whom and when."""
    draft.status, draft.decided_by, draft.decided_at = status, actor, at
    draft.save(update_fields=["status", "decided_by", "decided_at"])


def _require_whole(draft: Draft) -> None:
    """Raise `DraftIsIncomplete` when the draft lacks what a target needs."""
    if draft.owner_unit is None:
        raise DraftIsIncomplete(
            "第 %(number)s 项没有承担单位。请点“改”，从单位列表里选一个。", number=draft.number
        )
    if draft.value <= 0:
        raise DraftIsIncomplete("第 %(number)s 项的数值要大于 0。", number=draft.number)
    if draft.period == "annual" and draft.document.year:
        return
    try:
        Period.parse(draft.period)
    except NotAPeriod as refusal:
        raise DraftIsIncomplete(
            "第 %(number)s 项没有写明期间。请点“改”，填上年度，例如 2023。", number=draft.number
        ) from refusal


def _new_indicator(draft: Draft) -> Indicator:
    """A local indicator with the draft's words, its definition still to be settled."""
    known = Indicator.objects.filter(name=draft.indicator, unit=draft.unit).first()
    if known:
        return known
    stocks = draft.unit in {"%", "百分点", "位", "月"}
    key = f"local.indicator_{draft.document_id}_{draft.number}"
    declared = catalog.Indicator(
        key=key,
        name=draft.indicator,
        name_en=draft.indicator,
        unit=draft.unit or "个",
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
        name=draft.indicator[:80],
        unit=declared.unit,
        definition=declared.model_dump(mode="json"),
        is_provisional=True,
    )


def _in_unit(value: Decimal, written: str, wanted: str) -> Decimal:
    """The figure in the indicator's unit, exactly; as written when the units are of no one kind."""
    try:
        here, there = unit_named(written), unit_named(wanted)
    except UnknownUnit:
        return value
    return value * here.scale / there.scale if here.kind == there.kind else value


def _maybe(value: Decimal | None, written: str, wanted: str) -> Decimal | None:
    """The same for a figure that may be missing."""
    return None if value is None else _in_unit(value, written, wanted)


@transaction.atomic
def break_down(
    target: Target,
    *,
    by_unit: Mapping[Unit, Decimal],
) -> list[Share]:
    """Replace the shares of `target`: each unit's amount, spread over the months by its schedule.

    Raises `SharesDoNotAddUp` and changes nothing when the units' amounts are not the goal.
    """
    total = sum(by_unit.values(), Decimal(0))
    if total != target.goal:
        raise SharesDoNotAddUp(
            "各单位合计 %(total)s，与目标 %(goal)s 不符，请调平后再保存。",
            total=total,
            goal=target.goal,
        )
    target.shares.all().delete()
    rows = [
        Share(target=target, unit=unit, period=str(part), amount=amount)
        for unit, whole in by_unit.items()
        for part, amount in parts_of(target, whole).items()
    ]
    return Share.objects.bulk_create(rows)


def parts_of(target: Target, amount: Decimal) -> dict[Period, Decimal]:
    """`amount` over the months of a flow by its schedule; whole for a level or rate (TGT-05)."""
    declared, period = target.indicator.declared, period_of(target)
    if declared.type not in PRO_RATED:
        return {period: amount}
    schedule = schedule_named(target.schedule, period)
    months = reporting_periods(target, Frequency.MONTH)
    return by_period(amount, schedule, months, places=declared.decimals)


@transaction.atomic
def undertake(target: Target, by_unit: Mapping[int, Decimal]) -> None:
    """Note what each unit (by id) undertakes of `target`, over its months as they are owed."""
    places = target.indicator.declared.decimals
    rows = []
    for unit_id, amount in by_unit.items():
        shares = list(target.shares.filter(unit_id=unit_id).order_by("period"))
        parts = allocate(amount, [share.amount for share in shares], places=places)
        for share, part in zip(shares, parts, strict=True):
            share.undertaken = part
        rows += shares
    Share.objects.bulk_update(rows, ["undertaken"], batch_size=200)
