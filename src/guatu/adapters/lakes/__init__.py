"""Lakes: observation files that one machine or many evaluate, without a database."""

from guatu.adapters.lakes.answering import (
    Answered,
    LakeRunner,
    answer_lake,
)
from guatu.adapters.lakes.exporting import Exported, Stored, export
from guatu.adapters.lakes.inventing import NothingToInvent, Size, invent
from guatu.adapters.lakes.layout import Catalog, LakeIndicator, LakeUnit
from guatu.adapters.lakes.opening import Lake, open_lake
from guatu.adapters.lakes.writing import Progress

__all__ = [
    "Answered",
    "Catalog",
    "Exported",
    "Lake",
    "LakeIndicator",
    "LakeRunner",
    "LakeUnit",
    "NothingToInvent",
    "Progress",
    "Size",
    "Stored",
    "answer_lake",
    "export",
    "invent",
    "open_lake",
]
