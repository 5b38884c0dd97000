"""What axe-core finds on every page, in light and dark, on the phone and at the desk."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.browser.pages import NAMES, Visit, open_page
from tests.browser.people import People, Screen, Wishes

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8") + ";0"
LOOK = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
WEAR = "theme => { document.documentElement.dataset.theme = theme; }"
SERIOUS = {"serious", "critical"}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_serious_stands_in_the_way(
    people: People, visits: dict[str, Visit], name: str
) -> None:
    page = people.page_of(visits[name].person, Wishes(may_be_probed=True))
    found = []

    open_page(page, visits[name])
    page.evaluate(AXE)
    for screen, theme in product((Screen.DESK, Screen.PHONE), ("light", "dark")):
        width, height = screen.value
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(WEAR, theme)
        found += [f"{screen.name} {theme}: {line}" for line in told(page.evaluate(LOOK))]
    page.context.close()

    assert found == []


def told(violations: list[dict[str, Any]]) -> list[str]:
    """The serious ones: the rule, how often, and the first place."""
    return [
        f"{one['id']} x{len(one['nodes'])} {one['nodes'][0]['target']}: "
        f"{one['nodes'][0]['failureSummary']}"
        for one in violations
        if one["impact"] in SERIOUS
    ]
