"""The shapes of everything a pack declares, and the report of what is wrong with a pack."""

from guatu.kernel.catalog.faults import Fault, PackIsWrong
from guatu.kernel.catalog.groups import (
    Basis,
    PublishedFigure,
    RankGroup,
    RankMeasure,
    RankMethod,
)
from guatu.kernel.catalog.models import (
    REPORTER_CLASSES,
    Band,
    CalendarYear,
    Document,
    Indicator,
    LightPreset,
    MissRule,
    OverdueRule,
    Peer,
    PlannedTarget,
    ScheduleSpec,
    UnitRow,
)
from guatu.kernel.catalog.pack import NotInPack, Pack
from guatu.kernel.catalog.reading import check_pack, read_pack
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

__all__ = [
    "REPORTER_CLASSES",
    "Band",
    "Basis",
    "CalendarYear",
    "Circumstance",
    "Document",
    "Family",
    "Fault",
    "Indicator",
    "Light",
    "LightPreset",
    "LightShape",
    "MissRule",
    "NotInPack",
    "OverdueRule",
    "Pack",
    "PackIsWrong",
    "Peer",
    "PlannedTarget",
    "PublishedFigure",
    "RankGroup",
    "RankMeasure",
    "RankMethod",
    "Relation",
    "RollUp",
    "ScheduleKind",
    "ScheduleSpec",
    "TargetType",
    "UnitKind",
    "UnitRow",
    "check_pack",
    "read_pack",
]
