"""Roll-up over units: the series of every unit from the facts of those that file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.measuring.ages import is_older_than
from guatu.kernel.measuring.facts import Fact, newest
from guatu.kernel.measuring.series import MeasuredSeries, Point
from guatu.kernel.measuring.tracks import Step, Track, ratio_track, track_of
from guatu.kernel.measuring.trees import UnitTree
from guatu.kernel.periods import Period, year
from guatu.kernel.sentences import Sentence

PARTS_OF = {"%": Decimal(100), "‰": Decimal(1000)}
CARRIED_PERIODS = 2  # a level that nobody renewed for longer is unknown (TGT-14)

NO_DENOMINATOR = Sentence("分母为零，比率无法计算，请核对分母")
NEVER_AVERAGED = Sentence("下级只报了比率，没有报分子分母，不能汇总，请补报分子分母")
NOT_ADDED_UP = Sentence("该指标不能由下级汇总，请由本级填报")


def values_at(
    facts: Iterable[Fact],
    *,
    indicator: Indicator,
    tree: UnitTree,
    as_of: date,
    known_by: datetime | None = None,
    within: Period | None = None,
) -> dict[str, MeasuredSeries]:
    """The series of `indicator` at every unit of `tree`, as known by `known_by`.

    Only periods that are over by `as_of` and inside `within` (the year of `as_of` unless given)
    count; only facts of the indicator's own family (STAT-40).
    """
    window = within or year(as_of.year)
    tracks = _tracks(facts, indicator, window, known_by)
    series: dict[tuple[str, ...], MeasuredSeries] = {}
    found = {}
    for unit in tree.units:
        filers = tree.filers_at(unit)
        if filers not in series:
            series[filers] = _rolled_up(tracks, indicator, filers).until(as_of)
        found[unit] = series[filers]
    return found


def series_of(
    facts: Iterable[Fact],
    *,
    indicator: Indicator,
    filers: Sequence[str],
    as_of: date,
    known_by: datetime | None = None,
    within: Period | None = None,
) -> MeasuredSeries:
    """The series of `indicator` over `filers` together; see `values_at`."""
    tracks = _tracks(facts, indicator, within or year(as_of.year), known_by)
    return _rolled_up(tracks, indicator, tuple(dict.fromkeys(filers))).until(as_of)


def _tracks(
    facts: Iterable[Fact], indicator: Indicator, within: Period, known_by: datetime | None
) -> dict[str, Track]:
    """The track of every unit that filed something."""
    top, bottom = indicator.numerator, indicator.denominator
    wanted = {indicator.key, top, bottom}
    own = (f for f in facts if f.indicator in wanted and f.family == indicator.family)
    by_unit: defaultdict[str, defaultdict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in newest(own, known_by=known_by).values():
        by_unit[fact.unit][fact.indicator].append(fact)

    def track(held: Mapping[str, list[Fact]], key: str | None) -> Track:
        return track_of(held.get(key or "", ()), over_time=indicator.over_time, within=within)

    tracks = {}
    for unit, held in by_unit.items():
        parts = ratio_track(track(held, top), track(held, bottom))
        tracks[unit] = parts if parts.steps else track(held, indicator.key)
    return tracks


@dataclass(frozen=True, slots=True)
class Rolled:
    """A figure of several units, or the reason why there is none."""

    value: Decimal | None
    reason: Sentence | None = None


def _rolled_up(
    tracks: Mapping[str, Track], indicator: Indicator, filers: tuple[str, ...]
) -> MeasuredSeries:
    """The points of `filers` together, one at the end of every period that any of them filed."""
    own = [tracks[filer] for filer in filers if filer in tracks]
    periods: dict[date, Period] = {}
    for track in own:
        for end, step in zip(track.ends, track.steps, strict=True):
            periods[end] = min(step.period, periods.get(end, step.period))
    points = tuple(
        _point(period, own, indicator, len(filers)) for _, period in sorted(periods.items())
    )
    return MeasuredSeries(points=points, expected=len(filers))


def _point(period: Period, own: Sequence[Track], indicator: Indicator, expected: int) -> Point:
    """The figure of all tracks at the end of `period`."""
    day = period.last_day
    steps = [step for step in (track.at(day) for track in own) if step is not None]
    filed = sum(1 for step in steps if step.period.last_day == day)
    usable = [step for step in steps if _is_usable(step, day, indicator)]
    rolled = combined(usable, indicator, expected)
    return Point(
        period=period,
        value=rolled.value,
        filed=filed,
        expected=expected,
        last_filed_at=max(step.known_at for step in steps),
        reason=rolled.reason,
    )


def _is_usable(step: Step, day: date, indicator: Indicator) -> bool:
    """Whether a figure of an earlier period still says something on `day`.

    A sum stays what it is; a level is carried for two reporting periods; a figure that has no
    roll-up over time counts for its own period alone.
    """
    own_day = step.period.last_day
    if own_day == day or indicator.over_time in (RollUp.SUM, RollUp.MAX):
        return True
    if indicator.over_time is RollUp.NONE:
        return False
    return not is_older_than(step.period, CARRIED_PERIODS, on=day, frequency=indicator.frequency)


def combined(steps: Sequence[Step], indicator: Indicator, expected: int) -> Rolled:
    """One figure out of those of the units, by the indicator's rule over units."""
    rule = indicator.over_units
    if expected == 1:
        return _alone(steps[0], indicator)
    if rule is RollUp.NONE:
        return Rolled(None, NOT_ADDED_UP)
    if rule is RollUp.RATIO_OF_SUMS:
        return _ratio_of_sums(steps, indicator)
    if rule is RollUp.LAST:
        return _alone(max(steps, key=lambda step: (step.period, step.known_at)), indicator)
    return _reduced([_alone(step, indicator) for step in steps], REDUCED[rule])


def _reduced(parts: Sequence[Rolled], reduce: Callable[[Sequence[Decimal]], Decimal]) -> Rolled:
    """The figures that there are, added, averaged or compared."""
    values = [part.value for part in parts if part.value is not None]
    return Rolled(reduce(values)) if values else parts[0]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)


def _sum(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


REDUCED: Mapping[RollUp, Callable[[Sequence[Decimal]], Decimal]] = {
    RollUp.SUM: _sum,
    RollUp.MEAN: _mean,
    RollUp.MAX: max,
}


def _alone(step: Step, indicator: Indicator) -> Rolled:
    """The figure of a single unit."""
    if step.bottom is None:
        return Rolled(step.top)
    return _divided(step.top, step.bottom, indicator)


def _ratio_of_sums(steps: Sequence[Step], indicator: Indicator) -> Rolled:
    """All numerators over all denominators; ratios filed bare are left out, never averaged."""
    pairs = [(step.top, step.bottom) for step in steps if step.bottom is not None]
    if not pairs:
        return Rolled(None, NEVER_AVERAGED)
    top = sum((above for above, _ in pairs), Decimal(0))
    bottom = sum((below for _, below in pairs), Decimal(0))
    return _divided(top, bottom, indicator)


def _divided(top: Decimal, bottom: Decimal, indicator: Indicator) -> Rolled:
    """The one division, last; in percent where the indicator is."""
    if not bottom:
        return Rolled(None, NO_DENOMINATOR)
    return Rolled(top * PARTS_OF.get(indicator.unit, Decimal(1)) / bottom)
