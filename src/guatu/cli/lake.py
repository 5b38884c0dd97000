"""`guatu lake`: observation files out of the store or invented, checked, and evaluated anywhere."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from guatu.adapters.lakes import (
    LakeRunner,
    Progress,
    Size,
    answer_lake,
    export,
    invent,
    open_lake,
)
from guatu.cli.language import heads_of, said
from guatu.cli.tables import table
from guatu.kernel.sentences import Refusal, Sentence

ENGINES = ("duckdb", "spark")
THIS_MACHINE = "local[*]"
HEADS = (Sentence("层级"), Sentence("行数"), Sentence("状态"))
KEPT, WRITTEN = Sentence("原有，未重算"), Sentence("已写出")


class MasterIsOfSpark(Refusal):
    """A master was named for an engine that has none."""


def add_arguments(parser: argparse.ArgumentParser, day: Callable[[str], date]) -> None:
    """The arguments of `guatu lake`; `day` reads a day as typed."""
    acts = parser.add_subparsers(dest="act", required=True)
    export = acts.add_parser("export", help="把库里的数写成数据湖 / the store as a lake")
    export.add_argument("--compact", action="store_true", help="合并小文件 / make small files one")
    generate = acts.add_parser("generate", help="造一个模拟的国家 / an invented country")
    for name, standard in (("counties", 2844), ("indicators", 300), ("months", 60), ("seed", 0)):
        generate.add_argument(f"--{name}", type=int, default=standard, metavar="N")
    evaluate = acts.add_parser("evaluate", help="研判整个数据湖 / evaluate a lake")
    evaluate.add_argument("--as-of", type=day, required=True, metavar="DAY")
    evaluate.add_argument("--known-by", type=_moment, metavar="MOMENT", help="2023-07-01T09:00")
    evaluate.add_argument("--engine", choices=ENGINES, default="duckdb")
    evaluate.add_argument("--master", metavar="URL", help="spark://host:7077")
    evaluate.add_argument("-o", "--output", type=Path, metavar="OUT")
    check = acts.add_parser("check", help="核对每个文件 / check every file")
    for act in (export, generate, evaluate, check):
        act.add_argument("folder", type=Path, metavar="DIR")


def run(asked: argparse.Namespace) -> int:
    """Carry out what needs no store; raises `Refusal`."""
    acts: dict[str, Callable[[argparse.Namespace], int]] = {
        "generate": _generate,
        "evaluate": _evaluate,
        "check": _check,
    }
    return acts[asked.act](asked)


def export_store(asked: argparse.Namespace) -> int:
    """Write the store as a lake, or what is new in it; raises `Refusal`."""
    from django.utils import timezone  # noqa: PLC0415 - Django is set up

    from guatu.apps.observations.queries import has_simulated_figures  # noqa: PLC0415 - as above
    from guatu.flows.store_into_lake import catalog_of_store, stored_figures  # noqa: PLC0415 - as above

    exported = export(
        asked.folder,
        catalog_of_store(),
        stored_figures(),
        made_at=timezone.now(),
        simulated=has_simulated_figures(),
        compact=asked.compact,
        progress=_progress(),
    )
    told = Sentence(
        "新写入 %(rows)d 行；数据湖现有 %(files)d 个文件，其中 %(written)d 个是这次写的。",
        rows=exported.rows,
        files=exported.files,
        written=exported.written,
    )
    print(said(told))
    return 0


def _generate(asked: argparse.Namespace) -> int:
    """Invent a country."""
    size = Size(asked.counties, asked.indicators, asked.months, asked.seed)
    manifest = invent(size, asked.folder, _progress())
    rows = sum(file.rows for file in manifest.files)
    made = Sentence(
        "已写出 %(rows)d 行模拟数据，%(files)d 个文件。", rows=rows, files=len(manifest.files)
    )
    print(said(made))
    return 0


def _evaluate(asked: argparse.Namespace) -> int:
    """Evaluate a lake and say what was written."""
    lake = open_lake(asked.folder)
    with _runner(asked) as runner:
        answered = answer_lake(
            lake,
            runner,
            asked.output or asked.folder / "answers",
            as_of=asked.as_of,
            known_by=asked.known_by,
            progress=_progress(),
        )
    rows = [
        [level, str(count), said(KEPT if level in answered.kept else WRITTEN)]
        for level, count in answered.rows.items()
    ]
    print(table(heads_of(*HEADS), rows, "lrl"))
    print(answered.folder)
    return 0


@contextmanager
def _runner(asked: argparse.Namespace) -> Iterator[LakeRunner]:
    """The engine that was asked for, while it is needed."""
    if asked.engine == "spark":
        from guatu.adapters.engines import spark  # noqa: PLC0415 - loaded where it is used

        with spark.session(asked.master or THIS_MACHINE) as begun:
            yield spark.SparkRunner(begun)
        return
    if asked.master:
        raise MasterIsOfSpark("--master 只用于 --engine spark。请加上，或去掉 --master。")
    from guatu.adapters.engines import DuckRunner  # noqa: PLC0415 - loaded where it is used

    runner = DuckRunner()
    yield runner
    runner.close()


def _check(asked: argparse.Namespace) -> int:
    """Hold every file against the manifest."""
    lake = open_lake(asked.folder)
    lake.check(lake.manifest.files)
    rows = sum(file.rows for file in lake.manifest.files)
    fine = Sentence(
        "完好：%(files)d 个文件，%(rows)d 行。", files=len(lake.manifest.files), rows=rows
    )
    print(said(fine))
    return 0


def _moment(text: str) -> datetime:
    """A moment as typed, UTC unless it says otherwise."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        msg = f"{text} 不是时刻，请写成 2023-07-01T09:00 / not a moment, write 2023-07-01T09:00"
        raise argparse.ArgumentTypeError(msg) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _progress() -> Progress:
    """A line on the error stream that counts; whole lines where nobody watches."""
    end = "\r" if sys.stderr.isatty() else "\n"

    def tell(done: int, of: int) -> None:
        if end == "\r" or done == of or done % max(1, of // 10) == 0:
            print(f"{done}/{of}", end=end if done < of else "\n", file=sys.stderr, flush=True)

    return tell
