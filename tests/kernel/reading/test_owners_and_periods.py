"""Who commits to a figure, and by when."""

import pytest

from guatu.kernel.reading import read_plan


def owners_of(text: str) -> list[str | None]:
    return [target.owner for target in read_plan(text).targets]


def periods_of(words: str) -> list[str | None]:
    return [t.period for t in read_plan("青禾县2024年工作计划\n" + words).targets]


def test_the_nearest_heading_owns_and_noise_does_not_end_it() -> None:
    page = (
        "青禾报 2024年1月9日 第2版\n\n县教育局锚定“三个提升”发力\n\n□ 记者 本报\n\n"
        "今年新建幼儿园4所。\n\n县民政局:办好暖心事\n\n图为社区食堂。\n\n今年新建社区食堂9个。\n"
    )

    assert owners_of(page) == ["县教育局", "县民政局"]


def test_a_unit_named_in_a_paragraph_takes_over() -> None:
    page = (
        "县教育局聚焦“三个提升”发力\n2024年计划新建幼儿园4所。\n"
        "2024年县文旅服务中心将持续发力。\n新增民宿30家。\n"
    )

    assert owners_of(page) == ["县教育局", "县文旅服务中心"]


@pytest.mark.parametrize(
    "item",
    [
        "新建公厕8座。（责任单位：县城管局）",
        "新建公厕8座，由县城管局负责。",
        "新建公厕8座。（县城管局牵头）",
        "县城管局牵头，新建公厕8座。",
    ],
)
def test_the_lead_unit_of_an_item_goes_before_the_heading(item: str) -> None:
    assert owners_of("青禾县住建局2024年工作计划\n1." + item) == ["县城管局"]


def test_where_only_the_county_acts_nobody_owns() -> None:
    assert owners_of("青禾县2024年工作计划\n我县新建公厕8座。") == [None]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("新建公厕8座。", "2024"),
        ("一季度新建公厕8座。", "2024-Q1"),
        ("2024年第三季度新建公厕8座。", "2024-Q3"),
        ("上半年新建公厕8座。", "2024-H1"),
        ("6月底前新建公厕8座。", "2024-06"),
        ("11月20日前新建公厕8座。", "2024-11"),
        ("到2026年，新建公厕8座。", "2026"),
        ("每年新建公厕8座。", "annual"),
        ("今年新建公厕8座。", "2024"),
    ],
)
def test_a_period_word_gives_the_period(words: str, period: str) -> None:
    assert periods_of(words) == [period]


def test_a_date_that_opens_the_sentence_holds_over_semicolons() -> None:
    assert periods_of("6月底前，新建公厕8座；改造公厕5座。") == ["2024-06", "2024-06"]


def test_a_date_inside_an_item_ends_with_it() -> None:
    assert periods_of("新建公厕8座，其中6月底前完成3座；改造旱厕50户。") == [
        "2024",
        "2024-06",
        "2024",
    ]


def test_a_plan_of_three_years_gives_its_span() -> None:
    text = "青禾县城市更新三年行动计划（2024—2026年）\n三年打造精品街区12个。"

    assert [t.period for t in read_plan(text).targets] == ["2024/2026"]


def test_the_year_of_the_caller_goes_before_the_document() -> None:
    reading = read_plan("新建公厕8座。", year=2031)

    assert reading.document_year == 2031
    assert [t.period for t in reading.targets] == ["2031"]
