"""Opening a lake: its catalog, and the files of a year that are what the manifest says."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from guatu.adapters.engines.asking import Asking, Codes, asking
from guatu.adapters.engines.coding import moment_code
from guatu.adapters.lakes.layout import (
    OBSERVATIONS,
    Catalog,
    LakeFile,
    Manifest,
    digest_of,
    read_manifest,
)
from guatu.adapters.lakes.refusals import (
    FileIsBroken,
    FileIsMissing,
    FileIsTwice,
    LakeIsNewer,
    NothingOfThatYear,
)
from guatu.kernel.catalog import Indicator
from guatu.kernel.measuring import UnitTree


@dataclass(frozen=True)
class Lake:
    """A lake whose manifest and catalog were read."""

    folder: Path
    manifest: Manifest
    catalog: Catalog

    @cached_property
    def codes(self) -> Codes:
        """Units and indicators by number."""
        return Codes(
            units={each.key: each.code for each in self.catalog.units},
            indicators={each.indicator.key: each.code for each in self.catalog.indicators},
        )

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are evaluated."""
        return tuple(each.indicator for each in self.catalog.indicators)

    def asking(self, as_of: date) -> Asking:
        """The question to an engine about the whole lake."""
        return asking(self.indicators, self.trees, self.codes, as_of=as_of)

    @cached_property
    def trees(self) -> Mapping[str, UnitTree]:
        """The tree of every indicator."""
        names = {each.code: each.key for each in self.catalog.units}
        children: dict[str, list[str]] = {}
        for unit in self.catalog.units:
            if unit.parent is not None:
                children.setdefault(names[unit.parent], []).append(unit.key)
        if len(self.catalog.units) == 1:
            children[self.catalog.units[0].key] = []
        return {
            each.indicator.key: UnitTree(
                children=children,
                filers=None
                if each.filers is None
                else frozenset(names[code] for code in each.filers),
            )
            for each in self.catalog.indicators
        }

    def files_of(self, year: int) -> tuple[LakeFile, ...]:
        """The files of a year; raises `NothingOfThatYear`."""
        files = tuple(each for each in self.manifest.files if each.year == year)
        if not files:
            years = sorted({each.year for each in self.manifest.files})
            raise NothingOfThatYear(
                "数据湖里没有%(year)s年的数据，现有：%(years)s。请换一个日期，或先导出那一年",
                year=year,
                years="、".join(map(str, years)) or "–",
            )
        return files

    def check(self, files: Iterable[LakeFile]) -> None:
        """Hold every file against the manifest; raises a refusal for the first that differs."""
        wanted = list(files)
        self._check_strangers({each.year for each in wanted})
        with ThreadPoolExecutor() as pool:
            for _ in pool.map(self._check_one, wanted):
                pass

    def _check_one(self, file: LakeFile) -> None:
        """One file: there, whole, and not from the future."""
        path = self.folder / file.path
        if not path.is_file():
            raise FileIsMissing("数据湖缺文件 %(file)s，请找回它或重新导出", file=file.path)
        if path.stat().st_size != file.size or digest_of(path) != file.sha256:
            raise FileIsBroken(
                "数据湖的文件 %(file)s 与清单不符（损坏或被改过），请重新导出", file=file.path
            )
        if file.known_to > moment_code(self.manifest.made_at):
            raise LakeIsNewer(
                "文件 %(file)s 里有数据湖生成之后才知晓的数，请核对机器时钟后重新导出",
                file=file.path,
            )

    def _check_strangers(self, years: set[int]) -> None:
        """No file that the manifest does not name."""
        named = {each.path for each in self.manifest.files}
        for year in sorted(years):
            for path in sorted((self.folder / OBSERVATIONS).glob(f"year={year}/**/*.parquet")):
                found = path.relative_to(self.folder).as_posix()
                if found not in named:
                    raise FileIsTwice(
                        "文件 %(file)s 不在清单里（重复或来路不明），请移走它，或重新导出",
                        file=found,
                    )


def open_lake(folder: Path) -> Lake:
    """Read manifest and catalog; raises a refusal of `refusals`."""
    manifest = read_manifest(folder)
    return Lake(folder, manifest, Catalog.read(folder, manifest.catalog_sha256))
