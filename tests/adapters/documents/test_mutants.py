"""Documents that went wrong or mean harm, in a small sample; `bench/mutants.py` reads 10,000."""

import pytest
from tests.adapters.documents.honesty import invented
from tests.adapters.documents.mutations import WAYS, Mutant, mutants

from guatu.adapters.documents import open_document
from guatu.kernel.reading import DocumentRefused, Laid, read_plan

SEED = 2024
SAMPLE = 150
LARGEST_HERE = 60_000
MUTANTS = [mutant for mutant in mutants(SAMPLE, SEED) if len(mutant.data) < LARGEST_HERE]


def test_the_same_seed_gives_the_same_documents() -> None:
    assert list(mutants(20, SEED)) == list(mutants(20, SEED))
    assert list(mutants(20, SEED)) != list(mutants(20, SEED + 1))


def test_the_sample_holds_every_way_of_going_wrong() -> None:
    assert {mutant.name for mutant in MUTANTS} == {name for name, _ in WAYS}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_is_refused_or_read_without_an_invented_figure(mutant: Mutant) -> None:
    laid = read_or_refused(mutant)

    if isinstance(laid, Laid):
        assert not list(invented(laid, read_plan(laid.text)))
    else:
        assert "请" in str(laid)


def read_or_refused(mutant: Mutant) -> Laid | DocumentRefused:
    """What comes of a document; any other fault is a failure."""
    try:
        return open_document(mutant.data, file_name=mutant.file_name)
    except DocumentRefused as refused:
        return refused


def test_an_invented_figure_would_be_found() -> None:
    laid = Laid("新建学校3所。")
    reading = read_plan(laid.text)

    assert not list(invented(laid, reading))
    assert list(invented(Laid("新建学校8所。"), reading))


def test_a_figure_that_was_damaged_is_not_read_as_a_whole_one() -> None:
    words = "全县上下要扎实做好粮食生产工作。" * 20
    laid = open_document(f"{words}粮食产量增至12\x115万吨。".encode(), file_name="a.txt")

    assert laid.text.endswith("粮食产量增至12\ufffd5万吨。")
    assert 125 not in [target.value for target in read_plan(laid.text).targets]
