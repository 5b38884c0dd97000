"""The light that a preset gives: one function for every preset (DOMAIN §2.3, TGT-20)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guatu.kernel.catalog import Band, Circumstance, Light, LightShape, Relation, TargetType
from guatu.kernel.evaluation.exact import HUNDRED, NOTHING, WITHOUT_END, ratio_of
from guatu.kernel.evaluation.progress import (
    FINISHED_EARLY,
    LINES,
    Progress,
    line_of,
    reaches,
    share_at,
)
from guatu.kernel.evaluation.standings import Standing, Told
from guatu.kernel.measuring import Measured
from guatu.kernel.sentences import Sentence

BRIGHTEST_FIRST = (Light.DONE, Light.ON_COURSE, Light.SLOW, Light.BEHIND, Light.RED)
DARKNESS = {light: order for order, light in enumerate(BRIGHTEST_FIRST)}
DATED = frozenset({LightShape.DAYS_LATE, LightShape.TIME_LEFT, LightShape.THIRDS})
THIRDS = Decimal(3)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A light, the band of the preset that gave it, and why."""

    light: Light
    band: Band | None = None
    reasons: tuple[Sentence, ...] = ()


def worse_of(one: Judgement, other: Judgement) -> Judgement:
    """The darker of two lights; the first of equals, and any light before none."""
    return other if DARKNESS.get(other.light, -1) > DARKNESS.get(one.light, -1) else one


def judge(standing: Standing, progress: Progress | None, *, as_of: date, told: Told) -> Judgement:
    """The light of a usable figure, or of a dated task without one."""
    if progress is not None and _is_finished(progress, told):
        return Judgement(Light.DONE, reasons=(Sentence("目标已完成"),))
    if standing.preset.shape in DATED:
        return _by_calendar(standing, progress, as_of=as_of, told=told)
    if progress is None:
        return Judgement(Light.NONE)
    if standing.type in LINES:
        return _by_line(progress)
    if not progress.share:
        return Judgement(Light.NONE)
    return _banded(standing, _measure_of(progress), _stated(progress, told))


def missed_in_a_row(standing: Standing, measured: Measured) -> int:
    """How many of the newest reported periods in a row ended with less than was due."""
    line, count = line_of(standing), 0
    for period in sorted(measured.by_month, reverse=True):
        due = line.due_at(share_at(standing, period.last_day))
        if line.better_by(measured.by_month[period], due) >= 0:
            break
        count += 1
    return count


def by_rules(standing: Standing, measured: Measured, told: Told) -> Judgement:
    """The light of periods missed in a row and of events that are late, where the preset has it."""
    judged = Judgement(Light.NONE)
    misses = told.misses
    if misses is None:
        is_planned = standing.type is TargetType.MILESTONE and standing.preset.misses
        misses = missed_in_a_row(standing, measured) if is_planned else 0
    for rule in standing.preset.misses:
        if misses >= rule.in_a_row:
            why = Sentence("连续 %(count)s 期未达到应完成量", count=misses)
            judged = worse_of(judged, Judgement(rule.light, reasons=(why,)))
    for late in standing.preset.overdue:
        months = told.months_late.get(late.event, 0)
        if months > late.more_than_months:
            why = Sentence("%(event)s 已超期 %(months)s 个月", event=late.event, months=months)
            judged = worse_of(judged, Judgement(late.light, reasons=(why,)))
    return judged


def _is_finished(progress: Progress, told: Told) -> bool:
    """Whether the goal is reached for good.

    What counts up, or down from a baseline, is finished when it gets there. What can be lost
    again (a rate, a rank, a bound) is finished only at the end of its period.
    """
    if progress.standing.preset.shape in DATED and Circumstance.FINISHED in told.stated:
        return True
    if not progress.is_met:
        return False
    line = progress.line
    early = progress.standing.type in FINISHED_EARLY and (not line.falls or line.base > line.goal)
    return early or progress.is_over


def _by_line(progress: Progress) -> Judgement:
    """Green on the line, yellow within the tolerance of the preset, red beyond (TGT-20)."""
    standing = progress.standing
    if reaches(standing, progress.line, progress.actual, progress.due):
        return Judgement(Light.ON_COURSE)
    is_rank = standing.type is TargetType.RANK
    preset = standing.preset
    tolerance = Decimal(preset.rank_tolerance) if is_rank else preset.rate_tolerance
    off = progress.gap
    if standing.relation is Relation.EQUAL and standing.type is TargetType.RATE:
        off = abs(progress.actual - progress.due) - abs(progress.due) * standing.tolerance
    return Judgement(Light.SLOW if off <= tolerance else Light.RED)


def _measure_of(progress: Progress) -> Decimal:
    """The figure that the bands of the preset are written in; endless where undefined."""
    shape = progress.standing.preset.shape
    if shape is LightShape.ATTAINMENT:
        return progress.ratio
    if shape is LightShape.DEVIATION_POINTS:
        measure, worst = progress.deviation, -WITHOUT_END
    else:
        owed = abs(progress.due - progress.line.base)
        measure, worst = ratio_of(progress.gap * HUNDRED, owed), WITHOUT_END
    if measure is not None:
        return measure
    return worst if progress.gap > 0 else -worst


def _by_calendar(
    standing: Standing, progress: Progress | None, *, as_of: date, told: Told
) -> Judgement:
    """The light of a dated task: here the calendar itself is the news, figure or none."""
    period = standing.period
    if standing.preset.shape is LightShape.DAYS_LATE:
        measure = _days_late(standing, progress, as_of)
    elif standing.preset.shape is LightShape.TIME_LEFT:
        measure = HUNDRED * (period.last_day - as_of).days / period.days
    else:
        measure = THIRDS * ((as_of - period.first_day).days + 1) / period.days
    judged = _banded(standing, measure, _stated(progress, told))
    if progress is None and judged.light in (Light.DONE, Light.ON_COURSE):
        return Judgement(Light.NONE)
    return judged


def _days_late(standing: Standing, progress: Progress | None, as_of: date) -> Decimal:
    """The days since the task fell due; up to the deadline, as of its newest figure (TGT-22).

    A preset that knows being behind as a circumstance counts from the deadline alone.
    """
    deadline = standing.period.last_day
    ends = {band.also_if for band in standing.preset.bands}
    if progress is None or Circumstance.BEHIND_OR_POOR in ends:
        return Decimal((as_of - deadline).days)
    day = as_of if as_of > deadline else progress.fresh.last_day
    return Decimal((day - _due_on(progress)).days)


def _due_on(progress: Progress) -> date:
    """The first day that asks for more than is done."""
    standing = progress.standing
    line = progress.line
    early, late = 0, standing.period.days - 1
    while early < late:
        middle = (early + late) // 2
        day = standing.period.first_day + timedelta(days=middle)
        if line.better_by(progress.actual, line.due_at(share_at(standing, day))) < 0:
            late = middle
        else:
            early = middle + 1
    return standing.period.first_day + timedelta(days=early)


def _stated(progress: Progress | None, told: Told) -> frozenset[Circumstance]:
    """What is stated, and what the figures themselves say."""
    stated = told.stated
    if progress is None:
        return stated | {Circumstance.NO_REPORT_OR_RISK}
    if progress.gap > NOTHING:
        return stated | {Circumstance.BEHIND_OR_POOR}
    return stated


def _banded(standing: Standing, measure: Decimal, stated: frozenset[Circumstance]) -> Judgement:
    """The light of the worst band that holds, with its note."""
    band = standing.preset.band_at(measure, stated)
    if band is None:
        return Judgement(Light.NONE)
    notes = (Sentence("%(note)s", note=band.note),) if band.note else ()
    return Judgement(band.light, band, notes)
