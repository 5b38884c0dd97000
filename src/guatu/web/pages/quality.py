"""Quality of figures: what stands out, at which unit, and what to do about it."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guatu.apps.observations.policy import FILE
from guatu.apps.units.models import Role
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import holds, root_path
from guatu.flows.figures_checked import county_checked
from guatu.kernel.quality import CHECKS
from guatu.platform.clock import as_of
from guatu.platform.permissions import guarded

VERIFIERS = frozenset({Role.ASSESSOR, Role.DISPATCHER, Role.ADMINISTRATOR})


@guarded(SEE_BOARD)
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """The findings of the county by unit; notes only for those who verify (STAT-46)."""
    day, path = as_of(), root_path(request.user)
    verifies = holds(request.user, VERIFIERS, path)
    checked = county_checked(path, as_of=day, with_notes=verifies)
    counts = Counter(row.finding.severity.value for group in checked.groups for row in group.rows)
    context = {
        "day": day,
        "groups": [(group, FILE.allows(request.user, group.unit)) for group in checked.groups],
        "looks": checked.looks,
        "figures": checked.figures,
        "checks": len(CHECKS),
        "verifies": verifies,
        "blocked": counts["block"],
        "held": counts["hold"],
        "noted": counts["note"],
        "count": counts.total(),
    }
    return render(request, "web/quality.html", context)
