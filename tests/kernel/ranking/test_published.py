"""Rankings that governments published, reproduced place by place."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.kernel.quantities import number_of
from guatu.kernel.ranking import Method, RankScheme, TieBreak, ranking_by

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "rankings"
METHODS: Mapping[str, Method] = {
    "competition": "competition",
    "dense": "dense",
    "order only": "listed",
}
WITHOUT_SCORES = {"R19"}  # the places are printed, the scores are not
EPA_TIES = (TieBreak("pm25", higher_is_better=False),)

pytestmark = pytest.mark.skipif(
    not SHARED.exists(),
    reason="the published rankings are not beside the checkout: shared/data/rankings is absent",
)


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the shared tables."""
    with (SHARED / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def entries_of(table: str) -> list[dict[str, str]]:
    """The ranked units of one table, in the order in which they are printed."""
    return [row for row in rows_of("rankings.csv") if row["table_id"] == table]


def scheme_of(table: Mapping[str, str], peers: tuple[str, ...]) -> RankScheme:
    """A published table as a declared scheme."""
    return RankScheme(
        indicator="score",
        peers=peers,
        higher_is_better=table["direction"] == "desc",
        method=METHODS[table["tie_rule"]],
    )


def test_every_published_place_is_reproduced() -> None:
    reproduced = 0
    for table in rows_of("tables.csv"):
        entries = entries_of(table["table_id"])
        published = {row["entity"]: int(row["published_rank"]) for row in entries}
        if table["table_id"] in WITHOUT_SCORES:
            assert not any(row["value"] for row in entries)
            continue
        values = {row["entity"]: number_of(row["value"]) for row in entries}

        ranking = ranking_by(scheme_of(table, tuple(values)), {"score": values})

        unlisted = min(published.values()) - 1  # better units that an excerpt leaves out
        found = {place.key: place.place + unlisted for place in ranking.places}
        assert found == published, table["table_id"]
        reproduced += len(found)
    assert reproduced == len([row for row in rows_of("rankings.csv") if row["value"]])


def test_the_other_way_to_count_would_not_reproduce_them() -> None:
    table = next(row for row in rows_of("tables.csv") if row["table_id"] == "R08")
    entries = entries_of("R08")
    values = {row["entity"]: number_of(row["value"]) for row in entries}
    scheme = replace(scheme_of(table, tuple(values)), method="competition")

    places = {place.key: place.place for place in ranking_by(scheme, {"score": values}).places}

    assert places != {row["entity"]: int(row["published_rank"]) for row in entries}


def test_a_declared_score_is_the_sum_of_its_parts() -> None:
    scores = {row["entity"]: number_of(row["value"]) for row in entries_of("R09")}
    sums = dict.fromkeys(scores, Decimal(0))
    for row in rows_of("ranking_parts.csv"):
        if row["table_id"] == "R09":
            sums[row["entity"]] += number_of(row["value"])

    assert sums == scores


def test_good_air_days_are_parted_by_fine_dust_and_shared_only_if_both_are_equal() -> None:
    peers = ("甲", "乙", "丙", "丁")
    days = {"甲": Decimal(90), "乙": Decimal(90), "丙": Decimal(90), "丁": Decimal(80)}
    dust = {"甲": Decimal(21), "乙": Decimal(20), "丙": Decimal(21), "丁": Decimal(9)}
    scheme = RankScheme(indicator="days", peers=peers, ties=EPA_TIES)

    places = ranking_by(scheme, {"days": days, "pm25": dust}).places

    assert {place.key: place.place for place in places} == {"乙": 1, "丙": 2, "甲": 2, "丁": 4}
