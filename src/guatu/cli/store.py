"""The commands that need the store: start, demo, serve, evaluate, check, work."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.db import DatabaseError

from guatu.cli import accounts, lake, packs
from guatu.cli.language import use_in_django
from guatu.kernel.sentences import Refusal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.config.settings")
DEFAULT_DAY = "2023-06-13"


def run(asked: argparse.Namespace) -> int:
    """Carry out a command that needs the store."""
    if asked.command == "serve" and asked.as_of:
        os.environ["GUATU_AS_OF"] = asked.as_of.isoformat()
    if asked.command in {"start", "demo"}:
        os.environ["GUATU_AS_OF"] = asked.as_of.isoformat() if asked.as_of else DEFAULT_DAY
        if asked.fresh:
            _remove_the_old()
    django.setup()
    use_in_django()
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "start": _start,
        "demo": _demo,
        "serve": _serve,
        "evaluate": _evaluate,
        "check": _check,
        "work": _work,
        "account": accounts.run,
        "pack": _load,
        "lake": lake.export_store,
    }
    try:
        return commands[asked.command](asked)
    except DatabaseError as error:
        raise Refusal(
            "数据库还没有建好，或者打不开。请先运行 guatu demo；还不行，请查数据目录的权限和磁盘。"
        ) from error


def _remove_the_old() -> None:
    """Delete the embedded database of the example; a PostgreSQL one is left to its owner."""
    folder = Path(os.environ.get("GUATU_DATA", "data"))
    for name in (
        "guatu.sqlite3",
        "guatu.sqlite3-wal",
        "guatu.sqlite3-shm",
        "guatu.sqlite3-journal",
    ):
        (folder / name).unlink(missing_ok=True)


def _demo(_: argparse.Namespace) -> int:
    """Build the example county up to the day and print its targets."""
    from guatu.cli.example import build, day_shown, print_targets  # noqa: PLC0415 - Django is set up
    from guatu.cli.serving import prepare  # noqa: PLC0415 - as above

    day = day_shown()
    prepare()
    build(day)
    print_targets(day)
    return 0


def _start(asked: argparse.Namespace) -> int:
    """Build, serve, print; with `--check`, request the pages and stop.

    What stands already is served while its table is printed.
    """
    from guatu.cli.example import build, day_shown, is_built, print_targets  # noqa: PLC0415 - as above
    from guatu.cli.serving import Server, prepare  # noqa: PLC0415 - as above

    if _port_is_taken(asked.port):
        return 1
    day = day_shown()
    prepare()
    if not is_built(day):
        build(day)
    with Server(asked.port) as server:
        print_targets(day)
        return server.check() if asked.check else server.stay()


def _serve(asked: argparse.Namespace) -> int:
    """Serve what the store holds."""
    from guatu.cli.serving import Server, prepare  # noqa: PLC0415 - as above

    if _port_is_taken(asked.port):
        return 1
    prepare()
    with Server(asked.port) as server:
        return server.stay()


def _port_is_taken(port: int) -> bool:
    """Whether another program listens there; then says so with the remedy."""
    from guatu.cli.serving import port_is_free  # noqa: PLC0415 - as above

    if port_is_free(port):
        return False
    print(
        f"端口 {port} 已被占用。请加 --port 换一个，例如 --port {port + 1}。\n"
        f"Port {port} is taken. Choose another, for example --port {port + 1}.",
        file=sys.stderr,
    )
    return True


def _evaluate(asked: argparse.Namespace) -> int:
    """Print the readings of a day, as a table or as JSON."""
    from guatu.apps.boards.evaluations import evaluations  # noqa: PLC0415 - as above
    from guatu.apps.boards.queries import last_read_on  # noqa: PLC0415 - as above
    from guatu.cli.example import print_targets  # noqa: PLC0415 - as above

    day: date | None = asked.as_of or last_read_on()
    if day is None:
        print(
            "还没有读数。请先运行 guatu demo。/ No readings yet; run guatu demo.", file=sys.stderr
        )
        return 1
    if asked.format == "json":
        print(json.dumps(evaluations(day), ensure_ascii=False, indent=1))
    else:
        print_targets(day)
    return 0


def _load(asked: argparse.Namespace) -> int:
    """Bring a pack into the store; the tables are made where they are missing."""
    from guatu.cli.serving import prepare  # noqa: PLC0415 - as above

    prepare()
    return packs.load(asked)


def _check(_: argparse.Namespace) -> int:
    """Run the checks that the server runs before it starts, and walk the audit chain."""
    from django.core.management import call_command  # noqa: PLC0415 - as above

    from guatu.platform.audit.chain import first_break  # noqa: PLC0415 - as above

    call_command("check", databases=["default"])
    if broken := first_break():
        print(
            f"留痕链在第 {broken.number} 条断开，请立即停用并报告管理员。\n"
            f"The audit chain breaks at entry {broken.number}. Stop, and tell the administrator.",
            file=sys.stderr,
        )
        return 1
    print("留痕链完整 / the audit chain is whole")
    return 0


def _work(asked: argparse.Namespace) -> int:
    """Free abandoned jobs, queue what the day owes, and run what is queued; again with `--stay`."""
    from guatu.cli.serving import work_on, work_once  # noqa: PLC0415 - as above

    if asked.stay:
        work_on()
    work_once()
    return 0
