"""Writing the files of a lake: sorted, compressed, each wholly or not at all."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from guatu.adapters.engines.duck import DuckRunner, quoted
from guatu.adapters.lakes.layout import (
    CATALOG,
    COLUMNS,
    MANIFEST,
    OBSERVATIONS,
    Catalog,
    LakeFile,
    Manifest,
    digest_of,
    write_whole,
)

Progress = Callable[[int, int], None]  # parts done, parts in all
KEY = "unit, indicator, period, measure, family"
COMPACT_FROM = 8  # as many fresh files of one place are made one


def write_file(
    runner: DuckRunner, select: str, folder: Path, *, year: int, province: int, kind: str
) -> LakeFile | None:
    """Write the rows of `select` in the order of the lake; None when there are none.

    The name tells the content, so that writing again leaves the same file.
    """
    place = folder / OBSERVATIONS / f"year={year}" / f"province={province}"
    place.mkdir(parents=True, exist_ok=True)
    partial = place / f".{kind}.part"
    columns = ", ".join(COLUMNS)
    runner.connection.execute(
        f"COPY (SELECT {columns} FROM ({select}) ORDER BY {KEY}, known_at) "  # noqa: S608 - own text
        f"TO '{quoted(partial)}' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)"
    )
    rows, known_to = runner.rows(
        f"SELECT count(*), max(known_at) FROM read_parquet('{quoted(partial)}')"  # noqa: S608 - own text
    )[0]
    if not rows:
        partial.unlink()
        return None
    digest = digest_of(partial)
    path = place / f"{kind}-{digest[:16]}.parquet"
    size = partial.stat().st_size
    partial.replace(path)
    return LakeFile(
        path=path.relative_to(folder).as_posix(),
        year=year,
        province=province,
        kind=kind,
        rows=rows,
        size=size,
        sha256=digest,
        known_to=known_to,
    )


def write_compact(
    runner: DuckRunner, table: str, folder: Path, *, year: int, province: int
) -> list[LakeFile]:
    """Write the rows of `table` in two files: keys that stand alone, and keys with revisions."""
    counted = f"SELECT {KEY} FROM {table} GROUP BY {KEY} HAVING count(*) > 1"  # noqa: S608 - own text
    selects = {
        "once": f"SELECT t.* FROM {table} t ANTI JOIN ({counted}) r USING ({KEY})",  # noqa: S608 - as above
        "revised": f"SELECT t.* FROM {table} t SEMI JOIN ({counted}) r USING ({KEY})",  # noqa: S608 - as above
    }
    made = [
        write_file(runner, select, folder, year=year, province=province, kind=kind)
        for kind, select in selects.items()
    ]
    return [file for file in made if file is not None]


def write_catalog(folder: Path, catalog: Catalog) -> str:
    """Write the catalog; returns its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / CATALOG, catalog.model_dump_json(indent=1) + "\n")
    return digest_of(folder / CATALOG)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all: from then on the lake is what it says."""
    write_whole(folder / MANIFEST, manifest.model_dump_json(indent=1) + "\n")


def drop_strangers(folder: Path, before: Iterable[LakeFile], after: Iterable[LakeFile]) -> None:
    """Remove the files that an earlier manifest named and the new one does not."""
    kept = {each.path for each in after}
    for file in before:
        if file.path not in kept:
            with suppress(FileNotFoundError):
                (folder / file.path).unlink()
