"""Every locked package may be shipped with, or beside, a product under Apache-2.0."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest
from tests.architecture.sources import ROOT

PIN = re.compile(r"(?m)^([a-z0-9][\w.-]*)==")
BANNED = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE)
ONLY_BESIDE = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
KNOWN_BESIDE = {"psycopg", "psycopg-binary"}


def licence_of(package: str) -> str:
    """What a package says of its licence; empty when it is not installed here."""
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return ""
    fields = ("License-Expression", "License", "Classifier")
    said = [entry for field in fields for entry in about.get_all(field) or []]
    licences = [entry[:80] for entry in said if "::" not in entry or entry.startswith("License")]
    return " ".join(licences)


@pytest.mark.parametrize("lock", ["base", "ocr", "dev"])
def test_no_locked_package_is_under_a_licence_that_spreads(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    found = {package: licence_of(package) for package in PIN.findall(text)}

    assert not {package: said for package, said in found.items() if BANNED.search(said)}
    assert {p for p, said in found.items() if ONLY_BESIDE.search(said)} <= KNOWN_BESIDE


@pytest.mark.parametrize(
    ("said", "banned"),
    [
        ("GPL-3.0-or-later", True),
        ("AGPL-3.0", True),
        ("GNU General Public License v3", True),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v3", False),
        ("MIT", False),
    ],
)
def test_the_rule_tells_licences_apart(said: str, *, banned: bool) -> None:
    assert bool(BANNED.search(said)) is banned
