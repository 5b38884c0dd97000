"""Masters of Spark clusters: their address as typed, and whether one answers there."""

import re
import socket
from dataclasses import dataclass

from guatu.kernel.sentences import Refusal

LOCAL = re.compile(r"local(\[(\*|[1-9]\d{0,2})\])?")
PLACE = re.compile(r"([A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:]+\]):(\d{1,5})")
STANDALONE = "spark://"
LOOPBACK = "127.0.0.1"
PATIENCE = 5.0


class MasterIsNotAnAddress(Refusal):
    """What was typed is not the address of a master."""


class MasterDoesNotAnswer(Refusal):
    """Nothing listens at the address of the master."""


@dataclass(frozen=True, slots=True)
class Master:
    """A master: this machine itself (`local[2]`), or the places of a standalone cluster."""

    address: str
    places: tuple[tuple[str, int], ...] = ()

    @property
    def is_local(self) -> bool:
        """Whether everything runs on this machine, in one process."""
        return not self.places


def master_of(text: str) -> Master:
    """The master that was typed: `local[2]`, `spark://host:7077`, or several hosts with commas.

    Raises `MasterIsNotAnAddress`.
    """
    if LOCAL.fullmatch(text):
        return Master(text)
    found = [PLACE.fullmatch(part) for part in text.removeprefix(STANDALONE).split(",")]
    places = tuple((place[1].strip("[]"), int(place[2])) for place in found if place)
    is_whole = len(places) == len(found) and all(0 < port < 65536 for _, port in places)
    if not text.startswith(STANDALONE) or not is_whole:
        raise MasterIsNotAnAddress(
            "“%(text)s”不是 Spark 主节点的地址。请写成 spark://主机:7077；"
            "不用集群就写 local[2]（两个线程）或省去 --master。",
            text=text,
        )
    return Master(text, places)


def own_address(master: Master, *, patience: float = PATIENCE) -> str:
    """The address by which the master reaches this machine; loopback when there is no cluster.

    Raises `MasterDoesNotAnswer` when none of its places is reached within `patience` seconds each.
    """
    if master.is_local:
        return LOOPBACK
    for place in master.places:
        try:
            with socket.create_connection(place, timeout=patience) as line:
                address: str = line.getsockname()[0]
                return address
        except OSError:
            continue
    raise MasterDoesNotAnswer(
        "%(master)s 在 %(seconds)s 秒内没有应答。请核对主机名、端口和防火墙，并确认主节点已经启动；"
        "单机请改用 --engine duckdb。",
        master=master.address,
        seconds=f"{patience * len(master.places):g}",
    )
