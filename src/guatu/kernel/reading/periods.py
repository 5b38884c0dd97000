"""The times that a plan names: its year, and the period that a figure is owed in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guatu.kernel.reading.numerals import whole_of
from guatu.kernel.reading.pages import Block

HAN_YEAR = r"[二一][〇零九一0Oo○][〇零一二三四五六七八九0Oo○]{2}"
YEAR = rf"(?:(?:19|20)\d\d|2[0Oo][\dOoIl]{{2}}|{HAN_YEAR})"
DIGITS = str.maketrans("〇零一二三四五六七八九OoIl○", "001234567890" + "0110")
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:[12]\d|3[01]|\d|[一二三]?十?[一二三四五六七八九十])"
FIVE_YEARS = {  # the last year of each five-year plan
    "七五": 1990,
    "八五": 1995,
    "九五": 2000,
    "十五": 2005,
    "十一五": 2010,
    "十二五": 2015,
    "十三五": 2020,
    "十四五": 2025,
    "十五五": 2030,
    "十六五": 2035,
}
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
SPAN_OF_YEARS = re.compile(rf"({YEAR})年?(?:-|—|–|~|至|到)+({YEAR})(?:年|学年)")
MARK = re.compile(
    r"(?=[今本当去上前明第下未每年逐过往同全这截目迄一二三四五六七八九十两\d\"])(?:"  # it can begin
    rf"(?P<plan>\"(?:{'|'.join(FIVE_YEARS)})\"|十[一二三四五六]五)(?P<at>期末|末期|末|时期|期间|以来)"
    rf"|(?P<since>(?:今年|年初|去年|年初至今)以来|截至目前|目前|迄今|(?:今年)?前(?:1?\d|[两二三四五六七八九十]|十一)个?月)|"
    rf"(?P<span>{SPAN_OF_YEARS.pattern})"
    rf"|(?P<months>(?P<span_year>{YEAR}年)?{MONTH}(?:月)?[-—–~至]+{MONTH}月)"
    rf"|(?:(?P<year>{YEAR})年|(?P<word>今年|本年度?|当年|去年|上年|前年|明年))?"
    rf"(?:(?P<quarter>第?[一二三四1-4])季度(?:末|底)?|(?P<quarters>前三)季度(?:末|底)?|(?P<half>上|下)半年"
    rf"|(?P<month>{MONTH})月(?!度|均|份额)(?:份|底|末|初|上旬|中旬|下旬|\d{{1,2}}日|[一二三十]+日)*)"
    rf"|(?P<only>{YEAR})年(?!产|均)(?:度|底|末|内)?|(?<![\d.])(?P<bare>20[012]\d)(?=[,。、)\"冲—/]|$)"
    rf"|(?P<now>今年|本年度?|当年|全年|年内|年底|年末|年度(?=计划|目标|完成))"
    rf"|(?P<before>去年(?:同期)?|上年同?期?|前年|往年|过去(?:的)?一年|一年来|同期)"
    rf"|(?P<yearly>每年|年均(?!浓度|值|气温|降[水雨])|逐年)"
    rf"|(?P<whole>(?:这)?[三五四两3-5]年(?:内|来)?(?=累计|共|内|打造|培训|完成|新增|建|培育|引|再|实现|投))"
    rf"|(?P<years>(?<![一-鿿\d\"])[三五四两3-5]年(?=[一-鿿])(?!级|制|行动|计划|规划|以上|期|来|前|后|一|的|多|左右|内))"
    rf"|(?P<coming>未来[三五3-5]年))"
)
BEFORE_OR_BY = re.compile(r"(?:之?前|以前|底前|末前)")
PLAN_WORDS = "计划|要点|方案|安排|目标|打算|责任书|清单|任务|报告|分解|工作|行动|规划|冲锋"
DONE_WITH = "执行情况|完成情况|实施情况|总结|回顾"  # what is said of the year before
TITLE_YEAR = re.compile(
    rf"({YEAR})(?:年度?)(?![^,。与和及暨]{{0,24}}(?:{DONE_WITH}))(?=[^,。]{{0,12}}(?:{PLAN_WORDS}))"
)
DOCUMENT_NUMBER = re.compile(r"[〔\[](20\d\d)[〕\]]\d+号")
FIVE_YEAR_TITLE = re.compile(
    rf"\"?({'|'.join(reversed(FIVE_YEARS))})\"?[^,。]{{0,20}}(?:规划|纲要)(?:\([^()]*\))?(?:主要)?(?:目标|任务|指标)?$"
)
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](?:0?[1-9]|1[0-2])[-./](?:[0-2]\d|3[01]|\d(?!\d))")
SHORT_TITLE = 16
CLOSE = 0.9  # of the votes for the chosen year
SINGLE_YEAR = re.compile(rf"(?<![-—至])({YEAR})年(?![-—至])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A time named at letters `start` to `end`: as a period of GUIDE.md, or `past`."""

    start: int
    end: int
    period: str | None
    year: int | None
    is_past: bool = False
    is_general: bool = False  # 今年, 全年: says no more than the plan itself
    is_yearly: bool = False
    is_mean: bool = False
    is_named: bool = False  # part of a name: 2025年项目线索


@dataclass(frozen=True, slots=True)
class Horizon:
    """The time that the whole document plans for."""

    year: int | None
    first_year: int | None = None
    last_year: int | None = None
    is_guessed: bool = False  # another year is named nearly as often

    @property
    def span(self) -> str | None:
        """The years of a plan of several years, as `2024/2026`."""
        if self.first_year and self.last_year:
            return f"{self.first_year}/{self.last_year}"
        return None

    @property
    def default(self) -> str | None:
        """The period of what names none."""
        return self.span or (str(self.year) if self.year else None)


def year_of(text: str) -> int:
    """A year in digits or in characters (二〇二五), as a scan may show it (20l7, 二0一0)."""
    return whole_of(text.translate(DIGITS))


def horizon_of(page: Sequence[Block], year: int | None) -> Horizon:
    """The years that the document plans for, from its title, its dates and its words."""
    if year is not None:
        return Horizon(year)
    head = [block.text for block in page[:4]]
    for above, text in zip(["", *head], head, strict=False):
        span = SPAN_OF_YEARS.search(text)
        title = above + text if len(text) <= SHORT_TITLE else text
        if found := FIVE_YEAR_TITLE.search(text):
            last = FIVE_YEARS[found[1]]
            return Horizon(last - 4, last - 4, last)
        if span and re.search("规划|计划|行动|方案|纲要|学年", title):
            first, last = year_of(span[1]), year_of(span[2])
            return Horizon(first, first, last)
    votes = _votes(page, head)
    if not votes:
        return Horizon(None)
    best = max(votes.values())
    chosen = max(found for found, count in votes.items() if count == best)
    others = max((count for found, count in votes.items() if found != chosen), default=0)
    return Horizon(chosen, is_guessed=others > best * CLOSE)


def _votes(page: Sequence[Block], head: Sequence[str]) -> Counter[int]:
    """How much speaks for each year: the date of a speech most, then the title, then use."""
    votes: Counter[int] = Counter()
    for found in re.finditer(rf"({YEAR})年{MONTH}月{DAY}日在", "\n".join(head)):
        votes[year_of(found[1])] += 20
    for found in DATE.finditer("\n".join(head)):
        votes[year_of(found[1])] += 2
    for text in head:
        for found in TITLE_YEAR.finditer(text):
            votes[year_of(found[1])] += 8
    for found in DOCUMENT_NUMBER.finditer("\n".join(block.text for block in page[:8])):
        votes[year_of(found[1])] += 3
    for block in page:
        for found in SINGLE_YEAR.finditer(block.text):
            at, end = found.span()
            before, after = block.text[max(0, at - 3) : at], block.text[end : end + 10]
            votes[year_of(found[1])] += _weight(before, after)
    return +votes


def _weight(before: str, after: str) -> int:
    """What a year in the text counts for: more with words that plan, nothing as a base."""
    if re.search("比|较|由|截至", before):
        return 0
    if re.search(DONE_WITH, after):
        return 1
    if re.search("到|至", before[-1:]) or re.match("底前|前", after):
        return 1
    return 3 if re.search("力争|计划|将|目标|要|全", before + after) else 1


def marks(words: str, horizon: Horizon) -> Iterator[Mark]:
    """The times named in `words`, from left to right."""
    for found in MARK.finditer(words):
        start, end = found.span()
        if after := BEFORE_OR_BY.match(words, end):
            end = after.end()
        if found["years"] and not horizon.span:
            continue
        mark = _mark(found, start, end, horizon)
        if found["only"] and _is_in_name(words, mark, horizon):
            mark = replace(mark, is_named=True, is_past=False)
        yield mark


def _is_in_name(words: str, mark: Mark, horizon: Horizon) -> bool:
    """谋划2025年项目线索: a later year between a verb and its noun names the noun."""
    if mark.year is None or horizon.year is None or mark.year <= horizon.year or horizon.span:
        return False
    before, after = words[max(0, mark.start - 2) : mark.start], words[mark.end :]
    return re.search("[一-鿿]$", before) is not None and (
        re.search("[到至在]$|力争|确保|计划|预计", before) is None
        and re.match("[一-鿿]{2}", after) is not None
    )


def _mark(found: re.Match[str], start: int, end: int, horizon: Horizon) -> Mark:
    if found["plan"]:
        return _of_plan(found, start, end, horizon)
    if found["months"] or found["before"] or found["since"]:
        return Mark(start, end, None, horizon.year if found["months"] else None, is_past=True)
    if found["only"] or found["bare"]:
        year = year_of(found["only"] or found["bare"])
        return Mark(start, end, str(year), year, _is_past(year, horizon))
    if found["now"]:
        return Mark(start, end, _plain(horizon), horizon.year, is_general=True)
    if found["span"] or found["yearly"] or found["whole"] or found["coming"] or found["years"]:
        return Mark(
            start,
            end,
            _long_period(found, horizon),
            None,
            is_yearly=found["yearly"] is not None,
            is_mean=found["yearly"] == "年均",
        )
    return _part_of_year(found, start, end, horizon)


def _of_plan(found: re.Match[str], start: int, end: int, horizon: Horizon) -> Mark:
    """“十四五”末 is its last year, “十四五”期间 its five years."""
    last = FIVE_YEARS[found["plan"].strip('"')]
    period = str(last) if "末" in found["at"] else f"{last - 4}/{last}"
    is_past = found["at"] == "以来" or _is_past(last, horizon)
    return Mark(start, end, None if is_past else period, last, is_past)


def _long_period(found: re.Match[str], horizon: Horizon) -> str | None:
    """A period of several years, or of every year."""
    if span := SPAN_OF_YEARS.match(found["span"] or ""):
        return f"{year_of(span[1])}/{year_of(span[2])}"
    if found["yearly"]:
        return (horizon.span if found["yearly"] == "年均" else None) or "annual"
    return _whole(found.group(), horizon)


def _plain(horizon: Horizon) -> str | None:
    return str(horizon.year) if horizon.year else None


def _whole(words: str, horizon: Horizon) -> str | None:
    if horizon.span or not horizon.year:
        return horizon.span
    length = next(whole_of(c) for c in words if c in "三五四两345")
    return f"{horizon.year}/{horizon.year + length - 1}"


def _is_past(year: int, horizon: Horizon) -> bool:
    return horizon.year is not None and year < horizon.year


def _part_of_year(found: re.Match[str], start: int, end: int, horizon: Horizon) -> Mark:
    year = horizon.year
    if found["year"]:
        year = year_of(found["year"])
    word = found["word"] or ""
    is_past = word in {"去年", "上年", "前年"} or (year is not None and _is_past(year, horizon))
    if year is None:
        return Mark(start, end, None, None, is_past)
    if found["quarter"]:
        part = f"Q{QUARTERS[found['quarter'].removeprefix('第')]}"
    elif found["quarters"]:
        part = "Q3"
    elif found["half"]:
        part = "H1" if found["half"] == "上" else "H2"
    else:
        part = f"{whole_of(found['month']):02d}"
    return Mark(start, end, f"{year}-{part}", year, is_past)
