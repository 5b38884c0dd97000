"""Reading plan documents: the plan of the example pack, and the real page where it is at hand."""

from functools import partial

from bench.harness import HERE, Bench

from guatu.kernel.reading import Reading, decode, read_plan
from guatu.packs import document_text

PACK = "honghu-2023"
SEED = HERE.parents[1] / "shared" / "seed" / "honghu-2023.txt"
SEED_AT_MOST = 0.3
READINGS = 21


def measure(bench: Bench) -> None:
    """Read each document from its bytes to its draft targets."""
    documents = {"plan of the pack": document_text(PACK, "plan").encode()}
    if SEED.is_file():
        documents["seed document"] = SEED.read_bytes()
    for name, data in documents.items():
        bench.record(f"{name}, letters", [len(decode(data))], unit="1")
        bench.record(f"{name}, targets", [len(reading_of(data).targets)], unit="1")
        at_most = SEED_AT_MOST if name.startswith("seed") else None
        bench.time(name, partial(reading_of, data), runs=READINGS, at_most=at_most)


def reading_of(data: bytes) -> Reading:
    """What a document holds."""
    return read_plan(decode(data))
