"""A province with one county of forty towns, sixty indicators and eleven months of figures."""

import os
import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

SEED = 20_231_130
SECTIONS, TOWNS_A_SECTION = 5, 8
FLOWS, STOCKS, RATIOS = 25, 15, 10
MONTHS_FILED = 11
BEGAN = datetime(2023, 1, 5, 9, tzinfo=UTC)
YEAR = 2023
CENTS = 6
MOST = 10**9


@dataclass(frozen=True, slots=True)
class Store:
    """What a benchmark writes to and reads from."""

    county: Any
    units: dict[str, Any]
    towns: list[Any]
    filed: list[Any]


def open_store(place: Path) -> Store:
    """Make the tables in `place` and fill them; figures come from a seeded generator."""
    os.environ["GUATU_DATA"] = str(place)
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - after Django is set up
    from django.db import transaction  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        store = _fill()
        _file(store)
    return store


def _fill() -> Store:
    """Units, indicators, and who owes what."""
    from guatu.apps.observations.operations import expect  # noqa: PLC0415 - as above
    from guatu.apps.plans.models import Indicator  # noqa: PLC0415 - as above
    from guatu.apps.plans.queries import calendar  # noqa: PLC0415 - as above
    from guatu.apps.units.operations import load_units  # noqa: PLC0415 - as above
    from guatu.kernel.periods import Frequency, year  # noqa: PLC0415 - as above

    units = load_units(_rows(), at=BEGAN)
    towns = [unit for unit in units.values() if unit.files]
    filed = []
    for declared in _indicators():
        row = Indicator.objects.create(
            key=declared.key,
            name=declared.name,
            unit=declared.unit,
            definition=declared.model_dump(mode="json"),
        )
        if declared.numerator is None:
            expect(row, towns, year(YEAR).within(Frequency.MONTH), calendar=calendar())
            filed.append(row)
    return Store(units["county"], units, towns, filed)


def _rows() -> Iterator[Any]:
    """The units from the province down."""
    from guatu.kernel.catalog import UnitRow  # noqa: PLC0415 - as above

    def unit(key: str, kind: str, parent: str | None, *, files: bool = False) -> UnitRow:
        names = {"name": key, "name_en": key, "short": key}
        return UnitRow(key=key, kind=kind, parent=parent, files=files, **names)

    yield unit("province", "county", None)
    yield unit("prefecture", "county", "province")
    yield unit("county", "county", "prefecture")
    for section in range(SECTIONS):
        yield unit(f"section{section}", "section", "county")
        for town in range(TOWNS_A_SECTION):
            yield unit(f"town{section}_{town}", "town", f"section{section}", files=True)


def _indicators() -> Iterator[Any]:
    """Flows, levels, and ratios with their parts."""
    from guatu.kernel.catalog import Indicator  # noqa: PLC0415 - as above

    def one(key: str, over_time: str, over_units: str, **more: object) -> Indicator:
        fields: dict[str, object] = {
            "key": key,
            "name": key,
            "name_en": key,
            "unit": "万元",
            "type": "cumulative_flow",
            "family": "departmental",
            "frequency": "M",
            "over_time": over_time,
            "over_units": over_units,
            "definition": key,
            "definition_en": key,
            "schedule": "linear",
            "source": "BENCH",
        }
        return Indicator.model_validate(fields | more)

    for number in range(FLOWS):
        yield one(f"b.flow{number}", "sum", "sum")
    for number in range(STOCKS):
        yield one(f"b.stock{number}", "last", "sum")
    for number in range(RATIOS):
        top, bottom = f"b.top{number}", f"b.bottom{number}"
        yield one(top, "sum", "sum")
        yield one(bottom, "sum", "sum")
        yield one(
            f"b.rate{number}",
            "sum",
            "ratio_of_sums",
            unit="%",
            numerator=top,
            denominator=bottom,
        )


def _file(store: Store) -> None:
    """Eleven months of figures, one filing a town and month, and every level from them."""
    from guatu.apps.observations.levels import counted  # noqa: PLC0415 - as above
    from guatu.apps.observations.models import Filing, Observation  # noqa: PLC0415 - as above
    from guatu.apps.observations.operations import measure_of  # noqa: PLC0415 - as above
    from guatu.apps.observations.settling import rebuild  # noqa: PLC0415 - as above

    dice = random.Random(SEED)  # noqa: S311 - invented figures
    measures = {row.pk: measure_of(row) for row in store.filed}
    for month in range(1, MONTHS_FILED + 1):
        at = BEGAN + timedelta(days=31 * month)
        for town in store.towns:
            key = uuid.UUID(int=dice.getrandbits(128))
            filing = Filing.objects.create(key=key, receipt=key.hex[:24], unit=town, filed_at=at)
            Observation.objects.bulk_create(
                Observation(
                    indicator=row,
                    unit=town,
                    period=f"{YEAR}-{month:02d}",
                    measure=measures[row.pk],
                    value=figure(dice),
                    known_at=at,
                    filing=filing,
                )
                for row in store.filed
            )
    rebuild(one.pk for one in counted())


def figure(dice: random.Random) -> Decimal:
    """A figure with six decimals."""
    return Decimal(dice.randrange(1, MOST)).scaleb(-CENTS)
