"""Who is ranked among whom: groups that hold, and the faults of those that do not."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from guatu.kernel.catalog import RankMeasure, RankMethod, check_pack, read_pack

GROUPS = """
[[rank_group]]
key = "towns"
name = "乡镇之间"
name_en = "Among towns"
units = ["town"]
measure = "completion"
indicators = ["health.bed_share"]
source = "SC-20"

[[rank_group]]
key = "peers"
name = "县市之间"
name_en = "Among counties"
peers = "prefecture"
method = "dense"
indicators = ["health.bed_share"]
source = "SC-20"

[[peer]]
key = "next_door"
name = "邻县"
name_en = "Next Door"
group = "prefecture"

[[peer]]
key = "made_up"
name = "虚县"
name_en = "Made Up"
group = "prefecture"
simulated = true

[[published_figure]]
peer = "next_door"
indicator = "health.bed_share"
period = "2020"
value = 9.5
source = "bulletin"
published = "2021-03"
"""
SLIPS = [
    pytest.param('units = ["town"]', 'units = ["tawn"]', "tawn", id="class"),
    pytest.param('units = ["town"]', "", "没有说清", id="no_members"),
    pytest.param('peers = "prefecture"\nm', 'peers = "province"\nm', "province", id="group"),
    pytest.param(
        'units = ["town"]', 'units = ["town"]\npeers = "prefecture"', "没有说清", id="both"
    ),
    pytest.param(
        'source = "SC-20"\n\n[[rank_group]]\nkey = "peers"',
        'source = "SC-20"\nties = ["no.such"]\n\n[[rank_group]]\nkey = "peers"',
        "no.such",
        id="tie",
    ),
    pytest.param(
        '["health.bed_share"]\nsource = "SC-20"\n\n[[peer]]',
        '["health.bed_share", "health.bed_share"]\nsource = "SC-20"\n\n[[peer]]',
        "两次",
        id="twice",
    ),
    pytest.param(
        'source = "SC-20"\n\n[[peer]]\nkey = "next_door"',
        'source = "SC-20"\nplaces = { "health.bed_share" = "health.bed_share" }\n\n'
        '[[peer]]\nkey = "next_door"',
        "位次指标",
        id="place",
    ),
    pytest.param('peer = "next_door"', 'peer = "far_away"', "far_away", id="peer"),
    pytest.param('peer = "next_door"', 'peer = "made_up"', "虚构", id="simulated_peer"),
    pytest.param(
        'indicator = "health.bed_share"\nperiod',
        'indicator = "no.such"\nperiod',
        "no.such",
        id="indicator",
    ),
    pytest.param('key = "peers"', 'key = "towns"', "重复", id="key_twice"),
]


def with_groups(files: Mapping[str, str], text: str = GROUPS) -> dict[str, str]:
    """The small pack with rank groups."""
    return {**files, "rankings.toml": text}


def test_the_groups_say_who_is_ranked_and_how(files: Mapping[str, str]) -> None:
    pack = read_pack(with_groups(files))

    towns, peers = pack.rank_groups
    assert (towns.measure, towns.method) == (RankMeasure.COMPLETION, RankMethod.COMPETITION)
    assert (peers.measure, peers.method) == (RankMeasure.VALUE, RankMethod.DENSE)
    assert pack.rank_group("peers") is peers


def test_the_county_is_the_first_of_its_peers(files: Mapping[str, str]) -> None:
    pack = read_pack(with_groups(files))

    assert [peer.key for peer in pack.peers_of("prefecture")] == ["county", "next_door", "made_up"]


def test_a_published_figure_keeps_its_source_and_month(files: Mapping[str, str]) -> None:
    [figure] = read_pack(with_groups(files)).published_figures

    assert (figure.value, figure.source) == (Decimal("9.5"), "bulletin")
    assert str(figure.published) == "2021-03"
    assert figure.key == "next_door/health.bed_share/2020/value"


@pytest.mark.parametrize(("right", "wrong", "said"), SLIPS)
def test_a_slip_is_told_with_its_file(
    files: Mapping[str, str], right: str, wrong: str, said: str
) -> None:
    text = GROUPS.replace(right, wrong, 1)
    assert text != GROUPS

    faults = check_pack(with_groups(files, text))

    assert any(said in str(fault.message) for fault in faults)
    assert {fault.file for fault in faults} == {"rankings.toml"}
