"""Ranking a nation: every county in its prefecture by every indicator, against a bare sort.

The bare sort orders the same exact figures and does nothing else: no ties, no places, no
distances, no last year. It is the least that any ranking has to do. The chances are drawn for the
peers of one county, and set against drawing and sorting the same floats without any counting.
"""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from bench.harness import RUNS, Bench

from guatu.kernel.ranking import Outlook, chances_of_places, chases_of, ranking_of

COUNTIES = 2844
PREFECTURES = 333
INDICATORS = 300
SHARE_OF_NATION = 30  # indicators that one run ranks; the rest are as many times the same work
PEERS = 9
DRAWS = 4000
SEED = 2023
MISSING = 50  # one figure in so many is not there
Groups = Mapping[str, Mapping[str, Decimal | None]]


def measure(bench: Bench) -> None:
    """Time places with ties, distances and climbs beside the bare sort; then chances."""
    columns = [groups_of(number) for number in range(SHARE_OF_NATION)]
    before = {f"c{number}": number % PEERS + 1 for number in range(COUNTIES)}
    ranked = COUNTIES * SHARE_OF_NATION
    bench.record("counties", [COUNTIES], unit="1")
    bench.record("places a run", [ranked], unit="1")
    bench.alternate(
        {
            "bare sort": lambda: bare(columns),
            "places": lambda: places(columns, before),
            "places and chases": lambda: chased(columns),
        }
    )
    bench.compare("places over the bare sort", of="places", to="bare sort")
    bench.compare("places and chases over the bare sort", of="places and chases", to="bare sort")
    for name in ("places", "places and chases"):
        each = [seconds * INDICATORS / SHARE_OF_NATION for seconds in bench.series[name].values]
        bench.record(f"{name}, {INDICATORS} indicators", each, unit="s")
    nation = columns[0]
    whole = {key: value for group in nation.values() for key, value in group.items()}
    bench.time("places in one group of all counties", lambda: ranking_of(whole), runs=RUNS)
    outlooks = {f"p{n}": outlook(n) for n in range(PEERS)}
    bench.alternate(
        {
            "bare draws": lambda: drawn(outlooks),
            "chances": lambda: chances_of_places(outlooks, seed=SEED, draws=DRAWS),
        }
    )
    bench.compare("chances over bare draws", of="chances", to="bare draws")
    without_dice = [seconds * COUNTIES / PEERS for seconds in bench.series["chances"].values]
    bench.record("chances of all counties, one indicator", without_dice, unit="s")


def groups_of(number: int) -> Groups:
    """The figures of one indicator by prefecture; some equal, some missing."""
    dice = random.Random(f"{SEED}/{number}")  # noqa: S311 - figures of a benchmark
    groups: dict[str, dict[str, Decimal | None]] = {}
    for county in range(COUNTIES):
        value = None if dice.randrange(MISSING) == 0 else Decimal(dice.randrange(20_000)) / 100
        groups.setdefault(f"g{county % PREFECTURES}", {})[f"c{county}"] = value
    return groups


def bare(columns: Sequence[Groups]) -> None:
    """Order each group by its figures."""
    for group in (group for groups in columns for group in groups.values()):
        present = [(value, key) for key, value in group.items() if value is not None]
        present.sort(reverse=True)


def places(columns: Sequence[Groups], before: Mapping[str, int]) -> None:
    """Places of each group, with ties, distances, climbs and the missing named."""
    for group in (group for groups in columns for group in groups.values()):
        ranking_of(group, last_year=before)


def chased(columns: Sequence[Groups]) -> None:
    """The same, with the weeks to the next place."""
    for group in (group for groups in columns for group in groups.values()):
        chases_of(ranking_of(group), paces=dict.fromkeys(group, Decimal(1)))


def outlook(number: int) -> Outlook:
    """Where one peer will end, not far from the others."""
    mid = Decimal(100 + 3 * number)
    return Outlook(mid - 8, mid, mid + 9)


def drawn(outlooks: Mapping[str, Outlook]) -> None:
    """As many ends for each, sorted draw by draw, and nothing told of them."""
    dice = random.Random(SEED)  # noqa: S311 - as above
    ends = [[dice.gauss(float(it.mid), 6.0) for _ in range(DRAWS)] for it in outlooks.values()]
    for reached in zip(*ends, strict=True):
        sorted(reached)
