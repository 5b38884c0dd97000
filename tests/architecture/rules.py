"""The rules of the house that a syntax tree shows: from modules to what is broken."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Module, called_name

FILE_LINES = 400
FUNCTION_LINES = 40
KERNEL_MAY_IMPORT = sys.stdlib_module_names | {"pydantic", "pydantic_core", "guatu"}
KERNEL_MAY_NOT_IMPORT = {
    "os",
    "io",
    "pathlib",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "shutil",
    "tempfile",
    "time",
    "urllib",
    "http",
    "asyncio",
    "threading",
    "multiprocessing",
    "logging",
    "secrets",
    "uuid",
}
KERNEL_MAY_NOT_CALL = {"open", "print", "input", "exec", "eval", "breakpoint"}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "timezone.now",
}
CLOCKS_WITHOUT_ARGUMENT = {"timezone.localdate", "timezone.localtime"}
FIELDS_THAT_READ_THE_CLOCK = {"auto_now", "auto_now_add"}
OPEN_DOORS = {
    "csrf_exempt",
    "csp_exempt",
    "mark_safe",
    "RawSQL",
    "login_not_required",
}
NAMES = (ast.Name, ast.Attribute)
EDGE = re.compile(r"/(views|api)(\.py|/)|/management/|^src/guatu/(cli|web|config)/|/clock\.py$")
EMPTY_NAMES = {"utils", "helpers", "common", "core", "misc", "base", "tools", "services"}
SILENCED = re.compile(r"#\s*noqa\b(?!: [A-Z]+\d+(, [A-Z]+\d+)* - \S)")
SILENCED_TYPES = re.compile(r"#\s*type:\s*ignore\b(?!\[[a-z-]+(, ?[a-z-]+)*\]\s*(#|-) ?\S)")


def impure(modules: Iterable[Module]) -> Iterator[str]:
    """Whatever in the kernel imports more than Python and pydantic, or touches the world."""
    for module in modules:
        for node in ast.walk(module.tree):
            for name in imported(node):
                top = name.partition(".")[0]
                if top not in KERNEL_MAY_IMPORT or top in KERNEL_MAY_NOT_IMPORT:
                    yield module.at(node, f"the kernel imports {name}")
                if top == "guatu" and not name.startswith("guatu.kernel"):
                    yield module.at(node, f"the kernel looks up to {name}")
            yield from _impure_call(module, node)


def _impure_call(module: Module, node: ast.AST) -> Iterator[str]:
    """A call in the kernel that reads, writes, shows or draws lots without a seed."""
    if not isinstance(node, ast.Call):
        return
    name = called_name(node)
    seedless = name.startswith("random.") and not (name == "random.Random" and node.args)
    if name in KERNEL_MAY_NOT_CALL or name in CLOCKS or seedless:
        yield module.at(node, f"the kernel calls {name}")
    if name.endswith((".read_text", ".write_text", ".read_bytes", ".write_bytes")):
        yield module.at(node, f"the kernel calls {name}")


def imported(node: ast.AST) -> list[str]:
    """The absolute names that an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module or ""]
    return []


def clocks_below_the_edge(modules: Iterable[Module]) -> Iterator[str]:
    """Whatever below the edge asks what time it is instead of being told."""
    for module in modules:
        if EDGE.search(module.path):
            continue
        for node in ast.walk(module.tree):
            if clock := _clock_read_by(node):
                yield module.at(node, f"reads the clock by {clock}")


def _clock_read_by(node: ast.AST) -> str | None:
    """The clock that a node reads: by its name, called bare, as a default, as a field."""
    if isinstance(node, ast.keyword):
        handed = _short_name(node.value)
        is_default = node.arg == "default" and isinstance(node.value, ast.Attribute)
        if node.arg in FIELDS_THAT_READ_THE_CLOCK:
            return node.arg
        return handed if is_default and handed in CLOCKS_WITHOUT_ARGUMENT else None
    name = _short_name(node)
    bare = isinstance(node, ast.Call) and not node.args and not node.keywords
    if isinstance(node, ast.Attribute) and name in CLOCKS:
        return name
    return name if bare and name in CLOCKS_WITHOUT_ARGUMENT else None


def _short_name(node: ast.AST) -> str:
    """The last two parts of a dotted name."""
    return ".".join(called_name(node).split(".")[-2:])


def doors_left_open(modules: Iterable[Module]) -> Iterator[str]:
    """Every use of what switches a protection off."""
    for module in modules:
        for node in ast.walk(module.tree):
            name = called_name(node).rpartition(".")[2] if isinstance(node, NAMES) else ""
            names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            for found in OPEN_DOORS & {name, *names}:
                yield module.at(node, f"{found} leaves a door open")


def relative_imports(modules: Iterable[Module]) -> Iterator[str]:
    """Every import that starts from where it stands instead of saying the whole name."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield module.at(node, "relative import")


def imports_past_the_door(modules: Iterable[Module]) -> Iterator[str]:
    """Every import of a module inside a kernel package by somebody outside that package."""
    for module in modules:
        for node in ast.walk(module.tree):
            for name in imported(node):
                parts = name.split(".")
                package = ".".join(parts[:3])
                outside = not f"{module.name}.".startswith(f"{package}.")
                if parts[:2] == ["guatu", "kernel"] and len(parts) > 3 and outside:
                    yield module.at(node, f"imports {name} past the door of {package}")


def pages_of_others(modules: Iterable[Module]) -> Iterator[str]:
    """Every import of an app's views or api by anything but the urls of that same app."""
    for module in modules:
        for node in ast.walk(module.tree):
            for name in _imported_modules(node):
                found = re.match(r"(guatu\.apps\.\w+)\.(views|api)(\.|$)", name)
                if not found:
                    continue
                own = module.name == f"{found[1]}.urls"
                inside = f"{module.name}.".startswith(f"{found[1]}.{found[2]}.")
                if not own and not inside:
                    yield module.at(node, f"imports the pages {name}")


def _imported_modules(node: ast.AST) -> list[str]:
    """The names that an import may mean: the module itself and each name taken from it."""
    names = imported(node)
    if isinstance(node, ast.ImportFrom) and not node.level:
        names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def oversized(modules: Iterable[Module]) -> Iterator[str]:
    """Every file and function that is longer than it may be."""
    for module in modules:
        lines = module.text.count("\n") + 1
        if lines > FILE_LINES + 1:
            yield f"{module.path}:1: {lines} lines, at most {FILE_LINES}"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    what = f"{node.name} has {length} lines, at most {FUNCTION_LINES}"
                    yield module.at(node, what)


def empty_names(modules: Iterable[Module]) -> Iterator[str]:
    """Every file or folder whose name says nothing."""
    for module in modules:
        if EMPTY_NAMES & set(module.name.split(".")):
            yield f"{module.path}:1: the name says nothing"


def silenced_without_reason(modules: Iterable[Module]) -> Iterator[str]:
    """Every silenced rule that lacks its code or its reason on the same line."""
    for module in modules:
        for number, line in enumerate(module.text.splitlines(), 1):
            if SILENCED.search(line) or SILENCED_TYPES.search(line):
                yield f"{module.path}:{number}: silenced without code or reason"


def skipped_without_reason(modules: Iterable[Module]) -> Iterator[str]:
    """Every test that is passed over without saying why."""
    for module in modules:
        for node in ast.walk(module.tree):
            name = called_name(node)
            is_mark = re.search(r"(^|\.)mark\.(skip|skipif|xfail)$", name) is not None
            is_call = name in {"pytest.skip", "pytest.xfail", "pytest.importorskip"}
            if isinstance(node, ast.Call) and (is_mark or is_call) and not _says_why(node):
                yield module.at(node, f"{name} without a reason")
        for node in _decorators(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in {"skip", "xfail"}:
                yield module.at(node, f"{node.attr} without a reason")


def _says_why(node: ast.Call) -> bool:
    """Whether a call that skips carries a reason."""
    by_name = any(keyword.arg == "reason" for keyword in node.keywords)
    is_direct = called_name(node) in {"pytest.skip", "pytest.xfail"}
    return by_name or (is_direct and bool(node.args))


def _decorators(tree: ast.Module) -> Iterator[ast.expr]:
    """All decorators of functions and classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from node.decorator_list
