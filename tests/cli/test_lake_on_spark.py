"""`guatu lake evaluate --engine spark`: a master and two workers answer to the bit as DuckDB."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from script.standalone import standalone
from tests.adapters.lakes.cast import DAY, OutRow, rows_of

from guatu.adapters.lakes import Lake, open_lake
from guatu.cli.main import main

GENERATE = ["--counties", "24", "--indicators", "10", "--months", "15", "--seed", "3"]


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A small country, invented once, in a folder whose name Spark could take for a pattern."""
    folder = tmp_path_factory.mktemp("lake") / "湖 [1] *"
    ran("generate", folder, *GENERATE)
    return open_lake(folder)


@pytest.fixture(scope="module")
def address(spark_needed: None) -> Iterator[str]:  # noqa: ARG001 - there must be one
    """The address of a master with two workers."""
    with standalone(2) as address:
        yield address


def ran(act: str, folder: Path, *arguments: str | Path) -> int:
    """The exit code of `guatu lake`."""
    with pytest.raises(SystemExit) as ended:
        main(["lake", act, str(folder), *map(str, arguments)])
    return int(ended.value.code or 0)


def evaluated(lake: Lake, output: Path, *arguments: str) -> int:
    """The exit code of an evaluation."""
    return ran("evaluate", lake.folder, "--as-of", DAY.isoformat(), "-o", output, *arguments)


def answers_in(output: Path, lake: Lake) -> dict[str, list[OutRow]]:
    """Every row of every level, in an order of its own."""
    place = output / f"as_of={DAY.isoformat()}"
    return {
        level: sorted(
            rows_of(place / f"level={level}" / "part.parquet"),
            key=lambda row: (str(row["unit"]), str(row["indicator"])),
        )
        for level in lake.catalog.levels
    }


@pytest.mark.spark
@pytest.mark.xdist_group("spark")
def test_a_cluster_answers_to_the_bit_as_duckdb(
    lake: Lake, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert evaluated(lake, tmp_path / "one") == 0
    assert evaluated(lake, tmp_path / "many", "--engine", "spark", "--master", address) == 0

    assert answers_in(tmp_path / "many", lake) == answers_in(tmp_path / "one", lake)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["many", "one"]


@pytest.mark.usefixtures("spark_needed")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--engine", "spark", "--master", "spark://127.0.0.1:1"], "没有应答"),
        (["--engine", "spark", "--master", "yarn"], "不是 Spark 主节点的地址"),
        (["--master", "spark://127.0.0.1:1"], "只用于 --engine spark"),
    ],
    ids=["nobody there", "no address", "the other engine"],
)
def test_a_wrong_master_is_refused_and_nothing_is_written(
    lake: Lake,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    assert evaluated(lake, tmp_path / "out", *arguments) == 1

    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("spark_needed")
def test_without_java_the_way_to_it_is_told(
    lake: Lake,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    assert evaluated(lake, tmp_path / "out", "--engine", "spark") == 1

    assert "Java" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
