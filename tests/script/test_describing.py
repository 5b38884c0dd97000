"""Lists in the reference: made from declarations, fresh, and told when stale."""

import shutil
from pathlib import Path

import pytest
from script.describing import PAGES, REFERENCE, ListHasNoPlace, main

from guatu.kernel.quality import CHECKS


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of the pages that hold a list."""
    for page in PAGES:
        shutil.copy(REFERENCE / page.name, tmp_path / page.name)
    return tmp_path


def test_the_lists_in_the_reference_are_fresh() -> None:
    assert main(["--check"]) == 0


def test_every_check_stands_in_both_languages_with_its_remedy() -> None:
    for page in PAGES:
        rows = [line for line in (REFERENCE / page.name).read_text().splitlines() if "`" in line]
        for check in CHECKS:
            assert sum(line.startswith(f"| `{check.key}` |") for line in rows) == 1, check.key


def test_the_english_list_has_no_chinese_sentence() -> None:
    rows = (REFERENCE / "quality.en.md").read_text().splitlines()

    assert not [line for line in rows if line.startswith("| `") and "。" in line]


def test_a_stale_list_is_told_and_written_anew(reference: Path) -> None:
    page = reference / "quality.md"
    fresh = page.read_text()
    page.write_text(fresh.replace("| `tenfold` |", "| `ninefold` |"))

    assert main(["--check"], reference) == 1
    assert "ninefold" in page.read_text()
    assert main([], reference) == 0
    assert page.read_text() == fresh


def test_a_page_without_the_marks_is_refused() -> None:
    with pytest.raises(ListHasNoPlace):
        PAGES[0].written("# 数据质量\n")
