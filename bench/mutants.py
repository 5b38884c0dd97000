"""Broken and hostile documents in the limited child: crashes, hangs and invented figures.

`MUTANTS` in the environment says how many (10,000), `MUTANT_SEED` which (7). Each document gets a
child of its own, forked from a process that has loaded the reader, with the limits of the product.
"""

import json
import os
import resource
import select
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.harness import Bench
from tests.adapters.documents.honesty import invented
from tests.adapters.documents.mutations import Mutant, good, mutants

from guatu.adapters.documents.child import answer
from guatu.adapters.documents.limits import Limits, confine
from guatu.adapters.documents.listening import SILENCE
from guatu.adapters.documents.packing import unpacked
from guatu.kernel.reading import Laid

COUNT = 10_000
SEED = 7
LIMITS = Limits()
TELL_EVERY = 500


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a document ended: read, refused, out of memory, out of time, crash, hang or invention."""

    ending: str
    detail: str
    seconds: float
    megabytes: float


def measure(bench: Bench) -> None:
    """Read every mutant; nothing may crash, hang or be invented."""
    count = int(os.environ.get("MUTANTS", COUNT))
    seed = int(os.environ.get("MUTANT_SEED", SEED))
    good()
    endings: Counter[str] = Counter()
    seconds, megabytes = [], []
    for number, mutant in enumerate(mutants(count, seed), start=1):
        verdict = judge(mutant)
        endings[verdict.ending] += 1
        seconds.append(verdict.seconds)
        megabytes.append(verdict.megabytes)
        if verdict.ending in {"crash", "hang", "invention"}:
            print(f"{number} {mutant.name}: {verdict.ending} {verdict.detail}", file=sys.stderr)
        if number % TELL_EVERY == 0:
            print(f"{number} {dict(endings)}", file=sys.stderr, flush=True)
    bench.record("mutants", [count], unit="1")
    for ending in ("read", "refused", "out of memory", "out of time"):
        bench.record(ending, [endings[ending]], unit="1")
    for ending in ("crash", "hang", "invention"):
        bench.record(ending, [endings[ending]], unit="1", at_most=0)
    bench.record("slowest", [max(seconds)], unit="s", at_most=LIMITS.waiting)
    bench.record("most memory", [max(megabytes)], unit="MB", at_most=LIMITS.memory)


def judge(mutant: Mutant) -> Verdict:
    """Read a document in a forked child and see how it ends."""
    came, goes = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(came)
        _be_child(mutant, goes)
    os.close(goes)
    told = _hear(came, began + _patience())
    if told is None:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    seconds, megabytes = time.monotonic() - began, used.ru_maxrss / 1024
    if told is None:
        return Verdict("hang", "", seconds, megabytes)
    ending, detail = _ending(told, os.waitstatus_to_exitcode(status))
    return Verdict(ending, detail, seconds, megabytes)


def _patience() -> float:
    """How long a child may take: longer where other work leaves it less of the processor."""
    return LIMITS.waiting * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def _ending(told: bytes, status: int) -> tuple[str, str]:
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return "out of time", ""
    if status:
        return "crash", f"status {status}"
    ending, detail = json.loads(told)
    return ending, detail


def _be_child(mutant: Mutant, goes: int) -> None:
    """Read within the limits, tell how it went, and end without looking back."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stderr.fileno())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = 1
    try:
        confine(LIMITS)
        said = _said(answer(mutant.data, file_name=mutant.file_name, year=None, listener=SILENCE))
        status = 0
    except MemoryError:
        said, status = ("out of memory", ""), 0
    except Exception as fault:  # noqa: BLE001 - any fault is a finding
        said, status = ("crash", repr(fault)[:200]), 0
    finally:
        os.write(goes, json.dumps(said).encode()) if status == 0 else None
        os._exit(status)


def _said(told: dict[str, Any]) -> tuple[str, str]:
    if "refused" in told:
        return "refused", ""
    faults = list(invented(Laid.unpacked(told["laid"]), unpacked(told["reading"])))
    return ("invention", "; ".join(faults[:3])) if faults else ("read", "")


def _hear(came: int, until: float) -> bytes | None:
    """What the child tells; None when it says nothing in time."""
    told = b""
    with os.fdopen(came, "rb", buffering=0) as stream:
        while select.select([stream], [], [], max(0.0, until - time.monotonic()))[0]:
            piece = stream.read(65536)
            if not piece:
                return told
            told += piece
    return None
