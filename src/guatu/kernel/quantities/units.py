"""Units of measure and their exact conversion (DOMAIN 0.3 and 1.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from types import MappingProxyType

from guatu.kernel.quantities.refusals import UnitsDoNotMatch, UnknownUnit

EXACT = Context(prec=60)

SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "万亿": Decimal(10**12),
        "千亿": Decimal(10**11),
        "百亿": Decimal(10**10),
        "十亿": Decimal(10**9),
        "亿": Decimal(10**8),
        "千万": Decimal(10**7),
        "百万": Decimal(10**6),
        "十万": Decimal(10**5),
        "万": Decimal(10**4),
        "千": Decimal(1000),
        "百": Decimal(100),
        "十": Decimal(10),
    }
)

MEASURE_WORDS = """
个 家 项 条 座 户 张 所 处 台 场 套 辆 栋 幢 支 部 批 次 件 例 门 间 片 盏 起 顶 床 头 只 羽 株 棵
架 期 块 本 册 篇 份 组 队 对 根 宗 艘 类 批次 场次 台次 架次 车次 户次 标箱 盒 村 届 轮 笔 眼 口
尾 枚 项次 家次 班 款 单 种 站 团
"""

# kind: (counted in whole units, symbols with their size in the unit of size 1).
# Areas are kept in 亩, because 1 m² is exactly 0.0015 亩.
KINDS: tuple[tuple[str, bool, str], ...] = (
    ("money", False, "元"),
    ("money_usd", False, "美元"),
    ("percent", False, "% ‰=0.1"),
    ("point", False, "百分点"),
    ("times", False, "倍"),
    ("count", True, MEASURE_WORDS),
    ("people", True, "人 名"),
    ("visits", True, "人次"),
    ("course", True, "人份"),
    ("rank", True, "位 位次"),
    ("year", False, "年"),
    ("month", False, "月"),
    ("week", False, "周"),
    ("day", False, "天"),
    ("working_day", True, "工作日"),
    ("duration", False, "秒 分钟=60 小时=3600"),
    ("mass", False, "吨 千克=0.001 公斤=0.001 斤=0.0005 克=0.000001"),
    ("standard_coal", False, "吨标准煤"),
    ("area", False, "亩 公顷=15 平方公里=1500 平方米=0.0015"),
    ("area_times", False, "亩次"),
    ("length", False, "米 公里=1000 千米=1000 厘米=0.01 毫米=0.001"),
    ("volume", False, "立方米 升=0.001"),
    ("electricity", False, "千瓦时 兆瓦时=1000"),
    ("power", False, "千瓦 兆瓦=1000 瓦=0.001"),
    ("engine_power", False, "马力"),
    ("score", False, "分"),
    ("mass_ratio", False, "克/千克"),
    ("concentration", False, "微克/立方米 毫克/立方米=1000 毫克/升=1000000"),
)

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "％": "%",
        "个百分点": "百分点",
        "个点": "百分点",
        "个月": "月",
        "个工作日": "工作日",
        "个位次": "位次",
        "个小时": "小时",
        "日": "天",
        "度": "千瓦时",
        "㎡": "平方米",
        "m²": "平方米",
        "m2": "平方米",
        "平米": "平方米",
        "平方千米": "平方公里",
        "方": "立方米",
        "人民币": "元",
        "元人民币": "元",
        "吨标煤": "吨标准煤",
    }
)


@dataclass(frozen=True, slots=True)
class UnitOfMeasure:
    """A unit: its kind, its size in the base of the kind, whether only whole ones exist.

    `base` is the symbol without its scale word: 元 for 亿元.
    """

    symbol: str
    kind: str
    scale: Decimal
    integral: bool
    base: str

    def __str__(self) -> str:
        return self.symbol


def _bare_units() -> dict[str, UnitOfMeasure]:
    found: dict[str, UnitOfMeasure] = {}
    for kind, integral, listed in KINDS:
        for entry in listed.split():
            symbol, _, size = entry.partition("=")
            scale = Decimal(size or 1)
            found[symbol] = UnitOfMeasure(symbol, kind, scale, integral, symbol)
    return found


BARE = _bare_units()
NUMBER = UnitOfMeasure("", "number", Decimal(1), integral=False, base="")


@lru_cache(maxsize=1024)
def unit_named(symbol: str) -> UnitOfMeasure:
    """The unit written as `symbol`: 亿元, 万人次, 个百分点, 万元/亩, or a bare scale word 万.

    An alias keeps its own symbol out: 度 is 千瓦时. Raises `UnknownUnit`.
    """
    for reading in (_plain, _scaled, _per):
        if (unit := reading(symbol.strip())) is not None:
            return unit
    raise UnknownUnit(
        "不认识单位“%(unit)s”，请改用常用单位，如 亿元、个、%%、万亩。", unit=symbol[:20]
    )


def units() -> Mapping[str, UnitOfMeasure]:
    """The units without a scale word, by symbol."""
    return MappingProxyType(BARE)


def convert(value: Decimal, source: UnitOfMeasure, target: UnitOfMeasure) -> Decimal:
    """Convert `value` from one unit to another, exactly or to 60 digits (亩 to 平方米).

    Raises `UnitsDoNotMatch` when they measure different things.
    """
    if source.kind != target.kind:
        raise UnitsDoNotMatch(
            "%(source)s不能换算成%(target)s，请按%(target)s填写。",
            source=source.symbol,
            target=target.symbol,
        )
    if source.scale == target.scale:
        return value
    return plain(EXACT.divide(EXACT.multiply(value, source.scale), target.scale))


def plain(value: Decimal) -> Decimal:
    """Drop the zeros at the end and any exponent: 1.20E+3 becomes 1200."""
    short = EXACT.normalize(value)
    if short.is_zero():
        return Decimal(0)
    exponent = short.as_tuple().exponent
    has_exponent = isinstance(exponent, int) and exponent > 0
    return EXACT.quantize(short, Decimal(1)) if has_exponent else short


def _plain(symbol: str) -> UnitOfMeasure | None:
    return BARE.get(ALIASES.get(symbol, symbol))


def _scaled(symbol: str) -> UnitOfMeasure | None:
    for word, size in SCALES.items():
        if symbol.startswith(word):
            rest = symbol.removeprefix(word)
            unit = NUMBER if not rest else _plain(rest)
            if unit is not None:
                return UnitOfMeasure(
                    f"{word}{unit.symbol}",
                    unit.kind,
                    size * unit.scale,
                    unit.integral,
                    unit.symbol,
                )
    return None


def _per(symbol: str) -> UnitOfMeasure | None:
    above, slash, below = symbol.partition("/")
    if not slash or "/" in below:
        return None
    top, bottom = (_plain(part) or _scaled(part) for part in (above, below))
    if top is None or bottom is None:
        return None
    return UnitOfMeasure(
        f"{top.symbol}/{bottom.symbol}",
        f"{top.kind}/{bottom.kind}",
        EXACT.divide(top.scale, bottom.scale),
        integral=False,
        base=f"{top.base}/{bottom.symbol}",
    )
