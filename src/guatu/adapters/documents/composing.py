"""Putting a document's text together, line by line, while keeping where each piece stood."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from guatu.kernel.reading import Box, Laid, Page, Place
from guatu.kernel.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: a line of a page, or a cell."""

    words: str
    page: int
    box: Box | None = None
    cell: str | None = None


@dataclass(slots=True)
class Composer:
    """The text so far; `finish` gives it with its places."""

    _words: list[str] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    _length: int = 0
    pages: list[Page] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def line(self, pieces: Sequence[Piece], *, between: str = "") -> None:
        """Add one line, `between` standing between its pieces; blank pieces have no place."""
        for number, piece in enumerate(pieces):
            if number:
                self._add(between)
            start = self._length
            self._add(piece.words)
            if piece.words.strip():
                self._places.append(Place(start, self._length, piece.page, piece.box, piece.cell))
        self._add("\n")

    def row(self, cells: Sequence[Piece]) -> None:
        """Add a row of a table: cells parted by one tab, blank ones at its end left out."""
        last = max((at for at, cell in enumerate(cells, 1) if cell.words), default=0)
        self.line(cells[:last], between="\t")

    def gap(self) -> None:
        """Add a blank line, unless one stands there already."""
        if self._words and not (len(self._words) > 1 and self._words[-2:] == ["\n", "\n"]):
            self._add("\n")

    def finish(self) -> Laid:
        """The layout of all that was added."""
        return Laid("".join(self._words), tuple(self.pages), tuple(self._places), tuple(self.notes))

    def _add(self, words: str) -> None:
        if words:
            self._words.append(words)
            self._length += len(words)
