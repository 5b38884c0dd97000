"""Tables of targets: whatever the columns are called and however they are set."""

from decimal import Decimal

import pytest

from guatu.kernel.reading import DraftTarget, read_plan

TITLE = "青禾县水务局2024年目标任务表\n"


def targets_of(*rows: str) -> tuple[DraftTarget, ...]:
    return read_plan(TITLE + "\n".join(rows)).targets


@pytest.mark.parametrize(
    "head",
    [
        "序号\t指标名称\t单位\t目标值\t责任单位\t完成时限",
        "序号\t指标\t计量单位\t年度目标\t牵头单位\t时限",
        "编号\t项目\t单位\t计划数\t承办单位\t完成时间",
        "序号\t任务\t单位\t全年\t责任股室\t完成期限",
        "序号\t工作内容\t单位\t2024年目标\t落实单位\t时间节点",
    ],
)
def test_columns_are_told_by_their_heads(head: str) -> None:
    (target,) = targets_of(head, "1\t新建水窖\t口\t40\t工程股\t10月底前")

    assert (target.indicator, target.value, target.unit) == ("新建水窖", Decimal(40), "口")
    assert (target.owner, target.period, target.relation) == ("工程股", "2024-10", "=")


def test_columns_may_stand_in_any_order() -> None:
    (target,) = targets_of("责任单位\t完成时限\t目标值\t单位\t指标", "工程股\t6月底\t40\t口\t水窖")

    assert (target.indicator, target.value, target.owner) == ("水窖", Decimal(40), "工程股")
    assert target.period == "2024-06"


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("指标\t目标值（万元）\t责任单位", "水费收入\t900\t收费股"),
        ("指标\t目标值\t责任单位", "水费收入（万元）\t900\t收费股"),
        ("单位：万元\n指标\t目标值\t责任单位", "水费收入\t900\t收费股"),
        ("指标\t目标值\t责任单位", "水费收入\t900万元\t收费股"),
    ],
    ids=["in the head", "in the name", "above the table", "in the cell"],
)
def test_a_unit_is_found_wherever_it_stands(head: str, row: str) -> None:
    (target,) = targets_of(head, row)

    assert (target.indicator, target.value, target.unit) == ("水费收入", Decimal(900), "万元")


@pytest.mark.parametrize(
    ("cell", "relation", "value", "unit"),
    [
        ("≥95", ">=", "95", "%"),
        ("95以上", ">=", "95", "%"),
        ("不低于95%", ">=", "95", "%"),
        ("控制在9以内", "<=", "9", "%"),
        ("≤9", "<=", "9", "%"),
        ("增长6", "+=", "6", "%"),
        ("提高2个百分点", "+=", "2", "个百分点"),
        ("95左右", "=", "95", "%"),
        ("95", "=", "95", "%"),
    ],
)
def test_a_cell_says_how_its_figure_binds(cell: str, relation: str, value: str, unit: str) -> None:
    (target,) = targets_of("指标\t单位\t目标值\t责任单位", f"供水合格程度\t%\t{cell}\t水质股")

    assert (target.relation, target.value, target.unit) == (relation, Decimal(value), unit)


def test_each_goal_column_has_its_own_time() -> None:
    targets = targets_of(
        "指标\t单位\t2023年完成\t一季度\t上半年\t全年", "供水量\t万吨\t290\t70\t150\t310"
    )

    assert [(t.period, t.value) for t in targets] == [
        ("2024-Q1", Decimal(70)),
        ("2024-H1", Decimal(150)),
        ("2024", Decimal(310)),
    ]
    assert {t.baseline for t in targets} == {Decimal(290)}


def test_a_head_of_two_lines_gives_floor_and_stretch() -> None:
    (target,) = targets_of(
        "指标\t单位\t目标值\t\t责任单位", "\t\t基本值\t奋斗值\t", "供水量\t万吨\t310\t330\t供水股"
    )

    assert (target.value, target.stretch) == (Decimal(310), Decimal(330))


def test_places_down_the_side_answer_for_each_indicator() -> None:
    targets = targets_of("乡镇\t改厕（户）\t水窖（口）\t备注", "柳溪镇\t120\t-\t", "合计\t120\t0\t")

    assert [(t.owner, t.indicator, t.value) for t in targets] == [("柳溪镇", "改厕", Decimal(120))]


def test_sentences_in_cells_are_read_with_the_party_of_their_row() -> None:
    first, second = targets_of(
        "序号\t工作任务\t责任单位\t完成时限", "1\t新建水窖40口，清淤渠道31公里\t工程股\t9月底"
    )

    assert (first.indicator, first.value) == ("新建水窖", Decimal(40))
    assert (second.value, second.unit) == (Decimal(31), "公里")
    assert {(t.owner, t.period) for t in (first, second)} == {("工程股", "2024-09")}


def test_a_party_left_blank_is_the_one_above() -> None:
    targets = targets_of("责任单位\t指标\t目标值", "工程股\t水窖\t40口", "\t机井\t6眼")

    assert [t.owner for t in targets] == ["工程股", "工程股"]


def test_bars_part_cells_as_tabs_do() -> None:
    (target,) = targets_of("| 指标 | 单位 | 目标值 |", "|---|---|---|", "| 水窖 总数 | 口 | 40 |")

    assert (target.indicator, target.value) == ("水窖总数", Decimal(40))


def test_a_blank_cell_does_not_shift_the_others() -> None:
    (target,) = targets_of("指标\t单位\t2023年完成\t目标值\t责任单位", "水窖\t口\t\t40\t工程股")

    assert (target.value, target.baseline, target.owner) == (Decimal(40), None, "工程股")


def test_words_after_a_table_are_read_as_words() -> None:
    targets = targets_of("指标\t单位\t目标值", "水窖\t口\t40", "", "全年新建泵站6座。")

    assert [t.value for t in targets] == [Decimal(40), Decimal(6)]


def test_every_figure_of_a_row_has_its_role() -> None:
    text = TITLE + "序号\t指标\t单位\t2023年完成\t目标值\t完成时限\n1\t水窖\t口\t36\t40\t10月底"

    roles = {
        f.text: f.role for f in read_plan(text).figures[1:] if f.start > text.index("水窖") - 3
    }

    assert roles == {"1": "numbering", "36": "baseline", "40": "target", "10": "date"}
