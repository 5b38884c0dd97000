"""Who is charged is the owner, and neither duty, frequency nor limit is what is counted."""

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
        pytest.param("每季度开展河道巡查3次。", None, "河道巡查", id="how often"),
        pytest.param("到2027年木材产量达到4万立方米。", None, "木材产量", id="until when"),
    ],
)
def test_only_the_thing_is_counted(words: str, owner: str | None, indicator: str) -> None:
    (target,) = read_plan(f"2025年工作计划\n{words}\n", year=2025).targets

    assert (target.owner, target.indicator) == (owner, indicator)


def test_a_part_is_named_after_its_whole_without_who_is_charged() -> None:
    _, part = read_plan("2025年工作计划\n种苗站负责育苗300万株，其中云杉苗120万株。\n").targets

    assert part.indicator == "云杉苗育苗"
