"""`guatu read`: the targets of plan documents, without a database."""

import argparse
import json
import sys
from pathlib import Path

from guatu.cli.language import heads_of, said
from guatu.cli.tables import table
from guatu.kernel.reading import Reading, decode, read_plan
from guatu.kernel.sentences import Refusal, Sentence

HEADS = (
    Sentence("承担单位"),
    Sentence("指标"),
    Sentence("期间"),
    Sentence("关系"),
    Sentence("数值"),
    Sentence("单位"),
    Sentence("原文"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu read`."""
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=["table", "jsonl"], default="table")
    parser.add_argument(
        "--explain", action="store_true", help="逐个数字说明为什么是或不是目标 / why each figure"
    )


def read(asked: argparse.Namespace) -> int:
    """Read each file and print what it holds; 1 when one of them cannot be read."""
    failed = False
    for name in asked.files:
        try:
            reading = read_plan(decode(_bytes(name)))
        except Refusal as refusal:
            print(f"{name}: {said(refusal)}", file=sys.stderr)
            failed = True
            continue
        _print(reading, asked)
    return 1 if failed else 0


def _bytes(name: str) -> bytes:
    """The content of a file; raises `Refusal` in words."""
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise Refusal("没有这个文件。请核对路径。") from error
    except IsADirectoryError as error:
        raise Refusal("这是文件夹。请给出文件名。") from error
    except OSError as error:
        raise Refusal("打不开文件。请核对读取权限。") from error


def _print(reading: Reading, asked: argparse.Namespace) -> None:
    """Print the targets, the explanations, and the doubts (to standard error)."""
    if asked.format == "jsonl":
        for target in reading.targets:
            print(json.dumps(target.to_record(), ensure_ascii=False))
    else:
        rows = [
            [
                str(number),
                target.owner or "",
                target.indicator,
                target.period or "",
                target.relation,
                f"{target.value.normalize():f}",
                target.unit or "",
                target.quote.replace("\n", "")[:40],
            ]
            for number, target in enumerate(reading.targets, start=1)
        ]
        print(table(["#", *heads_of(*HEADS)], rows, "lllllrll"))
    if asked.explain:
        for figure in reading.figures:
            print(f"{figure.start}\t{figure.text}\t{said(figure.reason)}", file=sys.stderr)
    for doubt in reading.doubts:
        print(f"! {said(doubt.sentence)}", file=sys.stderr)
