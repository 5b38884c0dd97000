"""作战保障图: for every target, which of its five supports stands and which gives way."""

from dataclasses import dataclass
from decimal import Decimal

from guatu.apps.boards.queries import Board, Cover, Row, covers
from guatu.apps.units.models import Unit

FAST = Decimal("1.5")
LIKELY = Decimal("0.8")
EVEN = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Props:
    """The five supports of one target, each with its light."""

    row: Row
    filing: str
    cover: Cover | None
    cover_light: str
    momentum: str
    pace: str
    outlook: str

    @property
    def broken(self) -> int:
        """How many supports give way."""
        lights = (self.filing, self.cover_light, self.momentum, self.pace, self.outlook)
        return sum(light in {"red", "behind", "slow"} for light in lights)


@dataclass(frozen=True, slots=True)
class Supported:
    """The supports of one bureau's targets."""

    owner: Unit
    lines: tuple[Props, ...]


def support(board: Board) -> tuple[Supported, ...]:
    """The supports of every target that the board shows, in one query more."""
    rows = [row for block in board.blocks for row in block.rows]
    cover = covers(row.target for row in rows)
    return tuple(
        Supported(
            block.owner,
            tuple(_props(row, cover.get(row.target.pk)) for row in block.rows),
        )
        for block in board.blocks
    )


def _props(row: Row, cover: Cover | None) -> Props:
    """The five supports of one target."""
    reading = row.reading
    return Props(
        row=row,
        filing=_filing(reading.filed, reading.expected),
        cover=cover,
        cover_light="none" if cover is None or cover.ratio is None else _cover(cover),
        momentum=_momentum(row),
        pace=_pace(reading.stretch_factor, row.light),
        outlook=_outlook(reading.chance, row.light),
    )


def _filing(filed: int, expected: int) -> str:
    """All figures are in, most are, or they are not."""
    if not expected:
        return "none"
    if filed == expected:
        return "on"
    return "slow" if filed * 10 >= expected * 8 else "red"


def _cover(cover: Cover) -> str:
    """What the units undertake covers the goal, nearly does, or does not."""
    if not cover.is_short:
        return "on"
    return "slow" if (cover.ratio or 0) >= Decimal("0.95") else "red"


def _momentum(row: Row) -> str:
    """Of the last three months, how many reached their plan."""
    kinds = [slot.kind for slot in row.spark.slots if slot.kind != "due"][-3:]
    if not kinds:
        return "none"
    missed = kinds.count("miss")
    return "on" if not missed else "slow" if missed < len(kinds) else "red"


def _pace(factor: Decimal | None, light: str) -> str:
    """Whether the pace that is needed is one that was ever kept (TGT-11)."""
    if light == "done":
        return "done"
    if factor is None:
        return "none"
    return "on" if factor <= 1 else "slow" if factor <= FAST else "red"


def _outlook(chance: Decimal | None, light: str) -> str:
    """Whether the year will end where the plan says."""
    if light == "done":
        return "done"
    if chance is None:
        return "none"
    return "on" if chance >= LIKELY else "slow" if chance >= EVEN else "red"
