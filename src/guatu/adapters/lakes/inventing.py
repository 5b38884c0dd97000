"""An invented country of any size, the same for the same seed: data to measure engines by."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guatu.adapters.engines.coding import FAMILIES, MEASURES, moment_code, period_code
from guatu.adapters.engines.duck import DuckRunner
from guatu.adapters.engines.script import Row, Step
from guatu.adapters.lakes.layout import (
    COLUMNS,
    Catalog,
    LakeFile,
    LakeIndicator,
    LakeUnit,
    Manifest,
)
from guatu.adapters.lakes.writing import Progress, write_catalog, write_compact, write_manifest
from guatu.kernel.catalog import Family, Indicator, RollUp
from guatu.kernel.measuring import Measure
from guatu.kernel.periods import Frequency, Period, jan_feb, month
from guatu.kernel.sentences import Refusal

LEVELS = ("nation", "province", "prefecture", "county")
COUNTIES_IN_PROVINCE, COUNTIES_IN_PREFECTURE = 92, 9
FIRST_YEAR = 2019
SCALE = 2
NOTES = ".done.jsonl"
MADE_AT = datetime(2100, 1, 1, tzinfo=UTC)  # the same for the same seed, and after every figure
# Every tenth of the indicators: rule over time, rule over units, measures, January exempt or not.
KINDS: tuple[tuple[RollUp, RollUp, tuple[Measure, ...], bool], ...] = (
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), False),
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), False),
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), False),
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), False),
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), True),
    (RollUp.SUM, RollUp.SUM, (Measure.MONTH,), True),
    (RollUp.SUM, RollUp.SUM, (Measure.YTD, Measure.SAME_YTD), True),
    (RollUp.LAST, RollUp.SUM, (Measure.STOCK,), False),
    (RollUp.LAST, RollUp.MEAN, (Measure.STOCK,), False),
    (RollUp.LAST, RollUp.RATIO_OF_SUMS, (), False),
)
# One figure in five hundred is missing, one in a thousand is corrected forty days later.
FIGURES = """
SELECT *, ((mixed * (mixed % 99991 + 7)) % 2147483647 * 69621) % 2147483647 AS drawn
FROM (SELECT c.unit, k.indicator, s.period, s.measure, k.family, s.known_at, s.place,
             ((c.unit * 7919 + k.indicator * 104729 + s.place * 1299709 + $seed * 15485863)
              % 2147483647 * 48271) % 2147483647 AS mixed
      FROM counties c CROSS JOIN kinds k JOIN spans s ON s.kind = k.kind) m
"""
ROWS = """
SELECT unit, indicator, period, measure, family, known_at + unit % 7 * 86400000000 AS known_at,
       CAST(CASE WHEN measure IN (1, 4) THEN place % 100 ELSE 1 END * (drawn % 10000000)
            AS DECIMAL(18, 0)) / 100 AS value
FROM figures WHERE drawn % 500 <> 0
UNION ALL
SELECT unit, indicator, period, measure, family, known_at + 3456000000000,
       CAST(drawn % 9999999 AS DECIMAL(18, 0)) / 100
FROM figures WHERE drawn % 1000 = 1
"""


class NothingToInvent(Refusal):
    """A country without counties, indicators or months."""


@dataclass(frozen=True, slots=True)
class Size:
    """How large the invented country is."""

    counties: int
    indicators: int
    months: int
    seed: int = 0

    def __post_init__(self) -> None:
        if min(self.counties, self.indicators, self.months) < 1 or self.seed < 0:
            raise NothingToInvent("县数、指标数、月数都要是正整数，种子不能为负，请改正")


def invent(size: Size, folder: Path, progress: Progress) -> Manifest:
    """Write the lake of an invented country; what an interrupted run wrote is kept."""
    folder.mkdir(parents=True, exist_ok=True)
    catalog = catalog_of(size)
    notes = Notes(folder / NOTES, size)
    provinces = [unit for unit in catalog.units if unit.level == 1]
    years = range(FIRST_YEAR, FIRST_YEAR + (size.months + 11) // 12)
    places = [(year, province) for year in years for province in provinces]
    runner = DuckRunner()
    for count, (year, province) in enumerate(places):
        progress(count, len(places))
        if (year, province.code) not in notes.done:
            files = _invent_place(
                runner, size, catalog, year=year, province=province.code, folder=folder
            )
            notes.add(year, province.code, files)
    progress(len(places), len(places))
    runner.close()
    manifest = Manifest(
        simulated=True,
        scale=SCALE,
        made_at=MADE_AT,
        catalog_sha256=write_catalog(folder, catalog),
        settings=asdict(size),
        files=tuple(file for place in places for file in notes.done[place[0], place[1].code]),
    )
    write_manifest(folder, manifest)
    (folder / NOTES).unlink()
    return manifest


class Notes:
    """What is done already, by year and province, kept beside the lake until it is whole."""

    def __init__(self, path: Path, size: Size) -> None:
        self.path = path
        self.head = json.dumps(asdict(size))
        self.done: dict[tuple[int, int], list[LakeFile]] = {}
        lines = path.read_text("utf-8").splitlines() if path.is_file() else []
        if not lines or lines[0] != self.head:
            path.write_text(f"{self.head}\n", "utf-8")
            return
        for line in lines[1:]:
            if line.endswith("}"):
                note = json.loads(line)
                files = [LakeFile.model_validate(each) for each in note["files"]]
                self.done[note["year"], note["province"]] = files

    def add(self, year: int, province: int, files: list[LakeFile]) -> None:
        """Note one place."""
        self.done[year, province] = files
        told = {"year": year, "province": province, "files": [each.model_dump() for each in files]}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")


def catalog_of(size: Size) -> Catalog:
    """The units and indicators of the invented country."""
    return Catalog(
        levels=LEVELS,
        units=tuple(_units(size.counties)),
        indicators=tuple(
            LakeIndicator(code=code, indicator=_indicator(code))
            for code in range(1, size.indicators + 1)
        ),
    )


def _units(counties: int) -> Iterator[LakeUnit]:
    """Nation, provinces, prefectures and counties, each before what stands below it."""
    yield LakeUnit(code=1, key="nation", name="全国（模拟）", level=0)
    code = province = prefecture = 1
    for number in range(counties):
        if number % COUNTIES_IN_PROVINCE == 0:
            code = province = code + 1
            yield _unit("province", "模拟省", code, parent=1, province=province)
        if number % COUNTIES_IN_PROVINCE % COUNTIES_IN_PREFECTURE == 0:
            code = prefecture = code + 1
            yield _unit("prefecture", "模拟市", code, parent=province, province=province)
        code += 1
        yield _unit("county", "模拟县", code, parent=prefecture, province=province)


def _unit(level: str, name: str, code: int, *, parent: int, province: int) -> LakeUnit:
    return LakeUnit(
        code=code,
        key=f"{level}_{code}",
        name=f"{name}{code}",
        level=LEVELS.index(level),
        parent=parent,
        province=province,
    )


def _kind(code: int) -> int:
    """The kind of an indicator; a ratio needs the two levels before it."""
    return (code - 1) % len(KINDS)


def _indicator(code: int) -> Indicator:
    """An invented indicator; every tenth is a ratio of the two before it."""
    over_time, over_units, measures, _ = KINDS[_kind(code)]
    is_ratio = not measures
    official = Measure.SAME_YTD in measures
    return Indicator.model_validate(
        {
            "key": f"simulated.count_{code}",
            "name": f"模拟指标{code}",
            "name_en": f"Simulated count {code}",
            "unit": "%" if is_ratio else "万元",
            "type": "ratio" if is_ratio else "cumulative_flow",
            "family": Family.OFFICIAL if official else Family.DEPARTMENTAL,
            "frequency": Frequency.MONTH,
            "over_time": over_time,
            "over_units": over_units,
            "definition": "模拟",
            "definition_en": "Simulated",
            "schedule": "linear",
            "source": "simulated",
            "numerator": f"simulated.count_{code - 2}" if is_ratio else None,
            "denominator": f"simulated.count_{code - 1}" if is_ratio else None,
        }
    )


def _invent_place(
    runner: DuckRunner, size: Size, catalog: Catalog, *, year: int, province: int, folder: Path
) -> list[LakeFile]:
    """The files of one province in one year."""
    counties = [
        (unit.code,) for unit in catalog.units if unit.level == 3 and unit.province == province
    ]
    official, own = FAMILIES.index(Family.OFFICIAL), FAMILIES.index(Family.DEPARTMENTAL)
    kinds: list[Row] = []
    for each in catalog.indicators:
        kind = _kind(each.code)
        family = official if Measure.SAME_YTD in KINDS[kind][2] else own
        kinds.append((each.code, kind, family))
    runner.load("counties", {"unit": "BIGINT"}, counties)
    runner.load("kinds", {"indicator": "BIGINT", "kind": "INTEGER", "family": "INTEGER"}, kinds)
    runner.load("spans", SPANS, _spans(year, size.months))
    runner.define(Step("figures", FIGURES.replace("$seed", str(size.seed))))
    casts = ", ".join(
        f"CAST({name} AS {kind.format(scale=SCALE)}) AS {name}" for name, kind in COLUMNS.items()
    )
    runner.define(Step("rows", f"SELECT {casts} FROM ({ROWS}) r"))  # noqa: S608 - own text
    return write_compact(runner, "rows", folder, year=year, province=province)


SPANS: Mapping[str, str] = {
    "kind": "INTEGER",
    "measure": "INTEGER",
    "period": "INTEGER",
    "known_at": "BIGINT",
    "place": "BIGINT",
}


def _spans(year: int, months: int) -> Iterator[Row]:
    """The periods that every kind files in a year, with the moment they become known."""
    before = (year - FIRST_YEAR) * 12
    filed = [month(year, index) for index in range(1, min(12, months - before) + 1)]
    for kind, (_, _, measures, is_exempt) in enumerate(KINDS):
        periods: list[Period] = list(filed)
        if is_exempt:
            periods = [jan_feb(year), *filed[2:]] if len(filed) > 1 else []
        for period in periods:
            for measure in measures:
                yield (
                    kind,
                    MEASURES.index(measure),
                    period_code(period),
                    moment_code(_known(period)),
                    before * 100 + MEASURES.index(measure) * 10_000_000 + period.last_day.month,
                )


def _known(period: Period) -> datetime:
    """Nine in the morning, five days after the period."""
    return datetime.combine(period.last_day, datetime.min.time(), UTC) + timedelta(days=5, hours=1)
