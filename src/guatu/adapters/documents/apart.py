"""Reading a strange document apart: in a child process that cannot harm the house (F1 to F6)."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import IO

from guatu.adapters.documents.kinds import check_size
from guatu.adapters.documents.limits import Limits
from guatu.adapters.documents.packing import unpacked
from guatu.kernel.reading import DocumentRefused, Laid, Reading

COMMAND = ("-I", "-B", "-m", "guatu.adapters.documents.child")
KEPT_VARIABLES = {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
LARGEST_ANSWER = 256 * 1024 * 1024
OUT_OF_TIME = {-getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name)}
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class _Child:
    """A running child and what it said so far."""

    process: subprocess.Popen[bytes]
    limits: Limits
    progress: Progress | None
    answer: bytes = b""
    last_words: str = ""
    scans: threading.Event = field(default_factory=threading.Event)

    def feed(self, data: bytes) -> None:
        """Hand over the document; a child that died early does not take it all."""
        stream = _stream(self.process.stdin)
        with contextlib.suppress(OSError), stream:
            stream.write(data)

    def hear(self) -> None:
        """Take the answer, up to the largest there can be."""
        with _stream(self.process.stdout) as stream:
            self.answer = stream.read(LARGEST_ANSWER)

    def follow(self) -> None:
        """Pass on how far the reading is."""
        with _stream(self.process.stderr) as stream:
            for line in stream:
                self._take(line.decode("utf-8", "replace").split())

    def _take(self, words: list[str]) -> None:
        if words[:1] == ["page"] and len(words) == 3:
            if self.progress is not None:
                self.progress(int(words[1]), int(words[2]))
        elif words[:1] == ["scans"]:
            self.scans.set()
        elif words:
            self.last_words = " ".join(words)

    def wait(self) -> int:
        """The exit status; raises `subprocess.TimeoutExpired` after the time that is allowed."""
        try:
            return self.process.wait(self.limits.waiting)
        except subprocess.TimeoutExpired:
            if not self.scans.is_set():
                raise
        return self.process.wait(self.limits.waiting_for_scans - self.limits.waiting)

    def end(self) -> None:
        """Kill it with all that it started."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("the child was started without pipes")
    return stream


def read_apart(
    data: bytes,
    *,
    file_name: str,
    year: int | None = None,
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> tuple[Laid, Reading]:
    """The layout and the reading of a document of any kind, made in a child with limits.

    `progress` hears, in another thread, how many pages of how many are read. Raises
    `DocumentRefused` in words for what cannot be read, also when the child fails in any way.
    """
    check_size(data)
    limits = limits or Limits()
    head = json.dumps({"file_name": file_name, "year": year, "limits": asdict(limits)})
    process = subprocess.Popen(  # noqa: S603 - this Python, with arguments that stand above
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name in KEPT_VARIABLES},
        start_new_session=True,
    )
    child = _Child(process, limits, progress)
    status = _run(child, head.encode() + b"\n" + data)
    return _result(child, status)


def _run(child: _Child, data: bytes) -> int:
    """The exit status once the child has ended, by itself or by us."""
    tasks = [
        threading.Thread(target=child.feed, args=[data], daemon=True),
        threading.Thread(target=child.hear, daemon=True),
        threading.Thread(target=child.follow, daemon=True),
    ]
    for task in tasks:
        task.start()
    try:
        return child.wait()
    except subprocess.TimeoutExpired as fault:
        raise _too_long() from fault
    finally:
        child.end()
        for task in tasks:
            task.join(5)


def _result(child: _Child, status: int) -> tuple[Laid, Reading]:
    if status in OUT_OF_TIME:
        raise _too_long()
    if status != 0:
        raise _failed(child.last_words)
    try:
        told = json.loads(child.answer)
        if "refused" in told:
            sentence = unpacked(told["refused"])
            raise DocumentRefused(sentence.template, **sentence.params)
        laid, reading = Laid.unpacked(told["laid"]), unpacked(told["reading"])
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise _failed("") from fault
    if not isinstance(reading, Reading):
        raise _failed("")
    return laid, reading


def _failed(last_words: str) -> DocumentRefused:
    """The refusal of a document on which the child broke down."""
    if "MemoryError" in last_words or "memory" in last_words:
        return DocumentRefused("文件太大，读取时内存不够；请拆成几个文件后再上传。")
    return DocumentRefused("文件读不出来，可能已损坏；请用办公软件打开后另存，再上传。")


def _too_long() -> DocumentRefused:
    return DocumentRefused("文件太复杂，没能在规定时间内读完；请拆成几个文件后再上传。")
