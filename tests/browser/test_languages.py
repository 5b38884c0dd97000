"""The English pages hold no Chinese, but where the page says that it is Chinese."""

import pytest
from playwright.sync_api import expect
from tests.browser.pages import NAMES, Visit, open_page
from tests.browser.people import People, Wishes

pytestmark = pytest.mark.browser
HAN = r"""() => {
  const han = /\p{Script=Han}/u, found = new Set();
  const tell = (element, text) => {
    if (han.test(text) && !element.closest('[lang^=zh]')) {
      found.add(element.tagName.toLowerCase() + ': ' + text.trim().slice(0, 60));
    }
  };
  if (han.test(document.title)) { found.add('title: ' + document.title); }
  for (const element of document.body.querySelectorAll('*')) {
    if (['SCRIPT', 'STYLE'].includes(element.tagName)) { continue; }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      tell(element, element.getAttribute(name) || '');
    }
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) { tell(element, child.data); }
    }
  }
  return [...found];
}"""


@pytest.mark.parametrize("name", NAMES)
def test_an_english_page_holds_no_chinese(
    people: People, visits: dict[str, Visit], name: str
) -> None:
    page = people.page_of(visits[name].person, Wishes(is_english=True))
    open_page(page, visits[name])

    expect(page.locator("html")).to_have_attribute("lang", "en")
    found = page.evaluate(HAN)
    page.context.close()

    assert found == []
