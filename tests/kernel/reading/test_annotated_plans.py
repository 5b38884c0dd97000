"""The annotated plans: what must be found in them, and how sure the reader may be of it."""

import importlib.util
import json
from pathlib import Path

import pytest
from bench.certainty import sureness
from bench.extraction import ANNOTATED, FIELDS, Document, Outcome, Score, annotated, outcome_of
from bench.extraction.sets import SHARED

from guatu.kernel.reading import read_plan

SCORER = SHARED / "extraction" / "score.py"
CORE = {"seed": 0.98, "dev": 0.97, "written": 0.98, "fourth": 0.98}
STRICT = {"seed": 0.93, "dev": 0.91, "written": 0.92, "fourth": 0.92}
OWNED = {"fifth": 0.94}
RIGHT = 0.99
SHARE = 0.6
FEWEST = 100  # drafts in a set of which a share is asked

Read = dict[str, Score]


@pytest.fixture(scope="module")
def read() -> Read:
    """Each set that is at hand, read once."""
    found: Read = {}
    for name in ANNOTATED:
        score = Score()
        for document in annotated(name):
            outcomes, missed = outcome_of(document)
            score.outcomes += outcomes
            score.missed += missed
        found[name] = score
    return found


def score_of(read: Read, name: str) -> Score:
    if not read[name].outcomes:
        pytest.skip(
            f"THE SET {name} IS NOT SCORED: the shared folder with the annotated plans does not "
            "stand beside this repository"
        )
    return read[name]


@pytest.mark.parametrize("name", ANNOTATED)
def test_what_the_annotators_found_is_found(read: Read, name: str) -> None:
    score = score_of(read, name)

    assert score.core >= CORE.get(name, 0.98), score.missed
    assert score.strict >= STRICT.get(name, 0.95)
    assert score.share("owner") >= OWNED.get(name, 0.98)
    assert score.share("stretch") >= 0.99
    assert score.share("baseline") >= 0.99


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", ANNOTATED)
def test_what_is_shown_as_sure_is_right(read: Read, name: str, field: str) -> None:
    share, right = sureness(score_of(read, name).outcomes, field)

    assert right >= RIGHT
    if len(read[name].outcomes) >= FEWEST:
        assert share >= SHARE


def test_a_wrong_field_is_seen_by_the_measure(read: Read) -> None:
    outcomes = read["first"].outcomes
    spoiled = [Outcome(o.draft, o.gold, {**o.right, "period": False}) for o in outcomes]

    assert sureness(outcomes, "period")[1] >= RIGHT
    assert sureness(spoiled, "period")[1] == 0.0


@pytest.mark.parametrize("name", ANNOTATED)
def test_every_quote_stands_where_it_says(name: str) -> None:
    for document in annotated(name):
        for target in read_plan(document.text).targets:
            stands = "".join(document.text[target.start : target.end].split())
            assert stands == "".join(target.quote.split())


@pytest.mark.skipif(
    not SCORER.is_file(), reason="THE SCORER IS NOT COMPARED: the shared folder is not at hand"
)
@pytest.mark.parametrize("name", ["first", "dev"])
def test_the_bench_scores_as_the_scorer_does(read: Read, name: str, tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    parts = [scorer.compare(*files_of(document, tmp_path)) for document in annotated(name)]
    report = scorer.report(parts, misses=False)

    assert report["core_f1"] == pytest.approx(read[name].core, abs=1e-4)
    assert report["strict_f1"] == pytest.approx(read[name].strict, abs=1e-4)


def files_of(document: Document, place: Path) -> tuple[Path, Path, Path]:
    """The document, its gold and its drafts as files, for the scorer."""
    text, gold, drafts = (place / f"{document.name}.{kind}" for kind in ("txt", "gold", "drafts"))
    text.write_text(document.text, "utf-8")
    lines = [target.to_record() for target in read_plan(document.text).targets]
    drafts.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    records = [
        {
            "quote": record.quote,
            "owner": record.owner,
            "indicator": record.indicator,
            "period": record.period,
            "relation": record.relation,
            "value": str(record.value),
            "unit": record.unit,
            "stretch": None if record.stretch is None else str(record.stretch),
            "baseline": None if record.baseline is None else str(record.baseline),
            "optional": record.is_optional,
        }
        for record in document.gold
    ]
    gold.write_text("\n".join(json.dumps(record) for record in records), "utf-8")
    return text, gold, drafts
