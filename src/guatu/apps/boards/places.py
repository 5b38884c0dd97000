"""The map's readings: how each town and park stands on what it carries."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from guatu.apps.boards.ledgers import Ledger
from guatu.apps.boards.models import PlaceReading
from guatu.apps.observations.models import Expectation
from guatu.apps.plans.models import Share
from guatu.apps.units.models import Unit
from guatu.apps.units.queries import tiles
from guatu.kernel.catalog import Light
from guatu.kernel.evaluation import Standing, evaluate
from guatu.kernel.measuring import series_of
from guatu.platform.clock import end_of

WORST_FIRST = [Light.RED, Light.BEHIND, Light.SLOW, Light.ON_COURSE, Light.DONE, Light.NONE]


class Place:
    """One town or park with what it carries, read day after day."""

    def __init__(self, unit: Unit, carried: list[tuple[Ledger, Standing]]) -> None:
        self.unit = unit
        self.carried = carried
        self.owed: list[tuple[date, date | None]] = []
        self._facts = [ledger.by_unit.get(unit.key, []) for ledger, _ in carried]
        self._moments = [[fact.known_at for fact in own] for own in self._facts]
        self._seen: tuple[object, ...] = ()
        self._lights: list[Light] = []
        self._last: datetime | None = None

    def lights_on(self, day: date) -> list[Light]:
        """The light of each carried target; judged again only when something is new."""
        until = end_of(day)
        known = tuple(bisect_right(moments, until) for moments in self._moments)
        seen = (day.replace(day=1), known)
        if seen != self._seen:
            self._seen = seen
            self._judge(day, known)
        return self._lights

    def _judge(self, day: date, known: tuple[int, ...]) -> None:
        """Judge what this place alone has filed of each target that it carries."""
        self._lights, moments = [], []
        for (ledger, standing), own, count in zip(self.carried, self._facts, known, strict=True):
            measured = series_of(
                own[:count],
                indicator=ledger.declared,
                filers=(self.unit.key,),
                as_of=day,
                within=ledger.standing.period,
            ).measured
            self._lights.append(evaluate(standing, measured, as_of=day).light)
            if measured.last_filed_at:
                moments.append(measured.last_filed_at)
        self._last = max(moments, default=None)

    def reading(self, day: date) -> PlaceReading:
        """The row of one day."""
        lights = self.lights_on(day)
        due = [met for due_on, met in self.owed if due_on <= day]
        return PlaceReading(
            unit=self.unit,
            day=day,
            light=verdict(lights).value,
            on_course=sum(light in {Light.ON_COURSE, Light.DONE} for light in lights),
            carried=len(lights),
            filed=sum(met is not None and met <= day for met in due),
            expected=len(due),
            last_filed_at=self._last,
        )


def verdict(lights: Sequence[Light]) -> Light:
    """One light for a place: the worst that at least a quarter of what it carries has.

    A single late figure among many does not paint a town red; a quarter does.
    """
    known: list[Light] = [light for light in lights if light is not Light.NONE]
    if not known:
        return Light.NONE
    worse = 0
    for light in WORST_FIRST:
        worse += known.count(light)
        if worse * 4 >= len(known):
            return light
    return Light.ON_COURSE


def read_places(
    days: Sequence[date], ledgers: Sequence[Ledger], only: Unit | None = None
) -> list[PlaceReading]:
    """The rows of every town and park, or of one, for each of `days`, unsaved."""
    if not days:
        return []
    places = _places(ledgers, tiles() if only is None else [only])
    return [place.reading(day) for day in days for place in places]


def _places(ledgers: Sequence[Ledger], units: Sequence[Unit]) -> list[Place]:
    """Every tile with its share of each target that it carries."""
    owed: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for target_id, unit_id, amount in Share.objects.values_list("target_id", "unit_id", "amount"):
        owed[target_id, unit_id] += amount
    dues: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Expectation.objects.filter(unit__in=units).values_list("unit_id", "due_on", "met_on")
    for unit_id, due_on, met_on in rows:
        dues[unit_id].append((due_on, met_on))
    places = []
    for unit in units:
        carried = []
        for ledger in ledgers:
            if not unit.path.startswith(ledger.target.document.county.path):
                continue
            part = owed.get((ledger.target.pk, unit.pk))
            if ledger.target.each and unit.key in ledger.filers:
                part = ledger.target.goal
            if part:
                carried.append((ledger, replace(ledger.standing, goal=part, stretch=None)))
        place = Place(unit, carried)
        place.owed = dues[unit.pk]
        places.append(place)
    return places
