"""What a clause leaves unsaid, completed from what was said before it."""

from decimal import Decimal

import pytest

from guatu.kernel.reading import read_plan

TITLE = "青禾县水务局2024年工作要点\n"


def names_of(words: str) -> list[str]:
    return [t.indicator for t in read_plan(TITLE + words).targets]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param(
            "新建供水站12座，其中乡镇供水站8座。", ["新建供水站", "新建乡镇供水站"], id="part"
        ),
        pytest.param("改造管网30公里，改造率达到60%。", ["改造管网", "管网改造率"], id="rate"),
        pytest.param(
            "创建全国节水单位2个、省级5个。",
            ["创建全国节水单位", "创建省级节水单位"],
            id="level",
        ),
        pytest.param(
            "年用水量超亿吨企业由3家增加到5家，5000万吨以上企业8家。",
            ["年用水量超亿吨企业", "5000万吨以上企业"],
            id="limit",
        ),
        pytest.param(
            "每千户拥有水表900只、水池3个。", ["每千户拥有水表", "每千户拥有水池"], id="per"
        ),
        pytest.param("蔬菜灌溉面积3万亩，茶叶1万亩。", ["蔬菜灌溉面积", "茶叶面积"], id="measure"),
        pytest.param(
            "筹建公租房1240套，基本建成900套。", ["筹建公租房", "公租房基本建成"], id="deed"
        ),
        pytest.param(
            "实施背街供水管道整治工程，完成治理20条。", ["背街供水管道整治治理"], id="project"
        ),
        pytest.param(
            "事故起数、死亡人数分别下降5%、8%。", ["事故起数", "事故死亡人数"], id="casualties"
        ),
        pytest.param(
            "供水普及率达到98%，比上年提高2个百分点。", ["供水普及率", "供水普及率"], id="compared"
        ),
    ],
)
def test_a_name_is_made_whole(words: str, names: list[str]) -> None:
    assert names_of(words) == names


def test_named_examples_leave_the_kind() -> None:
    assert names_of("打通东城路、西湖路等断头路3条。") == ["打通断头路"]


def test_two_counts_share_the_noun_behind() -> None:
    first, second = read_plan(TITLE + "剩余的1136户3027名缺水人口全部通水。").targets

    assert (first.value, second.value) == (Decimal(1136), Decimal(3027))
    assert "缺水人口" in first.indicator
    assert "缺水人口" in second.indicator


def test_what_stays_undone_of_a_known_count_is_no_goal() -> None:
    (target,) = read_plan(TITLE + "巡查反馈的14项问题年底前完成13项，剩余1项按序时推进。").targets

    assert target.value == Decimal(13)


def test_a_list_of_grades_shares_verb_and_noun() -> None:
    names = names_of("新增等级民宿12家，其中五星级2家、四星级3家。")

    assert names == ["新增等级民宿", "新增五星级等级民宿", "新增四星级等级民宿"]


def test_each_of_two_with_two_figures_takes_its_own() -> None:
    first, second = read_plan(TITLE + "收割机、无人机保有量各不少于10台、20个。").targets

    assert (first.value, second.value) == (Decimal(10), Decimal(20))
    assert "无人机" in second.indicator
