"""`guatu pack check`: what is wrong with a pack, by file, line and field."""

import argparse
import sys
from pathlib import Path

from guatu.kernel.catalog import check_pack
from guatu.kernel.sentences import Refusal
from guatu.packs import pack_files


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu pack`."""
    acts = parser.add_subparsers(dest="act", required=True)
    check_parser = acts.add_parser("check", help="检查目标包 / check a pack")
    check_parser.add_argument("path", help="目录，或已安装的包名 / a folder, or an installed pack")


def check(asked: argparse.Namespace) -> int:
    """Print every fault with its remedy; 1 when there is one."""
    files = _files(asked.path)
    faults = check_pack(files)
    for fault in faults:
        print(f"{fault.file}:{fault.line}: {fault.field}: {fault.message} → {fault.remedy}")
    if faults:
        print(f"共 {len(faults)} 处问题 / {len(faults)} faults", file=sys.stderr)
        return 1
    print(f"没有问题：{asked.path}，{len(files)} 个文件 / no fault in {len(files)} files")
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
