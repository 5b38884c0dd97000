"""Why a lake is not read: each case by its name, with the remedy."""

from guatu.kernel.sentences import Refusal


class NotALake(Refusal):
    """A folder without a readable manifest of ours."""


class LakeIsNewer(Refusal):
    """A lake of a later version, or with facts known after it was made."""


class FileIsMissing(Refusal):
    """A file of the manifest that is not there."""


class FileIsBroken(Refusal):
    """A file that is not what the manifest says of it."""


class FileIsTwice(Refusal):
    """A file that counts twice, or that the manifest does not know."""


class FileIsForeign(Refusal):
    """A file whose columns are not those of the lake."""


class NothingOfThatYear(Refusal):
    """A day for whose year the lake holds no facts."""
