"""Whether rank groups name members and indicators there are, and whose published figures are."""

from collections.abc import Iterator

from guatu.kernel.catalog.draft import Draft, Row
from guatu.kernel.catalog.faults import Fault
from guatu.kernel.catalog.groups import PublishedFigure, RankGroup
from guatu.kernel.catalog.models import REPORTER_CLASSES
from guatu.kernel.catalog.words import TargetType
from guatu.kernel.sentences import Sentence

DECLARE_IT = Sentence("请核对键名，或先声明。")


def group_faults(draft: Draft) -> list[Fault]:
    """List the groups and published figures that name what is not there."""
    faults: list[Fault] = []
    for group in draft.rank_groups:
        faults += [*_of_members(draft, group), *_of_indicators(draft, group)]
    for figure in draft.published_figures:
        faults += _of_published(draft, figure)
    return faults


def _of_members(draft: Draft, row: Row[RankGroup]) -> Iterator[Fault]:
    """Check that a group has members of one kind, all declared (SC-20)."""
    it = row.value
    if bool(it.units) == bool(it.peers):
        message = Sentence("排名组“%(name)s”没有说清在谁之间排名。", name=it.name)
        yield row.fault("key", message, Sentence("请写 units 或 peers，只写一个。"))
    known = {unit.value.key for unit in draft.units} | set(REPORTER_CLASSES)
    for key in it.units:
        if key not in known:
            message = Sentence("没有叫“%(key)s”的单位或单位类别。", key=key)
            yield row.fault("units", message, DECLARE_IT)
    if it.peers and it.peers not in {peer.value.group for peer in draft.peers}:
        message = Sentence("没有叫“%(key)s”的同类县市组。", key=it.peers)
        yield row.fault("peers", message, DECLARE_IT)


def _of_indicators(draft: Draft, row: Row[RankGroup]) -> Iterator[Fault]:
    """Check the indicators of a group, each named once, and what holds a place."""
    it = row.value
    for field, keys in (("indicators", it.indicators), ("ties", it.ties)):
        for at, key in enumerate(keys):
            if draft.indicator(key) is None:
                message = Sentence("没有叫“%(key)s”的指标。", key=key)
                yield row.fault(field, message, DECLARE_IT)
            if key in keys[:at]:
                message = Sentence("排名组里“%(key)s”写了两次。", key=key)
                yield row.fault(field, message, Sentence("请删去一处。"))
    for key, place in it.places.items():
        held = draft.indicator(place)
        if key not in it.indicators or held is None or held.type is not TargetType.RANK:
            message = Sentence("“%(place)s”不是“%(key)s”的位次指标。", place=place, key=key)
            yield row.fault("places", message, Sentence("左边写本组的指标，右边写位次类指标。"))


def _of_published(draft: Draft, row: Row[PublishedFigure]) -> Iterator[Fault]:
    """Check that a published figure is that of a real peer and of an indicator that there is."""
    it = row.value
    peer = next((peer.value for peer in draft.peers if peer.value.key == it.peer), None)
    if peer is None:
        message = Sentence("没有叫“%(key)s”的同类县市。", key=it.peer)
        yield row.fault("peer", message, DECLARE_IT)
    elif peer.simulated:
        message = Sentence("“%(name)s”是虚构的县市，没有公布过数。", name=peer.name)
        yield row.fault("peer", message, Sentence("请删去；模拟数由示例生成。"))
    if draft.indicator(it.indicator) is None:
        message = Sentence("没有叫“%(key)s”的指标。", key=it.indicator)
        yield row.fault("indicator", message, DECLARE_IT)
