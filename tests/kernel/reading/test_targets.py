"""The forms in which a plan states its targets."""

from decimal import Decimal

import pytest

from guatu.kernel.reading import DraftTarget, read_plan

TITLE = "青禾县水务局2024年工作要点\n"


def targets_of(words: str) -> tuple[DraftTarget, ...]:
    return read_plan(TITLE + words).targets


def target_of(words: str) -> DraftTarget:
    (target,) = targets_of(words)
    return target


@pytest.mark.parametrize(
    ("words", "relation", "value", "unit"),
    [
        ("供水量达到310万吨。", ">=", "310", "万吨"),
        ("水费收入突破1.2亿元。", ">", "1.2", "亿元"),
        ("供水保证率不低于97%。", ">=", "97", "%"),
        ("管网漏损率控制在9%以内。", "<=", "9", "%"),
        ("每日停水时间不超过4小时。", "<=", "4", "小时"),
        ("管网漏损率降至8.5%。", "<=", "8.5", "%"),
        ("水费收入增长6%以上。", "+=", "6", "%"),
        ("单位产水电耗下降3%。", "-=", "3", "%"),
        ("新建泵站6座。", "=", "6", "座"),
        ("新增用水户2200户以上。", ">=", "2200", "户"),
        ("完成水利投资4.6亿元。", ">=", "4.6", "亿元"),
        ("完成渠道清淤31公里。", "=", "31", "公里"),
        ("节水灌溉面积稳定在5万亩左右。", "=", "5", "万亩"),
        ("水质合格率保持在99%以上。", ">=", "99", "%"),
        ("净增取水许可证15个。", "+=", "15", "个"),
    ],
)
def test_words_bind_the_figure(words: str, relation: str, value: str, unit: str) -> None:
    target = target_of(words)

    assert (target.relation, target.value, target.unit) == (relation, Decimal(value), unit)
    assert target.period == "2024"
    assert target.owner == "青禾县水务局"


def test_a_floor_and_a_stretch_are_one_target() -> None:
    target = target_of("全年供水收入8000万元以上、力争达到1亿元。")

    assert target.value == Decimal(8000)
    assert target.stretch == Decimal(10_000)
    assert target.unit == "万元"


def test_striving_before_securing_is_the_stretch_of_what_is_secured() -> None:
    target = target_of("水利投资力争12亿元，确保10亿元。")

    assert (target.value, target.stretch) == (Decimal(10), Decimal(12))


def test_a_change_keeps_where_it_starts() -> None:
    target = target_of("将自来水普及率由88.5%提高到93%。")

    assert (target.relation, target.value, target.baseline) == (
        ">=",
        Decimal(93),
        Decimal("88.5"),
    )


def test_a_fall_to_a_level_is_an_upper_bound() -> None:
    target = target_of("办件时间由7个工作日压缩到3个工作日。")

    assert (target.relation, target.value, target.baseline) == ("<=", Decimal(3), Decimal(7))


def test_a_list_shares_its_verb() -> None:
    names = [t.indicator for t in targets_of("新建水窖40口、蓄水池12座和取水口3处。")]

    assert names == ["新建水窖", "新建蓄水池", "新建取水口"]


def test_each_of_two_named_things_gets_its_own_figure() -> None:
    first, second = targets_of("城镇、农村居民用水量分别增长3%、5%。")

    assert (first.indicator, first.value) == ("城镇居民用水量", Decimal(3))
    assert (second.indicator, second.value) == ("农村居民用水量", Decimal(5))
    assert first.relation == second.relation == "+="


def test_one_figure_said_of_several_is_said_of_each() -> None:
    names = {t.indicator for t in targets_of("龙池村、柳坝村各建成2座水塔。")}

    assert names == {"龙池村水塔", "柳坝村水塔"}


def test_a_part_keeps_the_name_of_its_whole() -> None:
    whole, part = targets_of("新增用水户2200户，其中企业用水户90户。")

    assert whole.indicator == "新增用水户"
    assert part.indicator == "新增企业用水户"


def test_an_elliptic_level_is_of_what_was_said_before() -> None:
    rise, level = targets_of("供水收入增长8%，达到9000万元。")

    assert rise.indicator == level.indicator == "供水收入"
    assert (rise.relation, level.relation) == ("+=", ">=")


def test_a_portfolio_with_its_amount_is_two_targets() -> None:
    count, amount = targets_of("谋划储备36个(52亿元)水利项目。")

    assert (count.value, count.unit) == (Decimal(36), "个")
    assert (amount.value, amount.unit) == (Decimal(52), "亿元")


def test_a_range_is_its_floor_with_the_upper_end_beside() -> None:
    target = target_of("供水收入增长5%—6.5%。")

    assert (target.value, target.stretch) == (Decimal(5), Decimal("6.5"))


def test_a_qualifier_belongs_to_the_indicator() -> None:
    target = target_of("引进年用水500万吨以上企业3家。")

    assert target.value == Decimal(3)
    assert "500万吨以上企业" in target.indicator


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("新建泵站十二座。", "12"),
        ("供水普及率达到百分之九十五。", "95"),
        ("新建泵站１２座。", "12"),
        ("铺设管网1,250公里。", "1250"),
        ("培训水管员三百二十人次。", "320"),
    ],
)
def test_numerals_are_read_however_they_are_written(words: str, value: str) -> None:
    assert target_of(words).value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "relation", "value", "unit"),
    [
        ("受污染地块利用率≥93%。", ">=", "93", "%"),
        ("水质投诉率≤2%。", "<=", "2", "%"),
        ("养护标准每年提高不低于5%。", "+=", "5", "%"),
        ("用水量增长超过5%。", "+=", "5", "%"),
        ("每个镇至少建有2个水站。", ">=", "2", "个"),
        ("供水保证率保持在97%左右。", ">=", "97", "%"),
        ("亩均增收800元以上。", "+=", "800", "元"),
        ("供水增加值12亿元。", "=", "12", "亿元"),
        ("改造提升泵站15座。", "=", "15", "座"),
        ("用水量恢复到去年同期的95%。", ">=", "95", "%"),
        ("人均预期寿命78.3岁。", "=", "78.3", "岁"),
        ("水样抽检达到4批次/千人。", ">=", "4", "批次/千人"),
        ("发现水事案件，罚没款不低于1200万元。", ">=", "1200", "万元"),
        ("新装水表二千块。", "=", "2000", "块"),
        ("水费收入比上年增长一点五倍。", "+=", "1.5", "倍"),
        ("一年投入76个亿。", "=", "76", "亿"),
        ("安装漏水报警器2200个。", "=", "2200", "个"),
    ],
)
def test_other_words_bind_the_figure_too(words: str, relation: str, value: str, unit: str) -> None:
    target = target_of(words)

    assert (target.relation, target.value, target.unit) == (relation, Decimal(value), unit)


@pytest.mark.parametrize("words", ["力争三年翻番。", "实现供水全覆盖。", "收入翻两番。"])
def test_ambition_without_a_figure_is_no_target(words: str) -> None:
    assert not targets_of(words)


def test_a_stretch_in_brackets_belongs_to_the_figure_before() -> None:
    target = target_of("供水保证率达到96%以上（力争98%）。")

    assert (target.value, target.stretch) == (Decimal(96), Decimal(98))


def test_a_part_in_brackets_is_a_target() -> None:
    whole, part = targets_of("新建水窖400口（其中移民村水窖不少于120口）。")

    assert (part.value, part.relation) == (Decimal(120), ">=")
    assert whole.value == Decimal(400)


def test_what_is_done_for_list_ends_where_another_verb_begins() -> None:
    done, other = targets_of("完成投资3亿元，争取资金1亿元。")

    assert (done.relation, other.relation) == (">=", "=")


def test_two_times_give_the_two_figures_their_periods() -> None:
    first, second = targets_of("到2025年和2030年，水质合格率分别不低于90%和95%。")

    assert (first.period, first.value) == ("2025", Decimal(90))
    assert (second.period, second.value) == ("2030", Decimal(95))


def test_the_annual_goal_that_a_report_names_is_a_target() -> None:
    target = target_of("1—5月水利投资完成2.1亿元，占年度任务6亿元的35%。")

    assert (target.indicator, target.value, target.relation) == ("水利投资", Decimal(6), "=")
    assert target.period == "2024"


def test_a_result_and_this_year_rank_are_told_apart() -> None:
    target = target_of("2023年供水满意度列全市第5位，今年确保进入前3位。")

    assert (target.relation, target.value, target.unit) == ("<=", Decimal(3), "位")
    assert "供水满意度" in target.indicator


def test_lines_of_a_list_without_stops_are_targets() -> None:
    found = read_plan(TITLE + "工作目标\n新建水窖40口\n清淤渠道31公里以上\n").targets

    assert [(t.value, t.relation) for t in found] == [(Decimal(40), "="), (Decimal(31), ">=")]


@pytest.mark.parametrize(
    ("words", "rank"),
    [("供水满意度进入全市前3。", 3), ("供水满意度排名进入全市前五。", 5)],
)
def test_a_rank_is_reached_from_above(words: str, rank: int) -> None:
    target = target_of(words)

    assert (target.relation, target.value, target.unit) == ("<=", Decimal(rank), "位")


def test_a_word_and_a_figure_broken_by_the_column_are_joined() -> None:
    text = (
        TITLE + "全面推进农村供水改造，力争农村自来水入户数达 到26\n\n000户，水费收缴\n率达到96%。"
    )

    assert [t.value for t in read_plan(text).targets][-1] == Decimal(96)


def test_a_row_of_a_table_is_a_target() -> None:
    text = TITLE + (
        "序号 指标名称 计量单位 2023年完成 2024年目标 奋斗目标 责任科室\n"
        "1 新增蓄水能力 万方 20 ≥35 40 工程科\n"
    )

    (target,) = read_plan(text).targets

    assert (target.indicator, target.owner) == ("新增蓄水能力", "工程科")
    assert (target.relation, target.value) == (">=", Decimal(35))
    assert (target.baseline, target.stretch) == (Decimal(20), Decimal(40))


def test_a_record_has_the_fields_of_the_guide() -> None:
    record = target_of("完成水利投资4.6亿元、力争5亿元。").to_record()

    assert record["value"] == 4.6
    assert record["stretch"] == 5
    assert record["role"] == "target"
