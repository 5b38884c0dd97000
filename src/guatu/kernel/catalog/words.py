"""The closed vocabularies that a pack is written in."""

from enum import StrEnum


class TargetType(StrEnum):
    """What kind of thing a target counts, which decides how it is due (TGT-05)."""

    CUMULATIVE_FLOW = "cumulative_flow"
    RATE = "rate"
    STOCK = "stock"
    RANK = "rank"
    MILESTONE = "milestone"
    UPPER_BOUND = "upper_bound"
    RATIO = "ratio"


class Relation(StrEnum):
    """How the actual must stand to the goal (TGT-02)."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    EQUAL = "="
    AT_MOST = "<="
    LESS_THAN = "<"
    RISE_BY = "+="
    FALL_BY = "-="


class Family(StrEnum):
    """The three families of figures that never mix (STAT-40 to STAT-45)."""

    OFFICIAL = "official"
    DEPARTMENTAL = "departmental"
    EVENT = "event"


class RollUp(StrEnum):
    """How figures of parts become the figure of the whole."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    MAX = "max"
    RATIO_OF_SUMS = "ratio_of_sums"
    NONE = "none"


class Light(StrEnum):
    """The judgement on a target (亮灯), from finished to unknown (TGT-20, TGT-21)."""

    DONE = "done"
    ON_COURSE = "on"
    SLOW = "slow"
    BEHIND = "behind"
    RED = "red"
    NONE = "none"


class UnitKind(StrEnum):
    """What a unit is; an enterprise is named only to be refused (STAT-49)."""

    COUNTY = "county"
    SUBDISTRICT = "subdistrict"
    TOWN = "town"
    TOWNSHIP = "township"
    FARM = "farm"
    PARK = "park"
    BUREAU = "bureau"
    OFFICE = "office"
    SECTION = "section"
    TEAM = "team"
    HOSPITAL = "hospital"
    CLINIC_GROUP = "clinic_group"
    ENTERPRISE = "enterprise"


class LightShape(StrEnum):
    """The measure that the bands of a light preset are written in.

    `attainment`: actual over due, 1 is on schedule. `deviation_points`: completion minus schedule
    share in percentage points, negative is behind. `shortfall_percent`: percent below what is due,
    0 or less is on schedule. `days_late`: days after the due day, negative is early. `time_left`:
    percent of the time left of an unfinished task, negative is overdue. `thirds`: thirds of the
    time gone by of an unfinished task, 3 is the due day.
    """

    ATTAINMENT = "attainment"
    DEVIATION_POINTS = "deviation_points"
    SHORTFALL_PERCENT = "shortfall_percent"
    DAYS_LATE = "days_late"
    TIME_LEFT = "time_left"
    THIRDS = "thirds"


class Circumstance(StrEnum):
    """What a person states about a task that no figure shows."""

    NO_REPORT_OR_RISK = "no_report_or_risk"
    NO_RESPONSE = "no_response"
    BEHIND_OR_POOR = "behind_or_poor"
    FINISHED = "finished"


class ScheduleKind(StrEnum):
    """The forms of a schedule that `kernel.schedules` builds."""

    LINEAR = "linear"
    DAY_LINEAR = "day_linear"
    WORKING_DAYS = "working_days"
    SEASONAL = "seasonal"
    FRONT_LOADED = "front_loaded"
    NODES = "nodes"
    CUSTOM = "custom"
    CONSTANT = "constant"
