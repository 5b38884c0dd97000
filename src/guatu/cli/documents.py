"""`guatu read` and `guatu compare`: the targets of plan documents, without a database."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guatu.adapters.documents import read_apart
from guatu.adapters.workbooks import Column, Kind, Table, workbook_of
from guatu.cli.language import heads_of, said
from guatu.cli.tables import table
from guatu.kernel.reading import Change, DraftTarget, Laid, Reading, compare
from guatu.kernel.reading import Kind as Became
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
MORE_HEADS = (Sentence("力争"), Sentence("基数"), Sentence("位置"))
CHANGE_HEADS = (
    Sentence("变化"),
    Sentence("指标"),
    Sentence("原来"),
    Sentence("现在"),
    Sentence("增减"),
    Sentence("说明"),
)
BECAME = {
    Became.KEPT: Sentence("沿用"),
    Became.RAISED: Sentence("提高"),
    Became.LOWERED: Sentence("降低"),
    Became.REDEFINED: Sentence("改了口径"),
    Became.NEW: Sentence("新增"),
    Became.DROPPED: Sentence("取消"),
}
WIDTHS = (6, 20, 28, 10, 6, 12, 8, 60, 12, 12, 16)
SHEET_NAME = 25
QUOTED = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """One file as it was read."""

    name: str
    laid: Laid
    reading: Reading

    def place(self, start: int, end: int) -> str:
        """Where letters stand: cell, else page; empty where a format has neither."""
        for found in self.laid.where(start, end):
            if found.cell:
                return found.cell
            if self.laid.pages:
                return said(Sentence("第 %(number)s 页", number=found.page))
        return ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu read`."""
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--format", choices=["table", "jsonl", "xlsx"], default="table")
    parser.add_argument("-o", "--output", metavar="FILE", help="xlsx 存到哪里 / where to keep it")
    parser.add_argument("--year", type=int, metavar="YEAR", help="规划年度 / the plan's year")
    parser.add_argument(
        "--explain", action="store_true", help="逐个数字说明为什么是或不是目标 / why each figure"
    )


def add_arguments_to_compare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu compare`."""
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")


def read(asked: argparse.Namespace) -> int:
    """Read each file and print what it holds; 1 when one of them cannot be read."""
    plans = []
    for name in asked.files:
        if plan := _read(name, asked.year):
            plans.append(plan)
            if asked.format != "xlsx":
                _print(plan, asked)
            _explain(plan, asked)
    is_whole = len(plans) == len(asked.files)
    if asked.format == "xlsx" and plans:
        is_whole = _keep(plans, asked.output, len(asked.files)) and is_whole
    return 0 if is_whole else 1


def compare_two(asked: argparse.Namespace) -> int:
    """Print what became of the targets of one plan in another; 1 when one cannot be read."""
    old, new = _read(asked.old), _read(asked.new)
    if old is None or new is None:
        return 1
    changes = compare(old.reading.targets, new.reading.targets)
    print(table(heads_of(*CHANGE_HEADS), [_change_row(change) for change in changes], "llrrrl"))
    return 0


def _read(name: str, year: int | None = None) -> Plan | None:
    """A file as it was read, in a limited child; None, with the reason told, when it is not."""
    try:
        laid, reading = read_apart(
            _bytes(name), file_name=Path(name).name, year=year, progress=_tell_progress
        )
    except Refusal as refusal:
        print(f"{name}: {said(refusal)}", file=sys.stderr)
        return None
    return Plan(name, laid, reading)


def _tell_progress(done: int, of: int) -> None:
    """How far a long document is, on a line of its own that is written over."""
    if sys.stderr.isatty():
        words = said(Sentence("已读 %(done)s / %(of)s 页", done=done, of=of))
        print(f"\r{words}", end="\n" if done == of else "", file=sys.stderr, flush=True)


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


def _print(plan: Plan, asked: argparse.Namespace) -> None:
    """Print the targets to standard output."""
    targets = plan.reading.targets
    if asked.format == "jsonl":
        for target in targets:
            print(json.dumps(target.to_record(), ensure_ascii=False))
        return
    rows = [_row(number, target) for number, target in enumerate(targets, start=1)]
    print(table(["#", *heads_of(*HEADS)], rows, "lllllrll"))


def _row(number: int, target: DraftTarget) -> list[str]:
    """One target for the terminal."""
    return [
        str(number),
        target.owner or "",
        target.indicator,
        target.period or "",
        target.relation,
        f"{target.value.normalize():f}",
        target.unit or "",
        target.quote.replace("\n", "")[:QUOTED],
    ]


def _explain(plan: Plan, asked: argparse.Namespace) -> None:
    """Tell, to standard error, why each figure is or is not a target, and what is doubtful."""
    if asked.explain:
        for figure in plan.reading.figures:
            where = plan.place(figure.start, figure.end) or str(figure.start)
            print(f"{where}\t{figure.text}\t{said(figure.reason)}", file=sys.stderr)
    for doubt in [*plan.laid.notes, *(doubt.sentence for doubt in plan.reading.doubts)]:
        print(f"! {said(doubt)}", file=sys.stderr)


def _keep(plans: Sequence[Plan], output: str | None, asked: int) -> bool:
    """Write a workbook with a sheet for each plan, and tell where; False when it cannot be."""
    path = Path(output or f"{Path(plans[0].name).stem}-targets.xlsx")
    tables = [_sheet(number, plan) for number, plan in enumerate(plans, start=1)]
    try:
        path.write_bytes(workbook_of(tables))
    except OSError:
        refusal = Refusal("写不进 %(path)s。请核对文件夹和权限。", path=path)
        print(said(refusal), file=sys.stderr)
        return False
    kept = Sentence(
        "已存到 %(path)s（%(read)s / %(asked)s 份）", path=path, read=len(plans), asked=asked
    )
    print(said(kept), file=sys.stderr)
    return True


def _sheet(number: int, plan: Plan) -> Table:
    """The sheet of one plan."""
    titles = ["#", *heads_of(*HEADS), *heads_of(*MORE_HEADS)]
    columns = tuple(
        Column(title, width, Kind.FIGURE if width == WIDTHS[5] else Kind.TEXT)
        for title, width in zip(titles, WIDTHS, strict=True)
    )
    rows = [
        (
            at,
            target.owner or "",
            target.indicator,
            target.period or "",
            target.relation,
            target.value,
            target.unit or "",
            target.quote,
            target.stretch,
            target.baseline,
            plan.place(target.start, target.end),
        )
        for at, target in enumerate(plan.reading.targets, start=1)
    ]
    stem = "".join(letter for letter in Path(plan.name).stem if letter not in "[]:*?/\\'")
    return Table(f"{number} {stem}"[:SHEET_NAME], columns, rows)


def _change_row(change: Change) -> list[str]:
    """One change for the terminal."""
    either = change.new or change.old
    difference = change.difference
    return [
        said(BECAME[change.kind]),
        either.indicator if either else "",
        _figure(change.old),
        _figure(change.new),
        "" if difference is None else f"{difference.normalize():+f}",
        " ".join(_notes(change)),
    ]


def _notes(change: Change) -> Iterator[str]:
    yield from (said(note) for note in change.notes)
    if change.is_harder is not None:
        yield said(Sentence("要求更高") if change.is_harder else Sentence("要求放低"))


def _figure(target: DraftTarget | None) -> str:
    if target is None:
        return "—"
    return f"{target.relation} {target.value.normalize():f}{target.unit or ''}"
