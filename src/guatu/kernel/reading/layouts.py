"""A document as it was laid out: its text, and where on which page each line or cell stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from guatu.kernel.sentences import Sentence

Box = tuple[float, float, float, float]
Packed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1, with its size in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where the letters `text[start:end]` (a line or a cell) stand.

    `box` is left, top, right, bottom as shares 0 to 1 of the page from its top left corner; None
    where a format has no fixed pages, and `page` then counts sections or sheets. `cell` names the
    place in a table, such as "Sheet1!B7" or "表2 第3行".
    """

    start: int
    end: int
    page: int
    box: Box | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Laid:
    """The text of a document, its pages, its places sorted by where they start, and what was left.

    `notes` are for the eye of a person: hidden words that were dropped, lines hard to read.
    """

    text: str
    pages: tuple[Page, ...] = ()
    places: tuple[Place, ...] = ()
    notes: tuple[Sentence, ...] = ()

    def where(self, start: int, end: int) -> tuple[Place, ...]:
        """The places that hold letters from `start` to `end`; empty when none is known."""
        first = bisect_right(self.places, start, key=lambda place: place.end)
        last = bisect_left(self.places, end, key=lambda place: place.start)
        return self.places[first:last]

    def packed(self) -> Packed:
        """The layout as plain values, for JSON."""
        return {
            "text": self.text,
            "pages": [[page.number, page.width, page.height] for page in self.pages],
            "places": [
                [place.start, place.end, place.page, place.box and list(place.box), place.cell]
                for place in self.places
            ],
            "notes": [_packed_note(note) for note in self.notes],
        }

    @classmethod
    def unpacked(cls, values: Mapping[str, Any]) -> "Laid":
        """The layout out of what `packed` gave.

        Raises `ValueError`, `KeyError` or `TypeError` when it is none, or points out of its text.
        """
        text = str(values["text"])
        places = tuple(_place(*entry) for entry in values["places"])
        before = 0
        for place in places:
            if not before <= place.start <= place.end <= len(text):
                raise ValueError(f"{place} is out of order in a text of {len(text)} letters")
            before = place.start
        return cls(
            text,
            tuple(Page(int(n), float(wide), float(high)) for n, wide, high in values["pages"]),
            places,
            tuple(_note(template, params) for template, params in values["notes"]),
        )


def _place(start: int, end: int, page: int, box: Sequence[float] | None, cell: str | None) -> Place:
    if box is None:
        return Place(int(start), int(end), int(page), None, cell)
    left, top, right, bottom = (min(1.0, max(0.0, float(side))) for side in box)
    return Place(int(start), int(end), int(page), (left, top, right, bottom), cell)


def _packed_note(note: Sentence) -> list[Any]:
    """Template and figures; a sentence within the sentence in the same way."""
    within = {
        name: _packed_note(value) if isinstance(value, Sentence) else value
        for name, value in note.params.items()
    }
    return [note.template, within]


def _note(template: str, params: Mapping[str, Any]) -> Sentence:
    within = {
        name: _note(*value) if isinstance(value, list) else value for name, value in params.items()
    }
    return Sentence(template, **within)
