"""Who may see the county's board, and who stands for which unit."""

from typing import Any

from guatu.apps.units.models import Role, Unit
from guatu.apps.units.queries import holds, posts_of
from guatu.platform.permissions import Policy

EVERY_ROLE = frozenset(Role)
ROOT = 2  # the slashes in the path of a county
STEERING = frozenset({Role.DISPATCHER, Role.ADMINISTRATOR})


def _has_a_post(user: Any, unit: Unit | None = None) -> bool:  # noqa: ANN401 - anonymous or a user
    """Whether `user` holds any post; with `unit`, one in the same tree."""
    if unit is None:
        return bool(posts_of(user))
    root = "/" + unit.path.split("/")[1] + "/"
    return any(post.path.startswith(root) for post in posts_of(user))


def _steers(user: Any, unit: Unit | None = None) -> bool:  # noqa: ANN401 - as above
    """Whether `user` dispatches or administers `unit`; without one, a whole county."""
    if unit is None:
        posts = posts_of(user)
        return any(post.role in STEERING and post.path.count("/") == ROOT for post in posts)
    return holds(user, STEERING, unit.path)


SEE_BOARD = Policy("see_board", "在本市任职", _has_a_post)
STEER = Policy("steer", "调度专员或管理员", _steers)
