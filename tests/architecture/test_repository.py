"""What is kept under version control: hashed locks, sums of vendored files, no address, no path."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from script.vendoring import ASSETS, SOURCE_MAP, SUMS, Asset, stripped
from tests.architecture.sources import HOUSE, ROOT, Module, kept_texts

BASE, POSTGRESQL, OCR, DEV = (
    ROOT / "requirements" / f"{name}.lock" for name in ("base", "postgresql", "ocr", "dev")
)
PIN = re.compile(r"(?m)^([a-z0-9][\w.-]*)==([\w.!+]+)")
REQUIREMENT = re.compile(r'^\s+"([A-Za-z0-9][\w.-]*)(\[[^\]]*\])?[<>=!~]')
WITH_REASON = re.compile(r'",\s*#\s*\S+|"\]\s*#\s*\S+')
ADDRESSES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "npm" + "mirror.com",
    "tuna." + "tsinghua",
    "mirrors." + "aliyun",
    "deb." + "debian.org",
    "index" + "-url =",
    "find" + "-links =",
]
MACHINE_PATHS = ["/wo" + "rk/", "/ro" + "ot/", "/opt" + "/wheels"]
OPEN_ENDS = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]


def telling_texts(kept: Iterable[Module]) -> Iterator[str]:
    """Every kept text that names an index or a folder of one machine."""
    for text in kept:
        for word in [*ADDRESSES, *MACHINE_PATHS]:
            if word in text.text:
                yield f"{text.path}: names {word}"


def loose_pins(lock: str) -> Iterator[str]:
    """Every pin of a lock without a hash, and every line that is no pin, hash or remark."""
    for entry in re.split(r"(?m)^(?=\S)", lock):
        if not entry.strip() or entry.startswith("#"):
            continue
        if not PIN.match(entry):
            yield f"not a pin: {entry.splitlines()[0]}"
        elif "--hash=sha256:" not in entry:
            yield f"no hash: {entry.splitlines()[0]}"


def unexplained(project: str) -> Iterator[str]:
    """Every dependency of the project file that does not say why it is there."""
    _, _, project = project.partition("[project]")
    for line in project.splitlines():
        inline = re.match(r'^[\w-]+ = \["[A-Za-z][\w.-]*(\[[^\]]*\])?[<>=!~]', line)
        if (REQUIREMENT.match(line) or inline) and not WITH_REASON.search(line):
            yield line.strip()


def pins(lock: Path) -> dict[str, str]:
    """The versions of a lock by package."""
    return dict(PIN.findall(lock.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "lock", [BASE, POSTGRESQL, OCR, DEV], ids=["base", "postgresql", "ocr", "dev"]
)
def test_a_lock_has_hashes_and_nothing_else(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert list(loose_pins(text)) == []
    assert "://" not in text


def test_the_test_lock_holds_the_base_lock() -> None:
    assert pins(BASE).items() <= pins(POSTGRESQL).items() <= pins(DEV).items()


@pytest.mark.parametrize(
    "lock",
    ["django==5.2.19\n", "-e .\n", "--extra-index" + "-url x\n", "django>=5\n"],
)
def test_the_rule_of_locks_can_fail(lock: str) -> None:
    assert list(loose_pins(lock))


def test_every_dependency_is_locked_and_says_why_it_is_there() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {
        found[1].lower() for line in project.splitlines() if (found := REQUIREMENT.match(line))
    }

    assert list(unexplained(project)) == []
    assert wanted <= pins(DEV).keys() | pins(OCR).keys()


@pytest.mark.parametrize("line", ['    "django>=5.2",', 'postgresql = ["psycopg>=3"]'])
def test_the_rule_of_reasons_can_fail(line: str) -> None:
    assert list(unexplained(f"[project]\n{line}\n"))


def test_no_kept_file_names_an_index_or_a_folder_of_one_machine() -> None:
    broken = list(telling_texts(kept_texts()))

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("word", [*ADDRESSES, *MACHINE_PATHS])
def test_the_rule_of_addresses_can_fail(word: str) -> None:
    assert list(telling_texts([Module("x.md", f"see {word} there")]))


def test_no_other_lock_is_kept() -> None:
    names = {Path(text.path).name for text in kept_texts()}

    assert not names & {"uv.lock", "poetry.lock", "Pipfile.lock", "package-lock.json", "yarn.lock"}


def test_no_code_leaves_an_open_end() -> None:
    code = [text for text in kept_texts() if text.path.startswith(HOUSE)]
    broken = [
        f"{text.path}: {word}"
        for text in code
        for word in OPEN_ENDS
        if re.search(rf"\b{word}\b", text.text)
    ]

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("place", sorted({asset.place for asset in ASSETS}))
def test_vendored_files_are_those_that_were_fetched(place: Path) -> None:
    lines = (place / SUMS).read_text(encoding="ascii").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.iterdir()
        if path.name != SUMS
    }

    assert found == sums


@pytest.mark.parametrize("asset", ASSETS, ids=lambda asset: asset.package)
def test_a_vendored_package_brings_its_licence_and_no_source_map(asset: Asset) -> None:
    assert any("LICENSE" in name for name in asset.files)
    for name in asset.files:
        assert not SOURCE_MAP.search((asset.place / name).read_bytes())


def test_a_source_map_is_stripped() -> None:
    mark = b"//# source" + b"MappingURL=x.map"

    assert stripped(b"a()\n" + mark) == b"a()\n"
