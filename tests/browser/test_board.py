"""A leader reads the board: the verdict, what is red, one target, an earlier day."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import People

pytestmark = pytest.mark.browser
TARGETS = 28
FUNDS = "实际到位资金"


@pytest.fixture
def page(people: People) -> Page:
    """The leader's desk, with the board open."""
    page = people.page_of("head")
    page.goto("/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="战图").click()
    return page


def rows_of(page: Page) -> int:
    """How many targets stand in the matrix."""
    return page.get_by_role("rowheader").count()


def test_the_verdict_and_the_red_targets_meet_the_eye(page: Page) -> None:
    expect(page.get_by_role("heading", name="2023 年作战进度图", level=1)).to_be_visible()
    expect(page.get_by_text(re.compile(r"28 项目标中 \d+ 项滞后（2 项严重滞后）"))).to_be_visible()
    assert rows_of(page) == TARGETS

    red = page.get_by_role("row", name=re.compile("严重滞后"))

    expect(red).to_have_count(2)
    expect(red.filter(has_text=FUNDS)).to_be_visible()


def test_a_bureau_and_a_light_narrow_the_board(page: Page) -> None:
    page.get_by_label("单位", exact=True).select_option(label="市招商服务中心")
    page.get_by_label("亮灯", exact=True).select_option("red")
    page.get_by_role("button", name="筛选").click()

    expect(page.get_by_role("rowheader")).to_have_count(2)
    expect(page.get_by_role("link", name=FUNDS).first).to_be_visible()

    page.get_by_role("link", name="看全部").click()

    expect(page.get_by_role("rowheader")).to_have_count(TARGETS)


def test_a_target_shows_its_curve_its_quote_and_its_reasons(page: Page) -> None:
    page.get_by_role("rowheader", name=FUNDS).get_by_role("link").click()

    expect(page.get_by_role("heading", name=FUNDS, level=1)).to_be_visible()
    curve = page.get_by_role("img", name=re.compile("累计曲线：实际 11.65，应到 20.83"))
    expect(curve.locator("svg, canvas").first).to_be_visible()
    expect(page.locator("blockquote mark")).to_contain_text("50亿元")
    why = page.locator("section", has=page.get_by_role("heading", name="为什么亮这盏灯"))
    expect(why.get_by_role("listitem").first).to_be_visible()


def test_an_earlier_day_shows_what_was_known_then(page: Page) -> None:
    page.get_by_label("日期", exact=True).fill("2023-03-31")
    page.get_by_role("button", name="筛选").click()

    expect(page.get_by_text("2023年3月31日").first).to_be_visible()
    expect(page).to_have_url(re.compile("day=2023-03-31"))
    assert rows_of(page) == TARGETS
