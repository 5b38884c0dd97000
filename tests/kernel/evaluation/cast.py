"""The targets, figures and presets that the evaluation tests share."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from guatu.kernel.catalog import LightPreset, Relation, TargetType
from guatu.kernel.evaluation import Standing
from guatu.kernel.measuring import Measured
from guatu.kernel.periods import Frequency, Period, month, year
from guatu.kernel.schedules import Linear

LIGHTS = Path(__file__).parents[3] / "src/guatu/packs/honghu-2023/lights.toml"
FILED_AT = datetime(2023, 5, 4, 9, 0, tzinfo=UTC)
APRIL = month(2023, 4)
MAY = date(2023, 5, 10)


@cache
def presets() -> Mapping[str, LightPreset]:
    """The eight presets that the pack ships."""
    rows = tomllib.loads(LIGHTS.read_text(encoding="utf-8"), parse_float=Decimal)["light"]
    return {row["key"]: LightPreset.model_validate(row) for row in rows}


def funds(**changes: object) -> Standing:
    """The target of the worked example: 50 亿元 of funds arrived in 2023 (DOMAIN §9.3)."""
    standing = Standing(
        type=TargetType.CUMULATIVE_FLOW,
        relation=Relation.AT_LEAST,
        goal=Decimal(50),
        period=year(2023),
        schedule=Linear(year(2023)),
        preset=presets()["hubei_default"],
        frequency=Frequency.MONTH,
        unit="亿元",
    )
    return replace(standing, **changes)  # type: ignore[arg-type]  # any field, by name


def reported(actual: Decimal | int | str, period: Period = APRIL) -> Measured:
    """One figure, filed by the one unit that owes it."""
    value = Decimal(actual)
    return Measured(
        actual=value,
        period=period,
        by_month={period: value},
        filed=1,
        expected=1,
        last_filed_at=FILED_AT,
    )


def series(*values: Decimal | int | str | None) -> Measured:
    """A figure for every month from January, None where nothing was filed."""
    by_month = {
        month(2023, index): Decimal(value)
        for index, value in enumerate(values, start=1)
        if value is not None
    }
    newest = max(by_month)
    return replace(reported(by_month[newest], newest), by_month=by_month)


SILENCE = Measured(actual=None, period=None, filed=0, expected=1)
