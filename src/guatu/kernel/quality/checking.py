"""A check as a declaration, what it finds, and the sentence that a person reads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from guatu.kernel.quality.figures import Book
from guatu.kernel.quality.traits import Cell
from guatu.kernel.sentences import Sentence

Hit = tuple[tuple[Cell, ...], dict[str, Any]]
Look = Callable[[Book], Iterable[Hit]]
PLACES = 4


class Severity(StrEnum):
    """What a finding does: nothing enters, a person must confirm, or it is only marked."""

    BLOCK = "block"
    HOLD = "hold"
    NOTE = "note"


class Scope(StrEnum):
    """What a check looks at."""

    FIGURE = "figure"
    SERIES = "series"
    PEERS = "peers"
    SUM = "sum"
    PAIR = "pair"
    FILING = "filing"


@dataclass(frozen=True, slots=True)
class Check:
    """One declared check; `rule` names the rule that asks for it, `says` has placeholders."""

    key: str
    looks_at: Scope
    severity: Severity
    rule: str
    says: Sentence
    remedy: Sentence
    look: Look


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: the cells, the sentence with its figures, and the remedy."""

    check: str
    severity: Severity
    rule: str
    cells: tuple[Cell, ...]
    sentence: Sentence
    remedy: Sentence


def findings_of(book: Book, checks: Iterable[Check]) -> Iterator[Finding]:
    """What `checks` find in `book`; a note is never an accusation (RELIABILITY 3, row 62)."""
    for check in checks:
        for cells, figures in check.look(book):
            shown = {name: _shown(figure) for name, figure in figures.items()}
            yield Finding(
                check=check.key,
                severity=check.severity,
                rule=check.rule,
                cells=cells,
                sentence=Sentence(check.says.template, **shown),
                remedy=check.remedy,
            )


def _shown(figure: Any) -> Any:  # noqa: ANN401 - figures of any type
    """A figure as it is printed: no exponent, four places, or three figures if it is tiny."""
    if not isinstance(figure, Decimal):
        return figure
    places = max(PLACES, 2 - figure.adjusted())
    cut = figure if figure == figure.to_integral_value() else round(figure, places)
    text = format(cut, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
