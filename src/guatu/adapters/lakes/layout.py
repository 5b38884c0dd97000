"""What a lake consists of: its manifest, its catalog and its observation files."""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from guatu.adapters.engines.coding import FAMILIES, FREQUENCIES, MEASURES, ROLL_UPS
from guatu.adapters.lakes.refusals import FileIsBroken, FileIsTwice, LakeIsNewer, NotALake
from guatu.kernel.catalog import Indicator

FORMAT = "guatu-lake"
VERSION = 1
MANIFEST = "manifest.json"
CATALOG = "catalog.json"
OBSERVATIONS = "observations"
COLUMNS = {
    "unit": "INTEGER",
    "indicator": "SMALLINT",
    "period": "INTEGER",
    "measure": "TINYINT",
    "family": "TINYINT",
    "known_at": "BIGINT",
    "value": "DECIMAL(18,{scale})",
}
PRECISION = 18
CODES = {
    "period": "day since 1970 of its last day * 4096 + its days * 8 + length",
    "lengths": [str(each) for each in FREQUENCIES],
    "measures": [str(each) for each in MEASURES],
    "families": [str(each) for each in FAMILIES],
    "roll_ups": [str(each) for each in ROLL_UPS],
    "known_at": "microseconds since 1970, UTC",
}


class Shape(BaseModel):
    """A part of a manifest or catalog: frozen, and nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class LakeFile(Shape):
    """One observation file.

    Of a key in a `once` file there is no other fact in the whole lake; the revisions of a key are
    all in one `revised` file; `fresh` files came later and may revise anything.
    """

    path: str
    year: int
    province: int
    kind: Literal["once", "revised", "fresh"]
    rows: int
    size: int
    sha256: str
    known_to: int


class Manifest(Shape):
    """All files of a lake; what it does not name is no part of it.

    `through` is the last row of the store that was exported.
    """

    format: str = FORMAT
    version: int = VERSION
    simulated: bool
    scale: int
    made_at: datetime
    catalog_sha256: str
    codes: Mapping[str, object] = CODES
    through: int = 0
    settings: Mapping[str, int] = {}
    files: tuple[LakeFile, ...] = ()


class LakeUnit(Shape):
    """A unit with the one above it; `level` is its depth."""

    code: int
    key: str
    name: str
    level: int
    parent: int | None = None
    province: int = 0


class LakeIndicator(Shape):
    """An indicator with its roll-up rules; who owes it, if not the lowest units."""

    code: int
    indicator: Indicator
    filers: tuple[int, ...] | None = None


class LakeTarget(Shape):
    """A goal of a unit for a year, as the catalog of the pack declares it."""

    indicator: str
    unit: str
    year: int
    relation: str
    goal: str
    schedule: str = "linear"
    baseline: str | None = None


class Catalog(Shape):
    """The dimensions of a lake: levels by depth, units, indicators, targets."""

    levels: tuple[str, ...]
    units: tuple[LakeUnit, ...]
    indicators: tuple[LakeIndicator, ...]
    targets: tuple[LakeTarget, ...] = ()

    @classmethod
    def read(cls, folder: Path, sha256: str) -> Self:
        """The catalog of a lake. Raises `FileIsBroken`."""
        path = folder / CATALOG
        try:
            text = path.read_bytes()
            if hashlib.sha256(text).hexdigest() == sha256:
                return cls.model_validate_json(text)
        except (OSError, ValidationError):
            pass
        raise FileIsBroken("数据湖的目录 %(file)s 缺失或已损坏，请重新导出", file=CATALOG)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a lake. Raises `NotALake`, `LakeIsNewer`, `FileIsTwice`."""
    try:
        text = (folder / MANIFEST).read_text("utf-8")
        version = Versioned.model_validate_json(text)
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise NotALake(
            "%(folder)s 不是数据湖：没有可读的 %(file)s。请核对目录，或重新导出",
            folder=str(folder),
            file=MANIFEST,
        ) from error
    if version.format == FORMAT and version.version > VERSION:
        raise LakeIsNewer(
            "数据湖的格式是第 %(theirs)s 版，本程序只认到第 %(ours)s 版，请先升级挂图",
            theirs=version.version,
            ours=VERSION,
        )
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as error:
        raise NotALake("%(file)s 的内容不合格式，请重新导出", file=MANIFEST) from error
    if manifest.format != FORMAT or manifest.version != VERSION or manifest.codes != CODES:
        raise NotALake("%(file)s 来自别的程序或别的编码，请用本程序重新导出", file=MANIFEST)
    for names in ([each.path for each in manifest.files], [f.sha256 for f in manifest.files]):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise FileIsTwice("清单里同一个文件列了两次：%(file)s，请重新导出", file=twice[0])
    return manifest


class Versioned(BaseModel):
    """What tells a manifest's version, whatever else is in it."""

    format: str
    version: int


def write_whole(path: Path, text: str) -> None:
    """Write a file wholly or not at all."""
    partial = path.with_name(f".{path.name}.part")
    with partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
