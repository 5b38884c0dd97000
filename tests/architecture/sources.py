"""The files of the house as the rules read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ("src", "tests", "script", "bench")
OURS = "src/guatu"
VENDORED = ("src/guatu/web/static/vendor/", "tests/browser/vendor/")


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: where it lies below the root, and what it says."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The dotted name under which the file is imported."""
        parts = Path(self.path).with_suffix("").parts
        inside = parts[1:] if parts[0] == "src" else parts
        return ".".join(part for part in inside if part != "__init__")

    @property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.path)

    def at(self, node: ast.AST, what: str) -> str:
        """The line that a person reads when the rule is broken at `node`."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"


def files(*folders: str, pattern: str = "*.py") -> list[Path]:
    """The files of some folders of the checkout, caches and migrations left out."""
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob(pattern))]
    skipped = {"__pycache__", "migrations", "results"}
    return [path for path in found if not skipped & set(path.parts)]


def modules(*folders: str) -> list[Module]:
    """The Python files of some folders, as modules."""
    return [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files(*folders)
    ]


def templates() -> list[Module]:
    """The page templates, by path and text."""
    return [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in files(OURS, pattern="*.html")
    ]


def styles_and_scripts() -> list[Module]:
    """The style sheets and scripts of ours that pages load."""
    found = [path for kind in ("*.css", "*.js") for path in files(OURS, pattern=kind)]
    relative = {path: path.relative_to(ROOT).as_posix() for path in found}
    return [
        Module(name, path.read_text(encoding="utf-8"))
        for path, name in relative.items()
        if not name.startswith(VENDORED)
    ]


def kept_texts() -> Iterator[Module]:
    """Every text file that is kept under version control, vendored files left out."""
    for name in _kept_names():
        path = ROOT / name
        if name.startswith(VENDORED) or not path.is_file():
            continue
        try:
            yield Module(name, path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue


def _kept_names() -> list[str]:
    """The names that git keeps; without git, everything in the rooms of the house."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        answer = subprocess.run(  # noqa: S603 - a fixed command
            [git, "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files", "-z"],
            capture_output=True,
            check=True,
            text=True,
        )
        return [name for name in answer.stdout.split("\0") if name]
    return [path.relative_to(ROOT).as_posix() for path in files(*HOUSE, pattern="*.*")]


def called_name(node: ast.AST) -> str:
    """The dotted name of what a call calls, as far as it is spelled out."""
    if isinstance(node, ast.Call):
        return called_name(node.func)
    if isinstance(node, ast.Attribute):
        spelled = not isinstance(node.value, ast.Call)
        return f"{called_name(node.value) if spelled else ''}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""
