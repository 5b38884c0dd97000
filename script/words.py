"""What the scripts say to people: a clear sentence and its remedy, Chinese, then English."""

import io
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What is wrong and what to do about it, in both languages."""

    chinese: str
    english: str

    def __str__(self) -> str:
        return f"{self.chinese}\n{self.english}"


class CannotStart(Exception):
    """A condition of the machine or of the command line stands in the way."""

    def __init__(self, chinese: str, english: str, *, code: int = 1) -> None:
        self.notice = Notice(chinese, english)
        self.code = code
        super().__init__(str(self.notice))


def speak_any_locale() -> None:
    """Let a terminal that lacks Chinese show a mark instead of stopping the script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(line: str) -> None:
    """Print `line` at once, so that it stands before the output of the next program."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def complain(notice: Notice) -> None:
    """Print `notice` where errors go."""
    sys.stdout.flush()
    sys.stderr.write(f"{notice}\n")
    sys.stderr.flush()
