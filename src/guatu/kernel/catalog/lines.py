"""Where in the text of a TOML file each table and field stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\[(\[)?\s*([A-Za-z0-9_.\"'-]+)\s*\]?\]")
FIELD = re.compile(r"^(\"[^\"]+\"|'[^']+'|[A-Za-z0-9_.-]+)\s*=")
STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*$")
LONG = re.compile(r"\"{3}|'{3}")
REMEMBERED = 32  # files: more than a pack has


@dataclass
class _Scan:
    """What is known while the lines go by."""

    lines: dict[Path, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    table: Path = ()
    array: Path | None = None
    elements: int = 0
    depth: int = 0
    in_text: bool = False

    def take(self, number: int, line: str) -> None:
        """Note what line `number` opens."""
        if len(LONG.findall(line)) % 2:
            self.in_text = not self.in_text
            if not self.in_text:
                return
        elif self.in_text:
            return
        if self.depth:
            self._element(number, line)
        elif header := HEADER.match(line):
            self._header(number, header)
        elif found := FIELD.match(line):
            self._field(number, line, found)

    def _header(self, number: int, found: re.Match[str]) -> None:
        parts = found[2].replace('"', "").split(".")
        first = parts[0]
        if found[1] and len(parts) == 1:
            self.counts[first] = self.counts.get(first, -1) + 1
        here: Path = (first, self.counts[first]) if first in self.counts else (first,)
        self.table = (*here, *parts[1:])
        for path in ((first,), self.table):
            self.lines.setdefault(path, number)

    def _field(self, number: int, line: str, found: re.Match[str]) -> None:
        self.array = (*self.table, found[1].strip("\"'"))
        self.elements = 0
        self.lines.setdefault(self.array, number)
        self.depth = _opened(line[found.end() :])

    def _element(self, number: int, line: str) -> None:
        if self.depth == 1 and line.startswith(("{", "[")) and self.array:
            self.lines[(*self.array, self.elements)] = number
            self.elements += 1
        self.depth += _opened(line)


def _opened(line: str) -> int:
    """Count the brackets that `line` opens and does not close, outside strings and comments."""
    bare = STRINGS.sub("", line)
    return sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")


@lru_cache(maxsize=REMEMBERED)
def lines_of(text: str) -> Mapping[Path, int]:
    """Map the path of each table, field and array element in `text` to its line, from 1.

    The rows of `[[unit]]` have the paths `("unit", 0)`, `("unit", 1)`; their fields stand below.
    """
    scan = _Scan()
    for number, line in enumerate(text.splitlines(), start=1):
        scan.take(number, line.strip())
    return scan.lines


def line_of(lines: Mapping[Path, int], path: Path) -> int:
    """Find the line of `path`, or of the nearest thing that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 1
