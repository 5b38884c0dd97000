"""Periods as people write them: 2023-06, 2023年6月, 1-2月, 一季度, 上半年, 第5周."""

import re
from collections.abc import Callable
from datetime import date

from guatu.kernel.periods.frequency import Frequency, NotAPeriod

Located = tuple[Frequency, int, int]

LONGEST = 40
HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN_MONTHS = HAN | {"十": 10, "十一": 11, "十二": 12}
THIRDS = {"上": 1, "中": 2, "下": 3}
HALVES = {"上": 1, "下": 2}
TO_ASCII = str.maketrans(
    "０１２３４５６７８９－．／—–~～至到〇", "0123456789-./------0", " \t\u3000\u00a0"
)
RANGES = {(1, 2): (Frequency.JAN_FEB, 1), (1, 12): (Frequency.YEAR, 1)}
RANGES |= {(i * 3 + 1, i * 3 + 3): (Frequency.QUARTER, i + 1) for i in range(4)}
RANGES |= {(1, 6): (Frequency.HALF, 1), (7, 12): (Frequency.HALF, 2)}

YEAR = r"(?:(?P<year>[0-9]{4})年?度?[-./]?)?"
DATED = r"(?P<year>[0-9]{4})"
MONTH = r"(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"


def read_place(text: str, *, year: int | None = None) -> Located:
    """The frequency, year and index that `text` names; `year` fills in one left unsaid.

    Raises `NotAPeriod` for anything else, for dates that do not exist, for a period without
    a year, and for words that need a clock (截至目前, 本月).
    """
    plain = text.translate(TO_ASCII)
    if len(plain) <= LONGEST:
        for pattern, place in READERS:
            if found := pattern.fullmatch(plain):
                return place(found, _year_of(found, text, year))
    if "截至" in text or "目前" in text:
        raise NotAPeriod("“%(text)s”没有写明日期，请写成如“截至6月13日”的日期。", text=text)
    raise NotAPeriod(
        "看不懂时段“%(text)s”，请写成如 2023年6月、2023年一季度、2023-06-13。", text=text[:LONGEST]
    )


def _year_of(found: re.Match[str], text: str, year: int | None) -> int:
    if written := found.groupdict().get("year"):
        return int(written)
    if year is None:
        raise NotAPeriod("“%(text)s”没有年份，请写成如“2023年%(text)s”。", text=text)
    return year


def _number(text: str) -> int:
    return HAN_MONTHS[text] if text in HAN_MONTHS else int(text)


def _whole_year(_: re.Match[str], year: int) -> Located:
    return Frequency.YEAR, year, 1


def _half(found: re.Match[str], year: int) -> Located:
    part = found["part"]
    return Frequency.HALF, year, HALVES[part] if part in HALVES else int(part)


def _quarter(found: re.Match[str], year: int) -> Located:
    return Frequency.QUARTER, year, _number(found["part"])


def _jan_feb(_: re.Match[str], year: int) -> Located:
    return Frequency.JAN_FEB, year, 1


def _month(found: re.Match[str], year: int) -> Located:
    return Frequency.MONTH, year, _number(found["month"])


def _months(found: re.Match[str], year: int) -> Located:
    first, last = _number(found["month"]), _number(found["to"])
    if (first, last) not in RANGES:
        raise NotAPeriod(
            "%(first)s—%(last)s月不是一个统计时段；累计数请填%(last)s月，并选择“累计”。",
            first=first,
            last=last,
        )
    frequency, index = RANGES[first, last]
    return frequency, year, index


def _ten_days(found: re.Match[str], year: int) -> Located:
    part, month = found["part"], _number(found["month"])
    if not 1 <= month <= 12:
        raise NotAPeriod("没有%(month)s月，请核对。", month=month)
    third = THIRDS[part] if part in THIRDS else int(part)
    return Frequency.TEN_DAYS, year, (month - 1) * 3 + third


def _week(found: re.Match[str], year: int) -> Located:
    return Frequency.WEEK, year, int(found["part"])


def _day(found: re.Match[str], year: int) -> Located:
    month, day = _number(found["month"]), int(found["day"])
    try:
        index = date(year, month, day).timetuple().tm_yday
    except ValueError:
        raise NotAPeriod(
            "%(year)s年没有%(month)s月%(day)s日，请核对。", year=year, month=month, day=day
        ) from None
    return Frequency.DAY, year, index


Place = Callable[[re.Match[str], int], Located]

READERS: tuple[tuple[re.Pattern[str], Place], ...] = tuple(
    (re.compile(pattern), place)
    for pattern, place in (
        (DATED + r"(?:年度?)?(?:全年)?", _whole_year),
        (r"全年", _whole_year),
        (YEAR + r"(?P<part>[上下])半年", _half),
        (YEAR + r"[HhS](?P<part>[12])", _half),
        (YEAR + r"第?(?P<part>[1-4一二三四])季度?", _quarter),
        (YEAR + r"[Qq](?P<part>[1-4])", _quarter),
        (YEAR + r"JF", _jan_feb),
        (YEAR + MONTH + r"月?-(?P<to>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?", _months),
        (YEAR + MONTH + r"月份?", _month),
        (DATED + r"[-./](?P<month>[0-9]{1,2})", _month),
        (YEAR + MONTH + r"月(?P<part>[上中下])旬", _ten_days),
        (DATED + r"-(?P<month>[0-9]{2})-X(?P<part>[123])", _ten_days),
        (YEAR + r"第(?P<part>[0-9]{1,2})周", _week),
        (YEAR + r"[Ww](?P<part>[0-9]{1,2})", _week),
        (YEAR + MONTH + r"月(?P<day>[0-9]{1,2})[日号]", _day),
        (DATED + r"[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})", _day),
    )
)
