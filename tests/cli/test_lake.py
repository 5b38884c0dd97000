"""`guatu lake`: invent, evaluate, check; refusals name the remedy."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from guatu.cli.main import main

SMALL = ["--counties", "4", "--indicators", "3", "--months", "12", "--seed", "1"]


def exit_of(arguments: Sequence[str]) -> int:
    """The exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


def test_an_invented_lake_is_evaluated_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["lake", "generate", str(tmp_path), *SMALL]) == 0
    assert exit_of(["lake", "check", str(tmp_path)]) == 0
    evaluate = ["lake", "evaluate", str(tmp_path), "--as-of", "2019-12-31"]

    assert exit_of(evaluate) == 0
    first = capsys.readouterr()
    assert exit_of(evaluate) == 0
    second = capsys.readouterr()

    assert "已写出" in first.out
    assert "6/6" in first.err
    assert "未重算" in second.out
    assert (tmp_path / "answers" / "as_of=2019-12-31" / "level=nation" / "part.parquet").is_file()


def test_a_folder_that_is_no_lake_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["lake", "evaluate", str(tmp_path), "--as-of", "2019-12-31"]) == 1

    assert "请核对目录" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_moment_that_is_none_is_a_wrong_command(tmp_path: Path) -> None:
    asked = ["lake", "evaluate", str(tmp_path), "--as-of", "2019-12-31", "--known-by", "gestern"]

    assert exit_of(asked) == 2
