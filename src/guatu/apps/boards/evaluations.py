"""The readings of a day as plain rows for machines."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from guatu.apps.boards.forecasts import forecasts_of
from guatu.apps.boards.ledgers import parts_of
from guatu.apps.boards.models import Forecast
from guatu.apps.boards.queries import Row, readings_on
from guatu.apps.observations.queries import simulated_indicators
from guatu.platform.clock import end_of
from guatu.platform.locale import unpacked


def _number(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number; its shortest form is the exact decimal up to 15 digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def evaluation_of(
    row: Row, forecasts: Sequence[Forecast] = (), *, is_simulated: bool = False
) -> dict[str, Any]:
    """One target as a plain row; figures are JSON numbers."""
    target, reading = row.target, row.reading
    return {
        "indicator": target.indicator.key,
        "name": target.indicator.name,
        "owner": target.owner.name,
        "period": target.period,
        "relation": target.relation,
        "unit": target.indicator.unit,
        "goal": _number(target.goal),
        "stretch": _number(target.stretch),
        "actual": _number(reading.actual),
        "due": _number(reading.due),
        "completion": _number(reading.completion),
        "attainment": _number(reading.attainment),
        "gap": _number(reading.gap),
        "required_rate": _number(reading.required_rate),
        "stretch_factor": _number(reading.stretch_factor),
        "forecast": {
            "low": _number(reading.low),
            "mid": _number(reading.mid),
            "high": _number(reading.high),
            "method": reading.method,
        },
        "forecasts": [_forecast(each) for each in forecasts],
        "chance": _number(reading.chance),
        "light": reading.light,
        "reasons": [str(unpacked(reason)) for reason in reading.reasons],
        "fresh_as_of": reading.fresh_as_of or None,
        "filed": reading.filed,
        "expected": reading.expected,
        "last_filed_at": reading.last_filed_at.isoformat() if reading.last_filed_at else None,
        "quote": target.quote,
        "day": reading.day.isoformat(),
        "simulated": is_simulated,
    }


def _forecast(row: Forecast) -> dict[str, Any]:
    """One method's forecast; intervals by their level in percent, None where there is none."""
    bands = {50: (row.low_50, row.high_50), 80: (row.low_80, row.high_80)}
    bands[95] = (row.low_95, row.high_95)
    return {
        "method": row.method,
        "chosen": row.is_chosen,
        "basis": row.basis,
        "day": row.day.isoformat(),
        "mid": _number(row.mid),
        "bands": {
            str(level): None if low is None else [_number(low), _number(high)]
            for level, (low, high) in bands.items()
        },
        "chance": _number(row.chance),
        "error": _number(row.error),
        "years": row.years,
    }


def evaluations(day: date, path: str = "/") -> list[dict[str, Any]]:
    """The reading on `day` of every target at or below `path`, by bureau."""
    rows = readings_on(day, path)
    forecasts = forecasts_of([row.reading for row in rows])
    simulated = simulated_indicators(path, known_by=end_of(day))
    return [
        evaluation_of(
            row,
            forecasts.get(row.target.pk, ()),
            is_simulated=not simulated.isdisjoint(parts_of(row.target.indicator.declared)),
        )
        for row in rows
    ]
