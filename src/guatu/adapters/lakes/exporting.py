"""The figures of a store as a lake: the first time whole, later what is new."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from guatu.adapters.engines.coding import FAMILIES, MEASURES, moment_code, period_code
from guatu.adapters.engines.duck import DuckRunner
from guatu.adapters.engines.script import Step
from guatu.adapters.engines.worlds import SCALE, fitting
from guatu.adapters.lakes.layout import (
    COLUMNS,
    MANIFEST,
    Catalog,
    LakeFile,
    Manifest,
)
from guatu.adapters.lakes.opening import open_lake
from guatu.adapters.lakes.writing import (
    COMPACT_FROM,
    Progress,
    drop_strangers,
    write_catalog,
    write_compact,
    write_file,
    write_manifest,
)
from guatu.kernel.measuring import Fact, Measure


@dataclass(frozen=True, slots=True)
class Stored:
    """One fact with its number in the store; later rows have higher numbers."""

    number: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Exported:
    """What became of an export."""

    rows: int
    files: int
    written: int


def export(  # noqa: PLR0913 - the store and the folder
    folder: Path,
    catalog: Catalog,
    stored: Iterable[Stored],
    *,
    made_at: datetime,
    simulated: bool,
    compact: bool,
    progress: Progress,
) -> Exported:
    """Add the rows of `stored` that the lake does not hold yet; raises `FigureDoesNotFit`.

    `stored` holds every row of the store. A changed catalog writes every file anew. Until the
    manifest is written, last of all, the lake is what it was.
    """
    before = open_lake(folder) if (folder / MANIFEST).is_file() else None
    is_same = before is not None and before.manifest.catalog_sha256 == _digest(catalog)
    known = before.manifest.through if before is not None and is_same else 0
    kept = before.manifest.files if before is not None and is_same else ()
    rows = [each for each in stored if each.number > known]
    runner = DuckRunner()
    _load(runner, catalog, rows)
    files = _written(runner, folder, kept, compact=compact, progress=progress)
    runner.close()
    manifest = Manifest(
        simulated=simulated,
        scale=SCALE,
        made_at=made_at,
        catalog_sha256=write_catalog(folder, catalog),
        through=max((each.number for each in rows), default=known),
        files=files,
    )
    write_manifest(folder, manifest)
    drop_strangers(folder, before.manifest.files if before else (), files)
    return Exported(len(rows), len(files), len({each.path for each in files} - _paths(kept)))


def _paths(files: Iterable[LakeFile]) -> set[str]:
    """The names of files."""
    return {each.path for each in files}


def _written(
    runner: DuckRunner,
    folder: Path,
    kept: Sequence[LakeFile],
    *,
    compact: bool,
    progress: Progress,
) -> tuple[LakeFile, ...]:
    """All files of the lake once what arrived is in it."""
    places = _places(runner, kept, compact=compact)
    files: dict[tuple[int, int], list[LakeFile]] = {place: [] for place in places}
    for each in kept:
        files.setdefault((each.year, each.province), []).append(each)
    for count, place in enumerate(places):
        progress(count, len(places))
        files[place] = _write_place(runner, folder, files[place], place, compact=compact)
    progress(len(places), len(places))
    return tuple(file for place in sorted(files) for file in files[place])


def _digest(catalog: Catalog) -> str:
    """The hash that the catalog will have as a file."""
    return hashlib.sha256((catalog.model_dump_json(indent=1) + "\n").encode()).hexdigest()


def _load(runner: DuckRunner, catalog: Catalog, rows: Sequence[Stored]) -> None:
    """The rows as a table `arrived`; of two of one key and moment the later one stands."""
    units = {each.key: each for each in catalog.units}
    codes = {each.indicator.key: each.code for each in catalog.indicators}
    newest: dict[tuple[object, ...], tuple[object, ...]] = {}
    for each in rows:
        fact = each.fact
        if fact.indicator in codes and fact.unit in units:
            unit = units[fact.unit]
            key = (
                unit.code,
                codes[fact.indicator],
                period_code(fact.period),
                MEASURES.index(Measure(fact.measure)),
                FAMILIES.index(fact.family),
                moment_code(fact.known_at),
            )
            newest[key] = (*key, fitting(fact), fact.period.year, unit.province)
    kinds = {name: kind.format(scale=SCALE) for name, kind in COLUMNS.items()}
    runner.load(
        "arrived", kinds | {"year": "INTEGER", "province": "INTEGER"}, iter(newest.values())
    )


def _places(
    runner: DuckRunner, kept: Sequence[LakeFile], *, compact: bool
) -> list[tuple[int, int]]:
    """The years and provinces that something changes in."""
    arrived = runner.rows("SELECT DISTINCT year, province FROM arrived ORDER BY year, province")
    places = {(year, province) for year, province in arrived}
    if compact:
        places |= {(each.year, each.province) for each in kept if each.kind == "fresh"}
    return sorted(places)


def _write_place(
    runner: DuckRunner,
    folder: Path,
    held: list[LakeFile],
    place: tuple[int, int],
    *,
    compact: bool,
) -> list[LakeFile]:
    """The files of one place with what arrived; many small ones are made one."""
    year, province = place
    columns = ", ".join(COLUMNS)
    arrived = f"SELECT {columns} FROM arrived WHERE year = {year} AND province = {province}"  # noqa: S608 - own text
    fresh = [file for file in held if file.kind == "fresh"]
    if held and not compact and len(fresh) + 1 < COMPACT_FROM:
        added = write_file(runner, arrived, folder, year=year, province=province, kind="fresh")
        return [*held, added] if added is not None else held
    parts = [arrived]
    if held:
        source = runner.scan([folder / file.path for file in held])
        parts.append(f"SELECT {columns} FROM {source}")  # noqa: S608 - own text
    runner.define(Step("together", " UNION ".join(parts)))
    return write_compact(runner, "together", folder, year=year, province=province)
