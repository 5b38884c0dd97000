"""Reading plan documents: how fast, how much of what annotators found; `--write` makes its page."""

import sys
from collections.abc import Sequence
from functools import partial

from bench.extraction import ANNOTATED, Score, annotated, scores
from bench.extraction.page import pages
from bench.extraction.sets import SHARED
from bench.harness import HERE, Bench

from guatu.kernel.reading import Reading, decode, read_plan
from guatu.packs import document_text

PACK = "honghu-2023"
SEED = SHARED / "seed" / "honghu-2023.txt"
PAGE = HERE.parent / "docs" / "reference"
SEED_AT_MOST = 0.3
LETTERS_AT_LEAST = 100_000
READINGS = 21
LONG_READINGS = 5


def measure(bench: Bench) -> None:
    """Read each document from its bytes to its draft targets, and score the annotated ones."""
    documents = {"plan of the pack": document_text(PACK, "plan").encode()}
    if SEED.is_file():
        documents["seed document"] = SEED.read_bytes()
    for name, data in documents.items():
        bench.record(f"{name}, letters", [len(decode(data))], unit="1")
        bench.record(f"{name}, targets", [len(reading_of(data).targets)], unit="1")
        at_most = SEED_AT_MOST if name.startswith("seed") else None
        bench.time(name, partial(reading_of, data), runs=READINGS, at_most=at_most)
    _measure_long(bench)
    for name, (_, score) in read_sets().items():
        bench.record(f"{name}: core F1", [score.core], unit="1")
        bench.record(f"{name}: strict F1", [score.strict], unit="1")


def _measure_long(bench: Bench) -> None:
    """Letters a second of all annotated plans in one, dense with figures as no plan is."""
    text = "\n".join(document.text for name in ANNOTATED for document in annotated(name))
    taken = bench.time("all annotated plans", partial(read_plan, text), runs=LONG_READINGS)
    rates = [len(text) / seconds for seconds in taken.values]
    bench.record("letters a second", rates, unit="1/s", at_least=LETTERS_AT_LEAST)


def reading_of(data: bytes) -> Reading:
    """What a document holds."""
    return read_plan(decode(data))


def read_sets() -> dict[str, tuple[int, Score]]:
    """The sets that are at hand: how many documents each holds, and its score."""
    found = {}
    for name in ANNOTATED:
        if documents := annotated(name):
            found[name] = (len(documents), scores(documents))
    return found


def main(arguments: Sequence[str]) -> int:
    """Write the page about reading plans, or say how."""
    if list(arguments) != ["--write"]:
        print("用法 · usage: python -m bench.reading --write", file=sys.stderr)
        return 2
    for name, text in pages(read_sets()).items():
        (PAGE / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
