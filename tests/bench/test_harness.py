"""The bench: medians with their spread, bounds that can be missed, a file for machines."""

import json
from pathlib import Path

import pytest
from bench.harness import Bench, Series, main, table, written_down
from hypothesis import given
from hypothesis import strategies as st

seconds = st.lists(st.floats(min_value=0, max_value=1000), min_size=1, max_size=30)


@given(values=seconds)
def test_the_median_lies_between_the_quartiles(values: list[float]) -> None:
    series = Series("x", "s", tuple(values))

    first, third = series.quartiles

    assert min(values) <= first <= series.median <= third <= max(values)


@pytest.mark.parametrize(
    ("value", "kept"), [(0.9, True), (1.0, True), (1.1, False)], ids=["below", "at", "above"]
)
def test_a_bound_is_kept_or_missed(value: float, *, kept: bool) -> None:
    assert Series("x", "s", (value,), at_most=1.0).keeps_its_bound is kept


def test_more_can_be_better() -> None:
    assert Series("boards", "a second", (61.0,), at_least=60).keeps_its_bound
    assert not Series("boards", "a second", (59.0,), at_least=60).keeps_its_bound


def test_without_a_promise_there_is_nothing_to_keep() -> None:
    assert Series("x", "s", (1.0,)).keeps_its_bound is None


def test_actions_run_in_turn(tmp_path: Path) -> None:
    bench, calls = Bench("x", tmp_path), []

    bench.alternate(
        {"ours": lambda: calls.append("ours"), "theirs": lambda: calls.append("theirs")},
        runs=2,
        warm_ups=1,
    )

    assert calls == ["ours", "theirs"] * 3
    assert len(bench.series["ours"].values) == 2


def test_a_ratio_compares_medians(tmp_path: Path) -> None:
    bench = Bench("x", tmp_path)
    bench.record("ours", [1.0, 2.0, 3.0], unit="s")
    bench.record("theirs", [8.0], unit="s")

    assert bench.compare("theirs to ours", of="theirs", to="ours") == 4
    assert "4.00x" in table(bench)


def test_a_missed_bound_stands_in_the_table(tmp_path: Path) -> None:
    bench = Bench("x", tmp_path)
    bench.record("board", [41.0], unit="ms", at_most=40)

    assert "<= 40 MISSED" in table(bench)


def test_the_file_names_machine_versions_load_and_spread(tmp_path: Path) -> None:
    with written_down("sum", tmp_path) as bench:
        bench.time("sum", lambda: sum(range(10)), runs=3)

    record = json.loads((tmp_path / "sum.json").read_text(encoding="utf-8"))
    [series] = record["series"]
    assert {"machine", "versions", "load", "series", "ratios"} <= record.keys()
    assert {"runs", "median", "iqr", "min", "max"} <= series.keys()
    assert series["runs"] == 3
    assert not bench.place.exists()


def test_an_unknown_name_is_answered_with_the_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no_such_benchmark"]) == 2
    assert "script/bench NAME" in capsys.readouterr().err
