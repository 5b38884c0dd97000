"""The store as a lake: the same figures, written once, and what is new beside them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from guatu.adapters.engines import DuckRunner
from guatu.adapters.lakes import Exported, answer_lake, export, open_lake
from guatu.apps.observations.models import Observation
from guatu.apps.units.models import Unit
from guatu.flows.store_into_lake import UnitsComeAndGo, catalog_of_store, stored_figures
from guatu.kernel.engines import Reference, World

pytestmark = pytest.mark.django_db
MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)


def exported(folder: Path, *, compact: bool = False) -> Exported:
    """Export the store as it is."""
    return export(
        folder,
        catalog_of_store(),
        stored_figures(),
        made_at=MADE_AT,
        simulated=True,
        compact=compact,
        progress=lambda *_: None,
    )


def file_again(delay: int) -> None:
    """Correct some figure."""
    first = Observation.objects.filter(corrected_by=None).order_by("pk").first()
    assert first is not None
    later = first.known_at + timedelta(days=delay)
    first.corrects, first.pk, first.value, first.known_at = (
        Observation.objects.get(pk=first.pk),
        None,
        first.value + 1,
        later,
    )
    first.save()


def test_the_lake_says_what_the_store_says(tmp_path: Path) -> None:
    exported(tmp_path / "lake")
    lake = open_lake(tmp_path / "lake")
    answered = answer_lake(lake, DuckRunner(), tmp_path / "out", as_of=date(2023, 12, 31))

    runner = DuckRunner()
    found = {
        row[:2]: row[2:]
        for level in lake.catalog.levels
        for row in runner.rows(
            "SELECT unit, indicator, filed, expected FROM "  # noqa: S608 - own text
            + runner.scan([answered.folder / f"level={level}" / "part.parquet"])
        )
    }
    trees = {each.key: lake.trees[each.key] for each in lake.indicators}
    world = World(
        indicators=lake.indicators,
        children=next(iter(trees.values())).children,
        facts=tuple(each.fact for each in stored_figures()),
        filers={key: tree.filers or frozenset() for key, tree in trees.items()},
    )
    cells = Reference().cells(world, as_of=date(2023, 12, 31))

    assert found == {
        key: (cell.filed, cell.expected) for key, cell in cells.items() if cell.expected
    }


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    first = exported(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("observations/**/*.parquet")}

    again = exported(tmp_path)

    assert first.rows > 0
    assert (again.rows, again.written) == (0, 0)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.glob("observations/**/*.parquet")}
    assert after == before


def test_a_correction_comes_in_a_file_of_its_own_until_it_is_compacted(tmp_path: Path) -> None:
    exported(tmp_path)
    file_again(1)

    fresh = exported(tmp_path)
    kinds = [file.kind for file in open_lake(tmp_path).manifest.files]
    whole = exported(tmp_path, compact=True)
    lake = open_lake(tmp_path)
    lake.check(lake.manifest.files)

    assert (fresh.rows, fresh.written) == (1, 1)
    assert "fresh" in kinds
    assert whole.rows == 0
    assert {file.kind for file in lake.manifest.files} == {"once", "revised"}
    assert len(list(tmp_path.glob("observations/**/*.parquet"))) == len(lake.manifest.files)


def test_units_that_close_in_the_year_are_refused_by_name() -> None:
    unit = Unit.objects.filter(files=True).first()
    assert unit is not None
    Unit.objects.filter(pk=unit.pk).update(closed_on=date(2023, 6, 30))

    with pytest.raises(UnitsComeAndGo, match=unit.name):
        catalog_of_store()
