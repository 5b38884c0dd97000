"""Fetching the browser files that the product ships: pinned, stripped of source maps, summed."""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from script.environment import ROOT
from script.words import CannotStart, complain, say

PAGES = ROOT / "src" / "guatu" / "web" / "static" / "vendor"
TESTS = ROOT / "tests" / "browser" / "vendor"
SUMS = "SHA256SUMS"
SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/|^//# sourceMappingURL=.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asset:
    """A package of the npm registry and the files of it that are kept, by their new names."""

    package: str
    place: Path
    files: dict[str, str]


ASSETS = (
    Asset(
        "echarts@6.1.0",
        PAGES,
        {
            "echarts.min.js": "dist/echarts.min.js",
            "echarts.LICENSE.txt": "LICENSE",
            "echarts.NOTICE.txt": "NOTICE",
            "echarts.d3.LICENSE.txt": "licenses/LICENSE-d3",
        },
    ),
    Asset(
        "htmx.org@2.0.11",
        PAGES,
        {"htmx.min.js": "dist/htmx.min.js", "htmx.LICENSE.txt": "LICENSE"},
    ),
    Asset(
        "axe-core@4.14.1",
        TESTS,
        {
            "axe.min.js": "axe.min.js",
            "axe.LICENSE.txt": "LICENSE",
            "axe.LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt",
        },
    ),
)


def main() -> int:
    """Fetch all assets and write their sums."""
    try:
        for asset in ASSETS:
            fetch(asset)
    except CannotStart as refusal:
        complain(refusal.notice)
        return refusal.code
    for place in {asset.place for asset in ASSETS}:
        write_sums(place)
    return 0


def fetch(asset: Asset) -> None:
    """Put the files of `asset` in their place, without the source maps that are not shipped."""
    asset.place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        archive = _packed(asset.package, Path(temporary))
        with tarfile.open(archive) as tar:
            for name, inside in asset.files.items():
                member = tar.extractfile(f"package/{inside}")
                if member is None:
                    msg = f"{asset.package} has no {inside}"
                    raise FileNotFoundError(msg)
                (asset.place / name).write_bytes(stripped(member.read()))
    say(f"{asset.package}: {len(asset.files)} 个文件 · files")


def stripped(content: bytes) -> bytes:
    """The content without the comment that points to a source map."""
    return SOURCE_MAP.sub(b"", content)


def write_sums(place: Path) -> None:
    """Write the SHA-256 of every file in `place`, in the form that `sha256sum -c` reads."""
    files = sorted(path for path in place.iterdir() if path.name != SUMS)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files]
    (place / SUMS).write_text("".join(lines), encoding="ascii")


def _packed(package: str, place: Path) -> Path:
    """The archive of `package`, as npm packs it into `place`."""
    try:
        subprocess.run(
            ["npm", "pack", package, "--silent"], cwd=place, check=True, capture_output=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        raise CannotStart(
            f"取不到 {package}。请检查是否装有 npm、能否连上 npm 软件源。",
            f"{package} could not be fetched. Check that npm is there and reaches its registry.",
        ) from error
    [archive] = place.glob("*.tgz")
    return archive


if __name__ == "__main__":
    sys.exit(main())
