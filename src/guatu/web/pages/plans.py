"""Reading a plan: upload, check each draft beside its sentence, let it count."""

from datetime import datetime

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guatu.apps.accounts.queries import person
from guatu.apps.plans.forms import DraftForm
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations import add_document, edit_draft, reject_draft
from guatu.apps.plans.queries import catalog_choices, drafts_of, marked_text, shelf
from guatu.apps.units.models import Unit
from guatu.apps.units.policy import SEE_BOARD, STEER
from guatu.apps.units.queries import choices, root_path
from guatu.flows.plan_into_ledger import confirm_into_ledger, take_back
from guatu.kernel.sentences import Refusal
from guatu.platform.clock import as_of, now
from guatu.platform.locale import say
from guatu.platform.permissions import guarded


class UploadForm(forms.Form):
    """The file that a clerk chooses."""

    file = forms.FileField()


@guarded(STEER)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_list(request: HttpRequest) -> HttpResponse:
    """The shelf of plan documents; a POST adds one and leads to its review."""
    fault = ""
    if request.method == "POST":
        try:
            return redirect("plan_review", document_id=_upload(request).pk)
        except Refusal as refusal:
            fault = say(refusal.sentence)
    context = {"shelf": shelf(root_path(request.user)), "fault": fault}
    return render(request, "web/plan_list.html", context, status=422 if fault else 200)


def _upload(request: HttpRequest) -> Document:
    """The document in the request, read and stored; raises `Refusal`."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("请先选择文件；空文件不能上传。支持 .txt 文本（UTF-8、GBK、UTF-16）。")
    file = form.cleaned_data["file"]
    if file.size > settings.UPLOAD_LIMIT:
        raise Refusal(
            "文件有 %(size)s MB，超过 20 MB 上限。请只上传规划正文。", size=file.size // 2**20
        )
    return add_document(
        file.read(),
        county=Unit.objects.get(path=root_path(request.user)),
        file_name=file.name,
        actor=person(request),
        at=now(),
    )


@guarded(STEER)
@require_safe
def plan_review(request: HttpRequest, document_id: int) -> HttpResponse:
    """The document on the left, its drafts on the right."""
    document = get_object_or_404(Document.objects.select_related("county"), pk=document_id)
    if not STEER.allows(request.user, document.county):
        raise Http404
    drafts = drafts_of(document)
    here = next((row.pk for row in drafts if row.status == Draft.Status.OPEN), 0)
    units, catalog = choices(document.county.path), catalog_choices()
    context = {
        "document": document,
        "blocks": marked_text(document, drafts),
        "rows": [
            (draft, DraftForm(instance=draft, units=units, catalog=catalog)) for draft in drafts
        ],
        "here": here,
        "done": sum(draft.status != Draft.Status.OPEN for draft in drafts),
        "total": len(drafts),
    }
    return render(request, "web/plan_review.html", context)


@guarded(SEE_BOARD)
@require_safe
def plan_text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The whole document, with the words behind each target marked."""
    document = get_object_or_404(Document.objects.select_related("county"), pk=document_id)
    if not SEE_BOARD.allows(request.user, document.county):
        raise Http404
    targets = list(document.targets.select_related("indicator"))
    context = {"document": document, "blocks": marked_text(document, targets)}
    return render(request, "web/plan_text.html", context)


@guarded(STEER)
@require_POST
def confirm(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Let a draft count."""
    return _decide(request, draft_id, "confirm")


@guarded(STEER)
@require_POST
def reject(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Say that a draft is no target."""
    return _decide(request, draft_id, "reject")


@guarded(STEER)
@require_POST
def reopen(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Take a decision back."""
    return _decide(request, draft_id, "reopen")


@guarded(STEER)
@require_POST
def edit(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Change what the reader took from the words."""
    draft = _draft(request, draft_id)
    form = DraftForm(
        request.POST,
        instance=draft,
        units=choices(root_path(request.user)),
        catalog=catalog_choices(),
    )
    if not form.is_valid():
        return _row(request, draft_id, form=form, status=422)
    fields = {name: form.cleaned_data[name] for name in form.changed_data}
    draft.refresh_from_db()
    try:
        edit_draft(draft, actor=person(request), at=now(), fields=fields)
    except Refusal as refusal:
        return _row(request, draft_id, fault=say(refusal.sentence), status=409)
    return _row(request, draft_id)


def _draft(request: HttpRequest, draft_id: int) -> Draft:
    """The draft, if this person steers the county; else as if it did not exist."""
    draft = get_object_or_404(Draft.objects.select_related("document__county"), pk=draft_id)
    if not STEER.allows(request.user, draft.document.county):
        raise Http404
    return draft


def _decide(request: HttpRequest, draft_id: int, act: str) -> HttpResponse:
    """Carry out `act` on a draft and show its row again, with what stood in the way."""
    draft, at = _draft(request, draft_id), now()
    try:
        _acts(request, draft, act, at)
    except Refusal as refusal:
        return _row(request, draft_id, fault=say(refusal.sentence), status=409)
    return _row(request, draft_id)


def _acts(request: HttpRequest, draft: Draft, act: str, at: datetime) -> None:
    """Call the one operation that `act` names."""
    if act == "confirm":
        confirm_into_ledger(draft, actor=person(request), at=at, as_of=as_of())
    elif act == "reject":
        reject_draft(draft, actor=person(request), at=at)
    else:
        take_back(draft, actor=person(request), at=at)


def _row(
    request: HttpRequest,
    draft_id: int,
    *,
    form: DraftForm | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """One record of the review page; the whole page again for a browser without script."""
    draft = get_object_or_404(
        Draft.objects.select_related("document", "match", "owner_unit", "decided_by"), pk=draft_id
    )
    if "HX-Request" not in request.headers:
        if fault or form:
            messages.warning(request, fault or _("有几处填写不对，请改正后再保存。"))
        return redirect("plan_review", document_id=draft.document_id)
    form = form or DraftForm(
        instance=draft, units=choices(root_path(request.user)), catalog=catalog_choices()
    )
    context = {"draft": draft, "form": form, "fault": fault, "is_here": True, "opened": form.errors}
    return render(request, "web/_draft.html", context, status=status)
