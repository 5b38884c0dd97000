"""The `guatu` command: what it prints, how it ends, and what it does without."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import pytest
from tests.adapters.documents.making import workbook

from guatu.adapters.documents import open_document
from guatu.cli.main import main, parser
from guatu.kernel.reading import read_plan

PLAN = "2024年工作安排\n\n市招商服务中心全年实际到位资金不低于60亿元，力争80亿元。\n"
PACK = resources.files("guatu.packs").joinpath("honghu-2023")


def exit_of(arguments: Sequence[str]) -> int:
    """The exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in a file."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, "utf-8")
    return path


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the example pack."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for file in PACK.iterdir():
        if file.is_file():
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return folder


def test_each_line_is_a_record_of_the_reader(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["read", str(plan), "--format", "jsonl"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line) for line in lines] == [
        target.to_record() for target in read_plan(PLAN).targets
    ]


def test_the_table_shows_owner_figure_and_words(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["read", str(plan)]) == 0

    out = capsys.readouterr().out
    assert "市招商服务中心" in out
    assert "60" in out
    assert "亿元" in out


def test_every_figure_is_explained_when_asked(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["read", str(plan), "--explain"]) == 0

    assert len(capsys.readouterr().err.splitlines()) >= len(read_plan(PLAN).figures)


def test_a_table_of_targets_is_read_and_each_figure_has_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["指标名称", "单位", "2024年目标", "责任单位"], ["新建公厕", "座", "12", "县城管局"]]
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook({"任务": rows}))

    assert exit_of(["read", str(path), "--format", "jsonl", "--explain"]) == 0

    said = capsys.readouterr()
    record = json.loads(said.out)
    assert (record["indicator"], record["value"], record["owner"]) == ("新建公厕", 12, "县城管局")
    assert "任务!C2\t12\t列为目标。" in said.err


def test_a_workbook_is_kept_where_it_was_asked_for(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.xlsx"

    assert exit_of(["read", str(plan), "--format", "xlsx", "-o", str(path)]) == 0

    assert "已存到" in capsys.readouterr().err
    text = open_document(path.read_bytes(), file_name="out.xlsx").text
    assert "市招商服务中心" in text
    assert "60" in text


def test_a_workbook_that_cannot_be_kept_is_said_so(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "missing" / "out.xlsx"

    assert exit_of(["read", str(plan), "--format", "xlsx", "-o", str(nowhere)]) == 1

    assert "写不进" in capsys.readouterr().err


def test_two_plans_are_compared(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer.txt"
    newer.write_text(PLAN.replace("2024", "2025").replace("60", "66"), "utf-8")

    assert exit_of(["compare", str(plan), str(newer)]) == 0

    out = capsys.readouterr().out
    assert "提高" in out
    assert "+6" in out
    assert exit_of(["compare", str(plan), str(tmp_path / "none.txt")]) == 1


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00", id="binary"),
        pytest.param(None, id="missing"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_still_read(
    data: bytes | None, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    if data is not None:
        bad.write_bytes(data)

    assert exit_of(["read", str(bad), str(plan), "--format", "jsonl"]) == 1

    said = capsys.readouterr()
    assert said.err.startswith(f"{bad}: ")
    assert len(said.out.splitlines()) == 1
    assert "Traceback" not in said.err


def test_a_folder_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["read", str(tmp_path)]) == 1

    assert "这是文件夹" in capsys.readouterr().err


def test_reading_needs_neither_settings_nor_a_data_folder(plan: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "sealed"
    sealed.write_text("not a folder", "ascii")
    variables = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("DJANGO_", "GUATU_", "DATABASE_"))
    }
    command = [sys.executable, "-m", "guatu.cli", "read", str(plan), "--format", "jsonl"]

    done = subprocess.run(  # noqa: S603 - our own program
        command,
        env=variables | {"GUATU_DATA": str(sealed / "data"), "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )

    assert done.stderr == b""
    assert done.returncode == 0
    assert json.loads(done.stdout)["value"] == 60
    assert not (tmp_path / "data").exists()


def test_a_store_of_another_kind_is_refused_in_words(tmp_path: Path) -> None:
    variables = {"DATABASE_URL": "mysql://localhost/guatu", "GUATU_DATA": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-m", "guatu.cli", "check"],
        env=os.environ | variables | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("as_folder", [False, True], ids=["installed", "folder"])
def test_the_example_pack_has_no_fault(
    as_folder: bool,  # noqa: FBT001 - a column of the table
    pack: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exit_of(["pack", "check", str(pack) if as_folder else "honghu-2023"]) == 0

    assert "没有问题" in capsys.readouterr().out


def test_a_fault_is_named_by_file_line_field_and_remedy(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pack / "targets-investment.toml"
    lines = file.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("goal = 50"))
    lines[at] = "goal = -50"
    file.write_text("\n".join(lines), "utf-8")

    assert exit_of(["pack", "check", str(pack)]) == 1

    said = capsys.readouterr()
    assert f"targets-investment.toml:{at + 1}: " in said.out
    assert " → " in said.out
    assert "处问题" in said.err


def test_a_pack_that_is_not_utf8_is_refused_in_words(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "plan.txt").write_bytes("计划".encode("gbk"))

    assert exit_of(["pack", "check", str(pack)]) == 1

    assert "UTF-8" in capsys.readouterr().err


def test_a_pack_without_its_head_has_a_fault(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (pack / "pack.toml").unlink()

    assert exit_of(["pack", "check", str(pack)]) == 1

    assert "pack.toml" in capsys.readouterr().out


def test_a_pack_that_is_not_installed_is_said_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert exit_of(["pack", "check", "nowhere-2023"]) == 1

    assert "honghu-2023" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        pytest.param([], id="nothing asked"),
        pytest.param(["dance"], id="no such command"),
        pytest.param(["read"], id="no file"),
        pytest.param(["read", "a.txt", "--format", "xml"], id="no such format"),
        pytest.param(["demo", "--as-of", "13.06.2023"], id="a day in another form"),
        pytest.param(["demo", "--as-of", "2023-02-30"], id="a day that never was"),
        pytest.param(["serve", "--port", "0"], id="below the ports"),
        pytest.param(["serve", "--port", "65536"], id="above the ports"),
        pytest.param(["serve", "--port", "web"], id="a word for a port"),
        pytest.param(["pack"], id="nothing to do with a pack"),
        pytest.param(["evaluate", "--format", "csv"], id="no such format of readings"),
    ],
)
def test_a_wrong_command_line_ends_with_two_and_says_why(
    line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(line) == 2

    assert "usage:" in capsys.readouterr().err


def test_a_port_may_be_typed_in_full_width() -> None:
    assert parser().parse_args(["serve", "--port", "８０００"]).port == 8000


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of(["--help"]) == 0

    out = capsys.readouterr().out
    commands = ("start", "demo", "serve", "read", "compare", "evaluate", "pack", "check", "work")
    assert [name for name in commands if name not in out] == []


@pytest.mark.django_db
def test_a_pack_that_changed_is_loaded_and_says_what_became_of_it(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guatu.cli.serving.prepare", lambda: None)
    units = pack / "units-places.toml"
    units.write_text(units.read_text("utf-8").replace("峰口镇", "峰口新镇"), "utf-8")

    assert exit_of(["pack", "load", str(pack)]) == 0
    assert "改动 1: fengkou" in capsys.readouterr().out

    assert exit_of(["pack", "load", str(pack)]) == 0
    assert "改动 0" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_pack_against_history_is_refused_point_by_point(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guatu.cli.serving.prepare", lambda: None)
    for file in pack.glob("*.toml"):
        text = file.read_text("utf-8")
        file.write_text(text.replace('unit = "亿元"', 'unit = "万元"'), "utf-8")

    assert exit_of(["pack", "load", str(pack)]) == 1

    said = capsys.readouterr().err
    assert "unit 不能从 亿元 改成 万元" in said
    assert "什么也没有改" in said
