"""Where a block stands: under whose heading, in a review or a plan, and by when it is owed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from guatu.kernel.reading import owners, tenses
from guatu.kernel.reading.clauses import sentences
from guatu.kernel.reading.pages import Block, Kind, part_of
from guatu.kernel.reading.periods import Horizon, marks

SECTION = re.compile(r"^([一二三四五六七八九十]+)、")
ALL_DUE = re.compile(r"(?:除[^,。]{2,12}外,)?均于([^,。]{4,14})(?:前|底前)完成")
ITEM_DUE = re.compile(r"(?:完成时限|完成时间|时限|办结时限):([^;。]{1,10})")
CHARGED_BY = re.compile(r"。由[^,。;]{2,30}负责,([^,。;]{2,10}前)完成。?$")
ITEM = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+[).、]|[①-⑳]|—+|[●○■◆▪•※★☆])+")
TITLE = re.compile(
    r"^(?:\(?[一二三四五六七八九十\d]+[).、]\)?|[①-⑳]|—+)(?P<title>[一-鿿]{2,12})(?:。|:)"
)
LABEL = re.compile(
    "(?:牵头|责任|承办|落实|主办|配合|协办|实施|完成)(?:单位|部门|股室|科室|主体|时限|时间|期限):.{1,60}$"
)
PLAN_TITLE = re.compile("要点|安排|计划|打算|方案|思路|任务|清单|目标|行动|意见|重点工作")
REPORT_TITLE = re.compile("报告|讲话|会议|总结|回顾|通报|情况|公报|纪要")
LEADS_ELSEWHERE = re.compile("配合|协办")
NO_PLAN = re.compile(
    r"(?:拍卖|出让|招标|中标|公开招聘|成交|拟录用|公示|采购|遗失)[^,。]{0,6}(?:公告|公示|启事|声明|通知书)"
)
SPENT = re.compile("答卷|回眸")
LEVELS = (SECTION, re.compile(r"^\([一二三四五六七八九十]+\)"), re.compile(r"^\d+[.、]"))
NUMBERED = re.compile(r"^\(?[一二三四五六七八九十\d]+[).、]")
SHORT_HEADING = 16


@dataclass(slots=True)
class Setting:
    """A block with what its headings say of it."""

    block: Block
    owner: str | None
    period: str | None
    is_notice: bool
    source: str = "issuer"  # what named the owner
    is_planned: bool = False  # the heading above speaks of what is planned
    charges: list[owners.Charge] = field(default_factory=list)
    actors: list[tuple[int, str]] = field(default_factory=list)
    backward: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_item(self) -> bool:
        """Whether the block opens with a number or a dash, so that it may state a target."""
        return ITEM.match(self.block.text) is not None

    @property
    def title(self) -> str:
        """The words that a numbered item opens with before its first stop; nothing for others."""
        found = TITLE.match(self.block.text)
        return found["title"] if found else ""

    def owner_at(self, letter: int) -> tuple[str | None, str]:
        """Who commits to the figure at `letter` of the block, and what named them."""
        for charge in self.charges:
            if charge.start <= letter < charge.end:
                return charge.name, "charge"
        named = None
        for start, name in self.actors:
            if start > letter:
                break
            if not owners.is_local(name) or self._reaches(start, letter):
                named = name
        if named:
            return named, "actor"
        return self.owner, (self.source if self.owner else "nobody")

    def _reaches(self, start: int, letter: int) -> bool:
        """Whether a purse or persons named at `start` still act at `letter`."""
        between = self.block.text[start:letter]
        ends = "[。;]" if "每人" in between[:14] else "[,。;]"
        return re.search(ends, between) is None

    def inside(self, start: int, end: int, *, owner: str | None, period: str | None) -> "Setting":
        """The setting of the words from `start` to `end`, with what a row says of them."""
        part = part_of(self.block, start, end)
        named = [*owners.charges(part.text), *owners.parted_charges(part.text)]
        return replace(
            self,
            block=part,
            owner=owner or self.owner,
            period=period or self.period,
            charges=named,
            actors=[],
            backward=[],
        )

    def looks_back(self, start: int) -> bool:
        """Whether the sentence from `start` tells what was, not what shall be."""
        return self.is_notice or any(a <= start < b for a, b in self.backward)


@dataclass(slots=True)
class Walk:
    """What holds while the page is walked from top to bottom."""

    horizon: Horizon
    due: str | None
    divided: dict[str, str]
    owner: str | None = None
    source: str = "issuer"  # what named the owner
    lead: str | None = None  # named in the heading above
    level: int = 0  # of that heading
    review: bool | None = None
    is_notice: bool = False
    section: str = ""
    is_plan: bool = False  # by the title of the document

    def enter(self, block: Block) -> None:
        """Take what a heading says of the blocks under it."""
        words = block.text
        if section := SECTION.match(words):
            self.section = section[1]
        if block.kind is not Kind.HEADING or block.is_row:
            return
        self._take_lead(words)
        named = owners.heading_owner(words, block.cells[0] if block.cells else "")
        is_notice = NO_PLAN.search(words) is not None
        if named:
            self.owner, self.review, self.lead = named, None, None
            self.source = "issuer" if owners.is_whole(named, words) else "issuer, cut"
        if named or is_notice:
            self.is_notice = is_notice
        said = tenses.heading_looks_back(words)
        if said is not None and (
            SECTION.match(words) or words[0] == "(" or len(words) < SHORT_HEADING
        ):
            self.review = said
        if SPENT.search(words):
            self.review = True

    def _take_lead(self, words: str) -> None:
        """A lead in a heading answers until the next heading of its level or above."""
        level = next((i for i, form in enumerate(LEVELS) if form.match(words)), len(LEVELS))
        if level <= self.level:
            self.lead, self.level = None, len(LEVELS)
        if named := owners.lead_of_heading(words):
            self.lead, self.level = named, level
            self.review = None if self.is_plan else self.review

    def setting(self, block: Block) -> Setting:
        """The block with what holds for it; who acts in it holds on."""
        words = block.text
        owner = self.lead or self.divided.get(self.section, self.owner)
        owner = owners.team_owner(words) or owner
        setting = Setting(
            block,
            owner,
            self._due(words),
            self.is_notice,
            source=self.source if owner == self.owner else "lead",
            is_planned=self.review is False or (self.is_plan and self.review is None),
        )
        setting.backward, self.review = _turns(
            block, self.horizon, review=self.review, is_plan=self.is_plan
        )
        setting.charges = [*owners.charges(words), *owners.parted_charges(words)]
        for start, name in owners.subjects(words):
            if self.owner and len(self.owner) < len(name) and owners.is_same_unit(self.owner, name):
                continue
            setting.actors.append((start, name))
            if block.kind is Kind.PARAGRAPH and not setting.is_item and _holds_on(name):
                self.owner, self.source = name, "said before"
        return setting

    def _due(self, words: str) -> str | None:
        found = ITEM_DUE.search(words) or CHARGED_BY.search(words)
        times = list(marks(found[1], self.horizon)) if found else []
        return (times[0].period if times else None) or self.due


def settings(page: Sequence[Block], horizon: Horizon) -> Iterator[Setting]:
    """Each block with its setting, in order."""
    due, divided = horizon.default, {}
    for block in page:
        divided.update(owners.divided_items(block.text))
        if found := ALL_DUE.search(block.text):
            times = list(marks(found[1] + "前", horizon))
            due = (times[0].period if times else None) or due
    walk = Walk(horizon, due, divided, is_plan=_is_plan(page))
    labels = _labels(page)
    for at, block in enumerate(page):
        walk.enter(block)
        yield _labelled(walk.setting(block), labels.get(at, ()), horizon)


def _is_plan(page: Sequence[Block]) -> bool:
    """Whether the title says that the document plans, and does not report."""
    titles = [block.text for block in page[:3] if block.kind is Kind.HEADING]
    return any(PLAN_TITLE.search(t) and not REPORT_TITLE.search(t) for t in titles)


def _labels(page: Sequence[Block]) -> dict[int, list[str]]:
    """The lines 牵头单位:… and 完成时限:… that stand under an item, by the blocks of the item."""
    found: dict[int, list[str]] = {}
    item: list[int] = []
    is_label = False
    for at, block in enumerate(page):
        if LABEL.match(block.text):
            for owner in item:
                found.setdefault(owner, []).append(block.text)
            is_label = True
            continue
        if is_label or ITEM.match(block.text):
            item = []
        if item or NUMBERED.match(block.text):
            item.append(at)
        is_label = False
    return found


def _holds_on(name: str) -> bool:
    """Whether who acts in a paragraph answers for the next ones too, until another is named."""
    return not owners.is_local(name) and not owners.is_bare(name)


def _labelled(setting: Setting, lines: Sequence[str], horizon: Horizon) -> Setting:
    """The setting with what the lines under its item say of who answers, and by when."""
    for line in lines:
        charge = next(owners.charges(line), None)
        if charge and not setting.charges and not LEADS_ELSEWHERE.match(line):
            setting.charges = [owners.Charge(0, len(setting.block.text), charge.name)]
        due = ITEM_DUE.search(line)
        times = list(marks(due[1], horizon)) if due else []
        setting.period = (times[0].period if times else None) or setting.period
    return setting


def _turns(
    block: Block, horizon: Horizon, *, review: bool | None, is_plan: bool
) -> tuple[list[tuple[int, int]], bool | None]:
    """The sentences that look back, and whether the next block still does.

    In a document that is a plan by its title, a past year that a sentence names ends with its
    paragraph; a report may go on with it.
    """
    spans: list[tuple[int, int]] = []
    reports, before = False, review
    leans = review is None and block.kind is Kind.PARAGRAPH and tenses.lean(block.text) >= 2
    for index, (start, end) in enumerate(sentences(block.text)):
        words = block.text[start:end]
        turn = _turn(words, horizon)
        reports = tenses.reports(words) or (reports and turn is None and tenses.goes_on(words))
        if reports:
            spans.append((start, end))
            continue
        opens = tenses.OPENS_BACK.search(words[:24]) is not None
        if turn is False or (turn and (index == 0 or opens)):
            review = turn
            leans = leans and turn
            before = review if opens or turn is False else before
        if review or leans:
            spans.append((start, end))
    return spans, before if is_plan else review


def _turn(words: str, horizon: Horizon) -> bool | None:
    """Whether a sentence turns to the past (True), to the plan (False), or goes on (None)."""
    if tenses.OPENS_PLAN.search(words):
        return False
    if tenses.OPENS_BACK.search(words[:24]):
        return True
    for mark in marks(words[:200], horizon):
        if mark.year is None or mark.is_general or len(mark.period or "") != len("2023"):
            continue
        if words[mark.start - 1 : mark.start] == '"':
            continue
        if mark.is_past and mark.start <= 3:
            return True
        if mark.year == horizon.year and not mark.is_past:
            return False
    return None
