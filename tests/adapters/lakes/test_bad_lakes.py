"""Lakes that are broken, incomplete, doubled, foreign or of the future: refused by name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.lakes.cast import DAY, invented

from guatu.adapters.engines import DuckRunner
from guatu.adapters.lakes import NothingToInvent, Size, answer_lake, invent, open_lake
from guatu.adapters.lakes.layout import CATALOG, MANIFEST, digest_of
from guatu.adapters.lakes.refusals import (
    FileIsBroken,
    FileIsForeign,
    FileIsMissing,
    FileIsTwice,
    LakeIsNewer,
    NotALake,
)
from guatu.kernel.sentences import Refusal


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lake in order, copied for each test."""
    return invented(tmp_path_factory.mktemp("lake"), Size(3, 3, 12, 1)).folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy to be spoiled."""
    return Path(shutil.copytree(whole, tmp_path / "lake"))


def first_file(folder: Path) -> Path:
    """Some observation file."""
    return sorted(folder.glob("observations/**/once-*.parquet"))[0]


def drop(folder: Path) -> None:
    """Lose a file."""
    first_file(folder).unlink()


def cut(folder: Path) -> None:
    """Lose the end of a file."""
    path = first_file(folder)
    path.write_bytes(path.read_bytes()[:-20])


def flip(folder: Path) -> None:
    """Change one bit in the middle."""
    path = first_file(folder)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def double(folder: Path) -> None:
    """Put a file there once more."""
    path = first_file(folder)
    shutil.copy(path, path.with_name("once-copy.parquet"))


def list_twice(folder: Path) -> None:
    """Name a file twice."""
    change(folder, lambda told: told["files"].append(told["files"][0]))


def grow_older(folder: Path) -> None:
    """Come from a later version."""
    change(folder, lambda told: told.update(version=2, anything=1))


def come_early(folder: Path) -> None:
    """Be made before its facts were known."""
    change(folder, lambda told: told.update(made_at="2019-01-01T00:00:00Z"))


def speak_otherwise(folder: Path) -> None:
    """Use other codes."""
    change(folder, lambda told: told["codes"].update(measures=["ytd", "stock"]))


def lose_its_manifest(folder: Path) -> None:
    """Have no manifest."""
    (folder / MANIFEST).unlink()


def garble(folder: Path) -> None:
    """Have a manifest that is none."""
    (folder / MANIFEST).write_bytes(b"\xff{")


def forget(folder: Path) -> None:
    """Lose the catalog."""
    (folder / CATALOG).unlink()


def write_floats(folder: Path) -> None:
    """Hold binary fractions, among them NaN, where exact figures belong."""
    path = first_file(folder)
    source = DuckRunner().scan([path])
    spoiled = path.with_suffix(".new")
    floats = f"SELECT * REPLACE (CAST('NaN' AS DOUBLE) AS value) FROM {source}"  # noqa: S608 - own text
    DuckRunner().save(floats, spoiled)
    spoiled.replace(path)
    name = path.relative_to(folder).as_posix()

    def renew(told: dict[str, Any]) -> None:
        for file in told["files"]:
            if file["path"] == name:
                file.update(size=path.stat().st_size, sha256=digest_of(path))

    change(folder, renew)


def change(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edit the manifest."""
    told = json.loads((folder / MANIFEST).read_text("utf-8"))
    edit(told)
    (folder / MANIFEST).write_text(json.dumps(told), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [
        (drop, FileIsMissing),
        (cut, FileIsBroken),
        (flip, FileIsBroken),
        (double, FileIsTwice),
        (list_twice, FileIsTwice),
        (grow_older, LakeIsNewer),
        (come_early, LakeIsNewer),
        (speak_otherwise, NotALake),
        (lose_its_manifest, NotALake),
        (garble, NotALake),
        (forget, FileIsBroken),
        (write_floats, FileIsForeign),
    ],
)
def test_it_is_refused_by_name_and_nothing_is_written(
    folder: Path, spoil: Callable[[Path], None], refusal: type[Refusal], tmp_path: Path
) -> None:
    spoil(folder)

    with pytest.raises(refusal, match="请"):
        answer_lake(open_lake(folder), DuckRunner(), tmp_path / "out", as_of=DAY)

    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("size", [(0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0), (1, 1, 1, -1)])
def test_a_country_of_nothing_is_refused(size: tuple[int, int, int, int]) -> None:
    with pytest.raises(NothingToInvent):
        Size(*size)


def test_an_interrupted_invention_goes_on_where_it_stopped(tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        invent(Size(3, 3, 24, 1), tmp_path, stop)
    with pytest.raises(NotALake):
        open_lake(tmp_path)

    invent(Size(3, 3, 24, 1), tmp_path, lambda *_: None)

    lake = open_lake(tmp_path)
    lake.check(lake.manifest.files)
    assert {file.year for file in lake.manifest.files} == {2019, 2020}
