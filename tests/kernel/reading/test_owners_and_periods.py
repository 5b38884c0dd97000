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


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("一、基层工作（组织股牵头）\n新建站点8处。", "组织股"),
        ("（一）工程建设办公室\n1.新建站点8处。", "工程建设办公室"),
        ("1.新建站点8处。\n牵头单位：县水保站\n责任单位：各乡镇", "县水保站"),
        ("一、县扶贫办牵头，新建站点8处。", "县扶贫办"),
        ("二、县商务局、县财政局负责，新建站点8处。", "县商务局、县财政局"),
        ("（四）县民政局、县残联按职责开展工作。新建站点8处。", None),
        ("1.新建站点8处。（基础教育处）", "基础教育处"),
    ],
)
def test_who_answers_is_found_where_the_page_says_it(words: str, owner: str | None) -> None:
    (target,) = read_plan("青禾县2024年任务\n" + words).targets

    assert target.owner == owner


def test_a_news_item_is_of_the_unit_that_informs() -> None:
    words = "记者从市住房保障局获悉，今年新建住房900套。\n该局还将改造小区8个。"

    owners = {t.owner for t in read_plan("青禾日报2024年3月1日\n" + words).targets}

    assert owners == {"市住房保障局"}


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青禾县水利局二0一0年工作计划", 2010),
        ("青禾县水利局20l7年工作安排", 2017),
        ("——一九九八年三月六日在青禾县人民代表大会上的报告", 1998),
        ("青禾县民政“十五五”规划", 2026),
    ],
)
def test_the_year_is_read_however_it_is_written(title: str, year: int) -> None:
    assert read_plan(title + "\n新建站点8处。").document_year == year


def test_a_five_year_plan_gives_its_years() -> None:
    text = "青禾县交通“十二五”规划\n五年新建公路300公里；年均增长8%；到2013年，新建桥8座。"

    periods = [t.period for t in read_plan(text).targets]

    assert periods == ["2011/2015", "2011/2015", "2013"]


def test_a_unit_that_a_sentence_opens_with_is_its_owner_and_no_part_of_the_name() -> None:
    words = "市水务局全年供水不低于60万吨。\n市林业局2024年新建苗圃20处。\n市科技局新增基站300个。"

    found = [(t.owner, t.indicator) for t in read_plan("青禾市2024年任务\n" + words).targets]

    assert found == [
        ("市水务局", "供水"),
        ("市林业局", "新建苗圃"),
        ("市科技局", "新增基站"),
    ]


def test_the_plan_of_a_report_on_last_year_is_this_years() -> None:
    title = "关于青禾县2015年国民经济和社会发展计划执行情况与2016年计划（草案）的报告\n"
    words = "一、2015年计划执行情况\n新建泵站5座。\n二、2016年发展目标\n2016年新建泵站8座。"

    (target,) = read_plan(title + words).targets

    assert (int(target.value), target.period) == (8, "2016")


def test_who_is_charged_in_a_sentence_of_its_own_answers_for_the_item() -> None:
    words = "（一）卫生创建。新建公厕20座，改造旱厕35座。由区城管局负责，9月底前完成。"

    found = {(t.owner, t.period) for t in read_plan("青禾区2024年方案\n" + words).targets}

    assert found == {("区城管局", "2024-09")}
