"""The same answers for machines."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware
from django.views.decorators.http import require_safe

from guatu.apps.boards.evaluations import evaluations as rows_of
from guatu.apps.observations.values import Value, values_of
from guatu.apps.units.models import Unit
from guatu.apps.units.policy import SEE_BOARD
from guatu.apps.units.queries import county_of, root_path
from guatu.platform.clock import as_of, end_of
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


@guarded(SEE_BOARD)
@require_safe
def values(request: HttpRequest) -> JsonResponse:
    """Every indicator at one unit: `unit` is its key, the county unless given; `day`; `known_by`.

    A day is never later than the server's own; `known_by` is a day or a moment, the end of the
    day unless given, so that any past day's answer can be asked again.
    """
    unit = _unit(request)
    day = min(_day(request.GET.get("day", "")) or as_of(), as_of())
    known_by = _moment(request.GET.get("known_by", "")) or end_of(day)
    rows = [_row(value) for value in values_of(unit, as_of=day, known_by=known_by)]
    head = {"unit": unit.key, "day": day.isoformat(), "known_by": known_by.isoformat()}
    answer = head | {"values": rows}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _unit(request: HttpRequest) -> Unit:
    """The unit asked for; one of another county is as if it did not exist."""
    key = request.GET.get("unit", "")
    unit = Unit.objects.filter(key=key).first() if key else county_of(request.user)
    if unit is None or not SEE_BOARD.allows(request.user, unit):
        raise Http404
    return unit


def _day(text: str) -> date | None:
    """The day that `text` names."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    """The moment that `text` names; of a day, its end."""
    try:
        moment = parse_datetime(text) if len(text) > len("2023-06-13") else None
    except ValueError:
        moment = None
    if moment is None:
        day = _day(text)
        return end_of(day) if day else None
    return moment if moment.tzinfo else make_aware(moment)


def _row(value: Value) -> dict[str, Any]:
    """One value; figures as exact text."""
    measured, growth = value.measured, value.growth
    return {
        "indicator": value.key,
        "name": value.name,
        "counted_in": value.counted_in,
        "value": None if measured.actual is None else f"{measured.actual:f}",
        "period": str(measured.period or ""),
        "filed": measured.filed,
        "expected": measured.expected,
        "last_filed_at": measured.last_filed_at and measured.last_filed_at.isoformat(),
        "growth": None if growth is None or growth.value is None else f"{growth.value:f}",
        "reasons": [
            str(reason)
            for reason in (*measured.reasons, growth.reason if growth else None)
            if reason is not None
        ],
    }
