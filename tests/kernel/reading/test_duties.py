"""Who is charged is the owner, and neither duty nor limit is what is counted; how often is."""

import pytest

from guatu.kernel.reading import read_plan


@pytest.mark.parametrize(
    ("words", "owner", "indicator"),
    [
        pytest.param(
            "护林防火由林政股负责，火灾受害率控制在0.9‰以内。", "林政股", "火灾受害率", id="by"
        ),
        pytest.param("造林科牵头完成人工造林1.2万亩。", "造林科", "人工造林", id="leads"),
        pytest.param("种苗站负责育苗300万株。", "种苗站", "育苗", id="is charged"),
        pytest.param("耕地保有量不低于省定62万亩的红线。", None, "耕地保有量", id="a limit"),
        pytest.param("每季度开展河道巡查3次。", None, "每季度河道巡查", id="how often"),
        pytest.param("到2027年木材产量达到4万立方米。", None, "木材产量", id="until when"),
    ],
)
def test_only_the_thing_is_counted(words: str, owner: str | None, indicator: str) -> None:
    (target,) = read_plan(f"2025年工作计划\n{words}\n", year=2025).targets

    assert (target.owner, target.indicator) == (owner, indicator)


def test_a_part_is_named_after_its_whole_without_who_is_charged() -> None:
    _, part = read_plan("2025年工作计划\n种苗站负责育苗300万株，其中云杉苗120万株。\n").targets

    assert part.indicator == "云杉苗育苗"


def test_a_round_and_the_whole_years_count_are_two_figures_without_conflict() -> None:
    reading = read_plan("2025年工作计划\n每季度开展督查不少于2次，全年不少于8次。\n")

    assert [target.indicator for target in reading.targets] == ["每季度督查", "督查"]
    assert not reading.doubts


def test_a_bureau_without_its_place_answers_for_its_own_paragraph() -> None:
    text = "2025年工作计划\n文旅局新增民宿20家，其中五星级2家。\n新建公厕8座。\n"

    first, part, other = read_plan(text).targets

    assert (first.owner, first.indicator) == ("文旅局", "新增民宿")
    assert (part.owner, part.indicator) == ("文旅局", "新增五星级民宿")
    assert other.owner is None


@pytest.mark.parametrize("word", ["格局", "布局", "全局", "开局", "结局"])
def test_a_word_that_ends_like_a_bureau_owns_nothing(word: str) -> None:
    (target,) = read_plan(f"2025年工作计划\n产业{word}新增亮点8个。\n").targets

    assert target.owner is None
