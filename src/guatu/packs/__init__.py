"""What one county counts and requires, as data with quotes; and how such data is opened."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from guatu.kernel.catalog import NotInPack, Pack, read_pack
from guatu.kernel.sentences import Refusal

__all__ = ["PackNotFound", "document_text", "open_pack", "pack_files", "pack_keys"]

HEAD = "pack.toml"


class PackNotFound(Refusal):
    """No pack of that key is installed."""


def pack_keys() -> tuple[str, ...]:
    """List the keys of the installed packs."""
    folders = resources.files("guatu.packs").iterdir()
    return tuple(sorted(folder.name for folder in folders if folder.joinpath(HEAD).is_file()))


def pack_files(key: str) -> Mapping[str, str]:
    """Read the texts of the pack called `key`, by file name; raises `PackNotFound`."""
    if key not in pack_keys():
        raise PackNotFound(
            "没有安装叫“%(key)s”的目标包。可用：%(keys)s。", key=key, keys="、".join(pack_keys())
        )
    files = resources.files("guatu.packs").joinpath(key).iterdir()
    return {file.name: file.read_text("utf-8") for file in files if file.is_file()}


@cache
def open_pack(key: str) -> Pack:
    """Read the pack called `key` once; raises `PackNotFound` or `PackIsWrong`."""
    return read_pack(pack_files(key))


def document_text(key: str, document: str) -> str:
    """Read the text of a document of a pack; raises `PackNotFound` or `NotInPack`."""
    file = open_pack(key).document(document).file
    try:
        return pack_files(key)[file]
    except KeyError as missing:
        raise NotInPack("包里没有文件“%(file)s”。", file=file) from missing
