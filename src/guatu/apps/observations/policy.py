"""Who may file for which unit."""

from typing import Any

from guatu.apps.units.models import Role, Unit
from guatu.apps.units.queries import holds, posts_of
from guatu.platform.permissions import Policy

FILERS = frozenset({Role.FILER, Role.DISPATCHER})


def _files(user: Any, unit: Unit | None = None) -> bool:  # noqa: ANN401 - anonymous or a user
    """Whether `user` files for `unit` or for one above it; without one, for any."""
    if unit is None:
        return any(post.role in FILERS for post in posts_of(user))
    return holds(user, FILERS, unit.path)


FILE = Policy("file", "本单位填报员", _files)
