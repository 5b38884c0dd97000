"""A unit opens, closes or is merged (新设、撤并): it owes no more, and every level follows."""

from collections.abc import Iterable
from datetime import date, datetime

from guatu.apps.boards.operations import read_days
from guatu.apps.observations.levels import fed_by
from guatu.apps.observations.models import Expectation
from guatu.apps.observations.operations import owe_only_while_standing
from guatu.apps.observations.settling import rebuild
from guatu.apps.plans.models import Target
from guatu.apps.units.models import Unit
from guatu.apps.units.operations import close_unit, open_unit
from guatu.platform.database import write_gate


def merge_unit(
    unit: Unit, into: Unit | None, *, on: date, at: datetime, as_of: date | None = None
) -> None:
    """Let `unit` end with the day `on`, and `into` go on for it; the board of `as_of` shows it.

    What it filed stays. Raises what `close_unit` raises; then nothing changes.
    """
    with write_gate():
        close_unit(unit, on=on, at=at, successor=into)
        _follow(unit, as_of)


def begin_unit(unit: Unit, *, on: date, at: datetime, as_of: date | None = None) -> None:
    """Let `unit` stand only from the day `on`; it owes nothing for periods before."""
    with write_gate():
        open_unit(unit, on=on, at=at)
        _follow(unit, as_of)


def _follow(unit: Unit, as_of: date | None) -> None:
    """Take back what the unit does not owe, and bring levels and readings in line."""
    owed = set(Expectation.objects.filter(unit=unit).values_list("indicator", flat=True))
    owe_only_while_standing(unit)
    rebuild(_changed(owed))
    if as_of is not None:
        county = unit.path.split("/")[1]
        own = Target.objects.whole().filter(document__county__path__startswith=f"/{county}/")
        read_days([as_of], list(own.order_by("pk")))


def _changed(owed: Iterable[int]) -> list[int]:
    """The indicators whose levels change with these."""
    return [one.pk for one in fed_by(set(owed))]
