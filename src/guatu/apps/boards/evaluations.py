"""The readings of a day as plain rows for machines."""

from datetime import date
from decimal import Decimal
from typing import Any

from guatu.apps.boards.queries import Row, readings_on
from guatu.platform.locale import unpacked


def _number(value: Decimal | None) -> int | float | None:
    """A figure as a JSON number; its shortest form is the exact decimal up to 15 digits."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def evaluation_of(row: Row) -> dict[str, Any]:
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
        "chance": _number(reading.chance),
        "light": reading.light,
        "reasons": [str(unpacked(reason)) for reason in reading.reasons],
        "fresh_as_of": reading.fresh_as_of or None,
        "filed": reading.filed,
        "expected": reading.expected,
        "last_filed_at": reading.last_filed_at.isoformat() if reading.last_filed_at else None,
        "quote": target.quote,
        "day": reading.day.isoformat(),
    }


def evaluations(day: date, path: str = "/") -> list[dict[str, Any]]:
    """The reading on `day` of every target at or below `path`, by bureau."""
    return [evaluation_of(row) for row in readings_on(day, path)]
