"""The store: settings by version, addresses, and one writer at a time."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection, transaction

from guatu.platform.database import (
    DriverIsMissing,
    UnknownDatabase,
    Version,
    database_from_url,
    pragmas_for,
    pragmas_in_force,
    sqlite_database,
    store_is_safe,
    wal_is_safe,
    write_gate,
)

TIMES = 15
COUNTER = """
import os, sys
import django
django.setup()
from django.db import connection
from guatu.platform.database import write_gate
for _ in range(int(sys.argv[1])):
    with write_gate(), connection.cursor() as cursor:
        cursor.execute("SELECT n FROM counter")
        (n,) = cursor.fetchone()
        cursor.execute("UPDATE counter SET n = %s", [n + 1])
"""


@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        pytest.param((3, 44, 5), False, id="just before the first repaired line"),
        pytest.param((3, 44, 6), True, id="first of the 3.44 line"),
        pytest.param((3, 44, 9), True, id="later in the 3.44 line"),
        pytest.param((3, 45, 0), False, id="a new line starts without it"),
        pytest.param((3, 50, 6), False, id="just before the 3.50 repair"),
        pytest.param((3, 50, 7), True, id="first of the 3.50 line"),
        pytest.param((3, 51, 0), False, id="the next line starts without it"),
        pytest.param((3, 51, 2), False, id="just before the last repair"),
        pytest.param((3, 51, 3), True, id="the last repair"),
        pytest.param((3, 52, 0), True, id="everything after"),
        pytest.param((4, 0, 0), True, id="a new world"),
    ],
)
def test_write_ahead_is_used_only_where_its_race_is_mended(version: Version, is_safe: bool) -> None:  # noqa: FBT001 - a column of the table
    pragmas = pragmas_for(version)

    assert wal_is_safe(version) is is_safe
    assert pragmas["journal_mode"] == ("wal" if is_safe else "delete")
    assert pragmas["synchronous"] == ("2" if is_safe else "3")


def test_every_version_keeps_foreign_keys_and_waits_its_turn() -> None:
    for version in ((3, 40, 1), (3, 51, 3)):
        assert pragmas_for(version)["foreign_keys"] == "1"
        assert pragmas_for(version)["busy_timeout"] == "20000"


def test_an_embedded_store_is_named_by_its_path() -> None:
    found = database_from_url("sqlite:///var/lib/guatu/store.sqlite3")

    assert found == sqlite_database(Path("/var/lib/guatu/store.sqlite3"))
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_server_is_named_by_its_address() -> None:
    found = database_from_url("postgresql://clerk:p%40ss@db.local:5433/guatu")

    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"]) == ("clerk", "p@ss")
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.local", "5433", "guatu")


def test_a_server_can_be_reached_by_its_socket() -> None:
    assert database_from_url("postgresql:///guatu?host=/run/pg")["HOST"] == "/run/pg"


def test_another_kind_of_database_is_refused_by_name() -> None:
    with pytest.raises(UnknownDatabase, match="mysql"):
        database_from_url("mysql://localhost/guatu")


def test_a_missing_driver_is_refused_with_the_lock_that_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("guatu.platform.database.DRIVER", "no_such_driver")

    with pytest.raises(DriverIsMissing, match=r"requirements/postgresql\.lock"):
        database_from_url("postgresql://localhost/guatu")


@pytest.mark.django_db
def test_the_running_store_has_the_settings_it_promises() -> None:
    assert store_is_safe(None, ["default"]) == []
    assert bool(pragmas_in_force()) == (connection.vendor == "sqlite")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of the embedded store")
def test_a_store_that_was_loosened_does_not_start() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=1")
        try:
            faults = store_is_safe(None, ["default"])
        finally:
            cursor.execute("PRAGMA busy_timeout=20000")

    assert [fault.id for fault in faults] == ["guatu.E001"]
    assert "busy_timeout" in faults[0].msg


def test_a_check_without_a_database_asks_nothing() -> None:
    assert store_is_safe(None, None) == []


@pytest.mark.django_db
def test_the_gate_opens_inside_a_transaction_and_undoes_it_on_a_fault() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE gate_test (n integer)")

    def fail() -> None:
        with write_gate(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO gate_test VALUES (1)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM gate_test")
        assert cursor.fetchone() == (0,)


def test_two_processes_that_both_write_lose_nothing(tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite3"
    with sqlite3.connect(store) as own:
        own.execute("CREATE TABLE counter (n integer)")
        own.execute("INSERT INTO counter VALUES (0)")
    variables = {
        "DATABASE_URL": f"sqlite:///{store}",
        "GUATU_DATA": str(tmp_path),
        "GUATU_SECRET_KEY": "only-for-this-test",
        "DJANGO_SETTINGS_MODULE": "guatu.config.settings",
    }
    command = [sys.executable, "-c", COUNTER, str(TIMES)]

    writers = [subprocess.Popen(command, env=variables) for _ in range(2)]  # noqa: S603 - our own program

    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert own.execute("SELECT n FROM counter").fetchone() == (2 * TIMES,)
    own.close()
