"""Masters of Spark clusters: addresses as typed, and what is said when nobody answers."""

import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.adapters.engines.spark import MasterDoesNotAnswer, MasterIsNotAnAddress
from guatu.adapters.engines.spark.masters import LOOPBACK, master_of, own_address

WRONG = [
    "",
    "7077",
    "spark://",
    "spark://host",
    "spark://host:0",
    "spark://host:65536",
    "spark://host:port",
    "spark://host:7077,",
    "http://host:7077",
    "yarn",
    "local[0]",
    "local[-1]",
    "local[two]",
    "spark://ho st:7077",
    "--conf=x",
]


@pytest.fixture
def port() -> Iterator[int]:
    """A port on which something listens."""
    with socket.create_server((LOOPBACK, 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server((LOOPBACK, 0)) as server:
        number: int = server.getsockname()[1]
        return number


@pytest.mark.parametrize("text", ["local", "local[1]", "local[2]", "local[*]"])
def test_this_machine_needs_no_place(text: str) -> None:
    master = master_of(text)

    assert master.is_local
    assert own_address(master) == LOOPBACK


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("spark://10.1.2.3:7077", (("10.1.2.3", 7077),)),
        ("spark://one.lake:7077,two.lake:7078", (("one.lake", 7077), ("two.lake", 7078))),
        ("spark://[::1]:7077", (("::1", 7077),)),
    ],
    ids=["an address", "two masters", "IPv6"],
)
def test_a_cluster_is_its_places(text: str, places: tuple[tuple[str, int], ...]) -> None:
    master = master_of(text)

    assert master.places == places
    assert not master.is_local


@pytest.mark.parametrize("text", WRONG)
def test_anything_else_is_refused_with_the_right_form(text: str) -> None:
    with pytest.raises(MasterIsNotAnAddress, match="spark://主机:7077"):
        master_of(text)


@given(st.text(max_size=30))
def test_every_text_is_a_master_or_refused(text: str) -> None:
    try:
        master = master_of(text)
    except MasterIsNotAnAddress:
        return
    assert master.address == text


def test_a_master_that_listens_is_reached_from_its_own_network(port: int) -> None:
    assert own_address(master_of(f"spark://{LOOPBACK}:{port}")) == LOOPBACK


def test_the_second_master_stands_in_for_the_first(port: int, closed_port: int) -> None:
    address = f"spark://{LOOPBACK}:{closed_port},{LOOPBACK}:{port}"

    assert own_address(master_of(address)) == LOOPBACK


@pytest.mark.parametrize("host", [LOOPBACK, "no-such-host.invalid"])
def test_a_master_that_does_not_answer_is_refused_soon(host: str, closed_port: int) -> None:
    began = time.monotonic()

    with pytest.raises(MasterDoesNotAnswer, match=r"spark://.*没有应答.*主节点已经启动"):
        own_address(master_of(f"spark://{host}:{closed_port}"), patience=2)

    assert time.monotonic() - began < 30
