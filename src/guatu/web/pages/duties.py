"""My duties: what this person owes today, and what is red where they answer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guatu.apps.boards.queries import attention
from guatu.apps.observations.policy import FILERS
from guatu.apps.observations.queries import debts, silent_units
from guatu.apps.plans.queries import shelf
from guatu.apps.units.policy import STEER
from guatu.apps.units.queries import paths_of, posts_of, root_path
from guatu.platform.clock import as_of
from guatu.platform.permissions import SIGNED_IN, guarded


@guarded(SIGNED_IN)
@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """The start page: debts to file, drafts to check, targets to watch."""
    day = as_of()
    steers = STEER.allows(request.user)
    posts = posts_of(request.user)
    paths = paths_of(request.user, FILERS)
    root = root_path(request.user)
    context = {
        "day": day,
        "posts": posts,
        "debts": [] if steers else debts(paths, as_of=day),
        "files": bool(paths),
        "attention": attention(day, root, paths=[post.path for post in posts]) if posts else [],
        "unchecked": [row for row in shelf(root) if row.open] if steers else [],
        "silent": silent_units(root, as_of=day) if steers else [],
        "steers": steers,
    }
    return render(request, "web/duties.html", context)
