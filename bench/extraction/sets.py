"""The annotated plans: those of this repository, and the shared ones where they are at hand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from bench.harness import HERE

PLANS = HERE.parent / "tests" / "kernel" / "reading" / "plans"
SHARED = HERE.parents[1] / "shared"
ANNOTATED = ("seed", "dev", "written", "first", "second", "third", "fourth", "fifth", "sixth")
OWN = frozenset({"first", "second", "third", "fourth", "fifth", "sixth"})


@dataclass(frozen=True, slots=True)
class Gold:
    """A record that a careful reader gives for a document."""

    quote: str
    owner: str | None
    indicator: str
    period: str | None
    relation: str
    value: Decimal
    unit: str | None
    stretch: Decimal | None
    baseline: Decimal | None
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A plan with its gold answer."""

    name: str
    text: str
    gold: tuple[Gold, ...]


def annotated(name: str) -> list[Document]:
    """The documents of a set; none when the set is not at hand."""
    if name == "seed":
        pairs = [
            (SHARED / "seed" / "honghu-2023.txt", SHARED / "extraction" / "honghu-2023.gold.jsonl")
        ]
    else:
        folder = PLANS / name if name in OWN else SHARED / "extraction" / name
        pairs = [(path, path.with_suffix(".gold.jsonl")) for path in sorted(folder.glob("*.txt"))]
    return [_document(text, gold) for text, gold in pairs if text.is_file() and gold.is_file()]


def _document(text: Path, gold: Path) -> Document:
    return Document(text.stem, text.read_text("utf-8"), tuple(_records(gold)))


def _records(path: Path) -> Iterator[Gold]:
    for line in path.read_text("utf-8").splitlines():
        found = json.loads(line, parse_float=Decimal, parse_int=Decimal) if line.strip() else {}
        if not found or found.get("role", "target") != "target":
            continue
        yield Gold(
            quote=found["quote"],
            owner=found["owner"],
            indicator=found["indicator"],
            period=found["period"],
            relation=found["relation"],
            value=found["value"],
            unit=found["unit"],
            stretch=found["stretch"],
            baseline=found["baseline"],
            is_optional=bool(found.get("optional")),
        )
