"""The rule that typed numbers are read in one place: no `Decimal(text)`, no `float(text)`."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Module, called_name

READERS = {"Decimal", "decimal.Decimal", "float"}
FORM_FIELDS = {"forms.DecimalField", "forms.FloatField", "forms.IntegerField"}
THE_PLACE = "src/guatu/kernel/quantities"
KERNEL = "src/guatu/kernel/"
COUNTS = {"len", "sum", "int", "abs", "round", "ord", "min", "max", "Decimal", "decimal.Decimal"}
TEXT_METHODS = {"strip", "replace", "join", "group", "lower", "removesuffix", "removeprefix"}
NUMBERS = {"int", "bool", "float", "Decimal", "None"}
NEVER_OF_TEXT = (ast.Sub, ast.Div, ast.FloorDiv, ast.Pow)


def typed_numbers(modules: Iterable[Module]) -> Iterator[str]:
    """Every place outside the parser that makes a number of what may be text."""
    for module in modules:
        if module.path.startswith(THE_PLACE):
            continue
        names = annotated_names(module.tree)
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = called_name(node)
            if name in FORM_FIELDS:
                yield module.at(node, f"{name} reads typed numbers in its own way")
            if name in READERS and node.args and _may_be_text(node.args[0], module.path, names):
                yield module.at(node, f"{name}() of what may be text")


def annotated_names(tree: ast.Module) -> dict[str, set[str]]:
    """The types that each annotated name of a module may have."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation is not None:
            name = node.arg if isinstance(node, ast.arg) else called_name(node.target)
            types = ast.unparse(node.annotation).replace(" ", "").split("|")
            found.setdefault(name, set()).update(types)
    return found


def _may_be_text(node: ast.expr, path: str, names: dict[str, set[str]]) -> bool:
    """Whether an argument may be text: in the kernel when it shows, elsewhere until it is clear.

    The kernel gets typed values; the rooms above it meet what people type.
    """
    if isinstance(node, ast.UnaryOp):
        return _may_be_text(node.operand, path, names)
    if isinstance(node, ast.Constant):
        return False
    if path.startswith(KERNEL):
        return _shows_as_text(node, names)
    return not _shows_as_number(node, names)


def _shows_as_text(node: ast.expr, names: dict[str, set[str]]) -> bool:
    """Whether an expression is text by its form or by the annotation of its name."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Call):
        called = called_name(node)
        return called in {"str", "input"} or called.rpartition(".")[2] in TEXT_METHODS
    return isinstance(node, ast.Name) and "str" in names.get(node.id, set())


def _shows_as_number(node: ast.expr, names: dict[str, set[str]]) -> bool:
    """Whether an expression is a number by its form or by the annotation of its name."""
    if isinstance(node, ast.Call):
        return called_name(node) in COUNTS
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, NEVER_OF_TEXT)
    types = names.get(called_name(node).rpartition(".")[2], set())
    return isinstance(node, ast.Name | ast.Attribute) and bool(types) and types <= NUMBERS
