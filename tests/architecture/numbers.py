"""The rule that typed numbers are read in one place: no `Decimal(text)`, no `float(text)`."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Module, called_name

READERS = {"Decimal", "decimal.Decimal", "float"}
FORM_FIELDS = {"forms.DecimalField", "forms.FloatField", "forms.IntegerField"}
THE_PLACE = "src/guatu/kernel/quantities"
KERNEL = "src/guatu/kernel/"
COUNTS = {"len", "sum", "int", "abs", "round", "ord", "Decimal", "decimal.Decimal"}
TEXT_METHODS = {"strip", "replace", "join", "group", "lower", "removesuffix", "removeprefix"}


def typed_numbers(modules: Iterable[Module]) -> Iterator[str]:
    """Every place outside the parser that makes a number of what may be text."""
    for module in modules:
        if module.path.startswith(THE_PLACE):
            continue
        texts = names_of_text(module.tree)
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call):
                continue
            name = called_name(node)
            if name in FORM_FIELDS:
                yield module.at(node, f"{name} reads typed numbers in its own way")
            if name in READERS and node.args and _may_be_text(node.args[0], module.path, texts):
                yield module.at(node, f"{name}() of what may be text")


def names_of_text(tree: ast.Module) -> set[str]:
    """The names that are annotated as text anywhere in the module."""
    return {
        node.arg if isinstance(node, ast.arg) else called_name(node.target)
        for node in ast.walk(tree)
        if isinstance(node, ast.arg | ast.AnnAssign)
        and node.annotation is not None
        and "str" in ast.unparse(node.annotation).replace(" ", "").split("|")
    }


def _may_be_text(node: ast.expr, path: str, texts: set[str]) -> bool:
    """Whether an argument may be text: in the kernel when it shows, elsewhere unless it is a count.

    The kernel gets typed values; the rooms above it meet what people type.
    """
    if isinstance(node, ast.UnaryOp):
        return _may_be_text(node.operand, path, texts)
    if isinstance(node, ast.Constant):
        return False
    if path.startswith(KERNEL):
        return _shows_as_text(node, texts)
    return not (isinstance(node, ast.Call) and called_name(node) in COUNTS)


def _shows_as_text(node: ast.expr, texts: set[str]) -> bool:
    """Whether an expression is text by its form or by the annotation of its name."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.Call):
        called = called_name(node)
        return called in {"str", "input"} or called.rpartition(".")[2] in TEXT_METHODS
    return isinstance(node, ast.Name) and node.id in texts
