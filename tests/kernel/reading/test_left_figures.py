"""Figures that are no targets, each with its reason."""

from decimal import Decimal

import pytest

from guatu.kernel.reading import read_plan

TITLE = "青禾县林业局2024年工作要点\n"


@pytest.mark.parametrize(
    ("words", "figure", "role"),
    [
        pytest.param("2023年，全县完成造林4.1万亩。", "4.1", "actual", id="last year"),
        pytest.param("全县现有林场7个。", "7", "actual", id="stock"),
        pytest.param("对成活率低于85%的地块重点补植。", "85", "threshold", id="threshold"),
        pytest.param("优于70%的省定标准。", "70", "norm", id="norm"),
        pytest.param("对接“3060”双碳行动。", "3060", "name", id="name in quotes"),
        pytest.param("建设5G林火监测网。", "5", "name", id="letters"),
        pytest.param("12月10日前报送总结。", "12", "date", id="date"),
        pytest.param("截至目前，完成造林4.1万亩。", "4.1", "actual", id="so far"),
        pytest.param("今年前10个月完成造林4.1万亩。", "4.1", "actual", id="ten months"),
        pytest.param("“十三五”末森林覆盖率达到41%。", "41", "actual", id="last five years"),
        pytest.param("1—5月完成造林4.1万亩，占全年任务的41%。", "4.1", "actual", id="report"),
        pytest.param("已开工造林4处，开工率41%。", "41", "actual", id="rate of a result"),
        pytest.param("现有林场7个、苗圃41处。", "41", "actual", id="list of what is there"),
        pytest.param("剩余41处按序时推进。", "41", "scope", id="remainder"),
        pytest.param("以下41个项目为造林项目。", "41", "scope", id="the following"),
        pytest.param("共印41份。", "41", "scope", id="printed"),
        pytest.param("新建10分钟步道22公里。", "10", "qualifier", id="named by time"),
        pytest.param("新建500吨级以上码头14个。", "500", "qualifier", id="class"),
        pytest.param("消除56人及以上大班额90个。", "56", "qualifier", id="size of a class"),
        pytest.param("引进5亿元以上3个。", "5", "qualifier", id="limit alone"),
        pytest.param("整治104国道等堵点3处。", "104", "name", id="road"),
        pytest.param("引进世界500强企业1家。", "500", "name", id="label"),
        pytest.param("启动五台山路桥梁工程。", "五", "name", id="place"),
        pytest.param("粮经比例调整到65:35。", "65", "name", id="ratio"),
        pytest.param("建成110千伏变电站1座。", "110", "nameplate", id="voltage"),
        pytest.param("对排名末3位的单位约谈。", "3", "threshold", id="last places"),
        pytest.param("未完成计划80%的核减资金。", "80", "threshold", id="unfinished"),
        pytest.param("向能耗低于0.3吨的企业倾斜。", "0.3", "qualifier", id="compared"),
        pytest.param("举报电话：0712-5550123。", "5550123", "contact", id="telephone"),
        pytest.param("落实三项机制。", "三", "name", id="count of measures"),
        pytest.param("完成任务得20分。", "20", "score", id="score"),
        pytest.param("支持年产5万吨纸浆项目建设。", "5", "nameplate", id="nameplate"),
    ],
)
def test_a_figure_is_left_with_its_reason(words: str, figure: str, role: str) -> None:
    reading = read_plan(TITLE + words)

    left = next(f for f in reading.figures if f.text == figure)
    assert left.role == role
    assert not left.is_target
    assert str(left.reason)
    assert not [t for t in reading.targets if str(t.value) == figure]


def test_every_numeral_of_the_document_is_listed() -> None:
    words = "今年造林3万亩，其中国家级示范林0.4万亩；2023年造林2.6万亩。"

    listed = {f.text for f in read_plan(TITLE + words).figures}

    assert {"2024", "3", "0.4", "2023", "2.6"} <= listed


def test_a_review_section_gives_no_targets() -> None:
    words = "一、工作回顾\n完成造林5万亩，建成苗圃6处。\n二、主要任务\n完成造林6万亩。"

    values = [int(t.value) for t in read_plan(TITLE + words).targets]

    assert values == [6]


@pytest.mark.parametrize("title", ["工作安排", "工作要点", "实施方案", "任务清单"])
def test_a_result_that_opens_a_plan_does_not_colour_what_follows(title: str) -> None:
    words = (
        f"青禾县2024年{title}\n2023年，全县造林5万亩，同比增长12.5%。\n一、县林业局\n"
        "全年新建苗圃3处；造林不低于6万亩。\n二、县种苗站\n县种苗站出圃苗木80万株。"
    )

    found = [(t.owner, int(t.value)) for t in read_plan(words).targets]

    assert found == [("县林业局", 3), ("县林业局", 6), ("县种苗站", 80)]


@pytest.mark.parametrize("sign", ["\ue000", "\uea31", "\x07"])
def test_a_figure_is_not_joined_over_a_sign_that_nobody_knows(sign: str) -> None:
    found = read_plan(f"2024年工作计划\n粮食产量达到1{sign}1.8万吨。\n")

    assert Decimal("11.8") not in [figure.value for figure in found.figures]
    assert all(sign not in figure.text for figure in found.figures)


def test_a_sign_of_a_font_before_a_line_is_a_bullet() -> None:
    (target,) = read_plan("2024年工作计划\n\uf0b7\t新建公厕8座。\n").targets

    assert (target.value, target.indicator) == (Decimal(8), "新建公厕")
