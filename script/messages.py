"""Finding every text for people in the sources: calls and sentences, tags of templates."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "Sentence", "Refusal"}
PLURAL = {"ngettext", "ngettext_lazy"}
WITH_CONTEXT = {"pgettext", "pgettext_lazy"}
STRING = r"""(?:"([^"]*)"|'([^']*)')"""
CHINESE = re.compile("[\u3400-\u9fff]")
SPOKEN = re.compile(r"%\(\w+\)|。$")
TAG = re.compile(r"{%\s*trans(?:late)?\s+" + STRING + r"(?P<options>[^%]*)%}")
ARGUMENT = re.compile(r"""\b_\(\s*""" + STRING + r"""\s*\)""")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b(?P<options>.*?)%}(?P<body>.*?)"
    r"(?:{%\s*plural\s*%}(?P<plural>.*?))?{%\s*endblocktrans(?:late)?\s*%}",
    re.DOTALL,
)
CONTEXT = re.compile(r"context\s+" + STRING)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
LINE_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Message:
    """A text for people, as the program asks for its translation."""

    text: str
    plural: str | None = None
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """The identity of the message in a catalog."""
        return (self.text, self.plural) if self.plural else self.text


def messages_in(source: Path) -> list[Message]:
    """The messages of all modules and templates below `source`, each once, in order."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(source.rglob("*.py"))]
    names = SINGULAR | refusals_in(trees)
    found = [message for tree in trees for message in messages_of_tree(tree, names)]
    for path in sorted(source.rglob("templates/**/*.*")):
        found += messages_of_template(path.read_text(encoding="utf-8"))
    found = [message for message in found if message.text]
    return sorted(dict.fromkeys(found), key=lambda message: (message.text, message.context or ""))


def refusals_in(trees: list[ast.Module]) -> set[str]:
    """The names of all classes that descend from a refusal: their text is shown."""
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Refusal"}
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return found


def messages_of_tree(tree: ast.Module, names: set[str]) -> Iterator[Message]:
    """The messages of one module; `names` take their text as the first argument."""
    yield from _sentences_of_tree(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node.func)
        match [_text_of(argument) for argument in node.args[:2]]:
            case [str(text), *_] if name in names:
                yield Message(text)
            case [str(text), str(plural)] if name in PLURAL:
                yield Message(text, plural=plural)
            case [str(context), str(text)] if name in WITH_CONTEXT:
                yield Message(text, context=context)


def _sentences_of_tree(tree: ast.Module) -> Iterator[Message]:
    """The Chinese sentences that stand in tables and choices, apart from the call that says them.

    A sentence has a named placeholder or ends with a full stop; what is put together from parts
    or documents the code is none.
    """
    apart = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.JoinedStr)
        for part in ([node.value] if isinstance(node, ast.Expr) else node.values)
    }
    for node in ast.walk(tree):
        text = _text_of(node) if id(node) not in apart else None
        if text and CHINESE.search(text) and SPOKEN.search(text):
            yield Message(text)


def _name_of(function: ast.expr) -> str:
    """The last name of what is called."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text_of(node: ast.AST) -> str | None:
    """The text that stands in the source as this argument, if it is one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def messages_of_template(text: str) -> Iterator[Message]:
    """The messages of one template."""
    for match in TAG.finditer(text):
        yield Message(_literal(match), context=_context_of(match["options"]))
    for match in ARGUMENT.finditer(text):
        yield Message(_literal(match))
    for match in BLOCK.finditer(text):
        trimmed = re.search(r"\btrimmed\b", match["options"]) is not None
        plural = match["plural"]
        yield Message(
            _template_text(match["body"], trimmed=trimmed),
            plural=_template_text(plural, trimmed=trimmed) if plural else None,
            context=_context_of(match["options"]),
        )


def _literal(match: re.Match[str]) -> str:
    """The quoted text of a tag as Django asks for it, its percent signs doubled."""
    return (match[1] or match[2] or "").replace("%", "%%")


def _context_of(options: str) -> str | None:
    """The context that a tag names."""
    found = CONTEXT.search(options)
    return (found[1] or found[2]) if found else None


def _template_text(body: str, *, trimmed: bool) -> str:
    """The body of a block as its message reads, variables as named placeholders."""
    text = LINE_BREAK.sub(" ", body.strip()) if trimmed else body
    return VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))
