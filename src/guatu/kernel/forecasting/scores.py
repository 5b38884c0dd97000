"""How good outlooks were: error by month, coverage, Brier score and what chances came true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.kernel.forecasting.outlooks import LEVELS, Outlook

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """An outlook and how its year ended; `scale` is the unit that its error is counted in."""

    series: str
    outlook: Outlook
    actual: Decimal
    scale: Decimal

    @property
    def error(self) -> float:
        """The absolute error in units of `scale`."""
        return float(abs(self.outlook.mid - self.actual) / self.scale)

    def is_within(self, level: int) -> bool | None:
        """Whether the year ended inside that interval; None when it had none."""
        if level not in self.outlook.bands:
            return None
        low, high = self.outlook.bands[level]
        return low <= self.actual <= high


@dataclass(frozen=True, slots=True)
class Bin:
    """Chances that were told alike: how many, their mean, and the share that came true."""

    count: int
    told: float
    came_true: float


def error_by_month(judged: Iterable[Judged]) -> dict[int, float]:
    """The mean error of each month of the year."""
    found: dict[int, list[float]] = {}
    for each in judged:
        found.setdefault(each.outlook.month, []).append(each.error)
    return {month: sum(errors) / len(errors) for month, errors in sorted(found.items())}


def coverage(judged: Sequence[Judged]) -> dict[int, float]:
    """The share of years that ended inside each interval, by its level in percent."""
    answers = {level: [each.is_within(level) for each in judged] for level in LEVELS}
    known = {
        level: [answer for answer in found if answer is not None]
        for level, found in answers.items()
    }
    return {level: sum(found) / len(found) for level, found in known.items() if found}


def brier(told: Sequence[tuple[float, bool]]) -> float:
    """The mean squared distance between chances and what came: 0 is perfect, a coin has 0.25."""
    return sum((chance - came) ** 2 for chance, came in told) / len(told)


def reliability(told: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Chances by tenths, each with what came true of them; empty tenths left out."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, came in told:
        bins.setdefault(min(TENTHS - 1, int(chance * TENTHS)), []).append((chance, came))
    return [
        Bin(
            len(found),
            sum(chance for chance, _ in found) / len(found),
            sum(came for _, came in found) / len(found),
        )
        for _, found in sorted(bins.items())
    ]
