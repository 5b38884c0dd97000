"""The numbers that Word shows before the paragraphs of its lists; the file only counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from guatu.adapters.documents.counted import counted

LEVELS = 9
FARTHEST_STYLE = 20
SHOWN = re.compile(r"%([1-9])")
CLOSES_ITSELF = re.compile(r"[、.。．)）:：]$")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and is shown."""

    start: int
    format: str
    shown: str
    is_plain: bool  # all levels in digits, whatever their own format


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of its list and of hiding."""

    name: str
    parent: str | None
    number: str | None
    level: int | None
    hides: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document; `label` counts on with each paragraph."""

    styles: dict[str, Style]
    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def label(self, paragraph: Element) -> str:
        """What stands before the words of the next paragraph: "一、", or nothing."""
        number, depth = self._list_of(paragraph)
        of = self.lists.get(number) if number else None
        if number is None or of is None or not 0 <= depth < LEVELS:
            return ""
        levels = self.levels.get(of, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, of, depth, levels)
        if level.format in {"bullet", "none"}:
            return ""

        def show(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, level)
            name = "decimal" if level.is_plain else other.format
            return counted(counts[at] or other.start, name)

        shown = SHOWN.sub(show, level.shown)
        return shown if not shown or CLOSES_ITSELF.search(shown) else f"{shown} "

    def styled(self, name: str | None) -> Iterator[Style]:
        """The style and those that it rests on."""
        for _ in range(FARTHEST_STYLE):
            style = self.styles.get(name) if name else None
            if style is None:
                return
            yield style
            name = style.parent

    def _count(
        self, number: str, of: str, depth: int, levels: dict[int, Level]
    ) -> list[int | None]:
        counts = self._counts.setdefault(of, [None] * LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in self.restarts.get(number, {}).items():
                counts[at] = start - 1
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return counts

    def _list_of(self, paragraph: Element) -> tuple[str | None, int]:
        """The list of a paragraph and its level in it: its own, else that of its style."""
        number = value_at(paragraph, "w:pPr/w:numPr/w:numId")
        level = whole(value_at(paragraph, "w:pPr/w:numPr/w:ilvl"))
        for style in self.styled(value_at(paragraph, "w:pPr/w:pStyle")):
            number = style.number if number is None else number
            level = style.level if level is None else level
        return (None if number == "0" else number), level or 0


def numbering_of(lists: Element | None, styles: Element | None) -> Numbering:
    """The numbering out of the parts of a package, either of which may be missing."""
    found = Numbering(dict(_styles(styles)) if styles is not None else {})
    if lists is None:
        return found
    for abstract in children(lists, "w:abstractNum"):
        name = abstract.get("w:abstractNumId", "")
        found.levels[name] = dict(_level(one) for one in children(abstract, "w:lvl"))
    for one in children(lists, "w:num"):
        number = one.get("w:numId", "")
        found.lists[number] = of = value_at(one, "w:abstractNumId") or ""
        for override in children(one, "w:lvlOverride"):
            _take_override(found, number, of, override)
    return found


def _take_override(found: Numbering, number: str, of: str, override: Element) -> None:
    at = whole(override.get("w:ilvl")) or 0
    start = whole(value_at(override, "w:startOverride"))
    if start is not None and 0 <= at < LEVELS:
        found.restarts.setdefault(number, {})[at] = start
    for one in children(override, "w:lvl"):
        own = f"{of} {number}"
        found.levels.setdefault(own, dict(found.levels.get(of, {}))).update([_level(one)])
        found.lists[number] = own


def _level(one: Element) -> tuple[int, Level]:
    start = whole(value_at(one, "w:start"))
    return whole(one.get("w:ilvl")) or 0, Level(
        start=1 if start is None else start,
        format=value_at(one, "w:numFmt") or "decimal",
        shown=value_at(one, "w:lvlText") or "",
        is_plain=is_on(one, "w:isLgl"),
    )


def _styles(styles: Element) -> Iterator[tuple[str, Style]]:
    for one in children(styles, "w:style"):
        yield (
            one.get("w:styleId", ""),
            Style(
                name=(value_at(one, "w:name") or "").lower(),
                parent=value_at(one, "w:basedOn"),
                number=value_at(one, "w:pPr/w:numPr/w:numId"),
                level=whole(value_at(one, "w:pPr/w:numPr/w:ilvl")),
                hides=is_on(one, "w:rPr/w:vanish"),
            ),
        )


def children(parent: Element, tag: str) -> Iterator[Element]:
    """The children of a kind."""
    return (child for child in parent if child.tag == tag)


def child_at(parent: Element, path: str) -> Element | None:
    """The first element down a path of names; None when a step is missing."""
    at: Element | None = parent
    for step in path.split("/"):
        at = None if at is None else next(children(at, step), None)
    return at


def value_at(parent: Element, path: str) -> str | None:
    """The value that the element down a path holds; None when there is none."""
    at = child_at(parent, path)
    return None if at is None else at.get("w:val")


def is_on(parent: Element, path: str) -> bool:
    """Whether the switch down a path stands there and is not turned off."""
    at = child_at(parent, path)
    return at is not None and at.get("w:val", "1") not in {"0", "false", "off", "none"}


def whole(text: str | None) -> int | None:
    """The whole number of a file; None for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else None
