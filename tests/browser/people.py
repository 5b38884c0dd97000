"""People at a browser: who is signed in, on which screen, and what their console says."""

from dataclasses import dataclass, field
from enum import Enum

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, StorageState
from tests.browser.sites import Site

PASSWORD = "guatu-2023-demo"
TONGUE = "django_language"
STATUS = "Failed to load resource"


class Screen(Enum):
    """The three screens that pages are made for, in pixels."""

    PHONE = (390, 844)
    DESK = (1440, 900)
    WALL = (1920, 1080)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person's browser asks for beside the page."""

    screen: Screen = Screen.DESK
    is_dark: bool = False
    is_english: bool = False
    may_be_probed: bool = False


@dataclass
class Watch:
    """What goes wrong on a page without anybody clicking: errors, and requests that leave."""

    address: str
    faults: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Keep an error or a warning, unless it only repeats the status of the page itself."""
        here = message.page.url if message.page else ""
        is_status = message.text.startswith(STATUS) and message.location["url"] == here
        if message.type in {"error", "warning"} and not is_status:
            self.faults.append(message.text)

    def see(self, request: Request) -> None:
        """Keep a request to another host."""
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asks {request.url}")

    def over(self, page: Page) -> "Watch":
        """Watch `page` from now on."""
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.see)
        return self


@dataclass(slots=True)
class People:
    """Everyone who visits a site with one browser; each signs in once."""

    browser: Browser
    site: Site
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def page_of(self, person: str, wishes: Wishes = Wishes()) -> Page:
        """A new window of a person who is signed in; nobody is when `person` is empty."""
        width, height = wishes.screen.value
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if wishes.is_dark else "light",
            locale="zh-CN",
            reduced_motion="reduce",
            bypass_csp=wishes.may_be_probed,
            storage_state=self._session(person) if person else None,
        )
        context.set_default_timeout(20_000)
        if wishes.is_english:
            context.add_cookies([{"name": TONGUE, "value": "en", "url": self.site.address}])
        return context.new_page()

    def _session(self, person: str) -> StorageState:
        """The session of a person, who signs in when not done before."""
        if person not in self.sessions:
            page = self.page_of("")
            sign_in(page, person)
            self.sessions[person] = page.context.storage_state()
            page.context.close()
        return self.sessions[person]


def sign_in(page: Page, person: str) -> None:
    """Sign in as a person does, and land on the duties."""
    page.goto("/sign-in/")
    page.get_by_label("账号").fill(person)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="我的任务", level=1).wait_for()
