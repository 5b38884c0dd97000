"""One county with all its indicators, in a request: from stored sums and from all figures."""

import json
import time
from collections.abc import Callable

from bench.harness import Bench, seconds_of
from bench.levels import Store, open_store
from bench.levels.store import BEGAN
from bench.start import HOST
from django.conf import settings
from django.test import Client

ADDRESS = "/api/v1/values?unit=county"
REQUESTS = 60
WARM_UPS = 5
BATCHES = 9
DAY = "2023-12-31"
MILLISECONDS_AT_MOST = 25


def measure(bench: Bench) -> None:
    """Ask for the county by the address that machines ask, and by the reference."""
    store = open_store(bench.place)
    settings.AS_OF = DAY
    reader = signed_in(store)
    answer = json.loads(reader.get(ADDRESS).content)
    bench.record("indicators in the answer", [len(answer["values"])], unit="1")
    bench.record("figures in the store", [figures()], unit="1")
    taken = [timed(lambda: reader.get(ADDRESS)) for _ in range(WARM_UPS + REQUESTS)]
    walls, cores = zip(*taken[WARM_UPS:], strict=True)
    bench.record("the request", walls, unit="ms", at_most=MILLISECONDS_AT_MOST)
    bench.record("of it on the processor", cores, unit="ms")
    empty = [1000 * seconds_of(lambda: reader.get("/health/")) for _ in range(REQUESTS)]
    bench.record("a request that asks nothing", empty, unit="ms")
    batches = [1000 * seconds_of(lambda: batch(store)) for _ in range(BATCHES)]
    bench.record("the same from all figures", batches, unit="ms")
    bench.compare(
        "all figures against the request", of="the same from all figures", to="the request"
    )


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """The milliseconds of one call: by the clock, and on the processor."""
    before = time.process_time()
    wall = seconds_of(act)
    return 1000 * wall, 1000 * (time.process_time() - before)


def signed_in(store: Store) -> Client:
    """A client of the application, signed in as a leader of the county."""
    from guatu.apps.accounts.operations import open_account  # noqa: PLC0415 - after set-up
    from guatu.apps.units.models import Role  # noqa: PLC0415 - as above
    from guatu.apps.units.operations import appoint  # noqa: PLC0415 - as above

    user = open_account("head", name="head", password="bench-password-1", at=BEGAN)  # noqa: S106 - of a store that lives for a minute
    root = store.units["province"]
    appoint(user, unit=root, role=Role.LEADER, from_on=BEGAN.date(), at=BEGAN)
    client = Client(headers={"host": HOST})
    client.force_login(user)
    return client


def figures() -> int:
    """How many figures the store holds."""
    from guatu.apps.observations.models import Observation  # noqa: PLC0415 - as above

    return Observation.objects.count()


def batch(store: Store) -> int:
    """Every indicator of the county by the reference, from every figure."""
    from guatu.apps.observations.levels import counted, facts_of, trees_of  # noqa: PLC0415 - as above
    from guatu.kernel.measuring import series_of  # noqa: PLC0415 - as above
    from guatu.kernel.periods import year  # noqa: PLC0415 - as above

    known, window, found = counted(), year(2023), 0
    trees = trees_of(known)
    for one in known:
        series = series_of(
            facts_of(one.parts, number=2023),
            indicator=one.declared,
            filers=trees[one.pk].filers_at(store.county.key),
            as_of=window.last_day,
        )
        found += series.measured.actual is not None
    return found
