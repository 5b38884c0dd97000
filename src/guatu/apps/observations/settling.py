"""Settling a filing: what it changes at its unit and at every level above, in its transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from guatu.apps.observations.levels import (
    COLUMNS,
    Counted,
    Level,
    Place,
    counted,
    facts_from,
    facts_of,
    fed_by,
    rows_where,
    tree_of,
)
from guatu.apps.observations.models import Expectation, Filing, Observation, Turn
from guatu.apps.units.models import Unit
from guatu.kernel import catalog, measuring
from guatu.kernel.measuring import (
    Fact,
    Life,
    UnitTree,
    adds_up,
    difference,
    falls_back,
    turns_of,
)
from guatu.kernel.periods import year
from guatu.platform.database import write_gate
from guatu.platform.exact import stored

Changes = dict[Place, dict[date, measuring.Turn]]
Filed = Mapping[str, Sequence[tuple[int, Fact]]]
New = dict[tuple[Place, date], measuring.Turn]
Row = list[int | str | date | Decimal | None]
ALWAYS = Life()
FACTS = """
SELECT filing_id, indicator_id, %s, period, measure, value, known_at FROM observations_observation
WHERE unit_id = %s AND indicator_id IN ({marks}) AND period >= %s AND period < %s
ORDER BY known_at, id
"""
ABOVE = """
SELECT path, id, key, CASE WHEN successor_id = %s THEN 1 ELSE 0 END FROM units_unit
WHERE key IN ({keys}) OR successor_id = %s
"""
OWING = """
SELECT DISTINCT unit_id, indicator_id FROM observations_expectation
WHERE unit_id IN ({units}) AND indicator_id IN ({parts})
"""
DUE = """
SELECT unit_id, indicator_id, MAX(due) FROM observations_turn
WHERE unit_id IN ({units}) AND indicator_id IN ({indicators}) AND NOT EXISTS
  (SELECT 1 FROM units_unit WHERE opened_on IS NOT NULL OR closed_on IS NOT NULL)
GROUP BY unit_id, indicator_id
"""
UPSERT = """
INSERT INTO observations_turn ({columns}) VALUES ({marks})
ON CONFLICT (unit_id, indicator_id, day) DO UPDATE SET {sets}
"""


@dataclass(frozen=True, slots=True)
class Above:
    """The units of one path from the top down, and which of them owe what."""

    units: tuple[tuple[int, str], ...]
    owing: frozenset[tuple[int, int]]

    def levels(self, unit: int, one: Counted) -> list[int]:
        """The unit and all above it, up to where one stands that files the indicator itself."""
        found = [unit]
        for pk, _ in reversed(self.units):
            if self.owes(pk, one):
                break
            found.append(pk)
        return found

    def owes(self, unit: int, one: Counted) -> bool:
        """Whether a unit files the indicator or a part of it."""
        return any((unit, part) in self.owing for part in one.parts)


def settle(filing: Filing, indicators: Collection[int], numbers: Collection[int]) -> None:
    """Bring the levels of a filing's unit in line with what it filed of `indicators`.

    `numbers` are the years of its periods. Only the unit and what stands above it are written.
    """
    known = counted()
    fed = set(indicators)
    wholes = [one for one in known if not fed.isdisjoint(one.parts) and adds_up(one.declared)]
    if not wholes:
        return
    above = _above(filing.unit, wholes)
    if above is None:
        rebuild([one.pk for one in wholes], numbers)
        return
    shapes = {one.pk: one.declared for one in known}
    changes, lost = _changes(
        filing, wholes, above, _own_facts(filing.unit, wholes, numbers, shapes)
    )
    rebuild(lost, numbers)
    kept = {place: turns for place, turns in changes.items() if place[1] not in lost}
    if kept:
        _post(kept, filing.unit.pk)


def _changes(
    filing: Filing, wholes: Sequence[Counted], above: Above, facts: Mapping[int, Filed]
) -> tuple[Changes, set[int]]:
    """What a filing adds to every level above, and the indicators where sums cannot say it."""
    changes: Changes = {}
    lost = set()
    for number, own in facts.items():
        for one in wholes:
            if not above.owes(filing.unit.pk, one):
                continue
            turns = _changed(own, filing, one, number)
            if turns is None:
                lost.add(one.pk)
            elif turns:
                for level in above.levels(filing.unit.pk, one):
                    changes.setdefault((level, one.pk), {}).update(turns)
    return changes, lost


def _above(unit: Unit, wholes: Sequence[Counted]) -> Above | None:
    """The units above one, in two queries; None where a unit has no plain life.

    A plain unit stands always and goes on for no other.
    """
    if unit.opened_on or unit.closed_on:
        return None
    keys = unit.path.strip("/").split("/")[:-1]
    parts = sorted({part for one in wholes for part in one.parts})
    with connection.cursor() as cursor:
        cursor.execute(ABOVE.format(keys=_marks(keys) or "''"), [unit.pk, *keys, unit.pk])
        rows = cursor.fetchall()
        if any(goes_on for *_, goes_on in rows):
            return None
        units = tuple((pk, key) for _, pk, key, _ in sorted(rows))
        ids = [unit.pk, *(pk for pk, _ in units)]
        cursor.execute(OWING.format(units=_marks(ids), parts=_marks(parts)), [*ids, *parts])
        owing = frozenset((owner, part) for owner, part in cursor.fetchall())
    return Above(units, owing)


def _marks(values: Sequence[object]) -> str:
    """The place holders of a list."""
    return ", ".join(["%s"] * len(values))


def _own_facts(
    unit: Unit,
    wholes: Sequence[Counted],
    numbers: Collection[int],
    shapes: Mapping[int, catalog.Indicator],
) -> dict[int, Filed]:
    """What the unit filed of the indicators and their parts, by year and key of the indicator."""
    parts = sorted({part for one in wholes for part in one.parts})
    text = FACTS.format(marks=_marks(parts))
    found: dict[int, Filed] = {}
    for number in numbers:
        with connection.cursor() as cursor:
            bounds = [str(number), str(number + 1)]
            cursor.execute(text, [unit.key, unit.pk, *parts, *bounds])
            rows = cursor.fetchall()
        own: defaultdict[str, list[tuple[int, Fact]]] = defaultdict(list)
        for source, fact in facts_from(rows, shapes):
            own[fact.indicator].append((source, fact))
        found[number] = own
    return found


def _changed(
    facts: Filed, filing: Filing, one: Counted, number: int
) -> dict[date, measuring.Turn] | None:
    """What the filing changes in one indicator; None when a sum cannot say."""
    declared = one.declared
    keys = {declared.key, declared.numerator, declared.denominator} - {None}
    own = [row for key in keys for row in facts.get(key or "", ())]
    window = year(number)
    new, old = (
        turns_of(part, indicator=declared, unit=filing.unit.key, life=ALWAYS, within=window)
        for part in (
            [fact for _, fact in own],
            [fact for source, fact in own if source != filing.pk],
        )
    )
    return None if falls_back(new, old) else difference(new, old)


def _post(changes: Changes, own: int) -> None:
    """Add the changes to what is stored, in one statement to read and one to write."""
    units = sorted({unit for unit, _ in changes})
    indicators = sorted({indicator for _, indicator in changes})
    days = sorted({day for turns in changes.values() for day in turns})
    where = (
        f"unit_id IN ({_marks(units)}) AND indicator_id IN ({_marks(indicators)})"
        f" AND day IN ({_marks(days)})"
    )
    kept = rows_where(where, [*units, *indicators, *days])
    rows: list[Row] = []
    new: New = {}
    for place, turns in changes.items():
        level = kept.get(place) or Level()
        for day, turn in turns.items():
            if day in level.due:
                rows.append(_row(place, day, level.turns[day] + turn, level.due[day]))
            else:
                new[place, day] = turn
    _write(rows + _with_due(new, own))


def _with_due(new: New, own: int) -> list[Row]:
    """The rows of days that had none, with how many owe the indicator there.

    That is the unit itself; above it, as many as on other days while no unit opens or closes.
    """
    places = {place for place, _ in new if place[0] != own}
    known = _due_on_other_days(places) if places else {}
    trees: dict[int, UnitTree] = {}
    rows = []
    for (place, day), turn in new.items():
        due = 1 if place[0] == own else known.get(place)
        if due is None:
            tree = trees.setdefault(place[1], _tree_of(place[1]))
            filers = tree.filers_at(Unit.objects.get(pk=place[0]).key)
            due = sum(life.holds(day) for life in filers.values())
        rows.append(_row(place, day, turn, due))
    return rows


def _tree_of(indicator: int) -> UnitTree:
    """The tree of the units that owe an indicator."""
    return tree_of(next(one for one in counted() if one.pk == indicator))


def _due_on_other_days(places: Collection[Place]) -> dict[Place, int]:
    """How many owe each indicator at each unit on any day; nothing where lives have ends."""
    units = sorted({unit for unit, _ in places})
    indicators = sorted({indicator for _, indicator in places})
    text = DUE.format(units=_marks(units), indicators=_marks(indicators))
    with connection.cursor() as cursor:
        cursor.execute(text, [*units, *indicators])
        return {(unit, indicator): due for unit, indicator, due in cursor.fetchall()}


def _row(place: Place, day: date, turn: measuring.Turn, due: int) -> Row:
    """A turn as it is stored, in the order of `COLUMNS`."""
    sums, vendor = turn.change, connection.vendor
    return [
        *place,
        day,
        str(turn.period or ""),
        stored(sums.top, vendor),
        stored(sums.bottom, vendor),
        sums.pairs,
        stored(sums.bare, vendor),
        sums.bares,
        turn.filed,
        turn.unsteady,
        due,
        turn.known_at and connection.ops.adapt_datetimefield_value(turn.known_at),
    ]


def _write(rows: Sequence[Row]) -> None:
    """Store the rows, over what stood there."""
    columns = COLUMNS.split(", ")
    sets = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns[3:])
    text = UPSERT.format(columns=COLUMNS, marks=_marks(columns), sets=sets)
    with connection.cursor() as cursor:
        cursor.executemany(text, rows)


def rebuild(indicators: Iterable[int], numbers: Collection[int] | None = None) -> None:
    """Make the levels of these indicators anew from all figures; of all years unless given."""
    known = {one.pk: one for one in counted()}
    for pk in indicators:
        one = known[pk]
        if not adds_up(one.declared):
            continue
        own = Observation.objects.filter(indicator__in=one.parts).order_by()
        years = numbers or {
            int(text[:4]) for text in own.values_list("period", flat=True).distinct()
        }
        tree = tree_of(one)
        for number in years:
            window = year(number)
            gone = Turn.objects.filter(indicator=pk, day__gte=window.first_day)
            gone.filter(day__lte=window.last_day).delete()
            _write(_rows_of(one, tree, number))


def settle_the_unsettled() -> None:
    """Make the levels of figures that were filed before levels were kept; once, then never."""
    filed = set(Observation.objects.order_by().values_list("indicator_id", flat=True).distinct())
    settled = set(Turn.objects.order_by().values_list("indicator_id", flat=True).distinct())
    with write_gate():
        rebuild(
            one.pk for one in counted() if one.pk not in settled and not filed.isdisjoint(one.parts)
        )


def _rows_of(one: Counted, tree: UnitTree, number: int) -> list[Row]:
    """The rows of every level of one indicator and year."""
    parts = _turns_by_unit(one, tree, number)
    ids = dict(Unit.objects.values_list("key", "pk"))
    rows = []
    for key in tree.units:
        filers = tree.filers_at(key)
        whole: dict[date, measuring.Turn] = {}
        for filer in filers:
            for day, turn in parts.get(filer, {}).items():
                whole[day] = whole[day] + turn if day in whole else turn
        for day, turn in whole.items():
            due = sum(life.holds(day) for life in filers.values())
            rows.append(_row((ids[key], one.pk), day, turn, due))
    return rows


def _turns_by_unit(
    one: Counted, tree: UnitTree, number: int
) -> dict[str, dict[date, measuring.Turn]]:
    """The turns of every unit that filed."""
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts_of(one.parts, number=number):
        facts[fact.unit].append(fact)
    return {
        unit: turns_of(
            own,
            indicator=one.declared,
            unit=unit,
            life=tree.lives.get(unit, ALWAYS),
            within=year(number),
        )
        for unit, own in facts.items()
    }


def filers_changed(indicator: int) -> None:
    """Count anew who owes an indicator and what it is part of, where figures stand already."""
    wholes = fed_by([indicator])
    parts = {part for one in wholes for part in one.parts}
    if Expectation.objects.filter(indicator__in=parts, met_on__isnull=False).exists():
        rebuild(one.pk for one in wholes)
