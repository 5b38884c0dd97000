"""The lists in the reference that are made from declarations, in Chinese and in English."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from script.environment import ROOT
from script.translating import forms_of, read
from script.words import say, speak_any_locale

from guatu.kernel.quality import CHECKS, Check, Scope, Severity

REFERENCE = ROOT / "docs" / "reference"
BEGIN = "<!-- list: script/describe -->"
END = "<!-- end of list -->"

CHINESE_SCOPES: Mapping[Scope, str] = {
    Scope.FIGURE: "一个数",
    Scope.SERIES: "一列数",
    Scope.PEERS: "同类单位",
    Scope.SUM: "合计与分项",
    Scope.PAIR: "两个来源",
    Scope.FILING: "报送过程",
}
CHINESE_SEVERITIES: Mapping[Severity, str] = {
    Severity.BLOCK: "阻断",
    Severity.HOLD: "待核",
    Severity.NOTE: "提示",
}


class ListHasNoPlace(Exception):
    """A page lacks the two marks between which its list is written."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page with a list, and what writes it."""

    name: str
    head: str
    row: Callable[[Check], str]

    def written(self, text: str) -> str:
        """The page with its list anew. Raises `ListHasNoPlace`."""
        before, begin, rest = text.partition(BEGIN)
        _, end, after = rest.partition(END)
        if not begin or not end:
            raise ListHasNoPlace(self.name)
        rows = "\n".join(self.row(check) for check in CHECKS)
        columns = "|".join([" --- "] * (self.head.count("|") - 1))
        return f"{before}{BEGIN}\n\n{self.head}\n|{columns}|\n{rows}\n\n{END}{after}"


def chinese_row(check: Check) -> str:
    """A check as a row in Chinese."""
    scope, severity = CHINESE_SCOPES[check.looks_at], CHINESE_SEVERITIES[check.severity]
    says, remedy = shown(check.says.template), check.remedy.template
    return f"| `{check.key}` | {scope} | {severity} | {says} | {remedy} | {check.rule} |"


def english_row(check: Check) -> str:
    """A check as a row in English."""
    says, remedy = shown(english_of(check.says.template)), english_of(check.remedy.template)
    kinds = f"{check.looks_at} | {check.severity}"
    return f"| `{check.key}` | {kinds} | {says} | {remedy} | {check.rule} |"


def english_of(text: str) -> str:
    """The English of a text as the pages show it."""
    entry = CATALOG.get(text)
    return forms_of(entry)[0] if entry else text


def shown(template: str) -> str:
    """A template for readers: a letter-case name in braces for each figure."""
    return template.replace("%%", "%").replace("%(", "{").replace(")s", "}")


CATALOG = read()
PAGES = (
    Page("quality.md", "| 键 | 看什么 | 轻重 | 怎么说 | 怎么办 | 依据 |", chinese_row),
    Page("quality.en.md", "| key | looks at | severity | says | remedy | rule |", english_row),
)


def main(arguments: Sequence[str], reference: Path = REFERENCE) -> int:
    """Write the lists, or with `--check` say which are stale; return the exit code."""
    speak_any_locale()
    stale = []
    for page in PAGES:
        path = reference / page.name
        text = path.read_text(encoding="utf-8")
        if (fresh := page.written(text)) != text:
            stale.append(page.name)
            if "--check" not in arguments:
                path.write_text(fresh, encoding="utf-8")
    for name in stale:
        say(f"{name}: 清单已变 · the list changed")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
