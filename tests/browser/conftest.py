"""The browser of a module, and the counties of a worker."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.pages import Visit, all_visits
from tests.browser.people import People
from tests.browser.sites import EMPTY, EXAMPLE, Site, built, serving

CHROMIUM = Path("/usr/bin/chromium")
ABSENT = (
    f"BROWSER TESTS DID NOT RUN: {CHROMIUM} is missing; install it with: apt-get install chromium"
)
QUIET = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium; closed with the module, because it keeps an event loop running."""
    if not CHROMIUM.exists():
        if os.environ.get("GUATU_CI") == "1":
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session")
def example_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The example county on 13 June 2023."""
    county = built(shared, "example-county", EXAMPLE)
    with serving(county, tmp_path_factory.mktemp("example") / "data") as site:
        yield site


@pytest.fixture(scope="session")
def empty_site(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A county before its first plan."""
    county = built(shared, "empty-county", EMPTY)
    with serving(county, tmp_path_factory.mktemp("empty") / "data") as site:
        yield site


@pytest.fixture(scope="module")
def people(browser: Browser, example_site: Site) -> People:
    """The cast of the example county."""
    return People(browser, example_site)


@pytest.fixture(scope="module")
def newcomers(browser: Browser, empty_site: Site) -> People:
    """The people of the county before its first plan."""
    return People(browser, empty_site)


@pytest.fixture(scope="session")
def known() -> dict[str, Visit]:
    """The pages that this worker has found so far."""
    return {}


@pytest.fixture(scope="module")
def visits(people: People, known: dict[str, Visit]) -> dict[str, Visit]:
    """Every page by name; the plan is read and the figure filed once a worker."""
    if not known:
        known |= all_visits(people)
    return known
