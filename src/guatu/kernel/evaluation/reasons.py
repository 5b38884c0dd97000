"""Why a light is what it is, in sentences that carry their figures."""

from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from guatu.kernel.breakdown import is_at_risk
from guatu.kernel.catalog import TargetType
from guatu.kernel.evaluation.progress import NOT_PRO_RATED, Pace, Progress
from guatu.kernel.evaluation.standings import Standing
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Frequency, Period, month
from guatu.kernel.sentences import Sentence

PRINTABLE = 24  # digits in all; anything longer is written as a power of ten


def shown(value: Decimal, standing: Standing, rounding: str = ROUND_HALF_EVEN) -> str:
    """A figure with its unit, rounded for people only (STAT-38)."""
    decimals = 0 if standing.type is TargetType.RANK else standing.decimals
    if value and value.adjusted() > PRINTABLE - decimals:
        figure = f"{value:.3e}"
    else:
        figure = f"{value.quantize(Decimal(1).scaleb(-decimals), rounding):f}"
    return f"{figure} {standing.unit}".rstrip()


def by_the_end_of(period: Period) -> Sentence:
    """The moment a figure stands for: 4月末, or the day itself inside a month."""
    day = period.last_day
    if (day + timedelta(days=1)).day == 1:
        return Sentence("%(month)s月末", month=day.month)
    return Sentence("%(month)s月%(day)s日止", month=day.month, day=day.day)


def gap_sentence(progress: Progress) -> Sentence:
    """What was due, what is there, and the difference."""
    standing, gap = progress.standing, progress.gap
    due, owed = _due_and_owed(progress)
    if not progress.share:
        return Sentence(
            "%(by)s实际 %(actual)s，进度安排中尚无应完成量，未到期",
            by=by_the_end_of(progress.fresh),
            actual=shown(progress.actual, standing),
        )
    figures = {
        "by": by_the_end_of(progress.fresh),
        "due": due,
        "actual": shown(progress.actual, standing),
        "gap": _points(owed, standing),
    }
    if standing.type is TargetType.RANK:
        return Sentence(
            "%(by)s居第 %(actual)s，目标第 %(due)s，差 %(gap)s"
            if gap > 0
            else "%(by)s居第 %(actual)s，目标第 %(due)s，已达到",
            **figures,
        )
    if progress.line.falls:
        return Sentence(
            "%(by)s应控制在 %(due)s 以内，实际 %(actual)s，超出 %(gap)s"
            if gap > 0
            else "%(by)s应控制在 %(due)s 以内，实际 %(actual)s，尚余 %(gap)s",
            **figures,
        )
    return Sentence(COMPARED[standing.type in NOT_PRO_RATED, gap > 0], **figures)


# Whether the figure stands rather than adds up, and whether it falls short.
COMPARED = {
    (False, True): "%(by)s应完成 %(due)s，实际 %(actual)s，差 %(gap)s",
    (False, False): "%(by)s应完成 %(due)s，实际 %(actual)s，超 %(gap)s",
    (True, True): "%(by)s应达到 %(due)s，实际 %(actual)s，差 %(gap)s",
    (True, False): "%(by)s应达到 %(due)s，实际 %(actual)s，超 %(gap)s",
}


def _points(difference: str, standing: Standing) -> str:
    """A difference of two percentages, which is in points and never in percent (DOMAIN §1.4)."""
    return f"{difference[:-1]}个百分点" if standing.unit == "%" else difference


def _due_and_owed(progress: Progress) -> tuple[str, str]:
    """What is due and the difference, as printed: a count is never a part of a thing (TGT-10)."""
    standing = progress.standing
    if standing.decimals or progress.due.adjusted() > PRINTABLE:
        return shown(progress.due, standing), shown(abs(progress.gap), standing)
    up = ROUND_FLOOR if progress.line.falls else ROUND_CEILING
    due = progress.due.to_integral_value(up)
    return shown(due, standing, up), shown(abs(due - progress.actual), standing, ROUND_CEILING)


def risk_sentence(progress: Progress, pace: Pace) -> Sentence | None:
    """The warning that the rest of the year asks for far more than was ever done (TGT-11)."""
    if pace.required_rate is None or not progress.gap > 0:
        return None
    factor = pace.stretch_factor
    if factor is None or not is_at_risk(factor):
        return None
    return Sentence(
        "余下每月须完成 %(required)s，是此前月均的 %(factor)s 倍，超过 1.5 倍，有完不成的风险",
        required=shown(pace.required_rate, progress.standing),
        factor=f"{factor:.2f}" if factor.adjusted() < PRINTABLE else f"{factor:.3e}",
    )


def stale_sentence(standing: Standing, fresh: Period) -> Sentence:
    """The reason for no light when nobody has reported for too long (TGT-14)."""
    return Sentence(
        "数据停在%(by)s，已超过 %(count)s 个报告期未更新，暂不亮灯，请催报",
        by=by_the_end_of(fresh),
        count=standing.preset.stale_after,
    )


def silence_sentence(standing: Standing, measured: Measured, as_of: date) -> Sentence:
    """The reason for no light when there is no figure at all."""
    first = Period.of(_reported(standing), standing.period.first_day)
    if as_of < first.last_day:
        return Sentence("首个报告期尚未结束，未到期")
    if 0 < measured.filed < measured.expected:
        return Sentence(
            "应报 %(expected)s 家，已报 %(filed)s 家，不足以代表全部，暂不亮灯，请催报",
            expected=measured.expected,
            filed=measured.filed,
        )
    if first == month(first.year, 1) and as_of <= first.next().last_day:
        return Sentence("1月不单独报数，待1—2月合并数，未到期")
    if measured.filed:
        return Sentence("已报数据算不出结果，请核对")
    return Sentence("尚无数据，请催报")


def _reported(standing: Standing) -> Frequency:
    """The frequency of the reports; 1—2月 is the first of the months."""
    return Frequency.MONTH if standing.frequency is Frequency.JAN_FEB else standing.frequency
