"""Changes of the tree of units and of the posts in it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from guatu.apps.accounts.models import User
from guatu.apps.units.models import Post, Role, Unit
from guatu.kernel.catalog import UnitRow
from guatu.platform.audit.chain import record


class PostIsHeldAlready(Exception):
    """The person holds this role at this unit already."""


@transaction.atomic
def load_units(rows: Iterable[UnitRow], *, at: datetime) -> dict[str, Unit]:
    """Bring the tree in line with the pack's rows, parents first; returns units by key."""
    rows = list(rows)
    units: dict[str, Unit] = {}
    _clear_tiles(rows)
    for row in rows:
        parent = units[row.parent] if row.parent else None
        units[row.key], _ = Unit.objects.update_or_create(
            key=row.key,
            defaults={
                "name": row.name,
                "name_en": row.name_en,
                "short": row.short,
                "kind": row.kind,
                "code": row.code or "",
                "parent": parent,
                "path": f"{parent.path if parent else '/'}{row.key}/",
                "files": row.files,
                "tile_x": row.x,
                "tile_y": row.y,
            },
        )
    record("units.loaded", "units", actor=None, at=at, detail={"count": len(units)})
    return units


def _clear_tiles(rows: Sequence[UnitRow]) -> None:
    """Take off the map the units that move, so that two may change places."""
    places = {row.key: (row.x, row.y) for row in rows}
    stored = Unit.objects.filter(key__in=places, tile_x__isnull=False)
    moved = [unit.pk for unit in stored if places[unit.key] != (unit.tile_x, unit.tile_y)]
    if moved:
        Unit.objects.filter(pk__in=moved).update(tile_x=None, tile_y=None)


@transaction.atomic
def appoint(
    user: User, *, unit: Unit, role: Role, from_on: date, at: datetime, title: str = ""
) -> Post:
    """Give `user` a post; raises `PostIsHeldAlready`."""
    if Post.objects.filter(user=user, unit=unit, role=role, until_on=None).exists():
        raise PostIsHeldAlready(f"{user} {unit} {role}")
    post = Post.objects.create(user=user, unit=unit, role=role, from_on=from_on, title=title)
    detail = {"user": user.username, "role": role.value}
    record("post.given", f"unit:{unit.key}", actor=None, at=at, detail=detail)
    return post


@transaction.atomic
def end_posts(user: User, *, until_on: date, at: datetime) -> int:
    """End every post that `user` holds; returns the count."""
    posts = list(Post.objects.filter(user=user, until_on=None).select_related("unit"))
    for post in posts:
        post.until_on = max(until_on, post.from_on)
        post.save(update_fields=["until_on"])
        detail = {"user": user.username, "role": post.role}
        record("post.ended", f"unit:{post.unit.key}", actor=None, at=at, detail=detail)
    return len(posts)
