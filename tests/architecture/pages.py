"""The rules of the page templates: no style, no script and no address that the policy forbids."""

import re
from collections.abc import Iterable, Iterator

from tests.architecture.sources import Module

COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
FORBIDDEN = {
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE | re.DOTALL),
    "a style element": re.compile(r"<style\b(?![^>]*\bnonce=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE | re.DOTALL),
    "an htmx handler": re.compile(r"\shx-on[:-]|=[\"']js:", re.IGNORECASE),
    "a javascript address": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
    "an unescaped value": re.compile(r"\|\s*safe(seq)?\b|{%\s*autoescape\s+off"),
    "an outside address": re.compile(
        r"\b(?:src|href|action|poster|data|hx-[a-z]+)\s*=\s*[\"'](?:https?:)?//|@import|url\(\s*['\"]?(?:https?:)?//",
        re.IGNORECASE,
    ),
}
ADDRESS = re.compile(
    r"[\"'(]\s*(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z0-9.-]+", re.IGNORECASE
)


def unsafe_templates(templates: Iterable[Module]) -> Iterator[str]:
    """Everything in templates that a strict content security policy would stop."""
    for template in templates:
        text = COMMENT.sub(lambda found: "\n" * found[0].count("\n"), template.text)
        for what, pattern in FORBIDDEN.items():
            for found in pattern.finditer(text):
                yield _at(template, text, found, what)
        for found in SCRIPT.finditer(text):
            attributes = found[1]
            is_data = re.search(r"type=[\"']application/json[\"']", attributes) is not None
            allowed = is_data or re.search(r"\b(src|nonce)=", attributes) is not None
            if not allowed:
                yield _at(template, text, found, "an inline script")


def outside_addresses(files: Iterable[Module]) -> Iterator[str]:
    """Every address of another machine in a style sheet or script of ours; name spaces are none."""
    for file in files:
        for found in ADDRESS.finditer(file.text):
            yield _at(file, file.text, found, f"an outside address {found[0]}")


def _at(template: Module, text: str, found: re.Match[str], what: str) -> str:
    """The line that a person reads."""
    return f"{template.path}:{text.count(chr(10), 0, found.start()) + 1}: {what}"
