"""Every change of plan documents, drafts, targets and their shares."""

from guatu.apps.plans.operations.documents import (
    DocumentIsKnown,
    NothingToRead,
    add_document,
    store_document,
)
from guatu.apps.plans.operations.drafts import (
    DraftIsDecided,
    DraftIsIncomplete,
    TargetIsInUse,
    confirm_draft,
    edit_draft,
    reject_draft,
    reopen_draft,
)
from guatu.apps.plans.operations.pieces import (
    CannotMerge,
    ListedAlready,
    NoSuchFigure,
    add_draft,
    merge_draft,
    split_draft,
    withdraw_draft,
)
from guatu.apps.plans.operations.quoted import FigureIsNotInTheQuote
from guatu.apps.plans.operations.revisions import ChangedSince, TargetStandsAlready
from guatu.apps.plans.operations.targets import (
    SharesDoNotAddUp,
    adopt_target,
    break_down,
    load_indicators,
    parts_of,
    undertake,
)

__all__ = [
    "CannotMerge",
    "ChangedSince",
    "DocumentIsKnown",
    "DraftIsDecided",
    "DraftIsIncomplete",
    "FigureIsNotInTheQuote",
    "ListedAlready",
    "NoSuchFigure",
    "NothingToRead",
    "SharesDoNotAddUp",
    "TargetIsInUse",
    "TargetStandsAlready",
    "add_document",
    "add_draft",
    "adopt_target",
    "break_down",
    "confirm_draft",
    "edit_draft",
    "load_indicators",
    "merge_draft",
    "parts_of",
    "reject_draft",
    "reopen_draft",
    "split_draft",
    "store_document",
    "undertake",
    "withdraw_draft",
]
