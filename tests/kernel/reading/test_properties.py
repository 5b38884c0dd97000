"""What holds for the reading of any text whatever."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.reading import SURE, Reading, read_plan

WORDS = (
    "新建 公厕 增长 达到 由 提高到 力争 确保 控制在 以上 以内 左右 其中 分别 各 均 "
    "、 ， 。 ； ： （ ） “ ” "
    "12 3.5 1,200 三十二 百分之五 亿元 万亩 个 % 家 2024年 6月底前 上半年 全市前 第 名 "
    "县教育局 负责 产值 和 的 2O — 5G"
)
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u3000", "\u200b"])
texts = st.lists(PIECES, max_size=60).map("".join)
whatever = st.text(max_size=300)
MOST_SECONDS = 6.0
PLANS = [
    path.read_text("utf-8") for path in sorted((Path(__file__).parent / "plans").rglob("*.txt"))
]
NOISE = [
    "",
    "\n",
    "\t",
    " ",
    "\u200b",
    "。",
    "、",
    "（",
    "“",
    "1",
    "十",
    "亿",
    "%",
    "|",
    "其中",
    "—",
]
SECTIONS = (
    "县教育局\n新建幼儿园3所，新增学位900个。\n",
    "县水务局\n改造管网30公里，供水普及率达到98%。\n",
    "青石镇人民政府\n粮食产量稳定在2万吨以上；\n发展油茶800亩。\n",
    "一、招商（招商组牵头）\n引进亿元以上项目4个。\n",
    "县卫健局\n序号\t指标\t目标值\t责任单位\n1\t新增床位\t120张\t医政股\n\n",
)


@st.composite
def mutants(draw: Callable[[st.SearchStrategy[object]], object]) -> str:
    """A plan cut, doubled and sprinkled with noise."""
    text = str(draw(st.sampled_from(PLANS)))
    for _ in range(int(str(draw(st.integers(1, 6))))):
        first, second = (int(str(draw(st.integers(0, len(text))))) for _ in range(2))
        start, end = min(first, second), min(max(first, second), min(first, second) + 80)
        kind = draw(st.sampled_from(["drop", "double", "noise", "cut"]))
        middle = {"drop": "", "double": text[start:end] * 2, "cut": text[start:end]}.get(
            str(kind), str(draw(st.sampled_from(NOISE)))
        )
        text = text[:start] + middle + ("" if kind == "cut" else text[end:])
    return text


def check(text: str, reading: Reading) -> None:
    for target in reading.targets:
        assert 0 <= target.start < target.end <= len(text)
        assert squeezed(target.quote) in squeezed(text[target.start : target.end])
    for figure in reading.figures:
        assert 0 <= figure.start < figure.end <= len(text)
    held = [f for f in reading.figures if f.is_target]
    for target in reading.targets:
        inside = [f.value for f in held if target.start <= f.start and f.end <= target.end]
        assert target.value in inside
        for field in (target.stretch, target.baseline):
            assert field is None or inside


def squeezed(words: str) -> str:
    return re.sub(r"[^0-9一-鿿]", "", words)


@given(text=texts)
@settings(max_examples=300, deadline=None)
def test_no_figure_of_a_target_stands_outside_its_quote(text: str) -> None:
    check(text, read_plan(text))


@given(text=whatever)
@settings(deadline=None)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    check(text, read_plan(text))


@given(text=mutants())
@settings(max_examples=150, deadline=None)
def test_no_figure_of_a_spoiled_plan_stands_outside_its_quote(text: str) -> None:
    check(text, read_plan(text))


@given(order=st.permutations(SECTIONS))
@settings(deadline=None)
def test_the_order_of_sections_does_not_change_who_commits(order: list[str]) -> None:
    title = "青石县2024年工作任务分解\n"
    usual = read_plan(title + "".join(SECTIONS))
    other = read_plan(title + "".join(order))

    assert {(t.quote, t.owner) for t in other.targets if t.owner != "招商组"} >= {
        (t.quote, t.owner) for t in usual.targets if "局" in (t.owner or "")
    }


@given(text=texts)
@settings(deadline=None)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_plan(text) == read_plan(text)


def test_a_long_text_without_stops_takes_time_in_proportion() -> None:
    words = "新增企业12个、" * 2000
    began = time.process_time()

    read_plan(words)

    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    "text",
    ["全县新增企业\t12\t15家。", "粮食\t12\t0\t万吨", "新增企业12 15家。", "新增企业12\x115万家。"],
    ids=["tab", "cells", "space", "lost letter"],
)
def test_figures_that_only_stand_side_by_side_are_not_joined(text: str) -> None:
    reading = read_plan("青禾县2024年计划\n" + text)

    assert {f.text for f in reading.figures[1:]} <= {"12", "15", "0", "5"}
    assert all(t.confidence["value"] < SURE for t in reading.targets)


@pytest.mark.parametrize(
    ("text", "value"),
    [("新增企业2 0 家。", 20), ("新增企业1 300家。", 1300), ("新增企业12\n5家。", 125)],
)
def test_a_figure_that_was_set_apart_is_one(text: str, value: int) -> None:
    (target,) = read_plan("青禾县2024年计划\n" + text).targets

    assert target.value == value


def test_a_row_that_is_quoted_keeps_its_cells_apart() -> None:
    (target,) = read_plan("指标\t单位\t目标值\n水窖\t口\t40").targets

    assert target.quote == "水窖 口 40"
