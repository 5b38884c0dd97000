"""The same answers for machines."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from guatu.apps.boards.evaluations import evaluations as rows_of
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import root_path
from guatu.platform.clock import as_of
from guatu.platform.permissions import guarded


@guarded(SEE_BOARD)
@require_safe
def evaluations(request: HttpRequest) -> JsonResponse:
    """The readings of the day, as `guatu evaluate --format json` prints them."""
    return JsonResponse(
        rows_of(as_of(), root_path(request.user)),
        safe=False,
        json_dumps_params={"ensure_ascii": False},
    )
