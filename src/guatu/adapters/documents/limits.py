"""What the child that reads strange bytes may use, taken from it before it reads the first one.

Soft limits can be widened up to the hard ones only where scans are read, never beyond.
"""

import contextlib
import ctypes
import os
import sys
from dataclasses import dataclass

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]  # Windows has none; the parent still waits no longer

MEGABYTE = 1024 * 1024
OWN_USERS = 0x10000000
OWN_NETWORK = 0x40000000
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True, slots=True)
class Limits:
    """Megabytes of memory and seconds of computing, and of waiting by the parent."""

    memory: int = 512
    computing: int = 30
    waiting: float = 60.0
    memory_for_scans: int = 3072
    computing_for_scans: int = 900
    waiting_for_scans: float = 900.0


def confine(limits: Limits) -> None:
    """Take memory, time, files, network and other programs from this process."""
    if resource is not None:
        _bound(resource.RLIMIT_CORE, 0, 0)
        _bound(resource.RLIMIT_FSIZE, 0, 0)
        _bound(resource.RLIMIT_NOFILE, 128, 128)
        _bound(resource.RLIMIT_CPU, limits.computing, limits.computing_for_scans)
        memory = (limits.memory * MEGABYTE, limits.memory_for_scans * MEGABYTE)
        _bound(resource.RLIMIT_AS, *memory)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).unshare(OWN_USERS | OWN_NETWORK)
    sys.addaudithook(_forbid)


def widen_for_scans(limits: Limits) -> None:
    """Give what reading pictures needs: more memory, more time."""
    if resource is not None:
        _bound(resource.RLIMIT_CPU, limits.computing_for_scans, limits.computing_for_scans)
        most = limits.memory_for_scans * MEGABYTE
        _bound(resource.RLIMIT_AS, most, most)


def _bound(kind: int, soft: int, hard: int) -> None:
    """Set a limit, never above what was allowed before."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))


def _forbid(event: str, given: tuple[object, ...]) -> None:
    """Stop what a reader of documents never does; cannot be taken off again."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(f"{event} is not for the reader of documents")
    if event == "open":
        flags = given[2] if len(given) > 2 else 0
        if isinstance(flags, int) and flags & WRITING and given[0] != os.devnull:
            raise PermissionError("the reader of documents writes no files")
