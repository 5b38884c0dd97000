"""Whether the server is well: the store answers, its settings hold, the chain is whole."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from guatu.platform.audit.chain import tip
from guatu.platform.database import pragmas_in_force
from guatu.platform.jobs.schedule import waiting
from guatu.platform.permissions import PUBLIC, guarded


@guarded(PUBLIC)
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Plain facts for a monitor; no figure of the county and no name."""
    if not request.user.is_authenticated:
        connection.ensure_connection()
        return JsonResponse({"status": "ok"})
    return JsonResponse(
        {
            "status": "ok",
            "store": connection.vendor,
            "settings": pragmas_in_force(),
            "chain": tip(),
            "jobs": waiting(),
            "pack": settings.PACK,
        }
    )
