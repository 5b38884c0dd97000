"""Filing: what this person's units owe, one figure in a minute, and the receipt that proves it."""

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from guatu.apps.accounts.queries import person
from guatu.apps.observations.models import Expectation, Filing, Observation
from guatu.apps.observations.operations import Figure, check_figure
from guatu.apps.observations.policy import FILE, FILERS
from guatu.apps.observations.queries import debts, last_value
from guatu.apps.plans.forms import FigureField
from guatu.apps.plans.queries import owed_of_year
from guatu.apps.units.queries import paths_of
from guatu.flows.figures_onto_board import file_onto_board
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Refusal
from guatu.platform.clock import as_of, now
from guatu.platform.locale import say
from guatu.platform.permissions import guarded


class FilingForm(forms.Form):
    """One figure, its remark, and the key that makes a second sending harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    value = FigureField(label=_("本期数"))
    remark = forms.CharField(
        label=_("说明（更正或数值异常时必填）"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"class": "g-input", "rows": 2}),
    )


@guarded(FILE)
@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    """Everything that this person's units owe now."""
    day = as_of()
    context = {"debts": debts(paths_of(request.user, FILERS), as_of=day), "day": day}
    return render(request, "web/filings.html", context)


@guarded(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def filing(request: HttpRequest, expectation_id: int) -> HttpResponse:
    """The form of one figure; another unit's is as if it did not exist."""
    owed = get_object_or_404(
        Expectation.objects.select_related("indicator", "unit"), pk=expectation_id
    )
    if not FILE.allows(request.user, owed.unit):
        raise Http404
    last = last_value(owed.indicator_id, owed.unit_id, before=owed.period)
    form = FilingForm(request.POST or None, initial={"key": uuid.uuid4()})
    form.fields["value"].unit = owed.indicator.unit  # type: ignore[attr-defined] # a figure field
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("receipt", receipt=_file(request, owed, form, last).receipt)
        except Refusal as refusal:
            form.add_error("value", say(refusal.sentence))
    context = {"owed": owed, "form": form, "last": last, "day": as_of()}
    return render(request, "web/filing.html", context, status=422 if form.errors else 200)


def _file(
    request: HttpRequest, owed: Expectation, form: FilingForm, last: Observation | None
) -> Filing:
    """File the figure in the form; raises `Refusal`."""
    figure = Figure(
        owed,
        form.cleaned_data["value"],
        typed=str(form.data.get("value", ""))[:80],
        remark=form.cleaned_data["remark"],
    )
    whole = owed_of_year(owed.indicator_id, owed.unit_id, Period.parse(owed.period).year)
    check_figure(figure, last=last.value if last else None, as_of=as_of(), whole=whole)
    return file_onto_board(
        [figure], key=form.cleaned_data["key"], actor=person(request), at=now(), as_of=as_of()
    )


@guarded(FILE)
@require_safe
def receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """The proof of a filing."""
    row = get_object_or_404(Filing.objects.select_related("unit", "filed_by"), receipt=receipt)
    if not FILE.allows(request.user, row.unit):
        raise Http404
    figures = row.observations.select_related("indicator")
    context = {"filing": row, "figures": list(figures), "at": timezone.localtime(row.filed_at)}
    return render(request, "web/receipt.html", context)
