"""Splitting, merging and adding drafts: what the reader took for one, for two, or for none."""

import re
from datetime import datetime
from decimal import Decimal

from django.db.models import Max

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations.drafts import decide, open_draft, standing_before
from guatu.kernel.reading import Figure, read_plan
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

STOP = re.compile(r"[。；;!！?？\n]")
BOUNDS = re.compile(r"[，,、：:（(]")
AMBITION = re.compile(r"(?:力争|确保|达到|完成|实现|突破|不低于|不少于|超过|增长|新增|约|近|第)+$")
INDICATOR = 120
EVERYTHING = ["indicator", "owner", "period", "relation", "unit", "value"]


class NoSuchFigure(Refusal):
    """There is no figure of the document at that place that could become a target."""


class CannotMerge(Refusal):
    """The two drafts do not say one thing."""


def split_draft(draft: Draft, start: int, *, actor: User, at: datetime) -> Draft:
    """Make a draft of its own of the figure at letter `start`, which the quote of `draft` holds.

    The rest of the new draft is that of the old one, every field marked for the eye; a stretch
    or baseline that was this figure is taken from the old one. Raises `DraftIsDecided` or
    `NoSuchFigure`.
    """
    with write_gate():
        draft = open_draft(draft)
        figure = figure_at(draft.document, start)
        if not draft.start <= figure.start < figure.end <= draft.end:
            raise NoSuchFigure("第 %(number)s 项的原文里没有这个数。", number=draft.number)
        value = _value_of(figure)
        for name in ("stretch", "baseline"):
            if getattr(draft, name) == value:
                setattr(draft, name, None)
        draft.save(update_fields=["stretch", "baseline"])
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
            draft.replaced = standing_before(into, field)
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

    Every field is marked for the eye. Raises `NoSuchFigure`.
    """
    with write_gate():
        figure = figure_at(document, start)
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


def _require_same_unit(draft: Draft, into: Draft) -> None:
    if draft.unit != into.unit:
        raise CannotMerge(
            "两项的单位不同（%(one)s、%(other)s），不能并成一项。请先改单位。",
            one=draft.unit or "—",
            other=into.unit or "—",
        )
