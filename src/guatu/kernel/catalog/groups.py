"""Who is ranked among whom and how, and the published figures of those who rank beside a county."""

from enum import StrEnum

from pydantic import Field, StrictBool

from guatu.kernel.catalog.models import Declared, Exact, Key, PeriodField, Text


class RankMeasure(StrEnum):
    """What is compared: the figure itself, or its share of the own goal in percent."""

    VALUE = "value"
    COMPLETION = "completion"


class RankMethod(StrEnum):
    """How equal units are counted: 1, 2, 2, 4; 1, 2, 2, 3; or in the order of the list."""

    COMPETITION = "competition"
    DENSE = "dense"
    LISTED = "listed"


class Basis(StrEnum):
    """What a published figure is, and whether the page is a copy of the one that printed it."""

    BULLETIN = "bulletin"
    PRELIMINARY = "preliminary"
    ESTIMATE = "estimate"
    STATED = "stated"
    REPOST = "repost"


class RankGroup(Declared):
    """A group of comparable units with what is ranked in it (SC-20).

    Either `units` names units or classes of units of the county, or `peers` names a group of
    peers, which the county itself joins. `ties` are tried in order. `places` names, for an
    indicator, the one that holds the place in it.
    """

    key: Key
    name: Text
    name_en: Text
    indicators: tuple[Key, ...] = Field(min_length=1)
    source: Text
    units: tuple[Key, ...] = ()
    peers: str = ""
    measure: RankMeasure = RankMeasure.VALUE
    method: RankMethod = RankMethod.COMPETITION
    ties: tuple[Key, ...] = ()
    places: dict[str, Key] = Field(default_factory=dict)
    provisional: StrictBool = False


class PublishedFigure(Declared):
    """A figure of a peer as it was published, with where and, where known, in which month."""

    peer: Key
    indicator: Key
    period: PeriodField
    value: Exact
    source: Text
    published: PeriodField | None = None
    measure: RankMeasure = RankMeasure.VALUE
    basis: tuple[Basis, ...] = ()

    @property
    def key(self) -> str:
        """What tells this figure from every other of the pack."""
        return f"{self.peer}/{self.indicator}/{self.period}/{self.measure}"
