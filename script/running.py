"""Starting the product: every condition is looked at first, then one process does the rest."""

import argparse
import contextlib
import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

from script.environment import (
    ROOT,
    Environment,
    clean_variables,
    environment,
    prepare,
    require_python,
    require_space,
)
from script.words import CannotStart, complain, speak_any_locale

HOST = "127.0.0.1"
USUAL_PORT = 8000
PORTS = range(1, 65536)
LOCKS = {"sqlite": "base", "postgresql": "postgresql", "postgres": "postgresql"}
USAGE = "script/run [--as-of 2023-06-30] [--port 8000] [--fresh] [--check]"
HELP = f"""\
{USAGE}

  --as-of DAY  显示某一天的进度，如 2023-06-30 · show the board as it stood on that day
  --port N     网页端口，默认 8000 · port of the pages, 8000 unless given
  --fresh      重建示例数据 · build the example data anew
  --check      启动、访问首页和作战图、停止 · start, request the start page and the board, stop
"""


class Options(argparse.ArgumentParser):
    """The command line, whose refusals are sentences."""

    def error(self, message: str) -> NoReturn:
        """Refuse with the usage instead of a bare English line."""
        raise CannotStart(
            f"看不懂这条命令。用法：{USAGE}",
            f"This command is not understood ({message}). Usage: {USAGE}",
            code=2,
        )

    def format_help(self) -> str:
        """The help in both languages."""
        return HELP


def day_of(text: str) -> str:
    """A day as it is handed on, refused unless it reads like 2023-06-30."""
    with contextlib.suppress(ValueError):
        if date.fromisoformat(text).isoformat() == text:
            return text
    raise CannotStart(
        f"--as-of 要写成日期，如 2023-06-30；“{text}”不是。",
        f"--as-of takes a day such as 2023-06-30; “{text}” is none.",
        code=2,
    )


def port_of(text: str) -> int:
    """A port number between 1 and 65535."""
    if text.isascii() and text.isdecimal() and int(text) in PORTS:
        return int(text)
    raise CannotStart(
        f"--port 要写 1 到 65535 之间的整数，如 8001；“{text}”不是。",
        f"--port takes a whole number from 1 to 65535, such as 8001; “{text}” is none.",
        code=2,
    )


def options_of(arguments: list[str]) -> argparse.Namespace:
    """The command line, checked."""
    options = Options(prog="script/run", allow_abbrev=False)
    options.add_argument("--as-of")
    options.add_argument("--port")
    options.add_argument("--fresh", action="store_true")
    options.add_argument("--check", action="store_true")
    chosen = options.parse_args(arguments)
    chosen.as_of = day_of(chosen.as_of) if chosen.as_of is not None else None
    chosen.port = port_of(chosen.port) if chosen.port is not None else None
    return chosen


def is_free(port: int) -> bool:
    """Whether a server could listen on `port` of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def chosen_port(wanted: int | None, *, checking: bool) -> int:
    """The port to serve on; a check without a wish takes any free one."""
    port = wanted or USUAL_PORT
    if is_free(port):
        return port
    if checking and wanted is None:
        return free_port()
    other = next((near for near in range(port + 1, port + 100) if is_free(near)), free_port())
    raise CannotStart(
        f"端口 {port} 已被占用或不可用。"
        f"请停掉占用它的程序，或换一个端口：script/run --port {other}",
        f"Port {port} is taken or not allowed. "
        f"Stop the program that holds it, or choose another: script/run --port {other}",
    )


def database_path() -> Path:
    """The embedded database, where the settings keep it."""
    return Path(os.environ.get("GUATU_DATA", "data")).resolve() / "guatu.sqlite3"


def require_same_version(database: Path, source: Path) -> None:
    """Refuse a database that a newer version has changed, or a file that is no database."""
    if not database.is_file():
        return
    known = dict(_migrations_in(source))
    try:
        applied = list(_migrations_of(database))
    except sqlite3.DatabaseError as error:
        raise CannotStart(
            f"{database} 不是可用的数据库（{error}）。"
            "请移走或恢复它，或重建示例数据：script/run --fresh",
            f"{database} is no usable database ({error}). "
            "Move it away or restore it, or build the example data anew: script/run --fresh",
        ) from error
    foreign = [f"{app}.{name}" for app, name in applied if name not in known.get(app, {name})]
    if foreign:
        raise CannotStart(
            f"数据库 {database} 来自另一个版本（多出 {foreign[0]}）。"
            "请换回那个版本的程序，或重建示例数据：script/run --fresh",
            f"The database {database} is from another version (it holds {foreign[0]}). "
            "Go back to that version, or build the example data anew: script/run --fresh",
        )


def _migrations_in(source: Path) -> Iterator[tuple[str, set[str]]]:
    """The names of the migrations of each app in the source tree."""
    for folder in source.glob("guatu/**/migrations"):
        yield folder.parent.name, {path.stem for path in folder.glob("[0-9]*.py")}


def _migrations_of(database: Path) -> Iterator[tuple[str, str]]:
    """The app and name of every migration that the database has seen."""
    with contextlib.closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as opened:
        seen = "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
        if opened.execute(seen).fetchone():
            yield from opened.execute("SELECT app, name FROM django_migrations ORDER BY id")


def lock_for(address: str) -> str:
    """The lock that brings what the database at `address` needs; refuses an address of no kind."""
    kind = address.partition(":")[0] if address else "sqlite"
    if kind not in LOCKS:
        raise CannotStart(
            f"DATABASE_URL 只认 postgresql:// 与 sqlite:///，这里以 {kind}: 开头。"
            "请改正；不用 PostgreSQL 时请取消它：unset DATABASE_URL",
            f"DATABASE_URL is postgresql:// or sqlite:///; here it begins with {kind}:. "
            "Correct it, or go without PostgreSQL: unset DATABASE_URL",
        )
    return LOCKS[kind]


def command_of(chosen: argparse.Namespace, *, port: int, inside: Environment) -> list[str]:
    """The one command that builds what is missing and serves."""
    command = [str(inside.python), "-m", "guatu.cli", "start", "--port", str(port)]
    if chosen.as_of:
        command += ["--as-of", chosen.as_of]
    return command + [f"--{name}" for name in ("fresh", "check") if getattr(chosen, name)]


def start(arguments: list[str]) -> None:
    """Look at the conditions, make the environment, become the server."""
    chosen = options_of(arguments)
    require_python()
    require_space()
    port = chosen_port(chosen.port, checking=chosen.check)
    if not chosen.fresh and not os.environ.get("DATABASE_URL"):
        require_same_version(database_path(), ROOT / "src")
    inside = environment(lock_for(os.environ.get("DATABASE_URL", "")))
    prepare(inside)
    command = command_of(chosen, port=port, inside=inside)
    variables = clean_variables() | {"PYTHONIOENCODING": ":replace"}
    os.execve(command[0], command, variables)  # noqa: S606 - this process becomes the server


def main(arguments: list[str]) -> int:
    """Start, or say in one sentence why not."""
    speak_any_locale()
    try:
        start(arguments)
    except CannotStart as refusal:
        complain(refusal.notice)
        return refusal.code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
