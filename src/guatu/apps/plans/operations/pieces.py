"""Splitting, merging and adding drafts: what the reader took for one, for two, or for none."""

import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations.drafts import FOLDED, decide, open_draft, standing_before
from guatu.kernel.reading import Figure, read_plan
from guatu.kernel.sentences import Refusal, Sentence
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

STOP = re.compile(r"[。；;!！?？\n]")
BOUNDS = re.compile(r"[，,、：:（(]")
AMBITION = re.compile(r"(?:力争|确保|达到|完成|实现|突破|不低于|不少于|超过|增长|新增|约|近|第)+$")
INDICATOR = 120
FIELDS = ["stretch", "baseline"]
NAMES = {"stretch": Sentence("力争值"), "baseline": Sentence("基数")}
EVERYTHING = ["indicator", "owner", "period", "relation", "unit", "value"]


class NoSuchFigure(Refusal):
    """There is no figure of the document at that place that could become a target."""


class ListedAlready(Refusal):
    """A draft of that figure was made by hand before."""


class CannotMerge(Refusal):
    """The two drafts do not say one thing."""


def split_draft(draft: Draft, start: int, *, actor: User, at: datetime) -> Draft:
    """Make a draft of its own of the figure at letter `start`, which the quote of `draft` holds.

    The rest of the new draft is that of the old one, every field marked for the eye; a stretch
    or baseline that was this figure is taken from the old one. Raises `DraftIsDecided`,
    `NoSuchFigure` or `ListedAlready`.
    """
    with write_gate():
        draft = open_draft(draft)
        figure = figure_at(draft.document, start)
        if not draft.start <= figure.start < figure.end <= draft.end:
            raise NoSuchFigure("第 %(number)s 项的原文里没有这个数。", number=draft.number)
        _require_once(draft.document, figure)
        taken = [name for name in FIELDS if getattr(draft, name) == _value_of(figure)]
        for name in taken:
            setattr(draft, name, None)
        draft.save(update_fields=FIELDS)
        part = Draft(
            document=draft.document,
            start=draft.start,
            end=draft.end,
            quote=draft.quote,
            owner=draft.owner,
            owner_unit=draft.owner_unit,
            indicator=draft.indicator,
            period=draft.period,
            relation=draft.relation,
            origin=Draft.Origin.SPLIT,
            replaced={"draft": draft.pk, "fields": taken},
        )
        _say(part, figure, draft.unit)
        return _store(part, "draft.split", {"from": draft.number}, actor=actor, at=at)


def merge_draft(draft: Draft, into: Draft, field: str, *, actor: User, at: datetime) -> Draft:
    """Fold `draft` into another one: as its `stretch`, its `baseline`, or as the `same` again.

    Raises `DraftIsDecided` or `CannotMerge`.
    """
    with write_gate():
        draft, into = open_draft(draft), open_draft(into)
        if draft.pk == into.pk or draft.document_id != into.document_id:
            raise CannotMerge("请选同一份文件里的另一项。")
        if field in {"stretch", "baseline"}:
            _require_same_unit(draft, into)
            _require_free(into, field)
            draft.replaced = {**(draft.replaced or {}), FOLDED: standing_before(into, field)}
            setattr(into, field, draft.value)
            into.start, into.end = min(draft.start, into.start), max(draft.end, into.end)
            into.quote = into.document.text[into.start : into.end]
            into.save(update_fields=[field, "start", "end", "quote"])
        decide(draft, Draft.Status.MERGED, actor=actor, at=at, merged_into=into)
        detail = {"draft": draft.number, "into": into.number, "as": field}
        record("draft.merged", f"document:{draft.document_id}", actor=actor, at=at, detail=detail)
        return draft


def add_draft(document: Document, start: int, *, actor: User, at: datetime) -> Draft:
    """Make a draft of a figure that the reader left, with its sentence as the quote.

    Every field is marked for the eye. Raises `NoSuchFigure` or `ListedAlready`.
    """
    with write_gate():
        figure = figure_at(document, start)
        _require_once(document, figure)
        begin, end = _sentence_around(document.text, figure)
        draft = Draft(
            document=document,
            start=begin,
            end=end,
            quote=document.text[begin:end],
            indicator=_name_before(document.text[begin : figure.start]),
            period=str(document.year or ""),
            relation="=",
            origin=Draft.Origin.ADDED,
        )
        _say(draft, figure, figure.unit or "")
        return _store(draft, "draft.added", {"figure": draft.numeral}, actor=actor, at=at)


def withdraw_draft(draft: Draft, *, actor: User, at: datetime) -> Draft | None:
    """Undo a split or an addition: the draft made by hand goes, what it had taken goes back.

    Returns the draft that it was split from. Raises `DraftIsDecided` or `CannotMerge`.
    """
    with write_gate():
        draft = open_draft(draft)
        if draft.parts.exists():
            raise CannotMerge(
                "有别的项并入了第 %(number)s 项，请先撤回那一项。", number=draft.number
            )
        taken: dict[str, Any] = dict(draft.replaced or {})
        source = draft.document.drafts.filter(pk=taken.get("draft", 0)).first()
        if source and source.status == Draft.Status.OPEN:
            for name in taken["fields"]:
                setattr(source, name, getattr(source, name) or draft.value)
            source.save(update_fields=FIELDS)
        detail = {"draft": draft.number, "figure": draft.numeral, "quote": draft.quote}
        record(
            "draft.withdrawn", f"document:{draft.document_id}", actor=actor, at=at, detail=detail
        )
        draft.delete()
        return source


def figure_at(document: Document, start: int) -> Figure:
    """The figure of the document that begins at letter `start`; raises `NoSuchFigure`."""
    found = next((row for row in read_plan(document.text).figures if row.start == start), None)
    if found is None:
        raise NoSuchFigure("文件的这个位置没有数字，请刷新页面后再试。")
    return found


def _say(draft: Draft, figure: Figure, unit: str) -> None:
    """Let a draft say this figure."""
    draft.numeral = draft.document.text[figure.start : figure.end]
    draft.value, draft.unit = _value_of(figure), figure.unit or unit
    draft.unsure = EVERYTHING


def _value_of(figure: Figure) -> Decimal:
    """What the figure says; raises `NoSuchFigure` when it is no plain number."""
    if figure.value is None or figure.value <= 0:
        raise NoSuchFigure("“%(text)s”不是可以考核的数。", text=figure.text)
    return figure.value


def _store(
    draft: Draft, act: str, detail: dict[str, object], *, actor: User, at: datetime
) -> Draft:
    """Store a new draft under the next number of its document."""
    most = draft.document.drafts.aggregate(most=Max("number"))["most"] or 0
    draft.number = most + 1
    draft.save()
    told = {"draft": draft.number, **detail}
    record(act, f"document:{draft.document_id}", actor=actor, at=at, detail=told)
    return draft


def _sentence_around(text: str, figure: Figure) -> tuple[int, int]:
    """Where the sentence that holds a figure begins and ends."""
    begin = max((found.end() for found in STOP.finditer(text, 0, figure.start)), default=0)
    found = STOP.search(text, figure.end)
    end = found.start() if found else len(text)
    while text[begin : begin + 1].isspace():
        begin += 1
    return begin, end


def _name_before(words: str) -> str:
    """The words before a figure that may name what it counts; 指标待补 when there are none."""
    last = BOUNDS.split(words)[-1].strip() or BOUNDS.sub("", words).strip()
    return AMBITION.sub("", last)[-INDICATOR:] or "指标待补"


def _require_once(document: Document, figure: Figure) -> None:
    """Raise `ListedAlready` when this figure has a draft made by hand, as by a form sent twice."""
    words = document.text[figure.start : figure.end]
    same = document.drafts.exclude(origin=Draft.Origin.READ).exclude(status=Draft.Status.REJECTED)
    for other in same.filter(numeral=words, start__lte=figure.start, end__gte=figure.end):
        if other.quote.count(words) == 1:
            raise ListedAlready(
                "“%(figure)s”已经列为第 %(number)s 项，不必再列。",
                figure=words,
                number=other.number,
            )


def _require_free(into: Draft, field: str) -> None:
    """Raise `CannotMerge` when the field that is to be filled says something already."""
    standing = getattr(into, field)
    if standing is not None:
        raise CannotMerge(
            "第 %(number)s 项已有%(field)s %(value)s。"
            "要换成这一项的数，请先点“改”把它清空，再合并。",
            number=into.number,
            field=NAMES[field],
            value=f"{standing.normalize():f}",
        )


def _require_same_unit(draft: Draft, into: Draft) -> None:
    if draft.unit != into.unit:
        raise CannotMerge(
            "两项的单位不同（%(one)s、%(other)s），不能并成一项。单位读错的，请先点“改”改正。",
            one=draft.unit or "—",
            other=into.unit or "—",
        )
