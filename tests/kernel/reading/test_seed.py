"""The reference plan, read and scored against its gold answer."""

import importlib.util
import json
import time
from pathlib import Path
from types import ModuleType

import pytest

from guatu.kernel.reading import Reading, read_plan

SHARED = Path(__file__).resolve().parents[4] / "shared"
DOCUMENT = SHARED / "seed" / "honghu-2023.txt"
GOLD = SHARED / "extraction" / "honghu-2023.gold.jsonl"
SCORER = SHARED / "extraction" / "score.py"
MOST_SECONDS = 0.3

pytestmark = pytest.mark.skipif(
    not (DOCUMENT.exists() and GOLD.exists() and SCORER.exists()),
    reason="THE SEED IS NOT SCORED: the shared folder with the plan, its gold and the scorer "
    "does not stand beside this repository",
)


@pytest.fixture(scope="module")
def text() -> str:
    return DOCUMENT.read_text("utf-8")


@pytest.fixture(scope="module")
def reading(text: str) -> Reading:
    return read_plan(text)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_seed_is_read_as_its_gold_says(
    reading: Reading, scorer: ModuleType, tmp_path: Path
) -> None:
    predicted = tmp_path / "predicted.jsonl"
    lines = [json.dumps(t.to_record(), ensure_ascii=False) for t in reading.targets]
    predicted.write_text("\n".join(lines), "utf-8")

    report = scorer.report([scorer.compare(DOCUMENT, GOLD, predicted)], misses=True)

    assert report["core_f1"] >= 0.95, report
    assert report["strict_f1"] >= 0.85, report
    assert report["owner"] == 1.0
    assert report["stretch"] == 1.0
    assert report["baseline"] == 1.0


def test_the_seed_plans_2023_and_names_its_year(reading: Reading) -> None:
    assert reading.document_year == 2023
    assert "no_year" not in {doubt.code for doubt in reading.doubts}


def test_every_quote_of_the_seed_stands_where_it_says(text: str, reading: Reading) -> None:
    for target in reading.targets:
        stands = "".join(text[target.start : target.end].split())
        assert stands == "".join(target.quote.split())


def test_the_seed_is_read_in_a_moment(text: str) -> None:
    began = time.process_time()

    read_plan(text)

    assert time.process_time() - began < MOST_SECONDS
