"""The monthly series of the M3 competition, and the published accuracy of those who entered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bench.foresight.monthly import COMPETITION, rows

from guatu.kernel.forecasting import History
from guatu.kernel.periods import month

HORIZON = 18
LENGTH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A series of the competition: what was known, and the 18 months to forecast."""

    key: str
    category: str
    start: tuple[int, int]
    known: tuple[Decimal, ...]
    ahead: tuple[Decimal, ...]

    @property
    def history(self) -> History:
        """All its months as a flow by the calendar."""
        first = self.start[0] * LENGTH + self.start[1] - 1
        places = enumerate((*self.known, *self.ahead), first)
        return History.of_months(
            {month(place // LENGTH, place % LENGTH + 1): value for place, value in places}
        )


@dataclass(frozen=True, slots=True)
class Published:
    """How well an entrant did: sMAPE in percent, MASE, and both against NAIVE2 (OWA)."""

    method: str
    smape: float
    mase: float
    owa: float


def entries(every: int = 1) -> Iterator[Entry]:
    """Each series, or one of `every`."""
    parts: dict[str, dict[str, list[Decimal]]] = {}
    for row in rows(COMPETITION / "m3_monthly.csv"):
        found = parts.setdefault(row["series_id"], {"train": [], "test": []})
        found[row["part"]].append(Decimal(row["value"]))
    for row in rows(COMPETITION / "m3_monthly_meta.csv")[::every]:
        found = parts[row["series_id"]]
        yield Entry(
            row["series_id"],
            row["category"],
            (int(row["start_year"]), int(row["start_month"])),
            tuple(found["train"]),
            tuple(found["test"]),
        )


def published() -> list[Published]:
    """The table of the entrants, best first."""
    found = [
        Published(row["method"], *(float(row[name]) for name in ("smape", "mase", "owa_vs_naive2")))
        for row in rows(COMPETITION / "m3_monthly_published_methods_accuracy.csv")
    ]
    return sorted(found, key=lambda each: each.owa)


def histories(every: int) -> Mapping[str, History]:
    """One of `every` series as histories, those with a known calendar only."""
    return {each.key: each.history for each in entries(every) if each.start[0] >= 1900}
