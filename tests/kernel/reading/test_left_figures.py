"""Figures that are no targets, each with its reason."""

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
