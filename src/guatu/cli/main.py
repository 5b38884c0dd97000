"""The `guatu` command: build, serve, read, evaluate, check."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date

from guatu.cli import accounts, documents, lake, packs
from guatu.cli.language import TYPED, language_of, rest, said, speak
from guatu.kernel.sentences import Refusal


def _day(text: str) -> date:
    """A day as typed; argparse turns the error into a sentence."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        msg = f"{text} 不是日期，请写成 2023-06-13 / not a date, write 2023-06-13"
        raise argparse.ArgumentTypeError(msg) from error


def _port(text: str) -> int:
    """A port as typed."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        msg = f"{text} 不是端口号，请写 1 到 65535 / not a port, write 1 to 65535"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The command line as a whole."""
    top = argparse.ArgumentParser(
        prog="guatu", description="挂图：把年度规划变成干完的活 / a plan becomes finished work"
    )
    top.add_argument("--lang", choices=list(TYPED), help="输出的语言 / language of what is printed")
    commands = top.add_subparsers(dest="command", required=True, metavar="命令 / command")

    start = commands.add_parser("start", help="建示例县并启动网页 / build the example, then serve")
    demo = commands.add_parser("demo", help="建示例县，打印目标与亮灯 / build the example county")
    serve = commands.add_parser("serve", help="启动网页 / serve the pages")
    for command in (start, demo, serve):
        command.add_argument("--as-of", type=_day, metavar="DAY", help="2023-06-13")
    for command in (start, demo):
        command.add_argument("--fresh", action="store_true", help="删掉旧的示例重建 / start anew")
    for command in (start, serve):
        command.add_argument("--port", type=_port, default=8000, metavar="N")
    start.add_argument("--check", action="store_true", help="自检后退出 / check and stop")

    read = commands.add_parser("read", help="读规划，列出目标 / read plans, list their targets")
    documents.add_arguments(read)
    both = commands.add_parser("compare", help="对照两年的规划 / compare two plans")
    documents.add_arguments_to_compare(both)
    evaluate = commands.add_parser("evaluate", help="打印某日读数 / print the readings of a day")
    evaluate.add_argument("--as-of", type=_day, metavar="DAY")
    evaluate.add_argument("--format", choices=["table", "json"], default="table")
    pack = commands.add_parser("pack", help="目标包 / packs")
    packs.add_arguments(pack)
    account = commands.add_parser("account", help="账号：开立、改口令、停用 / accounts")
    accounts.add_arguments(account)
    lakes = commands.add_parser("lake", help="数据湖：导出、造数、研判 / lakes of figures")
    lake.add_arguments(lakes, _day)
    commands.add_parser("check", help="检查设置、权限和数据库 / check settings, policies and store")
    work = commands.add_parser("work", help="运行后台任务 / run the due jobs")
    work.add_argument("--stay", action="store_true", help="一直运行 / stay and go on")
    return top


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; exits with 0, 1 for a refusal, or 2 for a wrong command line."""
    asked = parser().parse_args(arguments)
    speak(language_of(asked.lang, os.environ))
    try:
        sys.exit(_run(asked))
    except Refusal as refusal:
        print(said(refusal), file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    finally:
        rest()


def _run(asked: argparse.Namespace) -> int:
    """Carry out the command; Django is loaded only by those that need the store."""
    if asked.command == "read":
        return documents.read(asked)
    if asked.command == "compare":
        return documents.compare_two(asked)
    if asked.command == "pack" and asked.act == "check":
        return packs.check(asked)
    if asked.command == "lake" and asked.act != "export":
        return lake.run(asked)
    from guatu.cli import store  # noqa: PLC0415 - loads Django, which `read` and `pack` do without

    return store.run(asked)
