"""Every change of plan documents, drafts, targets and their shares."""

from guatu.apps.plans.operations.documents import (
    DocumentIsKnown,
    NothingToRead,
    TooLongToRead,
    add_document,
    store_document,
)
from guatu.apps.plans.operations.drafts import (
    DraftIsDecided,
    DraftIsIncomplete,
    FigureIsNotInTheQuote,
    TargetIsInUse,
    TargetStandsAlready,
    confirm_draft,
    edit_draft,
    reject_draft,
    reopen_draft,
)
from guatu.apps.plans.operations.targets import (
    SharesDoNotAddUp,
    adopt_target,
    break_down,
    load_indicators,
    parts_of,
    undertake,
)

__all__ = [
    "DocumentIsKnown",
    "DraftIsDecided",
    "DraftIsIncomplete",
    "FigureIsNotInTheQuote",
    "NothingToRead",
    "SharesDoNotAddUp",
    "TargetIsInUse",
    "TargetStandsAlready",
    "TooLongToRead",
    "add_document",
    "adopt_target",
    "break_down",
    "confirm_draft",
    "edit_draft",
    "load_indicators",
    "parts_of",
    "reject_draft",
    "reopen_draft",
    "store_document",
    "undertake",
]
