"""What a board shows of a day: stored readings and their pictures, in a few queries."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import OuterRef, Subquery, Sum

from guatu.apps.boards.models import LIGHTS, PlaceReading, Reading
from guatu.apps.boards.pictures import Bullet, Spark, bullet_of, spark_of
from guatu.apps.observations.queries import Completeness, completeness
from guatu.apps.plans.models import Share, Target
from guatu.apps.plans.queries import exact
from guatu.apps.units.models import Unit
from guatu.platform.audit.chain import tip

ORDER = {light: number for number, (light, _) in enumerate(LIGHTS)}


@dataclass(frozen=True)
class Row:
    """One target on the board, with all that its line shows."""

    target: Target
    reading: Reading
    time_share: Decimal

    @cached_property
    def bullet(self) -> Bullet:
        """Where it stands between nothing and the goal."""
        return bullet_of(self.reading, time_share=self.time_share)

    @cached_property
    def spark(self) -> Spark:
        """How its months went."""
        return spark_of(self.reading)

    @property
    def shown(self) -> tuple[object, ...]:
        """All that a kept line depends on: a reading is never changed, a name may be."""
        own = self.target
        return (self.reading.pk, own.indicator.name, own.indicator.name_en, own.lead, own.lead_en)

    @property
    def light(self) -> str:
        """The key of the light."""
        return self.reading.light

    @property
    def word(self) -> str:
        """The key of the light's word: a figure with nothing due yet is not missing (STAT-30)."""
        is_early = self.light == "none" and self.reading.actual is not None
        return "not_due" if is_early else self.light

    @property
    def places(self) -> int:
        """The decimals that the figures of this target are printed with."""
        return int(self.target.indicator.definition.get("decimals", 0))

    @property
    def ahead(self) -> Decimal | None:
        """How far ahead of what is due; negative when behind."""
        gap = self.reading.gap
        return None if gap is None else -gap


@dataclass(frozen=True, slots=True)
class Block:
    """The targets of one bureau, with the count of each light."""

    owner: Unit
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How much of the year is over on a day."""

    day: date
    gone: int
    days: int

    @property
    def share(self) -> Decimal:
        """The part of the year that is over."""
        return Decimal(self.gone) / Decimal(self.days)

    @property
    def left(self) -> int:
        """The days that remain."""
        return self.days - self.gone


@dataclass(frozen=True, slots=True)
class Place:
    """One tile of the map."""

    unit: Unit
    reading: PlaceReading | None

    @property
    def light(self) -> str:
        """The light of the tile; none where nothing was read."""
        return self.reading.light if self.reading else "none"

    @property
    def shown(self) -> tuple[object, ...]:
        """All that a kept tile depends on."""
        own = self.unit
        return (self.reading and self.reading.pk, own.pk, own.short, own.name, own.name_en)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose to see."""

    owner: str = ""
    light: str = ""
    lead: str = ""

    @property
    def are_set(self) -> bool:
        """Whether anything is left out."""
        return bool(self.owner or self.light or self.lead)


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the three layouts show of one day."""

    day: date
    read_on: date | None
    elapsed: Elapsed
    blocks: tuple[Block, ...]
    tally: tuple[tuple[str, int], ...]
    attention: tuple[Row, ...]
    places: tuple[Place, ...]
    completeness: Completeness
    filters: Filters
    owners: tuple[Unit, ...]
    leads: tuple[Target, ...]
    total: int

    @property
    def verdict(self) -> dict[str, int]:
        """The counts that the one sentence on top is made of."""
        counts = dict(self.tally)
        behind = counts["red"] + counts["behind"]
        unlikely = sum(
            row.reading.chance is not None and row.reading.chance < Decimal("0.5")
            for block in self.blocks
            for row in block.rows
        )
        return {"total": self.total, "behind": behind, "red": counts["red"], "unlikely": unlikely}


def elapsed_on(day: date) -> Elapsed:
    """The part of the year that is over at the end of `day`."""
    start, end = date(day.year, 1, 1), date(day.year, 12, 31)
    return Elapsed(day, (day - start).days + 1, (end - start).days + 1)


def readings_on(day: date, path: str = "/") -> list[Row]:
    """The newest reading up to `day` in that year of each target at or below `path`."""
    own = Reading.objects.filter(target=OuterRef("pk"), day__lte=day, day__year=day.year)
    targets = Target.objects.filter(owner__path__startswith=path)
    newest = targets.annotate(newest=Subquery(own.order_by("-day").values("pk")[:1]))
    rows = (
        Reading.objects.filter(pk__in=list(newest.values_list("newest", flat=True)))
        .select_related("target__indicator", "target__owner")
        .order_by("target__owner__path", "target_id")
    )
    share = elapsed_on(day).share
    return [Row(row.target, row, share) for row in rows]


def board(day: date, path: str, filters: Filters = NO_FILTERS) -> Board:
    """The board of the county at `path` on a day."""
    rows = readings_on(day, path)
    counts = Counter(row.light for row in rows)
    shown = [row for row in rows if _is_shown(row, filters)]
    return Board(
        day=day,
        read_on=max((row.reading.day for row in rows), default=None),
        elapsed=elapsed_on(day),
        blocks=tuple(_blocks(shown)),
        tally=tuple((light, counts[light]) for light, _ in LIGHTS),
        attention=tuple(most_pressing(rows)),
        places=tuple(places_on(day, path)),
        completeness=completeness(path, as_of=day),
        filters=filters,
        owners=tuple({row.target.owner_id: row.target.owner for row in rows}.values()),
        leads=tuple({row.target.lead: row.target for row in rows if row.target.lead}.values()),
        total=len(rows),
    )


def _is_shown(row: Row, filters: Filters) -> bool:
    """Whether the reader's filters let a row through."""
    right_owner = not filters.owner or row.target.owner.key == filters.owner
    right_lead = not filters.lead or row.target.lead == filters.lead
    return right_owner and right_lead and (not filters.light or row.light == filters.light)


def _blocks(rows: Sequence[Row]) -> Iterable[Block]:
    """The rows by bureau, in the order of the tree."""
    owners = {row.target.owner_id: row.target.owner for row in rows}
    for owner_id, owner in owners.items():
        own = tuple(row for row in rows if row.target.owner_id == owner_id)
        counts = Counter(row.light for row in own)
        present = tuple((light, counts[light]) for light, _ in reversed(LIGHTS) if counts[light])
        yield Block(owner, own, present)


def most_pressing(rows: Iterable[Row], limit: int = 5) -> list[Row]:
    """What to watch first: the worst light, then the smallest chance."""
    pressing = [row for row in rows if row.light in {"red", "behind", "slow"}]
    pressing.sort(key=lambda row: (ORDER[row.light], row.reading.chance or Decimal(0)))
    return pressing[:limit]


def attention(day: date, path: str, *, paths: Sequence[str]) -> list[Row]:
    """What to watch first in the county at `path`; what stands below `paths` before others."""
    rows = readings_on(day, path)
    own = [row for row in rows if any(row.target.owner.path.startswith(path) for path in paths)]
    return most_pressing(own or rows)


def places_on(day: date, path: str) -> list[Place]:
    """Every tile of a county with its newest reading up to `day`, in two queries."""
    tiles = Unit.objects.filter(tile_x__isnull=False, path__startswith=path)
    own = PlaceReading.objects.filter(unit=OuterRef("pk"), day__lte=day, day__year=day.year)
    newest = tiles.annotate(newest=Subquery(own.order_by("-day").values("pk")[:1]))
    units = list(newest.order_by("tile_y", "tile_x"))
    by_unit = PlaceReading.objects.in_bulk([unit.newest for unit in units if unit.newest])
    return [Place(unit, by_unit.get(unit.newest)) for unit in units]


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of a target the units undertake."""

    owed: Decimal
    undertaken: Decimal | None

    @property
    def ratio(self) -> Decimal | None:
        """Undertaken below over owed above; None while nobody has said."""
        return self.undertaken / self.owed if self.undertaken is not None and self.owed else None

    @property
    def is_short(self) -> bool:
        """Whether the undertakings do not add up to the goal."""
        return self.ratio is not None and self.ratio < 1


def covers(targets: Iterable[Target]) -> dict[int, Cover]:
    """The cover of each target that is broken down, in one query."""
    rows = (
        Share.objects.filter(target__in=list(targets))
        .values_list("target_id")
        .annotate(owed=Sum("amount"), undertaken=Sum("undertaken"))
    )
    return {
        target: Cover(exact(owed), None if undertaken is None else exact(undertaken))
        for target, owed, undertaken in rows
    }


def written_so_far() -> tuple[str, int]:
    """How far the audit chain and the readings have come: what is shown may be kept until then."""
    newest = Reading.objects.order_by("-pk").values_list("pk", flat=True).first()
    return str(tip()["digest"]), newest or 0


def last_read_on() -> date | None:
    """The newest day that was read."""
    return Reading.objects.order_by("-day").values_list("day", flat=True).first()
