"""The pages of a document as they were laid out, with the quotes of its drafts marked on them."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from guatu.apps.plans.models import Document, Draft
from guatu.kernel.reading import Box, Page, Place

THOUSAND = 1000
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page, in thousandths of its width, that holds words of a quote."""

    draft: Draft
    x: int
    y: int
    width: int
    height: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A page with the marks on it; `tall` is its height for a width of a thousand."""

    page: Page
    tall: int
    marks: tuple[Mark, ...]


def sheets(document: Document, drafts: Sequence[Draft]) -> list[SheetShown]:
    """Every page of a document that has pages, with the words marked that drafts quote.

    A place is a line or a cell; of a line that a quote holds in part, the part is marked by the
    width of its letters.
    """
    laid = document.laid
    height = {page.number: _tall(page) for page in laid.pages}
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for draft in drafts:
        boxed = [place for place in laid.where(draft.start, draft.end) if place.box]
        for number, place in enumerate(boxed):
            tall = height.get(place.page, THOUSAND)
            left, top, right, bottom = _part(document.text, place, draft)
            marks[place.page].append(
                Mark(
                    draft=draft,
                    x=round(left * THOUSAND) - MARGIN,
                    y=round(top * tall) - MARGIN,
                    width=round((right - left) * THOUSAND) + 2 * MARGIN,
                    height=round((bottom - top) * tall) + 2 * MARGIN,
                    is_first=number == 0,
                )
            )
    return [SheetShown(page, height[page.number], tuple(marks[page.number])) for page in laid.pages]


def _part(text: str, place: Place, draft: Draft) -> Box:
    """The box of the letters of a place that a draft quotes."""
    left, top, right, bottom = place.box or (0.0, 0.0, 0.0, 0.0)
    start, end = max(place.start, draft.start), min(place.end, draft.end)
    whole = _wide(text[place.start : place.end]) or 1
    before, within = _wide(text[place.start : start]), _wide(text[start:end])
    step = (right - left) / whole
    return left + before * step, top, left + (before + within) * step, bottom


def _wide(text: str) -> int:
    """The width of letters in halves of a Chinese one."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _tall(page: Page) -> int:
    """The height of a page for a width of a thousand."""
    return round(THOUSAND * page.height / page.width)
