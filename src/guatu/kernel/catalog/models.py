"""The shapes of everything that a pack declares."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from guatu.kernel.catalog.words import (
    Circumstance,
    Family,
    Light,
    LightShape,
    Relation,
    RollUp,
    ScheduleKind,
    TargetType,
    UnitKind,
)
from guatu.kernel.periods import Frequency, NotAPeriod, Period

REPORTER_CLASSES: Mapping[str, frozenset[UnitKind]] = {
    "town": frozenset({UnitKind.SUBDISTRICT, UnitKind.TOWN, UnitKind.TOWNSHIP, UnitKind.FARM}),
    "park": frozenset({UnitKind.PARK}),
    "team": frozenset({UnitKind.TEAM}),
    "hospital": frozenset({UnitKind.HOSPITAL}),
    "section": frozenset({UnitKind.SECTION}),
    "enterprise": frozenset({UnitKind.ENTERPRISE}),
}

MOST_PLACES = 6


def _exact(value: object) -> object:
    """Let `value` pass if TOML wrote a plain figure: no text, no truth, no exponent, no tail."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not_a_figure", "not a figure")
    exponent = Decimal(value).as_tuple().exponent
    if not isinstance(exponent, int) or not -MOST_PLACES <= exponent <= 0:
        raise PydanticCustomError("not_plain", "not a plain figure")
    return value


def _period(value: object) -> object:
    """Read the period that `value` names."""
    if not isinstance(value, str):
        return value
    try:
        return Period.parse(value)
    except NotAPeriod as refusal:
        raise PydanticCustomError("not_a_period", "not a period") from refusal


Exact = Annotated[Decimal, BeforeValidator(_exact)]
PeriodField = Annotated[Period, BeforeValidator(_period)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]
Text = Annotated[str, StringConstraints(min_length=1)]


class Declared(BaseModel):
    """A row of a pack: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Document(Declared):
    """A document that targets are quoted from."""

    key: Key
    file: Text
    title: Text
    title_en: Text
    issuer: Text
    issued_on: date


class Indicator(Declared):
    """What is counted: its unit, nature, roll-ups and evidence.

    `numerator` and `denominator` name other indicators; `reported_by` names units or classes of
    units (`REPORTER_CLASSES`). `decimals` is for display only (STAT-38). What is checked: `lower`
    and `upper` bound what one unit files of a level or rate; `within` is what it cannot exceed,
    `inflow` and `outflow` move it, `energy` and `tax` go with it, each another indicator.
    """

    key: Key
    name: Text
    name_en: Text
    unit: Text
    type: TargetType
    family: Family
    frequency: Frequency
    over_time: RollUp
    over_units: RollUp
    definition: Text
    definition_en: Text
    schedule: Key
    source: Text
    decimals: StrictInt = Field(default=0, ge=0, le=6)
    signed: StrictBool = False
    rising_is_good: StrictBool = True
    synonyms: tuple[Text, ...] = ()
    numerator: Key | None = None
    denominator: Key | None = None
    evidence: str = ""
    lights: Key = "hubei_default"
    system: str = ""
    provisional: StrictBool = False
    reported_by: tuple[Key, ...] = ()
    lower: StrictInt | None = None
    upper: StrictInt | None = None
    within: Key | None = None
    inflow: Key | None = None
    outflow: Key | None = None
    energy: Key | None = None
    tax: Key | None = None


class PlannedTarget(Declared):
    """A figure that the plan promises, with the words that promise it.

    `shares` breaks the goal over units and adds up to it exactly (TGT-10); unless `filed_by` names
    others, they file. `each` says that every
    filing unit owes the goal itself, as with a norm. `counted` is false for what a careful reader
    may leave out; the board's matrix shows the counted ones.
    """

    indicator: Key
    owner: Key
    period: PeriodField
    relation: Relation
    goal: Exact
    schedule: Key
    quote: Text
    document: Key
    group: Text
    lead: Text
    lead_en: Text
    stretch: Exact | None = None
    baseline: Exact | None = None
    lights: Key = "hubei_default"
    weight: Exact = Decimal(1)
    filed_by: tuple[Key, ...] = ()
    shares: dict[str, Exact] = Field(default_factory=dict)
    each: StrictBool = False
    counted: StrictBool = True
    provisional: StrictBool = False

    @model_validator(mode="before")
    @classmethod
    def _holders_of_shares_file(cls, row: Any) -> Any:  # noqa: ANN401 - before validation
        """Let the units that hold shares file, where no others are named."""
        if isinstance(row, dict) and isinstance(row.get("shares"), dict):
            return {"filed_by": tuple(row["shares"]), **row}
        return row

    @property
    def key(self) -> str:
        """What tells this target from every other of the pack."""
        return f"{self.indicator}/{self.owner}/{self.period}"


class UnitRow(Declared):
    """A place, bureau, section, team or facility of the county.

    `x` and `y` are the place on the schematic map of 8 by 5 tiles, for towns and parks only;
    `cut` draws the tile of a park; `files` says that the unit owes returns.
    """

    key: Key
    name: Text
    name_en: Text
    short: Text
    kind: UnitKind
    parent: Key | None = None
    code: str = ""
    x: StrictInt | None = Field(default=None, ge=1, le=8)
    y: StrictInt | None = Field(default=None, ge=1, le=5)
    cut: StrictBool = False
    files: StrictBool = False
    note: str = ""
    provisional: StrictBool = False


class Band(Declared):
    """The light of one stretch of a measure, each end open or closed as the source says.

    A band holds when the measure is inside and `only_if`, where given, is stated; `also_if`,
    where given, makes it hold whatever the measure. A band without ends holds by that alone.
    """

    light: Light
    at_least: Exact | None = None
    more_than: Exact | None = None
    at_most: Exact | None = None
    less_than: Exact | None = None
    only_if: Circumstance | None = None
    also_if: Circumstance | None = None
    card: str = ""
    consequence: str = ""
    note: str = ""

    @property
    def has_ends(self) -> bool:
        """Whether a measure alone can decide."""
        ends = (self.at_least, self.more_than, self.at_most, self.less_than)
        return any(end is not None for end in ends)

    def contains(self, measure: Decimal) -> bool:
        """Tell whether `measure` lies between the ends of this band."""
        return (
            self.has_ends
            and (self.at_least is None or measure >= self.at_least)
            and (self.more_than is None or measure > self.more_than)
            and (self.at_most is None or measure <= self.at_most)
            and (self.less_than is None or measure < self.less_than)
        )

    def holds(self, measure: Decimal, stated: frozenset[Circumstance] = frozenset()) -> bool:
        """Tell whether `measure`, with what is stated, earns the light of this band."""
        if self.also_if in stated:
            return True
        return self.contains(measure) and (self.only_if is None or self.only_if in stated)


class MissRule(Declared):
    """The light after so many planned periods missed in a row."""

    in_a_row: StrictInt = Field(ge=1)
    light: Light
    consequence: str = ""


class OverdueRule(Declared):
    """The light when an event is late by more than so many months."""

    event: Text
    more_than_months: StrictInt = Field(ge=0)
    light: Light
    note: str = ""


class LightPreset(Declared):
    """A rule of lights as its place publishes it (DOMAIN §2.3).

    `bands` go from the best light to the worst; measures are as `LightShape` says. A rate or ratio
    is `slow` within `rate_tolerance` points on the wrong side of the line, a rank within
    `rank_tolerance` places; a figure older than `stale_after` reporting periods has no light
    (TGT-14). For an upper bound the ratio is turned round: what was left of what was due.
    """

    key: Key
    name: Text
    name_en: Text
    source: Text
    rule: Text
    rule_en: Text
    shape: LightShape
    bands: tuple[Band, ...] = Field(min_length=1)
    misses: tuple[MissRule, ...] = ()
    overdue: tuple[OverdueRule, ...] = ()
    rate_tolerance: Exact = Decimal(1)
    rank_tolerance: StrictInt = 1
    stale_after: StrictInt = 2
    note: str = ""
    note_en: str = ""
    provisional: StrictBool = False

    def band_at(
        self, measure: Decimal, stated: frozenset[Circumstance] = frozenset()
    ) -> Band | None:
        """Find the band that `measure` and what is stated earn; None when there is none.

        Finished goes first, then the worst band that holds.
        """
        finished = (band for band in self.bands if band.light is Light.DONE)
        worst_first = (band for band in reversed(self.bands) if band.light is not Light.DONE)
        return next(
            (band for band in chain(finished, worst_first) if band.holds(measure, stated)), None
        )

    def light_at(self, measure: Decimal, stated: frozenset[Circumstance] = frozenset()) -> Light:
        """Find the light of that band, or none."""
        band = self.band_at(measure, stated)
        return band.light if band else Light.NONE


class ScheduleSpec(Declared):
    """A schedule as declared; `kernel.schedules.build_schedule` makes it work."""

    key: Key
    name: Text
    name_en: Text
    kind: ScheduleKind
    source: Text
    cumulative: tuple[Exact, ...] = ()
    nodes: tuple[tuple[date, Exact], ...] = ()
    note: str = ""
    provisional: StrictBool = False


class CalendarYear(Declared):
    """The days off and make-up days of a year, and the working days they leave (§8.5)."""

    year: StrictInt
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]
    working_days: StrictInt
    source: Text


class Peer(Declared):
    """A county-level division that ranks beside this one; a simulated one has an invented name."""

    key: Key
    name: Text
    name_en: Text
    group: Text
    code: str = ""
    simulated: StrictBool = False
