"""The review by keyboard alone: decide, undo without looking for it, split, merge, see the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.adapters.documents.making import PdfMaker
from tests.browser.people import People

FUNDS = "市招商服务中心全年实际到位资金不低于61亿元，力争81亿元。"
TITLES = {
    "test_the_keyboard_is_enough": "征求意见稿",
    "test_a_change_that_was_not_saved_is_not_lost_to_a_decision": "送审稿",
    "test_a_step_without_connection_says_that_it_was_not_done": "印发稿",
}
BASES = "市科技经信局新增5G基站310个。"


def printed(name: str) -> bytes:
    """A plan of the year after next as a PDF of one page; the store keeps each text once."""
    maker = PdfMaker()
    for number, words in enumerate(["2025年工作安排", name, FUNDS, BASES]):
        maker.words(72, 90 + 40 * number, words)
    return maker.done()


@pytest.fixture
def page(people: People, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The review of that plan."""
    page = people.page_of("dispatcher")
    page.goto("/plans/")
    name = TITLES[request.function.__name__]
    plan = FilePayload(name="2025.pdf", mimeType="application/pdf", buffer=printed(name))
    page.get_by_label("规划文件").set_input_files(plan)
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("heading", name=re.compile("识别出 2 项目标"))).to_be_visible()
    yield page
    page.context.close()


def test_the_keyboard_is_enough(page: Page) -> None:
    picture = page.locator("figure image").first
    expect(picture).to_have_attribute("href", re.compile(r"/pages/1/$"))
    expect(page.locator("rect.is-here")).to_have_attribute("data-quote", "1")

    page.keyboard.press("x")
    expect(page.locator("#draft-1")).to_have_attribute("data-status", "rejected")
    expect(page.locator("#draft-2")).to_have_class(re.compile("is-here"))
    page.keyboard.press("u")
    expect(page.locator("#draft-1")).to_have_attribute("data-status", "open")

    page.keyboard.press("k")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name=re.compile("识别出 3 项目标"))).to_be_visible()
    expect(page.locator("#draft-3")).to_have_class(re.compile("is-here"))
    expect(page.locator("#draft-3")).to_contain_text("81")

    page.keyboard.press("m")
    expect(page.locator("#draft-3 select[name=into]")).to_be_focused()
    page.locator("#draft-3").get_by_role("button", name="合并", exact=True).first.click()
    expect(page.locator("#draft-3")).to_have_attribute("data-status", "merged")
    expect(page.locator("#draft-1")).to_contain_text("力争 81")

    page.keyboard.press("Shift+K")
    page.keyboard.press("E")
    expect(page.locator("#draft-1 input[name=indicator]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#draft-1")).to_be_focused()

    page.get_by_role("button", name="文字").click()
    expect(page.locator("mark").first).to_be_visible()
    expect(picture).to_be_hidden()


def test_a_change_that_was_not_saved_is_not_lost_to_a_decision(page: Page) -> None:
    record = page.locator("#draft-1")
    record.locator("input[name=indicator]").fill("改过的名字")
    page.keyboard.press("Escape")

    page.keyboard.press("y")

    expect(record.get_by_text("改动还没有保存")).to_be_visible()
    expect(record).to_have_attribute("data-status", "open")
    expect(record.locator("input[name=indicator]")).to_have_value("改过的名字")


def test_a_step_without_connection_says_that_it_was_not_done(page: Page) -> None:
    page.context.set_offline(True)

    page.keyboard.press("x")

    expect(page.get_by_text("网络不通，刚才这一步没有做成")).to_be_visible()
    expect(page.locator("#draft-1")).to_have_attribute("data-status", "open")
    page.context.set_offline(False)
    page.keyboard.press("x")
    expect(page.locator("#draft-1")).to_have_attribute("data-status", "rejected")
