"""A column of exact figures; of a decimal, SQLite keeps no more than fifteen digits."""

from decimal import Context, Decimal
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from guatu.kernel.quantities import number_of

DIGITS, PLACES = 48, 6
STEP = Decimal("0.000001")
NOTHING, NOTHING_STORED = Decimal("0.000000"), "0.000000"  # what most columns of a sum hold
WIDE = Context(prec=DIGITS)


def stored(value: Decimal, vendor: str) -> Decimal | str:
    """A figure of six decimals as the column takes it: plain text on SQLite, else a decimal."""
    kept = value.quantize(STEP, context=WIDE)
    return f"{kept:f}" if vendor == "sqlite" else kept


def exact(value: Decimal | str) -> Decimal:
    """A figure as the column gives it."""
    if isinstance(value, str):
        return NOTHING if value == NOTHING_STORED else number_of(value)
    return value


class ExactField(models.Field):  # type: ignore[type-arg] # Django's own is not generic at run time
    """A decimal that comes back as it went in; it is not added or compared by the database."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Text on SQLite, which would round a number; NUMERIC elsewhere."""
        return "text" if connection.vendor == "sqlite" else f"numeric({DIGITS}, {PLACES})"

    def from_db_value(self, value: Any, *_: object) -> Decimal | None:  # noqa: ANN401 - the driver's
        """The figure as it was stored."""
        return None if value is None else exact(value)

    def get_db_prep_value(
        self,
        value: Any,  # noqa: ANN401 - Django's shape
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: ARG002, FBT001, FBT002 - Django's shape
    ) -> Any:  # noqa: ANN401 - as above
        """The figure as the column takes it."""
        return stored(value, connection.vendor) if isinstance(value, Decimal) else value
