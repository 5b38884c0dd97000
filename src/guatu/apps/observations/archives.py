"""Figures of earlier years, handed over as an archive: forecasts read them, nobody owed them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from guatu.apps.accounts.models import User
from guatu.apps.observations.models import Filing, Observation
from guatu.apps.observations.operations import RECEIPT_LETTERS, FiledAlready, measure_of
from guatu.apps.observations.settling import settle
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

REMARK = "历史数据"


class NotOver(Refusal):
    """An archive holds years that are over; a figure of this year is filed by who owes it."""


@dataclass(frozen=True, slots=True)
class PastFigure:
    """One figure of an earlier year; a flow is that of the period alone."""

    indicator: Indicator
    period: Period
    value: Decimal


def file_archive(
    figures: Sequence[PastFigure],
    *,
    unit: Unit,
    key: uuid.UUID,
    actor: User | None,
    at: datetime,
    is_simulated: bool = False,
) -> Filing:
    """File what `unit` keeps of earlier years as one act, remarked 历史数据; the same `key` once.

    No form and no duty stands behind them. Raises `NotOver` for a figure of the year of `at` or
    later, and `FiledAlready` when one of them is there; then nothing is stored.
    """
    with write_gate():
        if kept := Filing.objects.filter(key=key).first():
            return kept
        _check(figures, unit, at)
        filing = Filing.objects.create(
            key=key,
            receipt=f"{at:%Y%m%d}-{key.hex[:RECEIPT_LETTERS].upper()}",
            unit=unit,
            filed_by=actor,
            filed_at=at,
            is_simulated=is_simulated,
        )
        Observation.objects.bulk_create(_row(figure, filing) for figure in figures)
        detail = {"receipt": filing.receipt, "figures": len(figures)}
        record("archive.filed", f"unit:{unit.key}", actor=actor, at=at, detail=detail)
        indicators = {figure.indicator.pk for figure in figures}
        settle(filing, indicators, {figure.period.year for figure in figures})
        return filing


def _check(figures: Sequence[PastFigure], unit: Unit, at: datetime) -> None:
    """Raise what stops the whole archive."""
    this = timezone.localtime(at).year
    for figure in figures:
        if figure.period.year >= this:
            raise NotOver(
                "%(period)s不是往年，不能当历史数据报；本年的数请由承担单位填报。",
                period=figure.period.sentence,
            )
    keys = {figure.indicator.pk for figure in figures}
    periods = {str(figure.period) for figure in figures}
    held = Observation.objects.filter(unit=unit, indicator__in=keys, period__in=periods)
    if row := held.select_related("indicator").first():
        raise FiledAlready(
            "%(name)s %(period)s 已报 %(value)s。要更正，请在说明里写明原因。",
            name=row.indicator,
            period=Period.parse(row.period).sentence,
            value=f"{row.value.normalize():f}",
        )


def _row(figure: PastFigure, filing: Filing) -> Observation:
    """The row of one figure."""
    return Observation(
        indicator=figure.indicator,
        unit=filing.unit,
        period=str(figure.period),
        measure=measure_of(figure.indicator),
        value=figure.value,
        known_at=filing.filed_at,
        filing=filing,
        remark=REMARK,
    )
