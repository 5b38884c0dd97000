"""The evaluation of a lake: its files behind the tables of an engine, its answer in files."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from guatu.adapters.engines.coding import moment_code
from guatu.adapters.engines.script import Runner, Step
from guatu.adapters.engines.worlds import evaluated, words
from guatu.adapters.lakes.layout import COLUMNS, LakeFile, write_whole
from guatu.adapters.lakes.opening import Lake
from guatu.adapters.lakes.refusals import FileIsForeign

Progress = Callable[[int, int], None]  # steps done, steps in all
NOTE = "answer.json"
FACT = "unit, indicator, period, measure, family"
LABELS = {"unit": "INTEGER", "unit_key": "VARCHAR(80)", "level": "INTEGER"}
NAMES = {"target": "INTEGER", "indicator_key": "VARCHAR(80)"}
# One row for each unit and indicator that somebody owes. The figure is above / below; a count
# beside a sum makes it a mean first; in % and ‰ it is told in hundredths and thousandths.
GRID = """
SELECT l.unit_key AS unit, k.indicator_key AS indicator, c.period, c.above, c.above_n,
       c.below, c.below_n, c.figure, coalesce(c.filed, 0) AS filed, p.expected,
       c.known_at AS last_filed_at, coalesce(c.reason, 0) AS reason,
       g.now AS growth_now, g.before AS growth_before, g.rate AS growth_rate,
       s.place, s.dense, p.peers, s.missing AS peers_missing
FROM circles p
JOIN labels l ON l.unit = p.unit
JOIN asked a ON a.circle = p.circle
JOIN names k ON k.target = a.target
LEFT JOIN cells c ON c.unit = p.unit AND c.target = a.target
LEFT JOIN growths g ON g.unit = p.unit AND g.target = a.target
LEFT JOIN seated s ON s.unit = p.unit AND s.target = a.target
WHERE p.expected > 0 AND l.level = {level}
"""


class LakeRunner(Runner, Protocol):
    """A runner that reads and writes Parquet."""

    def scan(self, paths: Sequence[Path]) -> str:
        """What stands after FROM to read these files."""

    def look(self, step: Step) -> None:
        """Name a SELECT without running it."""

    def columns(self, source: str) -> Mapping[str, str]:
        """The columns of what stands after FROM, with their types as DuckDB names them."""

    def save(self, select: str, path: Path) -> int:
        """Write the rows of a SELECT to one Parquet file; returns how many."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an evaluation wrote: rows by level, and which levels stood already."""

    folder: Path
    rows: Mapping[str, int]
    kept: tuple[str, ...]


def answer_lake(
    lake: Lake,
    runner: LakeRunner,
    folder: Path,
    *,
    as_of: date,
    known_by: datetime | None = None,
    progress: Progress = lambda *_: None,
) -> Answered:
    """Evaluate the year of `as_of` and write one file a level below `folder`.

    What stands there of the same lake and question is kept; every file appears wholly or not at
    all. Raises the refusals of a lake that cannot be read.
    """
    files = lake.files_of(as_of.year)
    place = folder / f"as_of={as_of.isoformat()}"
    done = _done(place, question := _question(lake, files, as_of, known_by))
    left = [level for level in lake.catalog.levels if level not in done]
    steps = len(left) + 2
    if left:
        progress(0, steps)
        lake.check(files)
        progress(1, steps)
        read(lake, runner, files, as_of=as_of, known_by=known_by)
    place.mkdir(parents=True, exist_ok=True)
    for count, level in enumerate(left, start=2):
        progress(count, steps)
        done[level] = _write(lake, runner, place, level)
        note = {"question": question, "rows": done}
        write_whole(place / NOTE, json.dumps(note, ensure_ascii=False, indent=1) + "\n")
    progress(steps, steps)
    kept = tuple(level for level in lake.catalog.levels if level not in left)
    return Answered(place, {level: done[level] for level in lake.catalog.levels}, kept)


def read(
    lake: Lake,
    runner: LakeRunner,
    files: Sequence[LakeFile],
    *,
    as_of: date,
    known_by: datetime | None = None,
) -> None:
    """Make every table of the evaluation from the files of a year."""
    facts_from(lake, runner, files, known_by=known_by)
    asked = lake.asking(as_of)
    asked.load(runner)
    runner.load("labels", LABELS, ((u.code, u.key, u.level) for u in lake.catalog.units))
    named = ((code, each.key) for code, each in asked.indicators.items())
    runner.load("names", NAMES, named)
    evaluated(runner, asked, words(asked, as_of, lake.manifest.scale))


def facts_from(
    lake: Lake,
    runner: LakeRunner,
    files: Sequence[LakeFile],
    *,
    known_by: datetime | None,
) -> None:
    """Name the facts that stand; only keys that may have revisions are looked through for them.

    Raises `FileIsForeign`.
    """
    has_fresh = any(file.kind == "fresh" for file in files)
    alone = [file for file in files if file.kind == "once" and not has_fresh]
    revised = [file for file in files if file not in alone]
    known = "" if known_by is None else f" WHERE known_at <= {moment_code(known_by)}"
    parts = []
    if alone:
        source = _source(lake, runner, alone)
        parts.append(f"SELECT {FACT}, known_at, value FROM {source}{known}")  # noqa: S608 - own text
    if revised:
        source = _source(lake, runner, revised)
        newest = (
            f"SELECT {FACT}, max(known_at) AS known_at, max_by(value, known_at) AS value "  # noqa: S608 - own text
            f"FROM {source}{known} GROUP BY {FACT}"
        )
        runner.define(Step("newest", newest))
        parts.append(f"SELECT {FACT}, known_at, value FROM newest")  # noqa: S608 - own text
    runner.look(Step("facts", " UNION ALL ".join(parts)))


def _source(lake: Lake, runner: LakeRunner, files: Sequence[LakeFile]) -> str:
    """What stands after FROM for these files; raises `FileIsForeign`."""
    wanted = {name: kind.format(scale=lake.manifest.scale) for name, kind in COLUMNS.items()}
    source = runner.scan([lake.folder / file.path for file in files])
    if dict(runner.columns(source)) != wanted:
        raise FileIsForeign(
            "%(file)s 一类文件的列不是数据湖的列（可能是别的程序写的），请用本程序重新导出",
            file=files[0].path,
        )
    return source


def _question(lake: Lake, files: Sequence[LakeFile], as_of: date, known_by: datetime | None) -> str:
    """What tells one evaluation from another: the same question has the same answer."""
    told = [
        lake.manifest.catalog_sha256,
        *sorted(file.sha256 for file in files),
        as_of.isoformat(),
        "" if known_by is None else known_by.isoformat(),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _done(place: Path, question: str) -> dict[str, int]:
    """The levels that were written for the same question, with their rows."""
    try:
        note = json.loads((place / NOTE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if note.get("question") != question:
        return {}
    return {
        level: rows
        for level, rows in note["rows"].items()
        if (place / f"level={level}" / "part.parquet").is_file()
    }


def _write(lake: Lake, runner: LakeRunner, place: Path, level: str) -> int:
    """Write one level; the file takes its name when it is whole."""
    partial = place / f".{level}.part"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    number = lake.catalog.levels.index(level)
    rows = runner.save(GRID.format(level=number), partial / "part.parquet")
    final = place / f"level={level}"
    shutil.rmtree(final, ignore_errors=True)
    partial.rename(final)
    return rows
