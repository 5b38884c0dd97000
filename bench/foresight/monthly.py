"""The real monthly series: those shared beside this checkout, read as histories."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from bench.harness import HERE

from guatu.kernel.forecasting import History
from guatu.kernel.periods import Period, jan_feb, month

DATA = HERE.parents[1] / "shared" / "data"
NATIONAL = DATA / "monthly" / "cn_national_monthly.csv"
KINDS = DATA / "monthly" / "cn_national_monthly_meta.csv"
POWER = DATA / "monthly" / "province_power_generation_monthly.csv"
COMPETITION = DATA / "forecast_benchmark"
TOTALS = "two_month_total"
TOTALS_OF = {"retail_total_month": "retail_total_janfeb"}
LEVELS = frozenset({"pmi_manufacturing", "pmi_new_orders"})
ABSENT = (
    "THE REAL SERIES ARE NOT AT HAND: ../shared/data is missing, so no forecast was judged. "
    "真实月度序列不在，预测没有量。"
)

Figures = Mapping[Period, Decimal]


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of comma-separated values by the names in its head."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def real_histories() -> dict[str, History]:
    """Every shared monthly series by its key: the nation's, and power of three provinces."""
    return dict([*_national(), *_power()])


def _national() -> Iterator[tuple[str, History]]:
    """The national series as sums since January, single months or levels."""
    figures: dict[str, dict[Period, Decimal]] = {}
    for row in rows(NATIONAL):
        when = Period.parse(row["period"])
        figures.setdefault(row["series_id"], {})[when] = Decimal(row["value"])
    kinds = {row["series_id"]: row["kind"] for row in rows(KINDS)}
    for key, found in figures.items():
        if kinds[key] == TOTALS:
            continue
        if kinds[key] == "ytd":
            yield key, History.of_cumulated(found)
        elif kinds[key] == "month" and key not in LEVELS:
            both = figures.get(TOTALS_OF.get(key, ""), {})
            totals = {jan_feb(each.year): value for each, value in both.items()}
            yield key, History.of_months({**found, **totals})
        else:
            yield key, History.of_levels(found)


def _power() -> Iterator[tuple[str, History]]:
    """Power generation by province, January and February together."""
    found: dict[str, dict[Period, Decimal]] = {}
    for row in rows(POWER):
        when = Period.parse(row["period"])
        if row["kind"] == "jan_feb_total":
            when = jan_feb(when.year)
        else:
            when = month(when.year, when.index)
        figures = found.setdefault(f"power_{row['area_code']}", {})
        figures[when] = Decimal(row["power_generation_100m_kwh"])
    for key, figures in found.items():
        yield key, History.of_months(figures)
