"""Units of measure: what is known, how scale words compose, exact conversion."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.quantities import (
    SCALES,
    Amount,
    UnitsDoNotMatch,
    UnknownUnit,
    convert,
    unit_named,
    units,
)

IN_PLANS = (
    "% 个 亿元 家 万吨 公里 万亩 万平方米 条 人 万元 亩 座 个百分点 位 户 万人 张 万人次 "
    "元 所 名 吨 人次 项 万个 处 台 毫克/升 万头 场 套 个工作日 亿吨 分钟 万名 小时 辆 次 "
    "倍 万千瓦 亿度 万辆 栋 万户 万株 立方米 天 人份 万立方米 万架 万只 亿斤 万 支 部 "
    "微克/立方米 批次 月 万台 万马力 克/千克 万张 万元/人 平方米 块 例 门 万户次 万期 万场 "
    "场次 万亩次 万家 亿千瓦 万标箱 万台次 间 个月 万片 万人份 盒 万条 亿立方米 平方公里 "
    "个位次 万羽 盏 日 起 兆瓦 顶 床 吨标准煤 万千瓦时 亿千瓦时 百万人次 ％ ㎡ "
)
values = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
money = st.sampled_from(["元", "万元", "百万元", "千万元", "亿元", "万亿元"])


@pytest.mark.parametrize("symbol", sorted(IN_PLANS.split()))
def test_every_unit_of_the_plans_is_known(symbol: str) -> None:
    assert unit_named(symbol).scale > 0


@pytest.mark.parametrize(
    ("symbol", "kind", "scale", "base"),
    [
        ("亿元", "money", "100000000", "元"),
        ("万亿元", "money", "1000000000000", "元"),
        ("百万人次", "visits", "1000000", "人次"),
        ("亿千瓦时", "electricity", "100000000", "千瓦时"),
        ("千瓦", "power", "1", "千瓦"),
        ("万亩", "area", "10000", "亩"),
        ("个百分点", "point", "1", "百分点"),
        ("万", "number", "10000", ""),
        ("万元/亩", "money/area", "10000", "元/亩"),
    ],
)
def test_scale_words_compose(symbol: str, kind: str, scale: str, base: str) -> None:
    unit = unit_named(symbol)

    assert (unit.kind, unit.scale, unit.base) == (kind, Decimal(scale), base)


@pytest.mark.parametrize("symbol", ["", "颗粒度", "亿亿元", "元/", "/", "元/亩/年", "美元元"])
def test_an_unknown_unit_is_refused(symbol: str) -> None:
    with pytest.raises(UnknownUnit, match="不认识单位"):
        unit_named(symbol)


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1", "亿元", "万元", "10000"),
        ("3200", "万元", "亿元", "0.32"),
        ("15", "亩", "公顷", "1"),
        ("1", "平方公里", "亩", "1500"),
        ("10000", "平方米", "亩", "15"),
        ("1", "吨", "斤", "2000"),
        ("1", "毫克/升", "微克/立方米", "1000000"),
        ("90", "分钟", "小时", "1.5"),
        ("57", "个", "家", "57"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert Amount(Decimal(value), unit_named(source)).to(target).value == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"), [("亿元", "个"), ("%", "百分点"), ("人", "人次"), ("月", "天")]
)
def test_different_things_do_not_convert(source: str, target: str) -> None:
    with pytest.raises(UnitsDoNotMatch, match=source):
        Amount(Decimal(1), unit_named(source)).to(target)


def test_a_number_without_a_unit_does_not_convert() -> None:
    with pytest.raises(UnitsDoNotMatch, match="单位"):
        Amount(Decimal(1)).to("亿元")


def test_bare_units_are_listed_without_scale_words() -> None:
    assert "元" in units()
    assert not any(symbol.startswith(("万", "亿")) for symbol in units())
    assert list(SCALES.values()) == sorted(SCALES.values(), reverse=True)


@settings(max_examples=25)
@given(values, money, money)
def test_conversion_returns(value: Decimal, there: str, back: str) -> None:
    amount = Amount(value, unit_named(there))

    assert amount.to(back).to(there).value == value


@settings(max_examples=30)
@given(values, values, money, money)
def test_sums_convert_like_their_parts(one: Decimal, two: Decimal, there: str, back: str) -> None:
    source, target = unit_named(there), unit_named(back)

    parts = convert(one, source, target) + convert(two, source, target)

    assert abs(parts - convert(one + two, source, target)) <= Decimal("1e-12")
