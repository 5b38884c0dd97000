"""The plain reference evaluation: one target, one figure, one day."""

from dataclasses import replace
from datetime import date, datetime
from decimal import localcontext

from guatu.kernel.catalog import Light, TargetType
from guatu.kernel.evaluation.exact import EXACT, WITHOUT_END
from guatu.kernel.evaluation.forecasts import chance_of, forecasts_of
from guatu.kernel.evaluation.lights import DARKNESS, DATED, Judgement, by_rules, judge, worse_of
from guatu.kernel.evaluation.progress import COUNTED_UP, LINES, Pace, Progress, pace_of, progress_of
from guatu.kernel.evaluation.reasons import (
    gap_sentence,
    risk_sentence,
    silence_sentence,
    stale_sentence,
)
from guatu.kernel.evaluation.standings import NOTHING_TOLD, Evaluation, Standing, Told
from guatu.kernel.measuring import Measured, is_older_than
from guatu.kernel.sentences import Sentence


def evaluate(
    standing: Standing,
    measured: Measured,
    *,
    as_of: date,
    previous_light: Light | None = None,
    previous_filed_at: datetime | None = None,
    told: Told = NOTHING_TOLD,
) -> Evaluation:
    """The evaluation of `standing` on `as_of`; never raises for finite figures.

    What is due is taken at the end of the newest figure's period, so the calendar alone darkens
    nothing (TGT-22). `previous_light`, with the newest filing it rested on, is kept where a darker
    one would rest on no later filing; dated tasks and stale figures are the exceptions.
    """
    with localcontext(EXACT):
        progress = progress_of(standing, measured)
        judged = _judged(standing, progress, measured, as_of=as_of, told=told)
        if _is_old_news(measured, previous_filed_at):
            judged = _held(standing, judged, previous_light)
        if progress is None:
            return _silent(standing, measured, as_of, judged)
        return _spoken(progress, measured, as_of, judged, told)


def _judged(
    standing: Standing,
    progress: Progress | None,
    measured: Measured,
    *,
    as_of: date,
    told: Told,
) -> Judgement:
    """The light, with its reasons; none for a figure that is too old and not final."""
    judged = judge(standing, progress, as_of=as_of, told=told)
    is_final = judged.light is Light.DONE and standing.type in COUNTED_UP
    if progress is not None and not is_final and _is_stale(progress, as_of):
        stale = stale_sentence(standing, progress.fresh)
        if standing.preset.shape not in DATED or judged.light in (Light.DONE, Light.ON_COURSE):
            return Judgement(Light.NONE, reasons=(stale,))
        return replace(judged, reasons=(*judged.reasons, stale))
    if judged.light in (Light.NONE, Light.DONE):
        return judged
    return worse_of(judged, by_rules(standing, measured, told))


def _is_stale(progress: Progress, as_of: date) -> bool:
    """Whether the figure is older than the preset allows; the last of a period never ages."""
    standing = progress.standing
    return not progress.is_over and is_older_than(
        progress.fresh, standing.preset.stale_after, on=as_of, frequency=standing.frequency
    )


def _is_old_news(measured: Measured, previous_filed_at: datetime | None) -> bool:
    """Whether nothing was filed since the previous light."""
    if previous_filed_at is None or measured.last_filed_at is None:
        return False
    return measured.last_filed_at <= previous_filed_at


def _held(standing: Standing, judged: Judgement, previous: Light | None) -> Judgement:
    """The previous light where the new one is darker."""
    if previous is None or standing.preset.shape in DATED:
        return judged
    if DARKNESS.get(judged.light, -1) <= DARKNESS.get(previous, len(DARKNESS)):
        return judged
    return Judgement(previous, reasons=(Sentence("没有新数据，灯色保持不变"),))


def _silent(standing: Standing, measured: Measured, as_of: date, judged: Judgement) -> Evaluation:
    """The evaluation without a figure: missing is never zero."""
    silence = silence_sentence(standing, measured, as_of)
    return Evaluation(
        actual=None,
        due=None,
        share=None,
        completion=None,
        stretch_completion=None,
        attainment=None,
        deviation=None,
        gap=None,
        is_met=False,
        required_rate=None,
        required_per_week=None,
        stretch_factor=None,
        forecast=None,
        forecasts=(),
        chance=None,
        light=judged.light,
        band=judged.band,
        reasons=(silence, *judged.reasons, *measured.reasons),
        fresh_as_of=None,
        filed=measured.filed,
        expected=measured.expected,
        as_of=as_of,
    )


def _spoken(
    progress: Progress,
    measured: Measured,
    as_of: date,
    judged: Judgement,
    told: Told,
) -> Evaluation:
    """The evaluation of a figure."""
    standing = progress.standing
    pace = pace_of(progress)
    forecasts = forecasts_of(progress, measured.by_month, told)
    forecast = forecasts[0] if forecasts else None
    attainment = None if standing.type in LINES else progress.ratio
    return Evaluation(
        actual=progress.actual,
        due=progress.due,
        share=progress.share,
        completion=progress.completion,
        stretch_completion=progress.stretch_completion,
        attainment=None if attainment == WITHOUT_END else attainment,
        deviation=progress.deviation,
        gap=progress.gap,
        is_met=progress.is_met,
        required_rate=pace.required_rate,
        required_per_week=pace.required_per_week,
        stretch_factor=pace.stretch_factor,
        forecast=forecast,
        forecasts=forecasts,
        chance=chance_of(progress, forecast),
        light=judged.light,
        band=judged.band,
        reasons=_reasons(progress, pace, judged, measured),
        fresh_as_of=progress.fresh,
        filed=measured.filed,
        expected=measured.expected,
        as_of=as_of,
    )


def _reasons(
    progress: Progress, pace: Pace, judged: Judgement, measured: Measured
) -> tuple[Sentence, ...]:
    """The gap first, then what made the light, then the warnings."""
    reasons = [gap_sentence(progress), *judged.reasons]
    if progress.standing.type is TargetType.UPPER_BOUND and progress.overspent:
        reasons.append(Sentence("全期限额已经突破"))
    risk = risk_sentence(progress, pace)
    if risk is not None:
        reasons.append(risk)
    return (*reasons, *measured.reasons)
