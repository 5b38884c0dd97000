"""Storing a plan document, with the drafts read from it."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from guatu.adapters.documents import media_of, read_apart
from guatu.apps.accounts.models import User
from guatu.apps.plans.models import Document, Draft, Indicator, Original, Target
from guatu.apps.units.models import Unit
from guatu.kernel.reading import (
    SURE,
    DraftTarget,
    Figure,
    Laid,
    Reading,
    match_indicator,
    read_plan,
)
from guatu.kernel.sentences import Refusal, Sentence
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate
from guatu.platform.locale import packed

LARGEST = 10**18
SHEET_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*$", re.IGNORECASE)  # says nothing of a workbook
PLACED = re.compile(r"^[一-鿿]{0,4}?[省市县区旗](?=[一-鿿]{3,})")  # 县招商中心 is 招商中心 here
NAME, OWNER, UNIT = 120, 80, 16  # the widths of the columns


class DocumentIsKnown(Refusal):
    """The same document was uploaded before."""


class NothingToRead(Refusal):
    """The document holds no quantified target."""


def add_document(
    data: bytes, *, county: Unit, file_name: str, actor: User | None, at: datetime
) -> Document:
    """Store a plan document and the drafts read from it, wholly or not at all.

    Any format of `open_document` is read, in a child process with limits (RELIABILITY F1 to F6).
    Raises `DocumentRefused` (kernel.reading), `NothingToRead` or `DocumentIsKnown`.
    """
    laid, reading = read_apart(data, file_name=file_name)
    if not reading.targets:
        raise NothingToRead(
            "没有在“%(name)s”里找到带数字的目标。请确认上传的是规划或工作安排的正文。",
            name=file_name,
        )
    with write_gate():
        document = store_document(
            laid.text,
            county=county,
            title=_title_of(laid.text, file_name),
            file_name=file_name[-160:],
            at=at,
            actor=actor,
            reading=reading,
            laid=laid,
        )
        Original.objects.create(document=document, media=media_of(data), data=data)
        Draft.objects.bulk_create(drafts_read(document, reading))
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
    laid: Laid | None = None,
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
        found = reading or read_plan(text)
        document = Document.objects.create(
            county=county,
            title=title,
            title_en=title_en,
            file_name=file_name,
            year=found.document_year,
            text=text,
            sha256=digest,
            doubts=_doubts(reading, laid) if reading else [],
            pack=pack,
            uploaded_by=actor,
            uploaded_at=at,
            **_seen(found, laid),
        )
        detail = {"title": title, "sha256": digest}
        record("document.added", f"document:{document.pk}", actor=actor, at=at, detail=detail)
        return document


def _seen(reading: Reading, laid: Laid | None) -> dict[str, Any]:
    """Where every line stands, and what every figure was read as; the text has its own column."""
    layout = laid.packed() if laid else {}
    return {
        "figures": [[row.start, row.end, row.role] for row in reading.figures],
        "layout": {key: value for key, value in layout.items() if key != "text"},
    }


def _title_of(text: str, file_name: str) -> str:
    """The first line of the text that names anything, else the name of the file."""
    lines = (line.strip() for line in text.splitlines())
    first = next((line for line in lines if line and not SHEET_NAME.match(line)), "")
    return first[:80] or file_name


def drafts_read(document: Document, reading: Reading) -> list[Draft]:
    """The rows of the drafts read, unsaved, each with the indicator that it most likely means."""
    rows = {row.key: row for row in Indicator.objects.all()}
    declared = [row.declared for row in rows.values()]
    owners = owners_of_indicators(document.county)
    units = _units_by_name(document.county)
    drafts = []
    fitting = [draft for draft in reading.targets if _fits(draft)]
    for number, draft in enumerate(fitting, start=1):
        match = match_indicator(draft, declared, owners=owners)
        named = draft.owner or ""
        owner = units.get(named) or units.get(PLACED.sub("", named, count=1))
        numeral = _numeral_of(draft, reading.figures, document.text)
        drafts.append(_draft_row(document, number, draft, owner, numeral))
        if match:
            drafts[-1].match = rows[match.indicator.key]
        if match and match.changes(draft):
            drafts[-1].unsure = sorted({*drafts[-1].unsure, "indicator"})
    return drafts


def owners_of_indicators(county: Unit) -> dict[str, set[str]]:
    """The names of the units that answer for a target of each indicator, by its key."""
    rows = Target.objects.filter(document__county=county).values_list(
        "indicator__key", "owner__name", "owner__short"
    )
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for key, name, short in rows:
        owners[key] |= {name, short}
    return owners


def _doubts(reading: Reading, laid: Laid | None) -> list[dict[str, object]]:
    """What a person must look at: doubts of reader and layout, figures that no column can hold."""
    misread = [
        Sentence("“%(quote)s”读得不对，没有列为目标。请对照原文补录。", quote=draft.quote[:40])
        for draft in reading.targets
        if not _fits(draft)
    ]
    noted = laid.notes if laid else ()
    doubts = [row.sentence for row in reading.doubts]
    return [packed(sentence) for sentence in [*noted, *doubts, *misread]]


def _fits(draft: DraftTarget) -> bool:
    """Whether the store can hold the draft as it is; what it cannot is a misread figure."""
    figures = (draft.value, draft.stretch or 0, draft.baseline or 0)
    names = (draft.indicator, NAME), (draft.owner or "", OWNER), (draft.unit or "", UNIT)
    return all(figure < LARGEST for figure in figures) and all(
        len(text) <= limit for text, limit in names
    )


def _units_by_name(county: Unit) -> dict[str, Unit]:
    """The units of a county under their full and short names."""
    rows = list(Unit.objects.filter(path__startswith=county.path))
    return {unit.short: unit for unit in rows} | {unit.name: unit for unit in rows}


def _numeral_of(draft: DraftTarget, figures: Sequence[Figure], text: str) -> str:
    """The figure as the document writes it: what the quote must hold."""
    inside = [row for row in figures if draft.start <= row.start and row.end <= draft.end]
    same = [row for row in inside if row.value == draft.value]
    found = (same or [row for row in inside if row.is_target] or inside)[0]
    return text[found.start : found.end]


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
        unsure=sorted(name for name, sure in draft.confidence.items() if sure < SURE),
    )
