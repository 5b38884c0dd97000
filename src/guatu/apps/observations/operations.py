"""Changes of what is owed and of what was filed."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from guatu.apps.accounts.models import User
from guatu.apps.observations.models import Expectation, Filing, Observation, PeerFigure
from guatu.apps.observations.settling import filers_changed, settle
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import RollUp
from guatu.kernel.periods import Calendar, Period
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

DUE_AFTER = 5
RECEIPT_LETTERS = 12  # of the form's key: a day has 16^12 receipts, none likely to be given twice
HELD = Decimal(980)  # a thousandfold less the 2 % that a typed figure may stray (STAT-39)


class FiguresJump(Refusal):
    """The figure is a thousand or ten thousand times the last one; a reason lets it pass."""


class NotOwedYet(Refusal):
    """The period is not over; its figure cannot be known."""


class FiledAlready(Refusal):
    """The figure is there; a correction names it and says why."""


class FormWasUsed(Refusal):
    """The form was sent before with other figures; this sending changed nothing."""


class FiguresOfTwoUnits(Refusal):
    """One filing is one unit's; figures of another belong in a filing of their own."""


class FigureIsNegative(Refusal):
    """A count of this kind cannot be negative."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to be filed: what was typed and what it means.

    `measure` is that of the indicator unless given: a year to date comes with its same period.
    """

    expectation: Expectation
    value: Decimal
    typed: str = ""
    remark: str = ""
    measure: str = ""

    @property
    def key(self) -> tuple[int, str, str]:
        """What tells it from the other figures of its unit: indicator, period, measure."""
        owed = self.expectation
        return (owed.indicator_id, owed.period, self.measure or measure_of(owed.indicator))


def measure_of(indicator: Indicator) -> str:
    """Flows are filed for the month; stocks and rates as they stand at its end."""
    flows = indicator.declared.over_time is RollUp.SUM
    return Observation.Measure.MONTH.value if flows else Observation.Measure.STOCK.value


def expect(
    indicator: Indicator, units: Iterable[Unit], periods: Sequence[Period], *, calendar: Calendar
) -> int:
    """Write down who owes which figure by when; what stands already stays. Returns the count."""
    rows = [
        Expectation(
            indicator=indicator,
            unit=unit,
            period=str(period),
            due_on=calendar.after(period.last_day, DUE_AFTER).on,
        )
        for unit in units
        for period in periods
    ]
    Expectation.objects.bulk_create(rows, ignore_conflicts=True)
    filers_changed(indicator.pk)
    return len(rows)


def forget(indicator: Indicator, county: str) -> int:
    """Take back what the units of a county owe of an indicator and did not file; the count."""
    owed = Expectation.objects.filter(indicator=indicator, unit__path__startswith=county)
    count, _ = owed.filter(met_on=None).delete()
    filers_changed(indicator.pk)
    return count


def owe_only_while_standing(unit: Unit) -> int:
    """Take back what a unit owes for periods at whose end it does not stand; the count."""
    open_rows = Expectation.objects.filter(unit=unit, met_on=None)
    void = [row.pk for row in open_rows if not unit.life.holds(Period.parse(row.period).last_day)]
    count, _ = Expectation.objects.filter(pk__in=void).delete()
    return count


def _plainly(ratio: Decimal) -> str:
    """A ratio for reading: whole above one, with what matters below it."""
    return f"{ratio:.0f}" if ratio >= 1 else f"{ratio:.6f}".rstrip("0").rstrip(".")


def check_figure(
    figure: Figure, *, last: Decimal | None, as_of: date, whole: Decimal | None = None
) -> None:
    """Raise what stops a figure; a jump passes when a reason is given (RELIABILITY §3.1, §3.14).

    `last` is the unit's figure before; the first one is held against `whole`, what the unit owes
    for the whole year.
    """
    owed, declared = figure.expectation, figure.expectation.indicator.declared
    if Period.parse(owed.period).last_day > as_of:
        raise NotOwedYet(
            "%(period)s还没有结束，到期后再报。", period=Period.parse(owed.period).sentence
        )
    if figure.value < 0 and not declared.signed:
        raise FigureIsNegative("%(name)s不能是负数，请核对。", name=owed.indicator)
    if last is None and whole and figure.value > whole and not figure.remark:
        raise FiguresJump(
            "这是第一次报，%(value)s%(unit)s已超过本单位全年应完成的%(whole)s%(unit)s，"
            "疑似单位填错（万元、亿元）。请改正；确实如此的，请在说明里写明原因。",
            value=f"{figure.value.normalize():f}",
            whole=f"{whole.normalize():f}",
            unit=owed.indicator.unit,
        )
    if last and figure.value and not figure.remark:
        ratio = abs(figure.value / last)
        if not 1 / HELD < ratio < HELD:
            raise FiguresJump(
                "上期为%(last)s%(unit)s，这次约为它的%(ratio)s倍，疑似单位填错（万元、亿元）。"
                "请改正；确实如此的，请在说明里写明原因。",
                last=f"{last.normalize():f}",
                unit=owed.indicator.unit,
                ratio=_plainly(ratio),
            )


def file_figures(
    figures: Sequence[Figure],
    *,
    key: uuid.UUID,
    actor: User | None,
    at: datetime,
    is_simulated: bool = False,
) -> Filing:
    """File figures of one unit as one act; the same `key` again gives the same receipt.

    Raises `FiledAlready` and stores nothing when one of them is there and no remark corrects it,
    and `FiguresOfTwoUnits` when they are not of one unit.
    """
    with write_gate():
        if kept := Filing.objects.filter(key=key).first():
            return _same_again(kept, figures)
        unit = _only_unit(figures)
        filing = Filing.objects.create(
            key=key,
            receipt=f"{at:%Y%m%d}-{key.hex[:RECEIPT_LETTERS].upper()}",
            unit=unit,
            filed_by=actor,
            filed_at=at,
            is_simulated=is_simulated,
        )
        _store(figures, filing=filing)
        detail = {"receipt": filing.receipt, "figures": [_said(figure) for figure in figures]}
        record("figures.filed", f"unit:{unit.key}", actor=actor, at=at, detail=detail)
        _settle(filing, figures)
        return filing


def _settle(filing: Filing, figures: Sequence[Figure]) -> None:
    """Bring every level in line; after the audit entry, which lets one filing in at a time."""
    indicators = {figure.expectation.indicator_id for figure in figures}
    numbers = {Period.parse(figure.expectation.period).year for figure in figures}
    settle(filing, indicators, numbers)


def _only_unit(figures: Sequence[Figure]) -> Unit:
    """The unit that the figures are of; raises `FiguresOfTwoUnits`."""
    first, *others = {figure.expectation.unit for figure in figures}
    if others:
        raise FiguresOfTwoUnits(
            "一次只报一个单位的数，这里有“%(one)s”和“%(other)s”。请分开报。",
            one=first,
            other=others[0],
        )
    return first


def _same_again(kept: Filing, figures: Sequence[Figure]) -> Filing:
    """The receipt of a form sent twice; raises `FormWasUsed` when it says something else."""
    rows = kept.observations.values_list("indicator_id", "unit_id", "period", "value")
    said = {
        (owed.indicator_id, owed.unit_id, owed.period, figure.value)
        for figure in figures
        for owed in [figure.expectation]
    }
    if set(rows) != said:
        raise FormWasUsed(
            "这张表单已经报过，回执号 %(receipt)s，这次的数没有报上。"
            "要更正，请从待报或回执重新打开这一项，并在说明里写明原因。",
            receipt=kept.receipt,
        )
    return kept


def _said(figure: Figure) -> dict[str, str]:
    """A figure as the audit chain keeps it."""
    owed = figure.expectation
    return {"indicator": owed.indicator.key, "period": owed.period, "value": str(figure.value)}


def _store(figures: Sequence[Figure], *, filing: Filing) -> None:
    """Store the figures, each the first of its key or a correction of the newest one.

    Three statements however many they are; raises `FiledAlready`.
    """
    newest = _newest(figures, filing.unit)
    for figure in figures:
        standing = newest.get(figure.key)
        if standing and not figure.remark:
            raise FiledAlready(
                "%(name)s %(period)s 已报 %(value)s。要更正，请在说明里写明原因。",
                name=figure.expectation.indicator,
                period=Period.parse(figure.expectation.period).sentence,
                value=f"{standing.value.normalize():f}",
            )
    Observation.objects.bulk_create(_row(figure, newest, filing) for figure in figures)
    met = [figure.expectation.pk for figure in figures]
    Expectation.objects.filter(pk__in=met, met_on=None).update(
        met_on=timezone.localtime(filing.filed_at).date()
    )


def _newest(figures: Sequence[Figure], unit: Unit) -> dict[tuple[int, str, str], Observation]:
    """The figure that stands for each key of `figures`, in one query."""
    rows = Observation.objects.filter(
        unit=unit,
        indicator__in={figure.expectation.indicator_id for figure in figures},
        period__in={figure.expectation.period for figure in figures},
        corrected_by=None,
    )
    return {(row.indicator_id, row.period, row.measure): row for row in rows}


def _row(
    figure: Figure, newest: dict[tuple[int, str, str], Observation], filing: Filing
) -> Observation:
    """The row of one figure."""
    owed = figure.expectation
    return Observation(
        indicator=owed.indicator,
        unit=owed.unit,
        period=owed.period,
        measure=figure.key[2],
        value=figure.value,
        typed=figure.typed,
        known_at=filing.filed_at,
        filing=filing,
        corrects=newest.get(figure.key),
        remark=figure.remark,
    )


@dataclass(frozen=True, slots=True)
class OfPeer:
    """A figure of a peer to be taken in: `measure` is `value` or `completion` (in percent)."""

    peer: str
    indicator: Indicator
    period: Period
    measure: str
    value: Decimal
    known_at: datetime
    source: str = ""
    basis: str = ""


def take_peer_figures(
    figures: Iterable[OfPeer], *, county: Unit, at: datetime, is_simulated: bool
) -> int:
    """Take in what is known of those who rank beside a county; the same again changes nothing.

    Returns how many figures are new.
    """
    rows = [
        PeerFigure(
            county=county,
            indicator=figure.indicator,
            peer=figure.peer,
            period=str(figure.period),
            measure=figure.measure,
            value=figure.value,
            known_at=figure.known_at,
            source=figure.source,
            basis=figure.basis,
            is_simulated=is_simulated,
        )
        for figure in figures
    ]
    with write_gate():
        own = PeerFigure.objects.filter(county=county)
        before = own.count()
        PeerFigure.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        new = own.count() - before
        if new:
            detail = {"new": new, "is_simulated": is_simulated}
            record("peers.figures_taken", f"unit:{county.key}", actor=None, at=at, detail=detail)
        return new
