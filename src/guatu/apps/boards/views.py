"""The three layouts of the board, the wall, and the page of one target."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from guatu.apps.boards.deployment import deployment
from guatu.apps.boards.queries import Filters, board
from guatu.apps.boards.support import support
from guatu.apps.boards.targets import target_page
from guatu.apps.plans.models import Target
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import root_path
from guatu.platform.clock import as_of
from guatu.platform.permissions import guarded

LAYOUTS = ("war_map", "deployment", "support")


def _day(request: HttpRequest) -> date:
    """The day that the reader asks for, never later than the server's own."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    return min(asked, as_of()) if asked else as_of()


def _board(request: HttpRequest) -> dict[str, Any]:
    """The dataset that every layout shares."""
    filters = Filters(**{key: request.GET.get(key, "") for key in ("owner", "light", "lead")})
    return {"board": board(_day(request), root_path(request.user), filters), "layouts": LAYOUTS}


@guarded(SEE_BOARD)
@require_safe
@vary_on_headers("HX-Request")
def war_map(request: HttpRequest) -> HttpResponse:
    """作战进度图: where we are; the body alone for HTMX."""
    alone = "HX-Request" in request.headers
    template = "boards/_war_map.html" if alone else "boards/war_map.html"
    return render(request, template, _board(request))


@guarded(SEE_BOARD)
@require_safe
def deployment_board(request: HttpRequest) -> HttpResponse:
    """作战部署图: who owes what, by quarter, month and week."""
    context = _board(request)
    context["deployment"] = deployment(context["board"])
    return render(request, "boards/deployment.html", context)


@guarded(SEE_BOARD)
@require_safe
def support_board(request: HttpRequest) -> HttpResponse:
    """作战保障图: what holds the targets up."""
    context = _board(request)
    context["support"] = support(context["board"])
    return render(request, "boards/support.html", context)


@guarded(SEE_BOARD)
@require_safe
@vary_on_headers("HX-Request")
def wall(request: HttpRequest) -> HttpResponse:
    """The board for six metres: one screen, no scroll, renewed every minute."""
    alone = "HX-Request" in request.headers
    return render(request, "boards/_wall.html" if alone else "boards/wall.html", _board(request))


@guarded(SEE_BOARD)
@require_safe
def target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target: why, where it ends, who, and who says so."""
    row = get_object_or_404(Target.objects.whole(), pk=target_id)
    if not SEE_BOARD.allows(request.user, row.owner):
        raise Http404
    return render(request, "boards/target.html", target_page(row, _day(request)))
