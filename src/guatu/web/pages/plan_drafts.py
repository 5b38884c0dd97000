"""Deciding on drafts, one row at a time: confirm, reject, undo, edit, split, merge, add."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guatu.apps.accounts.queries import person
from guatu.apps.plans.forms import DraftForm
from guatu.apps.plans.models import Document, Draft
from guatu.apps.plans.operations import (
    TargetStandsAlready,
    add_draft,
    edit_draft,
    merge_draft,
    reject_draft,
    split_draft,
    withdraw_draft,
)
from guatu.apps.plans.queries import catalog_choices, drafts_of, leaf_of
from guatu.apps.plans.review import beside
from guatu.apps.units.policy import STEER
from guatu.apps.units.queries import choices, root_path
from guatu.flows.plan_into_ledger import confirm_into_ledger, take_back
from guatu.kernel.sentences import Refusal
from guatu.platform.clock import as_of, now
from guatu.platform.locale import say
from guatu.platform.permissions import guarded

FIELDS = frozenset({"stretch", "baseline", "same"})


@guarded(STEER)
@require_POST
def confirm(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Let a draft count; `again` lets it change a target that stands."""
    draft, again = _draft(request, draft_id), "again" in request.POST
    try:
        confirm_into_ledger(draft, actor=person(request), at=now(), as_of=as_of(), again=again)
    except TargetStandsAlready as refusal:
        return _row(request, draft_id, fault=say(refusal.sentence), again=True, status=409)
    except Refusal as refusal:
        return _row(request, draft_id, fault=say(refusal.sentence), status=409)
    return _row(request, draft_id)


@guarded(STEER)
@require_POST
def reject(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Say that a draft is no target."""
    draft = _draft(request, draft_id)
    return _done(request, draft, lambda: reject_draft(draft, actor=person(request), at=now()))


@guarded(STEER)
@require_POST
def reopen(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Take a decision back; a draft made by hand, on which none was taken, goes away."""
    draft = _draft(request, draft_id)
    if draft.is_made_by_hand:
        return _moved(
            request, draft.document, lambda: withdraw_draft(draft, actor=person(request), at=now())
        )
    return _done(
        request, draft, lambda: take_back(draft, actor=person(request), at=now(), as_of=as_of())
    )


@guarded(STEER)
@require_POST
def edit(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Change what the reader took from the words."""
    draft = _draft(request, draft_id)
    form = _form(draft, request, request.POST)
    if not form.is_valid():
        return _row(request, draft_id, form=form, status=422)
    fields = {name: form.cleaned_data[name] for name in form.changed_data}
    draft.refresh_from_db()
    return _done(
        request,
        draft,
        lambda: edit_draft(draft, actor=person(request), at=now(), fields=fields),
    )


@guarded(STEER)
@require_POST
def split(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Make a draft of its own of another figure of the quote; both are seen on the page."""
    draft = _draft(request, draft_id)
    start = _number(request, "start")
    return _moved(
        request,
        draft.document,
        lambda: split_draft(draft, start, actor=person(request), at=now()),
        draft,
    )


@guarded(STEER)
@require_POST
def merge(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Fold a draft into another one of its document."""
    draft, field = _draft(request, draft_id), request.POST.get("field", "")
    into = draft.document.drafts.filter(pk=_number(request, "into")).first()

    def act() -> Draft:
        if into is None or field not in FIELDS:
            raise Refusal("请选择并入哪一项、作为什么。")
        merge_draft(draft, into, field, actor=person(request), at=now())
        return into

    return _moved(request, draft.document, act, draft)


@guarded(STEER)
@require_POST
def add(request: HttpRequest, document_id: int) -> HttpResponse:
    """Make a draft of a figure that the reader left."""
    document = get_object_or_404(Document.objects.select_related("county"), pk=document_id)
    if not STEER.allows(request.user, document.county):
        raise Http404
    start = _number(request, "start")
    return _moved(
        request, document, lambda: add_draft(document, start, actor=person(request), at=now())
    )


def _number(request: HttpRequest, name: str) -> int:
    """A whole number of the form; -1, which nothing has, for anything else."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) <= 9 else -1


def _draft(request: HttpRequest, draft_id: int) -> Draft:
    """The draft, if this person steers the county; else as if it did not exist."""
    draft = get_object_or_404(Draft.objects.select_related("document__county"), pk=draft_id)
    if not STEER.allows(request.user, draft.document.county):
        raise Http404
    return draft


def _done(request: HttpRequest, draft: Draft, act: Callable[[], Draft]) -> HttpResponse:
    """Carry out `act` and show the row again, with what stood in the way."""
    try:
        act()
    except Refusal as refusal:
        return _row(request, draft.pk, fault=say(refusal.sentence), status=409)
    return _row(request, draft.pk)


def _moved(
    request: HttpRequest,
    document: Document,
    act: Callable[[], Draft | None],
    draft: Draft | None = None,
) -> HttpResponse:
    """Carry out `act`, which changes more than one row, and go to the draft that it leads to."""
    try:
        there = act()
    except Refusal as refusal:
        messages.warning(request, say(refusal.sentence))
        there = draft
    return _to_row(there) if there else redirect("plan_review", document_id=document.pk)


def _to_row(draft: Draft, *, again: bool = False) -> HttpResponse:
    """The way to a draft on its leaf of the review; `again` shows its second button."""
    asked = {"leaf": leaf_of(draft), "again": draft.pk if again else 0}
    query = urlencode({name: value for name, value in asked.items() if value > (name == "leaf")})
    answer = redirect("plan_review", document_id=draft.document_id)
    answer["Location"] += f"{'?' if query else ''}{query}#draft-{draft.number}"
    return answer


def _form(draft: Draft, request: HttpRequest, data: object = None) -> DraftForm:
    """The form of one draft, for what was typed or for what is stored."""
    units = choices(root_path(request.user))
    return DraftForm(data, instance=draft, units=units, catalog=catalog_choices())


def _row(
    request: HttpRequest,
    draft_id: int,
    *,
    form: DraftForm | None = None,
    fault: str = "",
    again: bool = False,
    status: int = 200,
) -> HttpResponse:
    """One record of the review page; the whole page again for a browser without script."""
    draft = get_object_or_404(Draft.objects.select_related("document__county"), pk=draft_id)
    if "HX-Request" not in request.headers:
        if fault or form:
            messages.warning(request, fault or _("有几处填写不对，请改正后再保存。"))
        return _to_row(draft, again=again)
    (row,) = beside(draft.document, drafts_of(draft.document), only={draft_id})
    context = {
        "row": row,
        "form": form or _form(row.draft, request),
        "fault": fault,
        "again": again,
        "is_here": True,
        "opened": bool(form),
    }
    return render(request, "web/_draft.html", context, status=status)
