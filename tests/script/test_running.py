"""Starting: the command line and the conditions of the machine, each refused in one sentence."""

import os
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from script.environment import ROOT, environment
from script.running import (
    HOST,
    chosen_port,
    command_of,
    day_of,
    is_free,
    lock_for,
    options_of,
    port_of,
    require_same_version,
)
from script.words import CannotStart


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield int(listener.getsockname()[1])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source tree with one app and one migration."""
    folder = tmp_path / "src" / "guatu" / "apps" / "plans" / "migrations"
    folder.mkdir(parents=True)
    (folder / "0001_open_plans.py").touch()
    return tmp_path / "src"


def database(path: Path, *applied: tuple[str, str]) -> Path:
    """A database that has seen these migrations."""
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app, name)")
        opened.executemany("INSERT INTO django_migrations (app, name) VALUES (?, ?)", applied)
    return path


@pytest.mark.parametrize("text", ["yesterday", "2023-02-30", "20230630", "2023-6-30", ""])
def test_a_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CannotStart, match="2023-06-30"):
        day_of(text)


def test_a_day_is_handed_on() -> None:
    assert day_of("2023-06-30") == "2023-06-30"


@pytest.mark.parametrize("text", ["0", "65536", "-1", "８０００", "80.5", "http", ""])
def test_a_port_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CannotStart, match="65535"):
        port_of(text)


@pytest.mark.parametrize("port", [1, 65535])
def test_the_first_and_the_last_port_are_ports(port: int) -> None:
    assert port_of(str(port)) == port


@pytest.mark.parametrize("arguments", [["--prot", "1"], ["--port"], ["now"]])
def test_an_unknown_word_is_answered_with_the_usage(arguments: list[str]) -> None:
    with pytest.raises(CannotStart, match="script/run") as refused:
        options_of(arguments)

    assert refused.value.code == 2


def test_a_taken_port_is_refused_and_another_is_offered(taken: int) -> None:
    with pytest.raises(CannotStart, match=rf"{taken}.*--port \d+"):
        chosen_port(taken, checking=True)


def test_a_check_finds_a_port_of_its_own(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    monkeypatch.setattr("script.running.USUAL_PORT", taken)

    port = chosen_port(None, checking=True)

    assert port != taken
    assert is_free(port)


def test_a_database_of_this_version_is_welcome(tmp_path: Path, source: Path) -> None:
    seen = [("plans", "0001_open_plans"), ("auth", "0012_something_of_django")]
    path = database(tmp_path / "guatu.sqlite3", *seen)

    require_same_version(path, source)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, source: Path) -> None:
    path = database(tmp_path / "guatu.sqlite3", ("plans", "0009_of_tomorrow"))

    with pytest.raises(CannotStart, match=r"plans\.0009_of_tomorrow.*--fresh"):
        require_same_version(path, source)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "guatu.sqlite3"
    path.write_text("this is no database, only a letter that somebody saved", encoding="ascii")

    with pytest.raises(CannotStart, match="--fresh"):
        require_same_version(path, source)


def test_no_database_and_an_empty_one_are_welcome(tmp_path: Path, source: Path) -> None:
    require_same_version(tmp_path / "none.sqlite3", source)
    sqlite3.connect(tmp_path / "empty.sqlite3").close()
    require_same_version(tmp_path / "empty.sqlite3", source)


def test_every_option_reaches_the_product() -> None:
    chosen = options_of(["--as-of", "2023-06-30", "--fresh", "--check"])

    command = command_of(chosen, port=8001, inside=environment("base"))

    assert command[1:] == [
        *["-m", "guatu.cli", "start", "--port", "8001"],
        *["--as-of", "2023-06-30", "--fresh", "--check"],
    ]


@pytest.mark.parametrize("answer", ["Python 3.9.2", ""], ids=["old", "absent"])
def test_the_shell_refuses_an_old_or_absent_python(tmp_path: Path, answer: str) -> None:
    old = tmp_path / "python"
    if answer:
        old.write_text(f'#!/bin/sh\n[ "$1" = -V ] && echo {answer} && exit 0\nexit 1\n', "ascii")
        old.chmod(0o755)

    refused = subprocess.run(  # noqa: S603 - our own script
        [ROOT / "script" / "run"],
        env=os.environ | {"PYTHON": str(old)},
        capture_output=True,
        check=False,
        text=True,
    )

    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 2
    assert "Python 3.11 or newer is needed" in refused.stderr
    assert answer in refused.stderr


@pytest.mark.parametrize(
    ("address", "lock"),
    [
        ("", "base"),
        ("sqlite:////srv/guatu.sqlite3", "base"),
        ("postgresql://guatu@/guatu?host=/run/postgresql", "postgresql"),
        ("postgres://guatu:word@localhost:5432/guatu", "postgresql"),
    ],
)
def test_the_driver_of_the_asked_database_is_installed(address: str, lock: str) -> None:
    assert lock_for(address) == lock


@pytest.mark.parametrize("address", ["mysql://localhost/guatu", "localhost:5432"])
def test_a_database_of_another_kind_is_refused_with_the_way_out(address: str) -> None:
    with pytest.raises(CannotStart, match="unset DATABASE_URL"):
        lock_for(address)
