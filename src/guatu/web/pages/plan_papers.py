"""What goes with a plan: its pages, coverage, receipt, tables out and back, and comparison."""

import json
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from guatu.adapters.documents import page_picture, read_apart
from guatu.adapters.workbooks import workbook_of
from guatu.apps.accounts.queries import person
from guatu.apps.plans.comparison import comparison, pair_to_compare
from guatu.apps.plans.corrections import Corrections, draft_table, read_corrections
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.queries import drafts_of
from guatu.apps.plans.review import coverage, text_by_role
from guatu.apps.units.models import Unit
from guatu.apps.units.policy import STEER
from guatu.apps.units.queries import root_path
from guatu.flows.plan_into_ledger import correct_ledger, standing_before
from guatu.kernel.reading import Kind, plain
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import tip
from guatu.platform.clock import as_of, now
from guatu.platform.locale import say
from guatu.platform.permissions import Policy, guarded

WIDE = 1400
KEPT_FOR = 3600
SALT = "plan-corrections"
VALID_FOR = 3600
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def document_of(request: HttpRequest, document_id: int, policy: Policy = STEER) -> Document:
    """The document, if this person may see it; else as if it did not exist."""
    rows = Document.objects.select_related("county", "uploaded_by", "original")
    rows = rows.defer("original__data")
    document = get_object_or_404(rows, pk=document_id)
    if not policy.allows(request.user, document.county):
        raise Http404
    return document


@guarded(STEER)
@require_safe
def plan_page(request: HttpRequest, document_id: int, number: int) -> HttpResponse:
    """The picture of one page of the original."""
    document = document_of(request, document_id)
    key = f"plan-page:{document.sha256}:{document.pk}:{number}"
    picture = cache.get(key)
    if picture is None:
        original = getattr(document, "original", None)
        if original is None or not document.is_pictured:
            raise Http404
        try:
            picture = page_picture(bytes(original.data), number, width=WIDE)
        except Refusal as refusal:
            raise Http404 from refusal
        cache.set(key, picture, KEPT_FOR)
    headers = {"Cache-Control": f"private, max-age={KEPT_FOR}"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


@guarded(STEER)
@require_safe
def plan_original(request: HttpRequest, document_id: int) -> HttpResponse:
    """The file as it was handed over, to be kept and never to be run (RELIABILITY F7)."""
    document = document_of(request, document_id)
    original = getattr(document, "original", None)
    data = bytes(original.data) if original else document.text.encode()
    return _download(data, document.file_name, "application/octet-stream")


@guarded(STEER)
@require_safe
def plan_coverage(request: HttpRequest, document_id: int) -> HttpResponse:
    """Every figure of the document: which became targets, which were left, and why."""
    document = document_of(request, document_id)
    drafts = drafts_of(document)
    roles = coverage(document, drafts)
    figures = sum(len(role.figures) for role in roles)
    taken = sum(len(role.figures) for role in roles if role.is_taken)
    context = {
        "document": document,
        "roles": roles,
        "lines": text_by_role(document, drafts),
        "figures": figures,
        "taken": taken,
    }
    return render(request, "web/plan_coverage.html", context)


@guarded(STEER)
@require_safe
def plan_receipt(request: HttpRequest, document_id: int) -> HttpResponse:
    """What was confirmed, by whom and when, with the hash of the document and of the chain."""
    document = document_of(request, document_id)
    drafts = drafts_of(document)
    by_status = {
        status: [draft for draft in drafts if draft.status == status] for status in Draft.Status
    }
    targets = {row.draft_id: row for row in document.targets.select_related("indicator", "owner")}
    context = {
        "document": document,
        "confirmed": [
            (draft, targets.get(draft.pk)) for draft in by_status[Draft.Status.CONFIRMED]
        ],
        "rejected": by_status[Draft.Status.REJECTED],
        "merged": by_status[Draft.Status.MERGED],
        "open": by_status[Draft.Status.OPEN],
        "head": tip(),
        "at": now(),
    }
    return render(request, "web/plan_receipt.html", context)


@guarded(STEER)
@require_safe
def plan_table(request: HttpRequest, document_id: int) -> HttpResponse:
    """The drafts as a workbook that a person corrects and sends back."""
    document = document_of(request, document_id)
    table = draft_table(document, drafts_of(document), _owners(document))
    return _download(workbook_of([table]), f"{document.title}-目标.xlsx", WORKBOOK)


@guarded(STEER)
@require_safe
def plan_lines(request: HttpRequest, document_id: int) -> HttpResponse:
    """The drafts as JSON lines, in the shape that machines read, with what was decided."""
    document = document_of(request, document_id)
    lines = [json.dumps(_record(draft), ensure_ascii=False) for draft in drafts_of(document)]
    data = ("\n".join(lines) + "\n").encode()
    return _download(data, f"{document.title}-目标.jsonl", "application/x-ndjson")


def _record(draft: Draft) -> dict[str, Any]:
    """The line of one draft."""
    return {
        "number": draft.number,
        "quote": "".join(draft.quote.split()),
        "owner": draft.owner_unit.name if draft.owner_unit else draft.owner or None,
        "indicator": draft.indicator,
        "key": draft.match.key if draft.match else None,
        "period": draft.period or None,
        "relation": draft.relation,
        "value": plain(draft.value),
        "unit": draft.unit or None,
        "stretch": None if draft.stretch is None else plain(draft.stretch),
        "baseline": None if draft.baseline is None else plain(draft.baseline),
        "role": "target",
        "status": draft.status,
        "unsure": draft.unsure,
        "start": draft.start,
        "end": draft.end,
    }


@guarded(STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_corrections(request: HttpRequest, document_id: int) -> HttpResponse:
    """A corrected workbook: first what it would change, cell by cell; then, once agreed, done.

    Without a workbook, as when the page is loaded anew, the way leads back to the review.
    """
    document = document_of(request, document_id)
    if request.method != "POST":
        return redirect("plan_review", document_id=document.pk)
    context: dict[str, Any] = {"document": document}
    try:
        if agreed := request.POST.get("agreed"):
            numbers = _carry_out(request, document, agreed)
            return render(
                request,
                "web/plan_corrections.html",
                context | {"numbers": numbers, "is_done": True},
            )
        found, told = _read(request, document)
        context["standing"] = standing_before(found.changes)
        context |= {"found": found, "agreed": signing.dumps(told, salt=SALT, compress=True)}
    except signing.BadSignature:
        context["fault"] = say(Refusal("这次导入已过期，请重新上传改好的表。").sentence)
    except Refusal as refusal:
        context["fault"] = say(refusal.sentence)
    status = 422 if "fault" in context else 200
    return render(request, "web/plan_corrections.html", context, status=status)


def _read(request: HttpRequest, document: Document) -> tuple[Corrections, dict[str, Any]]:
    """What the uploaded workbook changes, and the cells that say so, to be signed."""
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("请先选择改好的 Excel 表。")
    laid, _ = read_apart(file.read(), file_name=file.name or "")
    cells = laid.packed()
    told = {"document": document.pk, "laid": cells}
    return _corrections(document, told), told


def _corrections(document: Document, told: dict[str, Any]) -> Corrections:
    """The corrections that the cells tell of, against the drafts as they stand now."""
    laid = type(document.laid).unpacked(told["laid"])
    owners = _owners(document)
    units = {unit.short: unit for unit in owners} | {unit.name: unit for unit in owners}
    return read_corrections(laid, drafts_of(document), units)


def _carry_out(request: HttpRequest, document: Document, agreed: str) -> tuple[int, int, int]:
    """Do what was agreed to; raises `BadSignature` or `Refusal`."""
    told = signing.loads(agreed, salt=SALT, max_age=VALID_FOR)
    if told["document"] != document.pk:
        raise signing.BadSignature
    found = _corrections(document, told)
    again = "again" in request.POST
    return correct_ledger(
        found.changes, actor=person(request), at=now(), as_of=as_of(), again=again
    )


@guarded(STEER)
@require_safe
def plan_compare(request: HttpRequest) -> HttpResponse:
    """Two years' plans: what was kept, raised, lowered, is new, or was dropped."""
    own = Document.objects.filter(county__path=root_path(request.user)).defer("text", "figures")
    documents = list(own)
    by_id = {str(row.pk): row for row in documents}
    old, new = (by_id.get(request.GET.get(name, "")) for name in ("old", "new"))
    if (old is None or new is None) and (pair := pair_to_compare(documents)):
        old, new = old or pair[0], new or pair[1]
    shown = comparison(old, new) if old and new else None
    context = {"documents": documents, "old": old, "new": new, "shown": shown, "kinds": list(Kind)}
    return render(request, "web/plan_compare.html", context)


def _owners(document: Document) -> list[Unit]:
    """The units that may own a target of the document's county."""
    return list(Unit.objects.filter(path__startswith=document.county.path))


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be kept: never shown by the browser itself."""
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)
