"""A lake evaluated: as the reference says, once, and never by halves."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.adapters.lakes.cast import DAY, SIZE, invented, rows_of, world_of

from guatu.adapters.engines import DuckRunner
from guatu.adapters.engines.coding import period_code
from guatu.adapters.lakes import Lake, answer_lake
from guatu.adapters.lakes.refusals import NothingOfThatYear
from guatu.kernel.engines import Cell, Reference, figure_of


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A small country, invented once."""
    return invented(tmp_path_factory.mktemp("lake"))


def figure(row: dict[str, object], unit: str) -> Decimal | None:
    """The figure of a row: its exact sums, divided last."""
    if row["period"] is None:
        return None
    if row["figure"] is not None:
        return Decimal(str(row["figure"]))  # written by us
    return figure_of(
        row["above"],  # type: ignore[arg-type]  # a column of decimals
        top_count=row["above_n"],  # type: ignore[arg-type]  # a column of counts
        bottom=row["below"],  # type: ignore[arg-type]  # as above
        bottom_count=row["below_n"],  # type: ignore[arg-type]  # as above
        unit=unit,
    )


def told(row: dict[str, object], unit: str) -> tuple[object, ...]:
    """What a row says of a cell."""
    seat = (row["place"], row["dense"], row["peers_missing"])
    period = row["period"]
    return (figure(row, unit), period, row["filed"], row["expected"], seat)


def said(cell: Cell) -> tuple[object, ...]:
    """What the reference says of it."""
    seat = cell.seat
    placed = (seat.place, seat.dense, seat.missing) if seat else (None, None, None)
    period = period_code(cell.period) if cell.period else None
    return (cell.value, period, cell.filed, cell.expected, placed)


def test_every_cell_of_every_level_is_that_of_the_reference(lake: Lake, tmp_path: Path) -> None:
    answered = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY)
    expected = Reference().cells(world_of(lake, 2019), as_of=DAY)

    units = {each.key: each.unit for each in lake.indicators}
    found = {
        (row["unit"], row["indicator"]): told(dict(row), units[str(row["indicator"])])
        for level in lake.catalog.levels
        for row in rows_of(answered.folder / f"level={level}" / "part.parquet")
    }

    assert found == {key: said(cell) for key, cell in expected.items()}
    assert sum(answered.rows.values()) == len(expected) == (1 + 1 + 3 + 24) * 10


def test_the_past_can_be_asked_again(lake: Lake, tmp_path: Path) -> None:
    world = world_of(lake, 2019)
    corrected = [
        fact for fact in world.facts if fact.known_at > max(f.known_at for f in world.facts[:1])
    ]
    moment = sorted(fact.known_at for fact in corrected)[len(corrected) // 2]

    answered = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY, known_by=moment)
    expected = Reference().cells(world, as_of=DAY, known_by=moment)

    rows = rows_of(answered.folder / "level=county" / "part.parquet")
    units = {each.key: each.unit for each in lake.indicators}
    assert all(
        told(dict(row), units[str(row["indicator"])])
        == said(expected[str(row["unit"]), str(row["indicator"])])
        for row in rows
    )


def test_the_same_question_is_not_computed_twice(lake: Lake, tmp_path: Path) -> None:
    first = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY)
    before = (first.folder / "level=nation" / "part.parquet").stat().st_mtime_ns

    second = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY)

    assert second.kept == lake.catalog.levels
    assert (first.folder / "level=nation" / "part.parquet").stat().st_mtime_ns == before


def test_an_interrupted_answer_goes_on_where_it_stopped(lake: Lake, tmp_path: Path) -> None:
    class Stops(DuckRunner):
        def save(self, select: str, path: Path) -> int:
            if "level = 2" in select.replace("l.level", "level"):
                raise KeyboardInterrupt
            return super().save(select, path)

    with pytest.raises(KeyboardInterrupt):
        answer_lake(lake, Stops(), tmp_path, as_of=DAY)

    answered = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY)

    assert answered.kept == ("nation", "province")
    assert not list(answered.folder.glob(".*"))


def test_another_day_is_another_answer(lake: Lake, tmp_path: Path) -> None:
    first = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY)
    other = answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY.replace(month=6, day=30))

    assert first.folder != other.folder


def test_a_year_without_facts_is_refused(lake: Lake, tmp_path: Path) -> None:
    with pytest.raises(NothingOfThatYear, match="2019"):
        answer_lake(lake, DuckRunner(), tmp_path, as_of=DAY.replace(year=2030))

    assert not list(tmp_path.iterdir())


def test_the_same_seed_makes_the_same_country(lake: Lake, tmp_path: Path) -> None:
    again = invented(tmp_path)

    assert again.manifest == lake.manifest
    assert lake.manifest.simulated
    assert lake.manifest.settings["seed"] == SIZE.seed
