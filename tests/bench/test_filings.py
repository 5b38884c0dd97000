"""The invented county of the quality benchmark: the same for one seed, and spoiled as told."""

from bench.filings import KINDS
from bench.quality import FALSE_ALARMS, RECALL, county_with, kinds_for, score_of

from guatu.kernel.quality import CHECKS

SEED = 7


def test_a_county_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    first = county_with(SEED, [])[0].facts

    assert county_with(SEED, [])[0].facts == first
    assert county_with(SEED + 1, [])[0].facts != first


def test_every_kind_is_told_by_declared_checks() -> None:
    declared = {check.key for check in CHECKS}

    assert not [kind.name for kind in KINDS if kind.told_by - declared]


def test_the_kinds_come_in_turn() -> None:
    names = {kind.name for seed in range(10) for kind in kinds_for(seed, 100)}

    assert len(names) == len(KINDS)


def test_every_kind_can_be_planted_in_one_county_and_nearly_all_are_told() -> None:
    score = score_of(SEED, KINDS)

    assert set(score.planted) == {kind.name for kind in KINDS}
    assert score.found.total() >= score.planted.total() * RECALL
    assert score.false.total() <= score.findings * FALSE_ALARMS * 2


def test_a_found_defect_counts_once_and_clean_cells_are_counted_apart() -> None:
    tenfold = next(kind for kind in KINDS if kind.name == "10 times")

    score = score_of(SEED, [tenfold])

    assert score.planted == {"10 times": 1}
    assert score.found == {"10 times": 1}
    assert score.clean_cells > 10_000
    assert score.false_cells * 50 < score.clean_cells
