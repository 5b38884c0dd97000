"""A clerk files a figure from the phone: mistypes, reads the words, repairs, gets a receipt."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import People, Screen, Wishes

pytestmark = pytest.mark.browser
FUNDS = "实际到位资金"


@pytest.fixture
def page(people: People) -> Page:
    """The phone of the town's clerk, who is late."""
    page = people.page_of("late", Wishes(screen=Screen.PHONE))
    page.goto("/")
    return page


def file(page: Page, typed: str) -> None:
    """Type a figure and send it."""
    page.get_by_label("本期数").fill(typed)
    page.get_by_role("button", name="报送").click()


def funds_on_board(page: Page) -> str:
    """The row of the funds, as the board shows it."""
    page.goto("/board/")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=FUNDS))
    return row.inner_text()


def test_a_figure_goes_from_the_phone_onto_the_board(page: Page) -> None:
    before = funds_on_board(page)
    page.get_by_role("navigation", name="底部导航").get_by_role("link", name="填报").click()
    page.get_by_role("link", name=FUNDS, exact=True).click()
    alert = page.get_by_role("alert")

    file(page, "约８")
    expect(alert).to_contain_text("约数，不能作为完成数")
    file(page, "２００")
    expect(alert).to_contain_text("疑似单位填错")
    expect(page.get_by_label("本期数")).to_have_value("２００")
    file(page, "０．０８")

    expect(page.get_by_role("heading", name=re.compile(r"回执号 20230613-\w+"))).to_be_visible()
    expect(page.get_by_role("row", name=re.compile(f"{FUNDS}.*0.08"))).to_be_visible()
    page.get_by_role("link", name="继续填报").click()
    expect(page.get_by_role("link", name=FUNDS, exact=True)).to_have_count(0)
    assert funds_on_board(page) != before
