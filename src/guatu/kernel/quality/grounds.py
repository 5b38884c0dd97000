"""What each check needs to have anything to look at, and what a book of figures gives it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Frequency
from guatu.kernel.quality.checking import Check
from guatu.kernel.quality.declared import CHECKS
from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Nature
from guatu.kernel.quality.usual import AT_LEAST
from guatu.kernel.sentences import Sentence

SEVERAL = 3  # units beside which another can stand out


class Ground(StrEnum):
    """Something that a check stands on."""

    FIGURES = "figures"
    AMOUNTS = "amounts"
    CUMULATED = "cumulated"
    SERIES = "series"
    LEVELS = "levels"
    RATIOS = "ratios"
    BASES = "bases"
    GROWTH = "growth"
    JOINT = "joint"
    QUARTERS = "quarters"
    HALVES = "halves"
    YEARS = "years"
    LAST_YEAR = "last_year"
    NEIGHBORS = "neighbors"
    NO_JANUARY = "no_january"
    UPPER = "upper"
    LOWER = "lower"
    LIMITS = "limits"
    MOVES = "moves"
    HALVES_OF_RATIOS = "halves_of_ratios"
    PARTS = "parts"
    GOALS = "goals"
    POWER = "power"
    TAX = "tax"
    VERIFIED = "verified"
    DEADLINES = "deadlines"
    CORRECTIONS = "corrections"


MISSING: Mapping[Ground, Sentence] = {
    Ground.FIGURES: Sentence("还没有报上来的数。"),
    Ground.AMOUNTS: Sentence("没有按月报的流量数。"),
    Ground.CUMULATED: Sentence("只报当月数，累计由系统相加，没有另报的累计数可对。"),
    Ground.SERIES: Sentence("每个系列还不到四期，看不出往常。"),
    Ground.LEVELS: Sentence("没有期末存量数。"),
    Ground.RATIOS: Sentence("没有直接报的比率；比率都由分子分母算出。"),
    Ground.BASES: Sentence("没有报同期数。"),
    Ground.GROWTH: Sentence("没有报增速。"),
    Ground.JOINT: Sentence("没有 1—2月合并报的数。"),
    Ground.QUARTERS: Sentence("没有另报的季度数。"),
    Ground.HALVES: Sentence("没有另报的半年数。"),
    Ground.YEARS: Sentence("没有另报的全年数。"),
    Ground.LAST_YEAR: Sentence("库里没有去年的逐月数。"),
    Ground.NEIGHBORS: Sentence("同一指标不到四家报数，没有旁证。"),
    Ground.NO_JANUARY: Sentence("没有指标声明免报 1月。"),
    Ground.UPPER: Sentence("包里没有声明上限的指标有数，请在指标里写 upper。"),
    Ground.LOWER: Sentence("包里没有声明下限的指标有数，请在指标里写 lower。"),
    Ground.LIMITS: Sentence("没有声明了 within（不能超过谁）而且两边都有数的指标。"),
    Ground.MOVES: Sentence("没有声明了 inflow、outflow 的存量有数。"),
    Ground.HALVES_OF_RATIOS: Sentence("没有比率与它的分子分母同时报。"),
    Ground.PARTS: Sentence("没有单位与它的下级同报一个指标，合计都由系统相加。"),
    Ground.GOALS: Sentence("没有分到单位的目标。"),
    Ground.POWER: Sentence("没有用电量；请由供电部门提供并报到用电指标。"),
    Ground.TAX: Sentence("没有税收；请由税务部门提供并报到税收指标。"),
    Ground.VERIFIED: Sentence("没有核实过的数；核查后请登记核实数。"),
    Ground.DEADLINES: Sentence("没有规定报送期限。"),
    Ground.CORRECTIONS: Sentence("还没有更正过的数。"),
}


@dataclass(frozen=True, slots=True)
class Looks:
    """Which checks had something to look at, and what the others lacked."""

    ran: tuple[Check, ...]
    idle: tuple[tuple[Check, Ground], ...]

    @property
    def by_lack(self) -> list[tuple[Sentence, tuple[Check, ...]]]:
        """The idle checks by what they lack first, most checks first."""
        count = Counter(ground for _, ground in self.idle)
        return [
            (MISSING[ground], tuple(check for check, lack in self.idle if lack is ground))
            for ground, _ in count.most_common()
        ]


def looks_into(book: Book) -> Looks:
    """Tell the checks that can find something in `book` from those that cannot, and why not."""
    given = grounds_of(book)
    ran, idle = [], []
    for check in CHECKS:
        lacking = [ground for ground in NEEDS[check.key] if ground not in given]
        if lacking:
            idle.append((check, lacking[0]))
        else:
            ran.append(check)
    return Looks(tuple(ran), tuple(idle))


def grounds_of(book: Book) -> frozenset[Ground]:
    """Everything that a book gives a check to stand on."""
    return frozenset(ground for ground, is_there in PROOFS.items() if is_there(book))


def _measures(measure: Measure, frequency: Frequency = Frequency.MONTH) -> Callable[[Book], bool]:
    """Whether figures of a measure are there."""
    return lambda book: any(True for _ in book.by_measure(measure, frequency))


def _of_nature(nature: Nature) -> Callable[[Book], bool]:
    """Whether monthly series of a nature are there."""
    return lambda book: any(line.trait.nature is nature for line in book.lines)


def _has_last_year(book: Book) -> bool:
    """Whether a series has figures of two years."""
    return any(len({period.year for period, _ in line.points}) > 1 for line in book.lines)


def _filed(book: Book) -> frozenset[str]:
    """The indicators that have figures."""
    return frozenset(indicator for indicator, *_ in book.standing)


def _companions(book: Book, *names: str) -> Iterator[str]:
    """The indicators that filed ones are declared to go with, as far as they are filed too."""
    filed = _filed(book)
    for key in filed:
        for name in names:
            mate = getattr(book.traits[key], name)
            if mate in filed:
                yield mate


def _goes_with(*names: str) -> Callable[[Book], bool]:
    """Whether a filed indicator and one that it goes with both have figures."""
    return lambda book: any(True for _ in _companions(book, *names))


def _bounded(name: str) -> Callable[[Book], bool]:
    """Whether a filed indicator has a bound."""
    return lambda book: any(getattr(book.traits[key], name) is not None for key in _filed(book))


def _has_parts(book: Book) -> bool:
    """Whether a unit and one of its parts have figures of one indicator and period."""
    held = {(indicator, unit, period) for indicator, unit, period, _ in book.standing}
    return any(
        (indicator, part, period) in held
        for indicator, unit, period in held
        for part in book.parts.get(unit, ())
    )


PROOFS: Mapping[Ground, Callable[[Book], bool]] = {
    Ground.FIGURES: lambda book: bool(book.standing),
    Ground.AMOUNTS: _measures(Measure.MONTH),
    Ground.CUMULATED: _measures(Measure.YTD),
    Ground.SERIES: lambda book: any(len(line.points) > AT_LEAST for line in book.lines),
    Ground.LEVELS: _of_nature(Nature.LEVEL),
    Ground.RATIOS: _of_nature(Nature.RATIO),
    Ground.BASES: _measures(Measure.SAME_YTD),
    Ground.GROWTH: _measures(Measure.YOY),
    Ground.JOINT: _measures(Measure.MONTH, Frequency.JAN_FEB),
    Ground.QUARTERS: _measures(Measure.MONTH, Frequency.QUARTER),
    Ground.HALVES: _measures(Measure.MONTH, Frequency.HALF),
    Ground.YEARS: _measures(Measure.MONTH, Frequency.YEAR),
    Ground.LAST_YEAR: _has_last_year,
    Ground.NEIGHBORS: lambda book: any(len(held) > SEVERAL for held in book.peers.values()),
    Ground.NO_JANUARY: lambda book: any(not book.traits[key].january for key in _filed(book)),
    Ground.UPPER: _bounded("upper"),
    Ground.LOWER: _bounded("lower"),
    Ground.LIMITS: _goes_with("within"),
    Ground.MOVES: _goes_with("inflow", "outflow"),
    Ground.HALVES_OF_RATIOS: _goes_with("numerator", "denominator"),
    Ground.PARTS: _has_parts,
    Ground.GOALS: lambda book: bool(book.goals),
    Ground.POWER: _goes_with("energy"),
    Ground.TAX: _goes_with("tax"),
    Ground.VERIFIED: lambda book: bool(book.verified),
    Ground.DEADLINES: lambda book: bool(book.deadlines),
    Ground.CORRECTIONS: lambda book: any(len(facts) > 1 for facts in book.revisions.values()),
}
_TOLD: Mapping[tuple[Ground, ...], str] = {
    (Ground.FIGURES,): "period_not_begun period_years_away month_missing_between "
    "filed_before_the_end filed_in_the_future two_figures_at_once",
    (Ground.AMOUNTS,): "negative_month part_of_a_thing_in_the_month more_places_than_declared "
    "copied_from_another_unit copied_from_last_month one_last_digit one_ratio_for_months",
    (Ground.CUMULATED,): "negative_ytd ytd_falls",
    (Ground.CUMULATED, Ground.AMOUNTS): "ytd_unlike_months ytd_in_the_month month_in_the_ytd "
    "january_ytd_differs",
    (Ground.CUMULATED, Ground.LAST_YEAR): "ytd_not_begun_anew",
    (Ground.LEVELS,): "negative_level part_of_a_thing_at_the_end level_leaps",
    (Ground.LEVELS, Ground.UPPER): "level_above_its_bound",
    (Ground.LEVELS, Ground.LOWER): "level_below_its_bound",
    (Ground.RATIOS,): "negative_ratio share_filed_for_percent percent_taken_twice",
    (Ground.RATIOS, Ground.UPPER): "ratio_over_the_whole",
    (Ground.RATIOS, Ground.HALVES_OF_RATIOS): "numerator_over_denominator denominator_zero "
    "half_of_a_ratio ratio_unlike_its_parts",
    (Ground.RATIOS, Ground.PARTS): "ratio_outside_its_parts",
    (Ground.GROWTH,): "growth_below_minus_hundred growth_beyond_belief same_growth_in_many_units",
    (Ground.GROWTH, Ground.BASES): "growth_unlike_its_base",
    (Ground.BASES,): "base_falls base_unlike_last_year",
    (Ground.JOINT,): "january_and_february_differ january_and_february_halved",
    (Ground.NO_JANUARY,): "january_not_reported",
    (Ground.QUARTERS,): "quarter_unlike_months",
    (Ground.HALVES,): "half_unlike_months",
    (Ground.YEARS,): "year_unlike_months",
    (Ground.SERIES,): "tenfold hundredfold thousandfold ten_thousandfold hundred_millionfold "
    "tenth hundredth thousandth ten_thousandth hundred_millionth whole_filing_ten_thousandfold "
    "whole_filing_ten_thousandth indicators_swapped units_swapped jump_up jump_down "
    "zero_among_figures december_rush flat straight_line even_growth heaped_on_tens "
    "heaped_on_fives same_decimals",
    (Ground.NEIGHBORS,): "newcomer_ten_thousandfold newcomer_ten_thousandth far_above_the_peers "
    "far_below_the_peers same_in_many_units total_read_as_a_unit",
    (Ground.LAST_YEAR,): "far_above_last_year far_below_last_year last_year_repeated",
    (Ground.MOVES,): "level_unlike_its_moves level_stands_still",
    (Ground.GOALS,): "just_above_the_goal on_the_very_goal bunched_at_the_goal",
    (Ground.DEADLINES,): "month_missing_at_the_end filed_late filed_in_the_last_hour",
    (Ground.CORRECTIONS,): "corrected_long_after corrected_by_much corrected_often corrected_back "
    "many_corrected_at_once",
    (Ground.CORRECTIONS, Ground.GOALS): "corrected_over_the_goal",
    (Ground.CORRECTIONS, Ground.CUMULATED): "last_year_lowered",
    (Ground.PARTS,): "total_over_its_parts total_under_its_parts total_without_a_part "
    "one_part_is_nearly_all",
    (Ground.PARTS, Ground.CUMULATED): "ytd_total_over_its_parts ytd_total_under_its_parts",
    (Ground.PARTS, Ground.LEVELS): "level_total_over_its_parts level_total_under_its_parts",
    (Ground.LIMITS,): "part_over_its_whole",
    (Ground.POWER,): "output_over_power output_under_power output_without_power",
    (Ground.TAX,): "output_over_tax output_under_tax",
    (Ground.VERIFIED,): "reported_over_verified reported_under_verified",
}
NEEDS: Mapping[str, tuple[Ground, ...]] = {
    key: grounds for grounds, keys in _TOLD.items() for key in keys.split()
}
