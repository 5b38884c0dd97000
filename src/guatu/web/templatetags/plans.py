"""What the pages of a plan document print."""

from collections.abc import Collection, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from guatu.apps.plans.queries import Piece
from guatu.apps.plans.review import TAKEN
from guatu.kernel.reading import Change, Kind

register = template.Library()

CHANGES = {
    Kind.KEPT: gettext_noop("沿用"),
    Kind.RAISED: gettext_noop("提高"),
    Kind.LOWERED: gettext_noop("降低"),
    Kind.REDEFINED: gettext_noop("改了口径"),
    Kind.NEW: gettext_noop("新增"),
    Kind.DROPPED: gettext_noop("取消"),
}
FIRST = [Kind.LOWERED, Kind.REDEFINED, Kind.RAISED, Kind.NEW, Kind.DROPPED, Kind.KEPT]
FIELDS = {"owner_unit": "owner", "match": "indicator"}


@register.filter
def holds(names: Collection[str], field: str) -> bool:
    """Whether the names of unsure fields hold the one that a form field shows."""
    return FIELDS.get(field, field) in names


@register.filter
def text(value: Any) -> str:  # noqa: ANN401 - a number
    """A value as text, to be compared with what an address says."""
    return str(value)


@register.filter
def has_cells(line: Sequence[Piece]) -> bool:
    """Whether a line of the document is a row of a table."""
    return any("\t" in piece.text for piece in line)


@register.filter
def is_taken(role: str) -> bool:
    """Whether a figure of this role became a target or a field of one."""
    return role in TAKEN


@register.filter
def change_word(kind: str) -> str:
    """What became of a target, in words."""
    return _(CHANGES[Kind(kind)])


@register.filter
def by_kind(changes: Sequence[Change]) -> list[Change]:
    """The changes that a reader must see first on top."""
    return sorted(changes, key=lambda change: FIRST.index(change.kind))
