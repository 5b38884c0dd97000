"""Whether schedules rise, bands of light stand in order, and families keep apart."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from guatu.kernel.catalog.draft import Draft, Row
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.models import Band, Indicator, LightPreset, PlannedTarget, ScheduleSpec
from guatu.kernel.catalog.words import Family, Light, LightShape, RollUp, ScheduleKind, UnitKind
from guatu.kernel.periods import Frequency
from guatu.kernel.sentences import Sentence

TABLED = {ScheduleKind.SEASONAL, ScheduleKind.CUSTOM}
WORSENING = tuple(Light)
RISING_IS_WORSE = {LightShape.SHORTFALL_PERCENT, LightShape.DAYS_LATE, LightShape.THIRDS}
ONE = Decimal(1)


def rule_faults(draft: Draft) -> list[Fault]:
    """List the schedules, lights, ratios and official indicators that break their rule."""
    faults: list[Fault] = []
    for schedule in draft.schedules:
        faults += _of_schedule(schedule)
    for preset in draft.lights:
        faults += [*_of_bands(preset), *_of_misses(preset)]
    for indicator in draft.indicators:
        faults += _of_indicator(draft, indicator)
    for target in draft.targets:
        faults += [*_of_official_subject(draft, target), *_of_due_time(draft, target)]
    return faults


def _of_schedule(row: Row[ScheduleSpec]) -> Iterator[Fault]:
    """Check that a schedule has the table of its kind, and that it rises to 1."""
    it = row.value
    wanted = "cumulative" if it.kind in TABLED else "nodes"
    needs = it.kind in TABLED or it.kind is ScheduleKind.NODES
    for field, rows in (("cumulative", it.cumulative), ("nodes", it.nodes)):
        if rows and not (needs and field == wanted):
            message = Sentence("%(kind)s 进度不用“%(field)s”。", kind=it.kind.value, field=field)
            yield row.fault(field, message, Sentence("请删去这一项，或改 kind。"))
        if not rows and needs and field == wanted:
            message = Sentence("%(kind)s 进度缺少“%(field)s”。", kind=it.kind.value, field=field)
            yield row.fault(field, message, Sentence("请写明各时点的累计比例。"))
    shares = it.cumulative or tuple(share for _, share in it.nodes)
    if not shares:
        return
    field = "cumulative" if it.cumulative else "nodes"
    if any(later < earlier for earlier, later in pairwise((Decimal(0), *shares))):
        message = Sentence("累计比例中途下降。")
        yield row.fault(field, message, Sentence("请改成逐期不减。"))
    if any(later[0] <= earlier[0] for earlier, later in pairwise(it.nodes)):
        message = Sentence("节点日期没有先后排列。")
        yield row.fault("nodes", message, Sentence("请按日期从早到晚排列，同一天只写一次。"))
    if shares[-1] != ONE:
        message = Sentence("累计比例最后是 %(last)s，不是 1。", last=shares[-1])
        yield row.fault(field, message, Sentence("最后一期请写 1。"))


def _of_due_time(draft: Draft, row: Row[PlannedTarget]) -> Iterator[Fault]:
    """Check that the schedule of a target speaks of the target's own time."""
    spec, period = draft.schedule(row.value.schedule), row.value.period
    if spec is None:
        return
    if spec.cumulative:
        months = len(period.within(Frequency.MONTH))
        if len(spec.cumulative) != months:
            message = Sentence(
                "进度“%(key)s”有 %(have)d 个月，目标期有 %(want)d 个月。",
                key=spec.key,
                have=len(spec.cumulative),
                want=months,
            )
            yield row.fault("schedule", message, Sentence("请换一个进度安排。"))
    if any(not period.contains(day) for day, _ in spec.nodes):
        message = Sentence("进度“%(key)s”有节点不在目标期内。", key=spec.key)
        yield row.fault("schedule", message, Sentence("请换一个进度安排，或改节点日期。"))


def _of_bands(row: Row[LightPreset]) -> Iterator[Fault]:
    """Check that bands can hold, go from best to worst, and leave no gap and no overlap."""
    bands = row.value.bands
    for index, band in enumerate(bands):
        if not band.has_ends and band.also_if is None:
            message = Sentence("这一档没有界限，永远用不上。")
            yield row.fault(("bands", index), message, Sentence("请写界限，或写 also_if。"))
        doubled = (band.at_least is not None and band.more_than is not None) or (
            band.at_most is not None and band.less_than is not None
        )
        if doubled:
            message = Sentence("这一档同一侧写了两个界限。")
            yield row.fault(("bands", index), message, Sentence("含界限的和不含的只留一个。"))
    for index, (better, worse) in enumerate(pairwise(bands), start=1):
        if WORSENING.index(worse.light) < WORSENING.index(better.light):
            message = Sentence("各档没有从好到坏排列。")
            yield row.fault(
                ("bands", index), message, Sentence("请按完成、正常、偏慢、滞后、严重滞后排列。")
            )
    measured = [
        (index, band) for index, band in enumerate(bands) if band.has_ends and not band.only_if
    ]
    for (_, better), (index, worse) in pairwise(measured):
        if not _meet(better, worse, row.value.shape):
            message = Sentence("这一档与前一档有重叠或空隙。")
            remedy = Sentence("请让两档的界限相接：一档含界限，另一档不含。")
            yield row.fault(("bands", index), message, remedy)


def _meet(better: Band, worse: Band, shape: LightShape) -> bool:
    """Tell whether `worse` begins exactly where `better` ends."""
    low, high = (better, worse) if shape in RISING_IS_WORSE else (worse, better)
    closed = low.at_most is not None and low.at_most == high.more_than
    opened = low.less_than is not None and low.less_than == high.at_least
    return closed or opened


def _of_misses(row: Row[LightPreset]) -> Iterator[Fault]:
    """Check that more misses in a row never earn a better light."""
    for index, (fewer, more) in enumerate(pairwise(row.value.misses), start=1):
        rises = more.in_a_row > fewer.in_a_row
        if not rises or WORSENING.index(more.light) < WORSENING.index(fewer.light):
            message = Sentence("连续未完成的规则没有从轻到重排列。")
            yield row.fault(("misses", index), message, Sentence("请按次数从少到多排列。"))


def _of_indicator(draft: Draft, row: Row[Indicator]) -> Iterator[Fault]:
    """Check that a ratio names its parts, and that nobody files an official figure (STAT-40)."""
    it = row.value
    if it.over_units is RollUp.RATIO_OF_SUMS and not (it.numerator and it.denominator):
        message = Sentence("按分子分母汇总的指标要写明分子和分母。")
        yield row.fault("over_units", message, Sentence("请补上 numerator 和 denominator。"))
    for field, key in (("numerator", it.numerator), ("denominator", it.denominator)):
        if key is not None and _rests_on(draft, key, it.key):
            message = Sentence("指标“%(key)s”要用自己来算。", key=it.key)
            yield row.fault(field, message, Sentence("请改正分子分母，使它们不再用到这个指标。"))
    if it.family is not Family.OFFICIAL or not it.reported_by:
        return
    if "enterprise" in it.reported_by or any(_is_enterprise(draft, key) for key in it.reported_by):
        yield row.fault("reported_by", _NO_ENTERPRISE, _NAME_A_UNIT)
    else:
        message = Sentence("法定统计指标只能由统计部门发布件导入，不得填报。")
        yield row.fault("reported_by", message, Sentence("请删去 reported_by。"))


def _rests_on(draft: Draft, part: str, whole: str) -> bool:
    """Whether `part` is `whole`, or is made from it however far down."""
    waiting, seen = [part], set[str]()
    while waiting:
        key = waiting.pop()
        if key == whole:
            return True
        indicator = draft.indicator(key)
        if indicator is not None and key not in seen:
            seen.add(key)
            waiting += [each for each in (indicator.numerator, indicator.denominator) if each]
    return False


_NO_ENTERPRISE = Sentence("法定统计指标不得以企业为对象（STAT-49）。")
_NAME_A_UNIT = Sentence("请改为政府单位，或改用部门调度指标。")


def _of_official_subject(draft: Draft, row: Row[PlannedTarget]) -> Iterator[Fault]:
    """Check that no enterprise is the subject of an official indicator's target (STAT-49)."""
    indicator = draft.indicator(row.value.indicator)
    if indicator is None or indicator.family is not Family.OFFICIAL:
        return
    if _is_enterprise(draft, row.value.owner):
        yield row.fault("owner", _NO_ENTERPRISE, _NAME_A_UNIT)
    for key in row.value.filed_by:
        if _is_enterprise(draft, key):
            yield row.fault("filed_by", _NO_ENTERPRISE, _NAME_A_UNIT)
    for key in row.value.shares:
        if _is_enterprise(draft, key):
            yield row.fault(("shares", key), _NO_ENTERPRISE, _NAME_A_UNIT)


def _is_enterprise(draft: Draft, key: str) -> bool:
    """Tell whether the unit called `key` is an enterprise."""
    unit = draft.unit(key)
    return unit is not None and unit.kind is UnitKind.ENTERPRISE
