"""Reading a plan: upload, check each draft beside its sentence, let it count."""

from math import ceil

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from guatu.apps.accounts.queries import person
from guatu.apps.plans.forms import DraftForm
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations import add_document
from guatu.apps.plans.queries import LEAF, catalog_choices, drafts_of, marked_text, shelf
from guatu.apps.plans.review import beside
from guatu.apps.plans.sheets import sheets
from guatu.apps.units.models import Unit
from guatu.apps.units.policy import SEE_BOARD, STEER
from guatu.apps.units.queries import choices, root_path
from guatu.kernel.sentences import Refusal
from guatu.platform.clock import now
from guatu.platform.locale import say
from guatu.platform.permissions import guarded
from guatu.web.pages.plan_papers import document_of


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
        raise Refusal("请先选择文件；空文件不能上传。支持 Word、PDF、Excel、图片和文本。")
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
    document = document_of(request, document_id)
    drafts = drafts_of(document)
    leaves = max(1, ceil(len(drafts) / LEAF))
    leaf = min(_leaf(request), leaves)
    shown = drafts[(leaf - 1) * LEAF : leaf * LEAF]
    units, catalog = choices(document.county.path), catalog_choices()
    context = {
        "document": document,
        "blocks": marked_text(document, drafts),
        "sheets": sheets(document, drafts) if document.is_pictured else [],
        "rows": [
            (row, DraftForm(instance=row.draft, units=units, catalog=catalog))
            for row in beside(document, drafts, only={draft.pk for draft in shown})
        ],
        "here": next((row.pk for row in shown if row.status == Draft.Status.OPEN), 0),
        "again": request.GET.get("again", ""),
        "done": sum(draft.status != Draft.Status.OPEN for draft in drafts),
        "elsewhere": sum(d.status != Draft.Status.OPEN for d in set(drafts) - set(shown)),
        "total": len(drafts),
        "leaf": leaf,
        "leaves": leaves,
    }
    return render(request, "web/plan_review.html", context)


def _leaf(request: HttpRequest) -> int:
    """The leaf of a long plan that is asked for; the first for anything else."""
    asked = request.GET.get("leaf", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < len("10000") else 1


@guarded(SEE_BOARD)
@require_safe
def plan_text(request: HttpRequest, document_id: int) -> HttpResponse:
    """The whole document, with the words behind each target marked."""
    document = document_of(request, document_id, SEE_BOARD)
    targets = list(document.targets.select_related("indicator"))
    context = {"document": document, "blocks": marked_text(document, targets)}
    return render(request, "web/plan_text.html", context)
