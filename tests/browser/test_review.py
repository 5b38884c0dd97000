"""The review by keyboard alone: decide, undo without looking for it, split, merge, see the page."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FilePayload, Page, expect
from tests.adapters.documents.making import PdfMaker
from tests.browser.people import People

FUNDS = "市招商服务中心全年实际到位资金不低于61亿元，力争81亿元。"
BASES = "市科技经信局新增5G基站310个。"


def printed() -> bytes:
    """A plan of the year after next as a PDF of one page."""
    maker = PdfMaker()
    for number, words in enumerate(["2025年工作安排", FUNDS, BASES]):
        maker.words(72, 90 + 40 * number, words)
    return maker.done()


@pytest.fixture
def page(people: People) -> Iterator[Page]:
    """The review of that plan."""
    page = people.page_of("dispatcher")
    page.goto("/plans/")
    plan = FilePayload(name="2025.pdf", mimeType="application/pdf", buffer=printed())
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
