"""A small invented country, read back into the words of the kernel."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from guatu.adapters.engines import DuckRunner
from guatu.adapters.engines.coding import FAMILIES, MEASURES, moment_of, period_of
from guatu.adapters.lakes import Lake, Size, invent, open_lake
from guatu.kernel.engines import World
from guatu.kernel.measuring import Fact

SIZE = Size(counties=24, indicators=10, months=15, seed=3)
DAY = date(2019, 12, 31)
OutRow = Mapping[str, object]


def invented(folder: Path, size: Size = SIZE) -> Lake:
    """The lake of a small country."""
    invent(size, folder, lambda *_: None)
    return open_lake(folder)


def rows_of(path: Path) -> list[OutRow]:
    """The rows of a Parquet file by the names of its columns."""
    runner = DuckRunner(threads=1)
    source = runner.scan([path])
    names = list(runner.columns(source))
    rows = runner.rows(f"SELECT * FROM {source}")  # noqa: S608 - own text
    return [dict(zip(names, row, strict=True)) for row in rows]


def world_of(lake: Lake, year: int) -> World:
    """The lake as the reference reads it."""
    units = {each.code: each.key for each in lake.catalog.units}
    keys = {each.code: each.indicator.key for each in lake.catalog.indicators}
    children: dict[str, list[str]] = {}
    for unit in lake.catalog.units:
        if unit.parent is not None:
            children.setdefault(units[unit.parent], []).append(unit.key)
    facts = [
        Fact(
            indicator=keys[int(str(row["indicator"]))],
            unit=units[int(str(row["unit"]))],
            period=period_of(int(str(row["period"]))),
            measure=MEASURES[int(str(row["measure"]))],
            value=Decimal(str(row["value"])),  # what was written exactly
            known_at=moment_of(int(str(row["known_at"]))),
            family=FAMILIES[int(str(row["family"]))],
        )
        for file in lake.files_of(year)
        for row in rows_of(lake.folder / file.path)
    ]
    return World(indicators=lake.indicators, children=children, facts=tuple(facts))
