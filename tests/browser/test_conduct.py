"""How every page behaves: a quiet console, no foreign host, no sideways scroll, little to load."""

import pytest
from playwright.sync_api import CDPSession, expect
from tests.browser.pages import NAMES, Visit, open_page
from tests.browser.people import People, Screen, Watch, Wishes

pytestmark = pytest.mark.browser
BUDGET = 250 * 1024
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_quiet_and_fits_every_screen(
    people: People, visits: dict[str, Visit], name: str
) -> None:
    visit = visits[name]
    page = people.page_of(visit.person, Wishes(screen=Screen.PHONE))
    watch = Watch(people.site.address).over(page)
    too_wide = []

    open_page(page, visit)
    for screen in Screen:
        width, height = screen.value
        page.set_viewport_size({"width": width, "height": height})
        if excess := page.evaluate(SIDEWAYS):
            too_wide.append(f"{screen.name}: {excess} px")
    page.context.close()

    assert watch.faults == []
    assert too_wide == []


def test_the_first_visit_of_the_board_is_light(people: People) -> None:
    page = people.page_of("head")
    wire = page.context.new_cdp_session(page)
    sizes = transferred(wire)

    page.goto("/board/")
    expect(page.get_by_role("rowheader")).to_have_count(28)
    page.wait_for_load_state("networkidle")

    assert len(sizes) > 3
    assert sum(sizes) <= BUDGET


def transferred(wire: CDPSession) -> list[int]:
    """The bytes of each answer as they came over the wire, filled while the page loads."""
    sizes: list[int] = []
    wire.on("Network.loadingFinished", lambda done: sizes.append(int(done["encodedDataLength"])))
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return sizes
