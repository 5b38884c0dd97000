"""The English of the pages: found in the sources, kept in one file, compiled beside it."""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from script.environment import ROOT
from script.messages import CHINESE, Message, messages_in
from script.words import say, speak_any_locale

SOURCE = ROOT / "src" / "guatu"
FILE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
BEGINNING = datetime(2023, 1, 1, tzinfo=UTC)  # one day for all, so that equal files are equal
PLACEHOLDER = re.compile(r"%\((\w+)\)")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """A message and what is wrong with its English."""

    message: str
    problem: str

    def __str__(self) -> str:
        return f"  {self.problem}: {self.message}"


def read(path: Path = FILE) -> Catalog:
    """The translations at `path`, or an empty catalog."""
    if not path.exists():
        return Catalog(locale="en", project="guatu", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def faults_of(catalog: Catalog, messages: Sequence[Message]) -> Iterator[Fault]:
    """Every message of the sources that has no complete English."""
    for message in messages:
        entry = catalog.get(message.key, message.context)
        if entry is None:
            yield Fault(message.text, "not in the file")
        elif not all(forms := forms_of(entry)):
            yield Fault(message.text, "not translated")
        elif entry.fuzzy:
            yield Fault(message.text, "marked as unsure")
        else:
            yield from _wording_faults(message, forms)


def forms_of(entry: BabelMessage) -> list[str]:
    """The English of an entry: one form, or one for each number."""
    string = entry.string or ""
    return [string] if isinstance(string, str) else list(string)


def _wording_faults(message: Message, forms: Sequence[str]) -> Iterator[Fault]:
    """A fault when the English names other placeholders, or is still Chinese in part."""
    if any(CHINESE.search(form) for form in forms):
        yield Fault(message.text, "Chinese left in English")
    wanted = set(PLACEHOLDER.findall(message.text + (message.plural or "")))
    if any(set(PLACEHOLDER.findall(form)) != wanted for form in forms):
        yield Fault(message.text, "other placeholders in English")


def compiled(catalog: Catalog) -> bytes:
    """The catalog as the program reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def check(path: Path = FILE, source: Path = SOURCE) -> int:
    """Say what is missing, unused or not compiled; return the exit code."""
    catalog, messages = read(path), messages_in(source)
    faults = list(faults_of(catalog, messages))
    known = {(message.text, message.context) for message in messages}
    for entry in catalog:
        text = entry.id if isinstance(entry.id, str) else entry.id[0]
        if text and (text, entry.context) not in known:
            faults.append(Fault(text, "no longer used"))
    binary = path.with_suffix(".mo")
    if (
        not faults
        and messages
        and not (binary.exists() and binary.read_bytes() == compiled(catalog))
    ):
        faults.append(Fault(binary.name, "not compiled anew; run script/translate"))
    for fault in faults[:SHOWN]:
        say(str(fault))
    say(f"{len(messages)} 条文字，{len(faults)} 处问题 · messages and faults")
    return 1 if faults else 0


def update(path: Path = FILE, source: Path = SOURCE) -> int:
    """Add new messages without English, drop unused ones, compile; return the exit code."""
    old = read(path)
    new = Catalog(
        locale="en",
        header_comment="# English of Guatu.",
        project="guatu",
        version="1",
        msgid_bugs_address="guatu",
        last_translator="guatu",
        language_team="English",
        creation_date=BEGINNING,
        revision_date=BEGINNING,
        fuzzy=False,
    )
    messages = messages_in(source)
    for message in messages:
        entry = old.get(message.key, message.context)
        english = entry.string if entry else ""
        new.add(message.key, english, context=message.context)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, width=100, sort_output=True, no_location=True)
    path.with_suffix(".mo").write_bytes(compiled(read(path)))
    for fault in list(faults_of(new, messages))[:SHOWN]:
        say(str(fault))
    return 0


def main(arguments: Sequence[str]) -> int:
    """Check with `--check`, else update."""
    speak_any_locale()
    return check() if "--check" in arguments else update()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
