"""The wall: one screen of 1920 by 1080, without scroll bars, that renews itself."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.people import People, Screen, Watch, Wishes

pytestmark = pytest.mark.browser
OVERFLOW = """() => [document.documentElement, document.body, document.querySelector('main')]
    .map(e => [e.scrollWidth - e.clientWidth, e.scrollHeight - e.clientHeight])
    .flat().reduce((most, one) => Math.max(most, one), 0)"""


@pytest.fixture
def page(people: People) -> Page:
    """The screen in the hall."""
    wishes = Wishes(screen=Screen.WALL, is_dark=True, may_be_probed=True)
    page = people.page_of("head", wishes)
    page.clock.install()
    page.goto("/board/wall/")
    return page


def test_everything_stands_on_one_screen(page: Page) -> None:
    expect(page.get_by_role("rowheader")).to_have_count(28)

    assert page.evaluate(OVERFLOW) == 0


def test_it_renews_itself_every_minute_without_a_reload(people: People, page: Page) -> None:
    watch = Watch(people.site.address).over(page)
    heading = page.get_by_role("heading", level=1)
    page.evaluate("window.isTheSamePage = true")

    with page.expect_response("**/board/wall/") as renewed:
        page.clock.fast_forward(61_000)

    assert renewed.value.request.headers["hx-request"] == "true"
    assert renewed.value.ok
    expect(heading).to_have_count(1)
    assert page.evaluate("window.isTheSamePage")
    assert watch.faults == []
