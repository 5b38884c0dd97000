"""Questions to the tree of units and to the posts held in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from guatu.apps.accounts.models import User
from guatu.apps.units.models import Post, Role, Unit
from guatu.kernel.measuring import Life


@dataclass(frozen=True, slots=True)
class Held:
    """A post as permissions need it."""

    role: str
    unit_id: int
    path: str
    name: str
    name_en: str


def posts_of(user: Any) -> tuple[Held, ...]:  # noqa: ANN401 - anonymous or a user
    """The posts that `user` holds, asked once a request and kept on the user object."""
    kept: tuple[Held, ...] | None = getattr(user, "_held", None)
    if kept is None:
        rows = Post.objects.filter(user_id=user.pk, until_on__isnull=True).values_list(
            "role", "unit_id", "unit__path", "unit__name", "unit__name_en"
        )
        kept = tuple(Held(*row) for row in rows)
        user._held = kept  # noqa: SLF001 - a request-long memory on the request's own user
    return kept


def holds(user: Any, roles: frozenset[Role], path: str) -> bool:  # noqa: ANN401 - as above
    """Whether `user` holds one of `roles` at the unit of `path` or above it."""
    return any(post.role in roles and path.startswith(post.path) for post in posts_of(user))


def paths_of(user: Any, roles: frozenset[Role]) -> list[str]:  # noqa: ANN401 - as above
    """The paths of the units where `user` holds one of `roles`."""
    return [post.path for post in posts_of(user) if post.role in roles]


def tiles() -> list[Unit]:
    """The units that have a place on the map, by row and column."""
    return list(Unit.objects.filter(tile_x__isnull=False).order_by("tile_y", "tile_x"))


def unit_named(key: str) -> Unit:
    """The unit of `key`; raises `Unit.DoesNotExist`."""
    return Unit.objects.get(key=key)


def posts_on(day: date) -> list[Post]:
    """Who holds which post on `day`, with person and unit."""
    return list(Post.objects.in_force(day).select_related("user", "unit").order_by("unit__path"))


def who_files(path: str, day: date) -> dict[str, list[User]]:
    """The people who file for each unit at or below `path` on `day`, by the unit's key."""
    posts = Post.objects.in_force(day).filter(role=Role.FILER, unit__path__startswith=path)
    found: dict[str, list[User]] = {}
    for post in posts.select_related("user", "unit").order_by("pk"):
        found.setdefault(post.unit.key, []).append(post.user)
    return found


@dataclass(frozen=True, slots=True)
class Holder:
    """An account with the posts that it holds, named in the reader's language."""

    username: str
    name: str
    is_active: bool
    is_simulated: bool
    last_login: datetime | None
    posts: tuple[str, ...]


def holders() -> list[Holder]:
    """Every account in the order of opening, with its posts in force, in two queries."""
    english = get_language() == "en"
    held: dict[int, list[str]] = {}
    for post in Post.objects.filter(until_on=None).select_related("unit").order_by("unit__path"):
        unit = (english and post.unit.name_en) or post.unit.name
        held.setdefault(post.user_id, []).append(f"{unit} {gettext(post.get_role_display())}")
    return [
        Holder(
            user.username,
            user.name,
            user.is_active,
            user.is_simulated,
            user.last_login and localtime(user.last_login),
            tuple(held.get(user.pk, ())),
        )
        for user in User.objects.order_by("pk")
    ]


def county_of(user: Any) -> Unit | None:  # noqa: ANN401 - anonymous or a user
    """The root of the tree that `user` has a post in, asked once a request."""
    kept: Unit | None = getattr(user, "_county", None)
    if kept is None and (held := posts_of(user)):
        kept = Unit.objects.get(key=held[0].path.split("/")[1])
        user._county = kept  # noqa: SLF001 - a request-long memory on the request's own user
    return kept


def choices(path: str) -> list[tuple[int, str]]:
    """The units at or below `path` as choices of a form, by the tree, in the reader's language."""
    rows = Unit.objects.filter(path__startswith=path).order_by("path")
    english = get_language() == "en"
    names = rows.values_list("pk", "name", "name_en")
    return [(pk, (english and name_en) or name) for pk, name, name_en in names]


def units_below(path: str) -> list[Unit]:
    """The units at or below `path`, by the tree."""
    return list(Unit.objects.filter(path__startswith=path).order_by("path"))


def root_path(user: Any) -> str:  # noqa: ANN401 - anonymous or a user
    """The path of the county that `user` has a post in; one that nothing has for anybody else."""
    root = county_of(user)
    return root.path if root is not None else "//"


def dated_lives() -> dict[str, Life]:
    """The life of every unit that opens or closes on a day, by key, in one query."""
    dated = Unit.objects.exclude(opened_on=None, closed_on=None).select_related("successor")
    return {unit.key: unit.life for unit in dated}


def lives_among(dated: Mapping[str, Life], keys: Iterable[str]) -> dict[str, Life]:
    """The life of each of these units, by key in order; those without a date stand always."""
    return {key: dated.get(key, Life()) for key in sorted(keys)}
