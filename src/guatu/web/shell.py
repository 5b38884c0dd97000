"""What every page carries: the menu that this person may use, and whose county it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from guatu.apps.observations.policy import FILE
from guatu.apps.observations.queries import has_simulated_figures
from guatu.apps.units.policy import SEE_BOARD, STEER
from guatu.apps.units.queries import county_of
from guatu.platform.permissions import SIGNED_IN, Policy


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the menu."""

    url: str
    label: str
    icon: str
    is_here: bool


def _entries() -> list[tuple[str, str, str, Policy]]:
    """Every entry with its address, icon and policy, in order."""
    return [
        ("duties", _("我的任务"), "i-me", SIGNED_IN),
        ("war_map", _("战图"), "i-map", SEE_BOARD),
        ("ranks", _("排名"), "i-rank", SEE_BOARD),
        ("filings", _("填报"), "i-form", FILE),
        ("plans", _("规划"), "i-doc", STEER),
        ("wall", _("大屏"), "i-board", SEE_BOARD),
    ]


def menu(request: HttpRequest) -> list[Item]:
    """The entries that the user may open; the same policies guard the pages."""
    items = []
    for name, label, icon, policy in _entries():
        if policy.allows(request.user):
            url = reverse(name)
            here = request.path == url or (url != "/" and request.path.startswith(url))
            items.append(Item(url, label, icon, here))
    return items


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context of the shell; nothing is asked of the database for a stranger."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"menu": [], "county": None, "is_demo": False}
    return {
        "menu": menu(request),
        "county": county_of(user),
        "is_demo": user.is_simulated or has_simulated_figures(),
    }
