"""A plan document goes in, a dispatcher checks it by keyboard, the board shows it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import People
from tests.browser.sites import ROOT

pytestmark = pytest.mark.browser
SEED = ROOT.parent / "shared" / "seed" / "honghu-2023.txt"
ABSENT = (
    f"THE PLAN WAS NOT READ IN THE BROWSER: the seed document {SEED.name} is not beside the house"
)


@pytest.fixture
def seed() -> Path:
    """The real plan page of 2023."""
    if not SEED.exists():
        pytest.skip(ABSENT)
    return SEED


@pytest.fixture
def page(newcomers: People) -> Page:
    """The dispatcher's desk on the first day."""
    page = newcomers.page_of("dispatcher")
    page.goto("/")
    return page


def number_of(page: Page) -> str:
    """The number of the record that the keys act on, once it waits for a decision."""
    here = page.locator("article.is-here[data-status=open]")
    expect(here).to_have_count(1)
    return str(here.get_attribute("data-record"))


def decide(page: Page, key: str, status: str) -> str:
    """Press `key` on the record there, which takes the new status; returns its number."""
    number = number_of(page)
    page.keyboard.press(key)
    expect(page.locator(f"#draft-{number}")).to_have_attribute("data-status", status)
    return number


def confirm(page: Page) -> bool:
    """Confirm with Y; a figure that contradicts an earlier one is refused in words and rejected."""
    number = number_of(page)
    refused = page.locator(f"#draft-{number} [role=alert]")
    page.keyboard.press("y")
    expect(page.locator(f"#draft-{number}[data-status=confirmed]").or_(refused)).to_be_visible()
    if refused.count() == 0:
        return True
    expect(refused).to_contain_text("已有目标")
    decide(page, "x", "rejected")
    return False


def test_a_plan_document_becomes_a_lit_board(page: Page, seed: Path) -> None:
    page.get_by_role("link", name="上传或查看规划").click()
    page.get_by_label("规划文件").set_input_files(seed)
    page.get_by_role("button", name="上传并识别").click()
    heading = page.get_by_role("heading", name=re.compile(r"识别出 \d+ 项目标"))
    total = int("".join(re.findall(r"识别出 (\d+)", heading.inner_text())))
    assert total >= 28
    expect(page.get_by_role("article")).to_have_count(total)

    move_about(page)
    confirmed = check_all(page, total)
    assert confirmed >= total - 2

    page.reload()
    expect(page.get_by_role("heading", name=f"已核对 {total} 项")).to_be_visible()
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="战图").click()
    expect(page.get_by_role("rowheader")).to_have_count(confirmed)
    read_the_quote(page, seed.read_text(encoding="utf-8"))


def move_about(page: Page) -> None:
    """Go down and up with J and K; the quote in the document follows."""
    first = number_of(page)
    page.keyboard.press("j")
    second = number_of(page)
    expect(page.locator("mark.is-here").first).to_have_attribute("data-quote", second)
    page.keyboard.press("k")

    assert number_of(page) == first != second


def check_all(page: Page, total: int) -> int:
    """Edit the first record, reject the second, confirm the others; returns the confirmed."""
    edit(page)
    decide(page, "y", "confirmed")
    rejected = decide(page, "x", "rejected")
    assert number_of(page) != rejected
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(page.locator(f"#draft-{rejected}")).to_have_attribute("data-status", "open")
    assert decide(page, "x", "rejected") == rejected
    return 1 + sum(confirm(page) for _ in range(2, total))


def edit(page: Page) -> None:
    """Change what the reader took for the first record, with E."""
    record = page.locator(f"#draft-{number_of(page)}")
    page.keyboard.press("e")
    record.locator("input[name=indicator]").fill("紧盯的预增产值增长点")
    record.get_by_role("button", name="保存修改").click()
    expect(record.locator(".g-rec__n")).to_contain_text("紧盯的预增产值增长点")


def read_the_quote(page: Page, text: str) -> None:
    """Open a target; its marked words stand in the document."""
    page.get_by_role("rowheader").first.get_by_role("link").click()
    quote = page.locator("blockquote mark").inner_text()

    assert "".join(quote.split()) in "".join(text.split())
