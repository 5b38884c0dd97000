"""The numerals of a block: where they stand, how much they say, and in what unit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from guatu.kernel.reading.numerals import value_of
from guatu.kernel.reading.pages import LOST


def listed(words: str) -> tuple[str, ...]:
    """The words of a list set with spaces."""
    return tuple(words.split())


# Counting words and measures that may follow a figure, longest first. 个 stands alone or before
# a noun; what is not listed here leaves the figure without a unit.
COUNTERS = listed(
    "个 家 户 项 名 人 位 所 座 条 台 套 栋 间 张 床 顶 支 片 羽 头 只 盏 辆 架 艘 株 棵 块 处 宗 "
    "件 批 起 例 次 场 册 本 班 对 门 款 种 类 眼 口 孔 颗 枚 瓶 箱 袋 桶 列 层 幢 部 盒 尾 "
    "篇 期 节 组 队 村 乡镇 镇 县 桩 根 副 幅 匹 峰 剂 粒 把 双 份 道 人份 "
    "人次 户次 批次 件次 台次 车次 架次 班次 场次 亩次 台套 台件 套件 家次 课时 学时 标箱 标准箱 "
    "岗 袋次 对次 人天 尾次 间次 列次 床次 辆次 艘次 处次 所次 单 笔 宗次"
)
MEASURES = listed(
    "% ‰ 个百分点 百分点 个基点 基点 元 美元 欧元 港元 日元 吨 公斤 千克 毫克 微克 克 斤 度 "
    "千瓦时 千瓦 兆瓦时 兆瓦 吉瓦时 吉瓦 瓦时 瓦 马力 升 毫升 平方米 平方公里 立方米 公里 千米 "
    "厘米 毫米 米 里 亩 公顷 分贝 毫克/升 毫克/立方米 微克/立方米 克/千克 吨/日 立方米/日 元/吨 "
    "元/亩 倍 成 标准煤 吨标准煤 吨标煤 公斤/亩 斤/亩 吨/亩 元/月 元/人 kw kwh mw km m ㎡ 分 点 "
    "/10万 /万 /百万 /十万 蒸吨 载重吨 总吨 吨/天 标立方米 方 立方 平方 千伏 千伏安 兆伏安 "
    "千米/小时 公里/小时 "
    "mg/l μg/m3 次/分 兆 g 米3"
)
TIMES = listed(
    "个工作日 工作日 个月 个星期 个小时 小时 分钟 秒 天 日 周 年 月 岁 周年 季度 个季度 个交易日 "
    "周岁"
)
RANKS = ("位", "个位次", "位次", "名次", "个名次")
UNITS = sorted({*COUNTERS, *MEASURES, *TIMES, *RANKS}, key=len, reverse=True)
UNIT = "(?:" + "|".join(map(re.escape, UNITS)) + ")"
SCALE = "(?:[十百千]?[万亿]|万亿|[百千](?![伏瓦克米卡赫]))"
NUMERAL = re.compile(
    r"(?=[\dOoIl百〇零一二两三四五六七八九十千])(?:"  # where one can begin
    # digits, grouped or plain, with letters that a scan put for 0 and 1
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?=[OoIl]{0,6}\d)[\dOoIl]++(?:\.\d++)?)"
    r"|(?P<percent>百分之[零〇一二两三四五六七八九十百点]+)"
    r"|(?P<han>[〇零一二两三四五六七八九十百千]++[万亿]?[零一二两三四五六七八九十百千]*+"
    r"(?:点[零一二三四五六七八九]++(?=倍|[万亿]|个?百分点|元|吨|公里|亩|%))?))"
)
MISREAD = re.compile("[OoIl]")
AFTER = re.compile(
    rf"(?P<more>[多余几]?)(?P<many>个(?=[百千]?亿(?![元斤吨]|级|产|园|企|以)))?(?P<scale>{SCALE}?)(?P<more2>[多余]?)"
    rf"(?P<unit>(?:{UNIT}(?:/[十百千万]*(?:人|户|亩|公里|平方公里|学生|村|年|月|天|公斤)(?:/?[年月])?)?)?)"
)
BARE_SCALE = re.compile(r"(?<![零一二两三四五六七八九十百千万亿\d])(?:[百千十]?[万亿])(?=元|级)")
MEASURED = frozenset(MEASURES)
COUNTED = frozenset(COUNTERS) - {"分", "点", "度"}
TIMED = frozenset(TIMES)
AREAS = frozenset(listed("亩 公顷 平方米 平方公里 立方米 公里 千米 米 株 亩次 棵 里"))


class Script(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    HAN = "han"
    SCAN = "scan"  # digits with letters among them that a scan misread
    SCALE = "scale"  # 亿元 without a numeral: a hundred million


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure as written: letters `start` to `end` of its block, `unit` included."""

    start: int
    number_end: int
    end: int
    text: str
    value: Decimal
    unit: str | None
    base: str  # the unit without its scale
    script: Script
    is_loose: bool = False  # 多, 余, 几: more than the figure
    is_readable: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether the unit counts things."""
        return self.base in COUNTED

    @property
    def is_timed(self) -> bool:
        """Whether the unit is a length of time."""
        return self.base in TIMED


def numerals(words: str) -> Iterator[Numeral]:
    """The numerals of `words`, from left to right; a bare scale (亿元以上) is one too."""
    at = 0
    while True:
        found = NUMERAL.search(words, at)
        bare = BARE_SCALE.search(words, at, found.start() + 1 if found else len(words))
        if bare and (found is None or bare.start() <= found.start()):
            yield _of_scale(bare, words)
            at = bare.end()
            continue
        if found is None:
            return
        numeral = _beside_what_is_lost(_of_match(found, words), words)
        yield numeral
        at = max(numeral.end, found.end())


def _beside_what_is_lost(numeral: Numeral, words: str) -> Numeral:
    """A figure next to a letter that could not be read may be more than it shows."""
    around = words[max(0, numeral.start - 1) : numeral.start] + words[numeral.number_end :][:1]
    return replace(numeral, script=Script.SCAN) if LOST in around else numeral


def _of_scale(found: re.Match[str], words: str) -> Numeral:
    after = AFTER.match(words, found.end())
    unit = after["unit"] if after else ""
    end = after.end() if after and unit else found.end()
    value = value_of("1" + found.group()) or Decimal(0)
    return Numeral(
        start=found.start(),
        number_end=found.end(),
        end=end,
        text=found.group() + unit,
        value=value,
        unit=unit or None,
        base=unit,
        script=Script.SCALE,
    )


def _of_match(found: re.Match[str], words: str) -> Numeral:
    text, script = _text_of(found)
    end, scale = found.end(), ""
    if script is Script.HAN and text[-1] in "万亿" and len(text) > 1:
        text, scale, end = text[:-1], text[-1], end - 1
    after = None if found["percent"] else AFTER.match(words, end)
    base = "%" if found["percent"] else (after["unit"] if after else "")
    unit = base if after is None else after["scale"] + base
    if after and after["many"] and not base:
        base = unit  # 76个亿
    loose = bool(after and (after["more"] or after["more2"]))
    value = value_of(text.removeprefix("百分之"))
    return Numeral(
        start=found.start(),
        number_end=found.end(),
        end=after.end() if after and (unit or loose) else found.end(),
        text=text,
        value=value or Decimal(0),
        unit=unit or scale or None,
        base=base,
        script=script,
        is_loose=loose,
        is_readable=value is not None,
    )


def _text_of(found: re.Match[str]) -> tuple[str, Script]:
    """The numeral in plain characters, and how it was written."""
    text = found.group()
    if found["digits"] is None:
        return text, Script.HAN
    if MISREAD.search(text):
        return text.translate(str.maketrans("OoIl", "0011")), Script.SCAN
    return text, Script.DIGITS
