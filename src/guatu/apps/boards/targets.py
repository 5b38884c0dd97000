"""All that the page of one target shows on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from guatu.apps.boards.explanations import explanations
from guatu.apps.boards.forecasts import forecasts_on, records_of
from guatu.apps.boards.ledgers import parts_of
from guatu.apps.boards.models import Reading
from guatu.apps.boards.paces import growth_of, takes
from guatu.apps.boards.pictures import curve_of
from guatu.apps.boards.queries import Row, elapsed_on
from guatu.apps.observations.queries import filed_for
from guatu.apps.plans.models import Share, Target
from guatu.apps.units.models import Unit
from guatu.platform.audit.queries import history
from guatu.platform.clock import end_of

AROUND = 90


@dataclass(frozen=True, slots=True)
class CoverLine:
    """What one unit undertakes by month, and how far it covers what it owes."""

    unit: Unit
    months: tuple[Decimal, ...]
    total: Decimal
    ratio: Decimal | None

    @property
    def is_short(self) -> bool:
        """Whether it undertakes less than it owes."""
        return self.ratio is not None and self.ratio < 1


@dataclass(frozen=True, slots=True)
class CoverTable:
    """The breakdown by unit and month, with what is owed above and how far it is covered."""

    periods: tuple[str, ...]
    lines: tuple[CoverLine, ...]
    owed: tuple[Decimal, ...]
    undertaken: tuple[Decimal, ...]
    ratios: tuple[Decimal | None, ...]
    owed_total: Decimal
    undertaken_total: Decimal
    is_told: bool

    @property
    def ratio(self) -> Decimal | None:
        """The cover of the whole."""
        return self.undertaken_total / self.owed_total if self.owed_total else None


def reading_on(target: Target, day: date) -> Reading | None:
    """The newest reading of a target up to `day` in that year."""
    rows = Reading.objects.filter(target=target, day__lte=day, day__year=day.year)
    row = rows.order_by("-day").first()
    if row is not None:
        row.target = target
    return row


def target_page(target: Target, day: date) -> dict[str, Any]:
    """The context of the page, in a fixed number of queries."""
    reading = reading_on(target, day)
    elapsed = elapsed_on(day)
    row = None
    if reading is not None:
        row = Row(target, reading, elapsed.share)
    forecasts = forecasts_on(target.pk, reading.day) if reading and reading.mid is not None else []
    return {
        "day": day,
        "elapsed": elapsed,
        "target": target,
        "row": row,
        "places": int(target.indicator.definition.get("decimals", 0)),
        "reading": reading,
        "curve": curve_of(reading, forecasts) if reading is not None else None,
        "forecasts": forecasts,
        "records": records_of(target, reading),
        "takes": takes(reading) if reading is not None else None,
        "growth": growth_of(reading) if reading is not None else None,
        "whys": explanations(reading, forecasts) if reading is not None else (),
        "cover": cover_table(target),
        "before": _before(target),
        "after": _after(target),
        "filed": filed_for(parts_of(target.indicator.declared), known_by=end_of(day)),
        "deeds": history(f"target:{target.pk}", known_by=end_of(day)),
    }


def _before(target: Target) -> str:
    """The words of the document that lead up to the quote, from the start of its paragraph."""
    text = target.document.text[max(0, target.start - AROUND) : target.start]
    return text.rpartition("\n")[2]


def _after(target: Target) -> str:
    """The words that follow the quote, to the end of its paragraph."""
    text = target.document.text[target.end : target.end + AROUND]
    return text.partition("\n")[0]


def cover_table(target: Target) -> CoverTable | None:
    """The breakdown of a target; None when it is not broken down."""
    shares = list(Share.objects.filter(target=target).select_related("unit"))
    if not shares:
        return None
    periods = tuple(sorted({share.period for share in shares}))
    by_unit: defaultdict[Unit, dict[str, Share]] = defaultdict(dict)
    for share in sorted(shares, key=lambda row: row.unit.path):
        by_unit[share.unit][share.period] = share
    owed = [sum((s.amount for s in shares if s.period == p), Decimal(0)) for p in periods]
    said = [sum((_said(s) for s in shares if s.period == p), Decimal(0)) for p in periods]
    return CoverTable(
        periods=periods,
        lines=tuple(_line(unit, months, periods) for unit, months in by_unit.items()),
        owed=tuple(owed),
        undertaken=tuple(said),
        ratios=tuple(b / a if a else None for a, b in zip(owed, said, strict=True)),
        owed_total=sum(owed, Decimal(0)),
        undertaken_total=sum(said, Decimal(0)),
        is_told=any(share.undertaken is not None for share in shares),
    )


def _said(share: Share) -> Decimal:
    """What the unit undertakes; what it owes while it has not said."""
    return share.amount if share.undertaken is None else share.undertaken


def _line(unit: Unit, months: dict[str, Share], periods: tuple[str, ...]) -> CoverLine:
    """One unit's line."""
    values = tuple(_said(months[p]) if p in months else Decimal(0) for p in periods)
    owed = sum((share.amount for share in months.values()), Decimal(0))
    total = sum(values, Decimal(0))
    return CoverLine(unit, values, total, total / owed if owed else None)
