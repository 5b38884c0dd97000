"""Storing a plan document, with the drafts read from it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.reading import (
    DraftTarget,
    Figure,
    Reading,
    decode,
    match_indicator,
    read_plan,
)
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate
from guatu.platform.locale import packed

SURE = 0.9


class DocumentIsKnown(Refusal):
    """The same document was uploaded before."""


class NothingToRead(Refusal):
    """The document holds no quantified target."""


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
        numeral = _numeral_of(draft, reading.figures)
        drafts.append(_draft_row(document, number, draft, owner, numeral))
        drafts[-1].match = by_key[match.indicator.key] if match else None
    return drafts


def _units_by_name(county: Unit) -> dict[str, Unit]:
    """The units of a county under their full and short names."""
    rows = list(Unit.objects.filter(path__startswith=county.path))
    return {unit.short: unit for unit in rows} | {unit.name: unit for unit in rows}


def _numeral_of(draft: DraftTarget, figures: Sequence[Figure]) -> str:
    """The figure as the document writes it: what the quote must hold."""
    inside = [row for row in figures if draft.start <= row.start and row.end <= draft.end]
    same = [row for row in inside if row.value == draft.value]
    return (same or [row for row in inside if row.is_target] or inside)[0].text


def _draft_row(
    document: Document, number: int, draft: DraftTarget, owner: Unit | None, numeral: str
) -> Draft:
    """The row of one draft."""
    return Draft(
        document=document,
        number=number,
        start=draft.start,
        end=draft.end,
        quote=document.text[draft.start : draft.end],
        numeral=numeral,
        owner=draft.owner or "",
        owner_unit=owner,
        indicator=draft.indicator,
        period=draft.period or "",
        relation=draft.relation,
        value=draft.value,
        unit=draft.unit or "",
        stretch=draft.stretch,
        baseline=draft.baseline,
        is_sure=min(draft.confidence.values(), default=0) >= SURE,
    )
