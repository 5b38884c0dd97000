"""One figure to every level in one transaction, on a store in a file that outlives a power cut."""

import random
import statistics
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bench.harness import Bench, seconds_of
from bench.levels import Store, open_store
from bench.levels.store import BEGAN, SEED, YEAR, figure

WRITES = 400
WARM_UPS = 40
WHOLE_ACTS = 60
BATCHES = 9
P50_AT_MOST, P99_AT_MOST = 1.0, 5.0
FILING = """
INSERT INTO observations_filing (key, receipt, unit_id, filed_at, is_simulated)
VALUES (%s, %s, %s, %s, %s)
"""
OBSERVATION = """
INSERT INTO observations_observation
(indicator_id, unit_id, period, measure, family, value, typed, known_at, filing_id,
 corrects_id, remark) VALUES (%s, %s, %s, %s, 'reported', %s, '', %s, %s, %s, '')
"""


@dataclass(frozen=True, slots=True)
class Draw:
    """One figure to be written: the next month's first, or a correction of an earlier month."""

    town: Any
    indicator: Any
    month: int
    value: Any
    at: datetime


def measure(bench: Bench) -> None:
    """Write, in turn, a bare row, the row with all levels, and the row with a batch."""
    store = open_store(bench.place)
    dice = random.Random(SEED + 1)  # noqa: S311 - invented figures
    draws = drawn(store, dice)
    describe(bench, store)
    kinds = {"row alone": bare, "row and all levels": settled}
    taken: dict[str, list[float]] = {name: [] for name in kinds}
    for turn in range(WARM_UPS + WRITES):
        for name, act in kinds.items():
            took = 1000 * seconds_of(bound(act, next(draws)))
            if turn >= WARM_UPS:
                taken[name].append(took)
    for name, values in taken.items():
        at_most = P50_AT_MOST if name == "row and all levels" else None
        bench.record(name, values, unit="ms", at_most=at_most)
    for name, values in taken.items():
        at_most = P99_AT_MOST if name == "row and all levels" else None
        bench.record(f"{name}, p99", [p99(values)], unit="ms", at_most=at_most)
    batches = [1000 * seconds_of(bound(batch, next(draws))) for _ in range(BATCHES)]
    bench.record("row and a batch of its indicators", batches, unit="ms")
    whole = [1000 * seconds_of(bound(filed, next(draws))) for _ in range(WHOLE_ACTS)]
    bench.record("whole act: checks, receipt, audit, levels", whole, unit="ms")
    bench.compare("all levels against a row alone", of="row and all levels", to="row alone")
    bench.compare(
        "a batch against all levels",
        of="row and a batch of its indicators",
        to="row and all levels",
    )


def describe(bench: Bench, store: Store) -> None:
    """The size of the store, and the settings under which it writes."""
    from guatu.apps.observations.models import Observation, Turn  # noqa: PLC0415 - after set-up
    from guatu.platform.database import pragmas_in_force  # noqa: PLC0415 - as above

    bench.record("figures in the store", [Observation.objects.count()], unit="1")
    bench.record("rows of levels", [Turn.objects.count()], unit="1")
    bench.record("levels", [store.towns[0].path.strip("/").count("/") + 1], unit="1")
    for name in ("synchronous", "journal_mode"):
        print(f"{name}: {pragmas_in_force().get(name, '-')}")


def drawn(store: Store, dice: random.Random) -> Iterator[Draw]:
    """Figures without end: mostly of December, every fourth a correction of an earlier month."""
    fresh = [(town, row) for town in store.towns for row in store.filed]
    dice.shuffle(fresh)
    at = BEGAN + timedelta(days=365)
    for count in range(10**9):
        at += timedelta(seconds=1)
        if count % 4 == 3 or not fresh:
            town, row, month = dice.choice(store.towns), dice.choice(store.filed), 0
            month = dice.randint(1, 11)
        else:
            town, row = fresh.pop()
            month = 12
        yield Draw(town, row, month, figure(dice), at)


def bound(act: Callable[[Draw], object], draw: Draw) -> Callable[[], object]:
    """The act on one draw."""
    return lambda: act(draw)


def p99(values: list[float]) -> float:
    """The time that one write in a hundred exceeds."""
    return statistics.quantiles(values, n=100, method="inclusive")[98]


def bare(draw: Draw) -> None:
    """The filing and the figure, committed."""
    from guatu.platform.database import write_gate  # noqa: PLC0415 - after Django is set up

    with write_gate():
        insert(draw)


def settled(draw: Draw) -> None:
    """The same with every level, ratio and growth, committed as one."""
    from guatu.apps.observations.settling import settle  # noqa: PLC0415 - as above
    from guatu.platform.database import write_gate  # noqa: PLC0415 - as above

    with write_gate():
        settle(insert(draw), [draw.indicator.pk], [YEAR])


def batch(draw: Draw) -> None:
    """The same with the levels of the indicator and of its ratio made from all figures."""
    from guatu.apps.observations.levels import fed_by  # noqa: PLC0415 - as above
    from guatu.apps.observations.settling import rebuild  # noqa: PLC0415 - as above
    from guatu.platform.database import write_gate  # noqa: PLC0415 - as above

    with write_gate():
        insert(draw)
        rebuild(one.pk for one in fed_by([draw.indicator.pk]))


def insert(draw: Draw) -> Any:  # noqa: ANN401 - a filing, known only after set-up
    """The rows of one filing of one figure."""
    from django.db import connection  # noqa: PLC0415 - as above

    from guatu.apps.observations.models import Filing  # noqa: PLC0415 - as above
    from guatu.apps.observations.operations import measure_of  # noqa: PLC0415 - as above
    from guatu.platform.exact import stored  # noqa: PLC0415 - as above

    key, period = uuid.uuid4(), f"{YEAR}-{draw.month:02d}"
    with connection.cursor() as cursor:
        newest = (
            "SELECT id FROM observations_observation o WHERE unit_id = %s AND indicator_id = %s"
            " AND period = %s AND NOT EXISTS (SELECT 1 FROM observations_observation c"
            " WHERE c.corrects_id = o.id)"
        )
        cursor.execute(newest, [draw.town.pk, draw.indicator.pk, period])
        standing = cursor.fetchone()
        at = connection.ops.adapt_datetimefield_value(draw.at)
        cursor.execute(FILING, [key.hex, key.hex[:24], draw.town.pk, at, False])
        filing = Filing(
            pk=cursor.lastrowid, key=key, receipt=key.hex[:24], unit=draw.town, filed_at=draw.at
        )
        value = stored(draw.value, connection.vendor)
        cursor.execute(
            OBSERVATION,
            [
                draw.indicator.pk,
                draw.town.pk,
                period,
                MEASURES.get(draw.indicator.pk) or measure_of(draw.indicator),
                value,
                at,
                filing.pk,
                standing and standing[0],
            ],
        )
    return filing


MEASURES: dict[int, str] = {}


def filed(draw: Draw) -> None:
    """The whole act as the filing page carries it out."""
    from guatu.apps.observations.models import Expectation  # noqa: PLC0415 - as above
    from guatu.apps.observations.operations import Figure, file_figures  # noqa: PLC0415 - as above

    rows = Expectation.objects.select_related("indicator", "unit")
    owed = rows.get(indicator=draw.indicator, unit=draw.town, period=f"{YEAR}-{draw.month:02d}")
    figure_of = Figure(owed, draw.value, remark="更正")
    file_figures([figure_of], key=uuid.uuid4(), actor=None, at=draw.at)
