"""The three layouts of the board, the wall, and the page of one target."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from guatu.apps.boards.deployment import deployment
from guatu.apps.boards.queries import Board, Filters, board, written_so_far
from guatu.apps.boards.support import support
from guatu.apps.boards.targets import target_page
from guatu.apps.plans.models import Target
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import root_path
from guatu.platform.clock import as_of
from guatu.platform.permissions import guarded

KEPT_FOR = 3600
FIRST_YEAR = 2000
More = Callable[[Board], dict[str, Any]]


def _day(request: HttpRequest) -> date:
    """The day that the reader asks for, never later than the server's own."""
    try:
        asked = parse_date(request.GET.get("day", ""))
    except ValueError:
        asked = None
    if asked is None or asked.year < FIRST_YEAR:
        return as_of()
    return min(asked, as_of())


def _body(request: HttpRequest, layout: str, more: More | None = None) -> SafeString:
    """The body of a layout for this county, day, language and filters.

    Kept until something is written: whatever changes is in the audit chain or is a new reading.
    """
    filters = Filters(**{key: request.GET.get(key, "") for key in ("owner", "light", "lead")})
    day, path = _day(request), root_path(request.user)
    seen = (layout, path, day, filters, get_language(), written_so_far())
    key = "board:" + sha256(repr(seen).encode()).hexdigest()
    body: SafeString | None = cache.get(key)
    if body is None:
        shown = board(day, path, filters)
        context = {"board": shown, "here": layout} | (more(shown) if more else {})
        body = render_to_string(f"boards/_{layout}.html", context, request)
        cache.set(key, body, KEPT_FOR)
    return body


@guarded(SEE_BOARD)
@require_safe
@vary_on_headers("HX-Request")
def war_map(request: HttpRequest) -> HttpResponse:
    """作战进度图: where we are; the body alone for HTMX."""
    body = _body(request, "war_map")
    if "HX-Request" in request.headers:
        return HttpResponse(body)
    return render(request, "boards/war_map.html", {"body": body})


@guarded(SEE_BOARD)
@require_safe
def deployment_board(request: HttpRequest) -> HttpResponse:
    """作战部署图: who owes what, by quarter, month and week."""
    body = _body(request, "deployment", lambda shown: {"deployment": deployment(shown)})
    return render(request, "boards/deployment.html", {"body": body})


@guarded(SEE_BOARD)
@require_safe
def support_board(request: HttpRequest) -> HttpResponse:
    """作战保障图: what holds the targets up."""
    body = _body(request, "support", lambda shown: {"support": support(shown)})
    return render(request, "boards/support.html", {"body": body})


@guarded(SEE_BOARD)
@require_safe
@vary_on_headers("HX-Request")
def wall(request: HttpRequest) -> HttpResponse:
    """The board for six metres: one screen, no scroll, renewed every minute."""
    body = _body(request, "wall")
    if "HX-Request" in request.headers:
        return HttpResponse(body)
    return render(request, "boards/wall.html", {"body": body})


@guarded(SEE_BOARD)
@require_safe
def target(request: HttpRequest, target_id: int) -> HttpResponse:
    """One target: why, where it ends, who, and who says so."""
    row = get_object_or_404(Target.objects.whole(), pk=target_id)
    if not SEE_BOARD.allows(request.user, row.owner):
        raise Http404
    return render(request, "boards/target.html", target_page(row, _day(request)))
