"""Changes of the tree of units and of the posts in it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from guatu.apps.accounts.models import User
from guatu.apps.units.models import Post, Role, Unit
from guatu.kernel.catalog import UnitRow
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record


class PostIsHeldAlready(Exception):
    """The person holds this role at this unit already."""


class UnitIsClosedAlready(Refusal):
    """A unit ends once."""


class UnitClosesBeforeItOpens(Refusal):
    """A unit stands for a day at least."""


class UnitSucceedsItself(Refusal):
    """Nobody goes on for itself, not by way of others either."""


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
def close_unit(unit: Unit, *, on: date, at: datetime, successor: Unit | None = None) -> None:
    """Let a unit end with the day `on`, and `successor` go on for it.

    Raises `UnitIsClosedAlready`, `UnitClosesBeforeItOpens` or `UnitSucceedsItself`.
    """
    if unit.closed_on is not None:
        raise UnitIsClosedAlready(
            "“%(unit)s”已于 %(day)s 撤销。要改日期，请联系管理员。", unit=unit, day=unit.closed_on
        )
    if unit.opened_on is not None and on < unit.opened_on:
        raise UnitClosesBeforeItOpens(
            "“%(unit)s”%(day)s 才设立，撤销日不能更早。请改撤销日。", unit=unit, day=unit.opened_on
        )
    if successor is not None and _is_in_line(unit, successor):
        raise UnitSucceedsItself(
            "“%(unit)s”不能并入自己或它已并入的单位。请另选承接单位。", unit=unit
        )
    unit.closed_on, unit.successor = on, successor
    unit.save(update_fields=["closed_on", "successor"])
    detail = {"on": on.isoformat(), "successor": successor.key if successor else ""}
    record("unit.closed", f"unit:{unit.key}", actor=None, at=at, detail=detail)


def _is_in_line(unit: Unit, successor: Unit) -> bool:
    """Whether the line of successors leads back to the unit."""
    heir: Unit | None = successor
    while heir is not None:
        if heir.pk == unit.pk:
            return True
        heir = heir.successor
    return False


@transaction.atomic
def open_unit(unit: Unit, *, on: date, at: datetime) -> None:
    """Note that a unit stands only from the day `on`."""
    unit.opened_on = on
    unit.save(update_fields=["opened_on"])
    detail = {"on": on.isoformat()}
    record("unit.opened", f"unit:{unit.key}", actor=None, at=at, detail=detail)


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
