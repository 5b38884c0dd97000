"""A sentence at work: its clauses, its times, and which of its figures may be targets."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from guatu.kernel.reading import naming
from guatu.kernel.reading.clauses import Clause
from guatu.kernel.reading.exclusions import Place, ground_of
from guatu.kernel.reading.figures import Numeral
from guatu.kernel.reading.pages import Block
from guatu.kernel.reading.periods import Mark
from guatu.kernel.reading.tenses import has_plan
from guatu.kernel.reading.threads import LISTED, Thread

RANK = re.compile(
    r"(?:进入|位居|位列|居|列|保持|前移|进到|提升到|提升至|升至|达到|力争|争取|确保|冲刺|稳居|跻身|排名|排|进|在|到)"
    r"(?:在|到)?(?:全[省市县国区州][^,;。\d]{0,6}|同类[^,;。\d]{0,6})?(?:前|第)$"
)
BASE = re.compile(r"(?:比|较|由|从|自|同|到|优于|较之|完成|按|与)$")  # a past time compared with
DONE_OF = re.compile("(?:完成|占)(?:了)?$")  # 完成年度目标的84.9%: still the past
OPEN_GOAL = re.compile(r"(?:完成|占)[^,;。\d]{0,8}(?:目标|任务|计划)[数量值]?$")
OF_GOAL = re.compile(r"(?:完成|占)[^,;。]{0,8}(?:目标|任务|计划)[^,;。]{0,14}的$")
PROJECT = re.compile(
    "(?:实施|推进|开展|抓好|加快)(?P<noun>[^,;:。]{3,20}?)(?:及[^,;]{2,12})?(?:工程|项目|行动)$"
)
CHARGED = re.compile("(?:负责|牵头|组织|要求|议定|承担)[,:]$")
OPENS_WITHIN = 6  # letters of a clause within which a date opens it
NEAR = 60
DUE_AFTERWARDS = re.compile(
    r"完成|完工|竣工|投用|投产|建成|全部|交付|到位|启用|通车|通水|通电|运营|开业|开园|验收"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure with the words that belong to it, before and after, in its clause."""

    clause: Clause
    numeral: Numeral
    before: str
    after: str


@dataclass(slots=True)
class Passage:
    """A sentence at work: its block, its clauses, its times, and what became of each figure."""

    block: Block
    clauses: Sequence[Clause]
    levels: Sequence[int]
    marks: Sequence[Mark]
    thread: Thread
    default: str | None
    looks_back: bool
    roles: dict[int, str] = field(default_factory=dict)
    period: str | None = None
    opening: str | None = None  # the period that the sentence opens with
    held: str | None = None  # the period that a clause with 每年 or 年均 interrupts
    past: Spot | None = None  # the last figure left as an actual of another year
    is_past: bool = False
    plans_from: int = 0  # where the first word of the sentence that plans begins
    named: str = "said"  # how the noun of the next commitment was found
    bound: str = "form"  # and its relation
    done_until: int = -9  # where the clause ends whose figure was the last result

    def words(self, start: int, end: int) -> str:
        """The words of the block, times named in them left out."""
        out, at = [], start
        for mark in self.marks:
            if mark.end <= start or mark.start >= end or mark.is_named:
                continue
            out.append(self.block.text[at : max(at, mark.start)])
            at = max(at, mark.end)
        out.append(self.block.text[at:end])
        return "".join(out)


def timed_by(passage: Passage, clause: Clause, letter: int) -> str:
    """What gives the period of a figure at `letter`: its clause, its sentence or the plan."""
    if any(
        clause.start <= mark.start < letter and mark.period and not mark.is_general
        for mark in passage.marks
    ):
        return "clause"
    if passage.period != passage.default:
        return "sentence"
    others = any(m.period and not m.is_general and not m.is_past for m in passage.marks)
    return "plan, others named" if others else "plan"


def take_times(passage: Passage, clause: Clause, index: int) -> None:
    """The period that holds from this clause on; a past time makes actuals of what follows."""
    if passage.held is not None:
        passage.period, passage.held = passage.held, None
    if clause.opener == ";":
        passage.period = passage.opening
    for mark in passage.marks:
        if not clause.start <= mark.start < clause.end or mark.is_named:
            continue
        before = passage.block.text[clause.start : mark.start]
        if mark.is_past or re.search("截至|截止", before[-4:]):
            passage.is_past |= BASE.search(before) is None
        elif mark.is_general:
            _take_year(passage, mark, before)
        else:
            passage.is_past &= mark.is_yearly  # 年均 and 每年 go on in the time that holds
            _set_period(passage, clause, index, mark)


def _take_year(passage: Passage, mark: Mark, before: str) -> None:
    """今年, 全年: a turn to the plan, unless a result is set against it (完成全年目标的…)."""
    if DONE_OF.search(before):
        return
    passage.is_past = False
    if len(before) <= OPENS_WITHIN and "/" not in (passage.default or "/"):
        passage.period = passage.opening = _whole_year(passage, mark)


def _whole_year(passage: Passage, mark: Mark) -> str | None:
    """今年 and 全年 say no more than the time the item is due by, when it has one."""
    default = passage.default
    return default if default and len(default) > 4 else mark.period


def _set_period(passage: Passage, clause: Clause, index: int, mark: Mark) -> None:
    period = mark.period or passage.period
    last = passage.thread.last_in_sentence
    is_bare = all(is_in_time(passage, numeral) for numeral in clause.numerals)
    if (
        is_bare
        and last
        and last.timed != "clause"
        and DUE_AFTERWARDS.search(passage.words(mark.end, clause.end))
    ):
        last.period = period
        return
    if mark.is_yearly:
        passage.held = passage.period or ""
        passage.period = _span_to(passage, mark) if mark.is_mean else mark.period
        return
    passage.period = period
    first = passage.clauses[0].start
    is_first = (
        not last
        and mark.start - clause.start <= OPENS_WITHIN
        and CHARGED.search(passage.block.text[first : clause.start]) is not None
    )
    if index == 0 or mark.start - first <= OPENS_WITHIN or is_first:
        passage.opening = period


def _span_to(passage: Passage, mark: Mark) -> str | None:
    """年均 after 到2030年: from the year of the plan to that year."""
    for span in (mark.period, passage.period):
        if "/" in (span or ""):
            return span
    until = passage.period or ""
    is_later = len(until) == len("2030") and (passage.default or until) < until
    return f"{passage.default}/{until}" if is_later else mark.period


def note_topic(passage: Passage, clause: Clause) -> None:
    """Remember the trade that a clause without figures opens with."""
    words = passage.words(clause.start, clause.end)
    found = re.search(r"([一-鿿]{2,8}产业)", words[:14]) if "产业" in words[:14] else None
    if found and (clause.start == 0 or "产业" in words[:8]):
        passage.thread.topic = naming.noun_before(found[1]) or found[1]
    if done := PROJECT.search(words):
        passage.thread.project = done["noun"]
    if "翻" in words:
        passage.thread.subject = naming.noun_before(re.split("比|翻", words)[0])


def places(passage: Passage, clause: Clause) -> list[Place]:
    """Each figure of a clause with the words around it."""
    places = []
    text = passage.block.text
    for i, numeral in enumerate(clause.numerals):
        begin = clause.numerals[i - 1].end if i else clause.start
        stop = clause.numerals[i + 1].start if i + 1 < len(clause.numerals) else clause.end
        places.append(
            Place(
                numeral,
                text[begin : numeral.start],
                text[numeral.end : stop],
                passage.levels[numeral.start],
                passage.words(max(clause.start, numeral.start - NEAR), numeral.start),
                text[numeral.end : min(clause.end, numeral.end + NEAR)],
                clause.numerals[i + 1 :],
            )
        )
    return places


def ground_in(passage: Passage, clause: Clause, place: Place) -> str | None:
    """Why the figure is left, or None."""
    numeral = place.numeral
    if not numeral.is_readable or is_in_time(passage, numeral):
        return "date" if numeral.is_readable else "name"
    is_back = passage.is_past or passage.looks_back
    if is_rank(passage, clause, numeral) or _is_pledge(place):
        if is_back:
            passage.past = Spot(clause, numeral, place.clause_before, place.after)
        return "actual" if is_back else None
    if is_back and says_open_goal(place.clause_before, place.clause_after):
        return None
    ground = ground_of(place) or _so_far(passage, clause, place)
    if ground == "actual":
        passage.done_until = clause.end
    if ground is not None or not is_back:
        return ground
    if not OF_GOAL.search(place.clause_before):
        passage.past = Spot(clause, numeral, place.clause_before, place.after)
    return "actual"


def _so_far(passage: Passage, clause: Clause, place: Place) -> str | None:
    """已开工2140套,开工率19.5%: the rate of a result is a result too, unless it is aimed at."""
    is_near = 0 <= clause.start - passage.done_until <= 1
    if is_near and clause.opener in LISTED and not has_plan(place.before):
        return "actual"  # 现有小组9个、农户412户
    if (
        not is_near
        or clause.opener != ","
        or place.unit != "%"
        or has_plan(passage.block.text[clause.start : clause.end])
    ):
        return None
    return "actual" if re.fullmatch("[一-鿿]{0,8}(?:率|占比)(?:达到?|为)?", place.before) else None


def says_open_goal(before: str, after: str) -> bool:
    """完成年度目标90亿元的42%: the goal of the year, named in a review."""
    return OPEN_GOAL.search(before) is not None and re.match(r"的\d", after) is not None


def is_rank(passage: Passage, clause: Clause, numeral: Numeral) -> bool:
    """Whether the figure is a rank to be reached: 进入全市前三, 由第8位."""
    text = passage.block.text
    before = text[clause.start : numeral.start]
    if not before.endswith(("前", "第")) or re.match("的|个|的?季度|批|期|次", text[numeral.end :]):
        return False
    if numeral.unit is not None and numeral.base not in {"位", "名"}:
        return False
    if numeral.unit is None and re.match("(?!力争|左右)[一-鿿]", text[numeral.end :]):
        return False
    return RANK.search(before) is not None or (
        numeral.base == "位" and re.search("[由从]第$", before) is not None
    )


def _is_pledge(place: Place) -> bool:
    """保2争1: a rank to be kept, and a better one to be striven for."""
    if place.numeral.unit is not None:
        return False
    return (place.before.endswith("保") and bool(re.match(r"争\d", place.after))) or bool(
        re.search(r"保\d+争$", place.clause_before)
    )


def is_in_time(passage: Passage, numeral: Numeral) -> bool:
    """Whether the numeral belongs to a time that the sentence names."""
    at = bisect_right(passage.marks, numeral.start, key=lambda mark: mark.start) - 1
    return at >= 0 and numeral.number_end <= passage.marks[at].end
