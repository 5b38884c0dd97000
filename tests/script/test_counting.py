"""The counting plugin: what ran is counted once, and the database tests can be picked out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from script.environment import ROOT

EXAMPLES = """
import pytest

def test_good(): pass
def test_bad(): assert False
@pytest.mark.skip(reason="an example")
def test_skipped(): pass
@pytest.fixture
def broken(): raise ValueError
def test_broken_before_it_began(broken): pass
@pytest.mark.browser
def test_in_a_browser(): pass
@pytest.mark.browser
@pytest.mark.skip(reason="no browser")
def test_in_no_browser(): pass
@pytest.mark.spark
def test_on_spark(): pass
@pytest.mark.spark
@pytest.mark.skip(reason="no Java")
def test_on_no_spark(): pass
@pytest.mark.django_db
def test_marked(): pass
@pytest.fixture
def db(): pass
@pytest.fixture
def world(db): pass
def test_by_fixture(world): pass
"""


def counts_of(folder: Path, *arguments: str) -> dict[str, int]:
    """The counts after a run of pytest of its own."""
    (folder / "test_examples.py").write_text(EXAMPLES, encoding="utf-8")
    (folder / "pytest.ini").write_text(
        "[pytest]\nmarkers =\n  browser: one\n  django_db: two\n  spark: three\n", encoding="ascii"
    )
    counts = folder / "counts.json"
    plugins = ["-p", "xdist", "-p", "script.counting", "-p", "no:cacheprovider"]
    subprocess.run(  # noqa: S603 - our own tests
        [sys.executable, "-m", "pytest", "-q", *plugins, "--counts", counts, *arguments, folder],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        check=False,
    )
    found: dict[str, int] = json.loads(counts.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("workers", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_every_outcome_is_counted_once(tmp_path: Path, workers: list[str]) -> None:
    counts = counts_of(tmp_path, *workers)

    assert counts == {"passed": 5, "failed": 2, "skipped": 3, "browser": 1, "spark": 1}


def test_the_database_tests_can_be_picked_out(tmp_path: Path) -> None:
    assert counts_of(tmp_path, "--database-only") == {"passed": 2}
