"""`guatu pack`: what is wrong with one, by file, line and field; a changed one into the store."""

import argparse
import sys
from pathlib import Path

from guatu.cli.language import said
from guatu.kernel.catalog import check_pack, read_pack
from guatu.kernel.sentences import Refusal, Sentence
from guatu.packs import pack_files

ADDED, CHANGED = Sentence("新增"), Sentence("改动")
LEFT = Sentence("包里没有、库里保留")
RULES_DIFFER = Sentence(
    "注意：这个目录的进度、亮灯规则或日历与安装的包不同；它们从安装的包里读，请同时更新安装的包。"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu pack`."""
    acts = parser.add_subparsers(dest="act", required=True)
    check_parser = acts.add_parser("check", help="检查目标包 / check a pack")
    load_parser = acts.add_parser("load", help="把包装入库 / bring a pack into the store")
    for act in (check_parser, load_parser):
        act.add_argument("path", help="目录，或已安装的包名 / a folder, or an installed pack")


def check(asked: argparse.Namespace) -> int:
    """Print every fault with its remedy; 1 when there is one."""
    files = _files(asked.path)
    faults = check_pack(files)
    for fault in faults:
        words = f"{said(fault.message)} → {said(fault.remedy)}"
        print(f"{fault.file}:{fault.line}: {fault.field}: {words}")
    if faults:
        print(said(Sentence("共 %(count)d 处问题。", count=len(faults))), file=sys.stderr)
        return 1
    fine = Sentence("没有问题：%(typed)s，%(count)d 个文件。", typed=asked.path, count=len(files))
    print(said(fine))
    return 0


def load(asked: argparse.Namespace) -> int:
    """Bring a pack into the store and say what became of it; raises `Refusal`."""
    from django.utils import timezone  # noqa: PLC0415 - Django is set up

    from guatu.flows.pack_into_store import PackBreaksHistory, bring  # noqa: PLC0415 - as above
    from guatu.platform.clock import as_of  # noqa: PLC0415 - as above

    files = _files(asked.path)
    pack = read_pack(files)
    try:
        loaded = bring(pack, at=timezone.now(), today=as_of(), texts=files)
    except PackBreaksHistory as refusal:
        for fault in refusal.faults:
            print(said(fault), file=sys.stderr)
        raise
    for name, keys in ((ADDED, loaded.added), (CHANGED, loaded.changed), (LEFT, loaded.left)):
        print(f"{said(name)} {len(keys)}" + (f": {', '.join(keys)}" if keys else ""))
    if loaded.is_hung:
        print(said(Sentence("规划和目标已上墙。")))
    if loaded.rules_differ:
        print(said(RULES_DIFFER), file=sys.stderr)
    print(said(Sentence("正在运行的网页请重新启动，进度、亮灯规则和日历才会更新。")))
    return 0


def _files(path: str) -> dict[str, str]:
    """The texts of a folder, or of an installed pack; raises `Refusal`."""
    folder = Path(path)
    if not folder.is_dir():
        return dict(pack_files(path))
    texts = {}
    for file in sorted(folder.iterdir()):
        if file.suffix in {".toml", ".txt"}:
            try:
                texts[file.name] = file.read_text("utf-8")
            except UnicodeDecodeError as error:
                raise Refusal(
                    "%(file)s 不是 UTF-8 文本，请另存为 UTF-8。", file=file.name
                ) from error
    return texts
