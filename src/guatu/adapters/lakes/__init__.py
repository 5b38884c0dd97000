"""Lakes: observation files that one machine or many evaluate, without a database."""

from guatu.adapters.lakes.answering import (
    Answered,
    EngineIsUnknown,
    LakeRunner,
    answer_lake,
)
from guatu.adapters.lakes.inventing import NothingToInvent, Size, invent
from guatu.adapters.lakes.opening import Lake, open_lake
from guatu.adapters.lakes.writing import Progress

__all__ = [
    "Answered",
    "EngineIsUnknown",
    "Lake",
    "LakeRunner",
    "NothingToInvent",
    "Progress",
    "Size",
    "answer_lake",
    "invent",
    "open_lake",
]
