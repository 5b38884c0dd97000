"""Every page of the product, and what has to be done before the last of them exists."""

import re
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Page, expect
from tests.browser.people import People

PLAN = """2023年工作安排

全年新签约亿元以上项目不低于100个，力争120个。全年实际到位资金不低于50亿元。
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page as one person opens it."""

    name: str
    person: str
    path: str
    status: int = 200


PLAIN = (
    Visit("sign_in", "", "/sign-in/"),
    Visit("duties_of_a_leader", "head", "/"),
    Visit("duties_of_a_dispatcher", "dispatcher", "/"),
    Visit("duties_of_a_filer", "silent", "/"),
    Visit("war_map", "head", "/board/"),
    Visit("war_map_filtered", "head", "/board/?light=red&day=2023-03-31"),
    Visit("deployment", "head", "/board/deployment/"),
    Visit("support", "head", "/board/support/"),
    Visit("wall", "head", "/board/wall/"),
    Visit("plans", "dispatcher", "/plans/"),
    Visit("quality", "dispatcher", "/quality/"),
    Visit("ranks", "head", "/ranks/"),
    Visit("ranks_of_towns", "head", "/ranks/?group=towns"),
    Visit("ranking", "head", "/ranks/peers/investment.arrived_funds/"),
    Visit("plan_compare", "dispatcher", "/plans/compare/"),
    Visit("filings", "silent", "/filings/"),
    Visit("no_filings", "clerk", "/filings/"),
    Visit("forbidden", "head", "/plans/", status=403),
    Visit("missing", "head", "/targets/999999/", status=404),
)
MADE = {
    "target": "head",
    "review": "dispatcher",
    "coverage": "dispatcher",
    "plan_receipt": "dispatcher",
    "filing": "silent",
    "filing_refused": "silent",
    "receipt": "silent",
}
NAMES = [visit.name for visit in PLAIN] + list(MADE)


def open_page(page: Page, visit: Visit) -> None:
    """Open a page and wait until it stands."""
    answer = page.goto(visit.path)

    assert answer is not None
    assert answer.status == visit.status
    page.wait_for_load_state("networkidle")
    if visit.name == "filing_refused":
        page.locator("#id_value").fill("12a")
        page.locator("form [type=submit].g-btn--main").click()
        expect(page.get_by_role("alert")).to_be_visible()


def all_visits(people: People) -> dict[str, Visit]:
    """Every page by name; reads a plan and files a figure so that their pages exist."""
    filing = _address(people, "silent", "/filings/", "main .g-list a")
    review = _review(people)
    made = {
        "coverage": f"{review}coverage/",
        "plan_receipt": f"{review}receipt/",
        "target": _address(people, "head", "/board/?light=red", "main table a"),
        "review": review,
        "filing": filing,
        "filing_refused": filing,
        "receipt": _receipt(people),
    }
    visits = {visit.name: visit for visit in PLAIN}
    return visits | {name: Visit(name, MADE[name], path) for name, path in made.items()}


def _address(people: People, person: str, path: str, link: str) -> str:
    """Where the first such link of a page leads."""
    page = people.page_of(person)
    page.goto(path)
    found = page.locator(link).first.get_attribute("href")
    page.context.close()
    return str(found)


def _review(people: People) -> str:
    """The review of a short plan, with one of its targets rejected."""
    page = people.page_of("dispatcher")
    page.goto("/plans/")
    plan = FilePayload(name="2023.txt", mimeType="text/plain", buffer=PLAN.encode())
    page.get_by_label("规划文件").set_input_files(plan)
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("heading", name=re.compile("识别出"))).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator("[data-status=rejected]")).to_have_count(1)
    path = page.url.removeprefix(people.site.address)
    page.context.close()
    return path


def _receipt(people: People) -> str:
    """The receipt of the newest figure that the silent unit owed."""
    page = people.page_of("silent")
    page.goto("/filings/")
    page.locator("main .g-list a").last.click()
    page.get_by_label("本期数").fill("1")
    page.get_by_label("说明").fill("示例")
    page.get_by_role("button", name="报送").click()
    page.wait_for_url("**/receipts/*/")
    path = page.url.removeprefix(people.site.address)
    page.context.close()
    return path
