"""Roll-up over units: the series of every unit from the facts of those that file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from guatu.kernel.catalog import Indicator, RollUp
from guatu.kernel.measuring.ages import aged_on
from guatu.kernel.measuring.facts import Fact, newest
from guatu.kernel.measuring.series import MeasuredSeries, Point
from guatu.kernel.measuring.tracks import Step, Track, ratio_track, track_of
from guatu.kernel.measuring.trees import Filers, Life, UnitTree, lives_of
from guatu.kernel.periods import Period, year
from guatu.kernel.sentences import Sentence

PARTS_OF = {"%": Decimal(100), "‰": Decimal(1000)}
ONE_DAY = timedelta(days=1)
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
    standing = (fact for fact in facts if _stands(fact, tree.lives))
    tracks = tracks_of(standing, indicator, window, known_by)
    series: dict[tuple[str, ...], MeasuredSeries] = {}
    found = {}
    for unit in tree.units:
        lives = tree.filers_at(unit)
        filers = tuple(lives)
        if filers not in series:
            series[filers] = _rolled_up(tracks, indicator, lives).until(as_of)
        found[unit] = series[filers]
    return found


def series_of(
    facts: Iterable[Fact],
    *,
    indicator: Indicator,
    filers: Filers,
    as_of: date,
    known_by: datetime | None = None,
    within: Period | None = None,
) -> MeasuredSeries:
    """The series of `indicator` over `filers` together; see `values_at`."""
    lives = lives_of(filers)
    standing = (fact for fact in facts if _stands(fact, lives))
    tracks = tracks_of(standing, indicator, within or year(as_of.year), known_by)
    return _rolled_up(tracks, indicator, lives).until(as_of)


def _stands(fact: Fact, lives: Mapping[str, Life]) -> bool:
    """Whether the unit stands at the end of the fact's period; what it filed besides is void."""
    life = lives.get(fact.unit)
    return life is None or life.holds(fact.period.last_day)


def tracks_of(
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
        parts = ratio_track(track(held, top), track(held, bottom)) if top and bottom else None
        tracks[unit] = parts if parts and parts.steps else track(held, indicator.key)
    return tracks


@dataclass(frozen=True, slots=True)
class Rolled:
    """A figure of several units, or the reason why there is none."""

    value: Decimal | None
    reason: Sentence | None = None


def _rolled_up(
    tracks: Mapping[str, Track], indicator: Indicator, lives: Mapping[str, Life]
) -> MeasuredSeries:
    """The points of the filers together, one at the end of every period that any of them filed."""
    own = [(tracks[filer], life) for filer, life in lives.items() if filer in tracks]
    periods: dict[date, Period] = {}
    for track, _ in own:
        for end, step in zip(track.ends, track.steps, strict=True):
            periods[end] = min(step.period, periods.get(end, step.period))
    points = []
    for day, period in sorted(periods.items()):
        expected = sum(life.holds(day) for life in lives.values())
        points.append(_point(period, own, indicator, expected))
    return MeasuredSeries(points=tuple(points), expected=len(lives))


def _point(
    period: Period, own: Sequence[tuple[Track, Life]], indicator: Indicator, expected: int
) -> Point:
    """The figure of all tracks at the end of `period`."""
    day = period.last_day
    known = [(track.at(day), life) for track, life in own]
    steps = [step for step, _ in known if step is not None]
    filed = sum(1 for step in steps if step.period.last_day == day)
    usable = [step for step, life in known if step and _is_usable(step, day, indicator, life)]
    rolled = combined(usable, indicator, expected)
    return Point(
        period=period,
        value=rolled.value,
        filed=filed,
        expected=expected,
        last_filed_at=max(step.known_at for step in steps),
        reason=rolled.reason,
    )


def _is_usable(step: Step, day: date, indicator: Indicator, life: Life) -> bool:
    """Whether a figure of this or an earlier period says something on `day`; see `ends_on`."""
    if step.period.last_day == day:
        return True
    end = ends_on(step, indicator, life)
    return end is None or day < end


def ends_on(step: Step, indicator: Indicator, life: Life) -> date | None:
    """The first day on which a figure says nothing any more; None when it stays.

    A sum stays what it is; a level is carried for two reporting periods, and no longer than its
    unit stands; a figure that has no roll-up over time counts for its own period alone.
    """
    if indicator.over_time in (RollUp.SUM, RollUp.MAX):
        return None
    if indicator.over_time is RollUp.NONE:
        return step.period.last_day + ONE_DAY
    aged = aged_on(step.period, CARRIED_PERIODS, frequency=indicator.frequency)
    return aged if life.closed_on is None else min(aged, life.closed_on + ONE_DAY)


def combined(steps: Sequence[Step], indicator: Indicator, expected: int) -> Rolled:
    """One figure out of those of the units, by the indicator's rule over units."""
    rule = indicator.over_units
    if expected == 1 and len(steps) == 1:
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
    return divided(step.top, step.bottom, indicator)


def _ratio_of_sums(steps: Sequence[Step], indicator: Indicator) -> Rolled:
    """All numerators over all denominators; ratios filed bare are left out, never averaged."""
    pairs = [(step.top, step.bottom) for step in steps if step.bottom is not None]
    if not pairs:
        return Rolled(None, NEVER_AVERAGED)
    top = sum((above for above, _ in pairs), Decimal(0))
    bottom = sum((below for _, below in pairs), Decimal(0))
    return divided(top, bottom, indicator)


def divided(top: Decimal, bottom: Decimal, indicator: Indicator) -> Rolled:
    """The one division, last; in percent where the indicator is."""
    if not bottom:
        return Rolled(None, NO_DENOMINATOR)
    return Rolled(top * PARTS_OF.get(indicator.unit, Decimal(1)) / bottom)
