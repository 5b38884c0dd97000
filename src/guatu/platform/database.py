"""The store: settings that survive a power cut, PostgreSQL by address, and the write gate."""

import fcntl
import importlib.util
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.checks import CheckMessage, Error, register
from django.db import connection, transaction

from guatu.kernel.sentences import Refusal

Version = tuple[int, int, int]


DRIVER = "psycopg"


class UnknownDatabase(Refusal):
    """The database address is of no kind that Guatu can store in."""


class DriverIsMissing(Refusal):
    """The environment was made without what reaches PostgreSQL."""


def wal_is_safe(version: Version) -> bool:
    """Whether this SQLite is free of the WAL-reset race (fixed in 3.51.3, 3.50.7 and 3.44.6)."""
    return (
        version >= (3, 51, 3)
        or (3, 50, 7) <= version < (3, 51, 0)
        or (3, 44, 6) <= version < (3, 45, 0)
    )


def pragmas_for(version: Version) -> dict[str, str]:
    """The settings under which an acknowledged write outlives a power cut on this SQLite.

    `trusted_schema=OFF` is not among them: SQLite before 3.41 then refuses the JSON check
    constraints that guard our own tables.
    """
    journal = (
        {"journal_mode": "wal", "synchronous": "2"}
        if wal_is_safe(version)
        else {"journal_mode": "delete", "synchronous": "3"}
    )
    return journal | {
        "busy_timeout": "20000",
        "foreign_keys": "1",
        "cell_size_check": "1",
        "mmap_size": "0",
    }


def sqlite_database(path: Path) -> dict[str, Any]:
    """Django's settings of the embedded store at `path`."""
    pragmas = pragmas_for(sqlite3.sqlite_version_info)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": ";".join(f"PRAGMA {key}={value}" for key, value in pragmas.items()),
        },
    }


def database_from_url(url: str) -> dict[str, Any]:
    """Django's settings of `postgresql://user:password@host:port/name` or `sqlite:///path`.

    Raises `UnknownDatabase` or `DriverIsMissing`.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite_database(Path(parts.path))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise UnknownDatabase(
            "DATABASE_URL 只支持 postgresql:// 与 sqlite:///，不支持“%(kind)s”。请改正或取消它。",
            kind=parts.scheme or url.partition(":")[0],
        )
    if importlib.util.find_spec(DRIVER) is None:
        raise DriverIsMissing(
            "DATABASE_URL 指向 PostgreSQL，但没有装驱动 psycopg。"
            "请用 script/run 启动一次（它会安装），"
            "或运行：pip install --require-hashes -r requirements/postgresql.lock"
        )
    socket = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


@contextmanager
def write_gate() -> Iterator[None]:
    """One writer at a time, in the order of asking, around one atomic block.

    SQLite's own waiting is unfair; a file lock beside the database is not. PostgreSQL needs none.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    name = Path(str(connection.settings_dict["NAME"]))
    with name.with_suffix(".gate").open("a", encoding="ascii") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        with transaction.atomic():
            yield


def pragmas_in_force() -> dict[str, str]:
    """What the running connection says of the settings that matter; empty on PostgreSQL."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        found = {}
        for key in pragmas_for(sqlite3.sqlite_version_info):
            cursor.execute(f"PRAGMA {key}")
            found[key] = str(cursor.fetchone()[0])
        return found


@register("guatu", deploy=False)
def store_is_safe(
    app_configs: object,  # noqa: ARG001 - Django's shape
    databases: Sequence[str] | None = None,
    **_: Any,  # noqa: ANN401 - Django's shape
) -> list[CheckMessage]:
    """Refuse to start when the store is not as durable as promised (RELIABILITY §6.4)."""
    if not databases or connection.vendor != "sqlite":
        return []
    wanted, found = pragmas_for(sqlite3.sqlite_version_info), pragmas_in_force()
    in_memory = found.get("journal_mode") == "memory"
    wrong = {key for key in wanted if found.get(key) != wanted[key]} - (
        {"journal_mode"} if in_memory else set()
    )
    if not wrong:
        return []
    return [
        Error(
            f"数据库设置不安全：{'、'.join(sorted(wrong))}。请检查是否有别的程序改动了数据库文件。",
            id="guatu.E001",
        )
    ]
