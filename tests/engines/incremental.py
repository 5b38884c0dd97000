"""The store as an engine: every fact is filed by itself, and the levels follow filing by filing."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from guatu.apps.observations.levels import (
    Counted,
    counted,
    forget_catalog,
    growth_of_level,
    series_at,
)
from guatu.apps.observations.models import Expectation, Filing, Observation
from guatu.apps.observations.settling import settle
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import Indicator as Declared
from guatu.kernel.engines import Answer, Cell, World, seated


@dataclass(frozen=True, slots=True)
class Incremental:
    """The incremental path of `apps.observations`; each question leaves the store as it was."""

    name: str = "incremental"

    def cells(self, world: World, *, as_of: date, known_by: datetime | None = None) -> Answer:
        """The cells of every unit and indicator; see `Engine`."""
        forget_catalog()
        with transaction.atomic():
            units, indicators = _stored(world)
            _file(world, units, indicators)
            answer = _answered(world, units, as_of, known_by)
            transaction.set_rollback(True)
        return answer


def _stored(world: World) -> tuple[dict[str, Unit], dict[str, Indicator]]:
    """The units, the indicators with their parts, and who owes them."""
    parents = {child: parent for parent, below in world.children.items() for child in below}
    units: dict[str, Unit] = {}
    named = dict.fromkeys([*world.children, *parents, *(fact.unit for fact in world.facts)])
    for filers in world.filers.values():
        named.update(dict.fromkeys(filers))
    for key in named:
        _unit(key, parents, units)
    indicators = {key: _indicator(row) for key, row in _with_parts(world).items()}
    for row in world.indicators:
        tree = world.tree_of(row.key)
        for unit in tree.units:
            if unit in tree.filers_at(unit):
                Expectation.objects.create(
                    indicator=indicators[row.key],
                    unit=units[unit],
                    period="2023-12",
                    due_on=date(2024, 1, 5),
                )
    return units, indicators


def _indicator(row: Declared) -> Indicator:
    """The indicator under a key that nothing else in the store has."""
    names = {"key": row.key, "numerator": row.numerator, "denominator": row.denominator}
    own = {name: key and f"w_{key}" for name, key in names.items()}
    definition = row.model_copy(update=own).model_dump(mode="json")
    return Indicator.objects.create(key=f"w_{row.key}", name=row.key, definition=definition)


def _unit(key: str, parents: Mapping[str, str], units: dict[str, Unit]) -> Unit:
    """The unit of `key`, after those above it."""
    if key not in units:
        above = _unit(parents[key], parents, units) if key in parents else None
        own = f"w{len(units):03}-{key}"  # the store goes through units by their path
        units[key] = Unit.objects.create(
            key=own,
            name=key,
            short=key,
            kind="town",
            parent=above,
            path=f"{above.path if above else '/'}{own}/",
        )
    return units[key]


def _with_parts(world: World) -> dict[str, Declared]:
    """The indicators of a world and those that it names as parts."""
    found = {row.key: row for row in world.indicators}
    for row in world.indicators:
        for key in (row.numerator, row.denominator):
            if key and key not in found:
                plain = {"key": key, "numerator": None, "denominator": None}
                found[key] = row.model_copy(update=plain)
    return found


def _file(world: World, units: dict[str, Unit], indicators: dict[str, Indicator]) -> None:
    """File every fact of an indicator's own family as an act of its own, in the order given."""
    families = {key: row.family for key, row in _with_parts(world).items()}
    newest: dict[tuple[str, str, str, str], Observation] = {}
    for fact in world.facts:
        if families.get(fact.indicator) != fact.family:
            continue
        filing = Filing.objects.create(
            key=uuid.uuid4(),
            receipt=uuid.uuid4().hex[:24],
            unit=units[fact.unit],
            filed_at=fact.known_at,
        )
        place = (fact.indicator, fact.unit, str(fact.period), fact.measure)
        newest[place] = Observation.objects.create(
            indicator=indicators[fact.indicator],
            unit=units[fact.unit],
            period=str(fact.period),
            measure=fact.measure,
            value=fact.value,
            known_at=fact.known_at,
            filing=filing,
            corrects=newest.get(place),
        )
        settle(filing, [indicators[fact.indicator].pk], [fact.period.year])


def _answered(
    world: World, units: dict[str, Unit], as_of: date, known_by: datetime | None
) -> Answer:
    """What the store says of every unit and indicator."""
    answer: dict[tuple[str, str], Cell] = {}
    known = {one.declared.key: one for one in counted()}
    for indicator in world.indicators:
        tree = world.tree_of(indicator.key)
        cells = {
            key: _cell(units[key], known[f"w_{indicator.key}"], as_of, known_by)
            for key in tree.units
        }
        places = seated(cells, world.children, rising_is_good=indicator.rising_is_good)
        answer |= {(unit, indicator.key): cell for unit, cell in places.items()}
    return answer


def _cell(unit: Unit, one: Counted, as_of: date, known_by: datetime | None) -> Cell:
    """One cell from the stored levels."""
    measured = series_at(unit, one, as_of=as_of, known_by=known_by).measured
    growth = None
    if measured.period is not None:
        growth = growth_of_level(unit, one, period=measured.period, known_by=known_by)
    return Cell(
        value=measured.actual,
        period=measured.period,
        filed=measured.filed,
        expected=measured.expected,
        last_filed_at=measured.last_filed_at,
        reasons=measured.reasons,
        growth=growth,
    )
