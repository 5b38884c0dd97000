"""The Java that Spark runs on: found where it is named, refused in words where it is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.adapters.engines.spark import JavaIsMissing, JavaIsTooOld
from guatu.adapters.engines.spark.java import LEAST_JAVA, major_of, require_java

SEVENTEEN = 'openjdk version "17.0.15" 2025-04-15'


def java_in(folder: Path, says: str) -> Path:
    """A program that says it is Java, as the real one does: on standard error."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\n", encoding="ascii")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("says", "number"),
    [
        (SEVENTEEN, 17),
        ('openjdk version "21" 2023-09-19 LTS', 21),
        ('java version "1.8.0_402"', 8),
        ("NOTE: Picked up JDK_JAVA_OPTIONS: -X\n" + SEVENTEEN, 17),
        ("", None),
        ("bash: java: broken", None),
    ],
    ids=["17", "whole number", "8 as it calls itself", "after a note", "silent", "not Java"],
)
def test_the_version_is_read_from_what_java_says(says: str, number: int | None) -> None:
    assert major_of(says) == number


@given(number=st.integers(9, 99), rest=st.from_regex(r"(\.\d{1,3}){0,3}(-ea)?", fullmatch=True))
def test_every_later_version_begins_with_its_number(number: int, rest: str) -> None:
    assert major_of(f'openjdk version "{number}{rest}" 2030-01-01') == number


def test_java_home_goes_before_the_path(tmp_path: Path) -> None:
    named = java_in(tmp_path / "named", SEVENTEEN)
    other = java_in(tmp_path / "other", SEVENTEEN)

    assert require_java({"JAVA_HOME": str(tmp_path / "named"), "PATH": str(other.parent)}) == named


def test_without_java_home_the_path_is_searched(tmp_path: Path) -> None:
    found = java_in(tmp_path, SEVENTEEN)

    assert require_java({"PATH": str(found.parent)}) == found


@pytest.mark.parametrize("variables", [{"PATH": ""}, {"PATH": "/nowhere"}, {"JAVA_HOME": "/none"}])
def test_no_java_is_refused_with_what_to_install(variables: dict[str, str]) -> None:
    with pytest.raises(JavaIsMissing, match=r"default-jre-headless.*JAVA_HOME.*duckdb"):
        require_java(variables)


@pytest.mark.parametrize(
    ("says", "found"),
    [('java version "1.8.0_402"', "Java 8"), ('openjdk version "16.0.2"', "Java 16"), ("", "?")],
    ids=["8", "just below", "unknown"],
)
def test_an_old_java_is_refused_with_its_version(tmp_path: Path, says: str, found: str) -> None:
    java_in(tmp_path, says)

    with pytest.raises(JavaIsTooOld, match=str(LEAST_JAVA)) as refusal:
        require_java({"JAVA_HOME": str(tmp_path)})

    assert found in str(refusal.value)
