"""The temporary PostgreSQL: it answers while it is wanted, and nothing of it stays."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from script.cluster import binaries, cluster
from script.words import CannotStart


def test_it_answers_and_leaves_nothing_behind() -> None:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here")

    with cluster(programs) as address, psycopg.connect(address) as connection:
        answer = connection.execute("SHOW synchronous_commit").fetchone()

    assert answer == ("on",)
    assert not Path(parse_qs(urlsplit(address).query)["host"][0]).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_a_broken_installation_is_refused_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    for name in ("initdb", "postgres"):
        program = tmp_path / name
        program.write_text("#!/bin/sh\necho library missing\nexit 1\n", encoding="ascii")
        program.chmod(0o755)

    with pytest.raises(CannotStart, match="PostgreSQL"), cluster(tmp_path):
        pass


def test_the_newest_installation_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        (folder / "initdb").touch()
        (folder / "postgres").touch()

    assert binaries(tmp_path) == tmp_path / "17" / "bin"


def test_no_installation_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert binaries(tmp_path) is None
