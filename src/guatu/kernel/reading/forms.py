"""The forms in which figures stand together: ranges, changes, floors with a stretch, lists."""

import re

from guatu.kernel.reading import naming
from guatu.kernel.reading.clauses import Clause
from guatu.kernel.reading.counting import add, commit
from guatu.kernel.reading.figures import Numeral
from guatu.kernel.reading.passages import Passage, Spot
from guatu.kernel.reading.relations import FALL, LEAST, MOST, RISE, relation_of
from guatu.kernel.reading.threads import LISTED, Commitment, scaled

CHANGE = re.compile(
    rf"^(?:[^,;。\d]{{0,4}}?)(?P<verb>{LEAST}|{MOST}|(?:前移|进|跃升|上升|提升|前进)(?:到|至)"
    r"|→|净增|增加|再提高|提高|增长)(?:前|第)?$"
)
STRETCH = re.compile(
    r"^(?:并)?(?:全力|努力|奋力)?(?:力争|冲刺|争取|奋斗目标|挑战|冲击|奋斗|争)(?:突破|达到|达|超过|为|至|前|第|进入前"
    r"|(?P<noun>[^\d,]{2,8}?)(?:突破|达到|达|超过))?$"
)
BRACKET = re.compile(r"^(?:及?以[上下内]|左右)?\(")
FLOOR = re.compile(r"^(?:并)?(?:确保|保底|必保|底线|力保)(?:达到|完成|不低于|在|到)*$")
SOLVED = re.compile("(?P<noun>[一-鿿]{1,12}?)(?:完成整改|整改完成|完成|整改|办结|销号|解决|化解)")
BARE_RISE = re.compile(f"(?:同比|比上年|较上年)?(?:{RISE}|{FALL})")
RANGE = re.compile(r"^(?:-|—|–|~|至|到)+$")
EACH = re.compile(
    r"(?:各(?:自|类)?|均|都|皆|[两三四五六]个(?=$))(?P<verb>(?:要|应)?(?:新?建成?|新增|不少于|不低于|达到|增长|下降|为|保持在|稳定在|在|达|提高|完成)*)$"
)
RESPECTIVELY = re.compile(r"分别(?P<verb>[^\d,;]{0,8})$")
RANK_UNITS = {"名": "位", "位次": "位"}


def read_pair(passage: Passage, clause: Clause, pair: tuple[Numeral, Numeral], before: str) -> bool:
    """A range, a change from one level to another, or a portfolio with its amount."""
    low, high = pair
    text = passage.block.text
    between = re.sub(r"^(?:以上|左右|以内|以下)", "", passage.words(low.end, high.start))
    after = text[high.end : clause.end]
    if RANGE.match(between) and not re.search("[由从]", before):
        _range(passage, Spot(clause, low, before, after), high)
        return True
    change = CHANGE.match(between)
    if change and (re.search(r"[由从比]|现有", before + between) or change["verb"] == "→"):
        _change(passage, Spot(clause, high, before, after), low, change["verb"])
        return True
    if re.search("现有$", before) and "基础上" in between:
        passage.roles[low.start] = "baseline"
        noun = naming.noun_after(between.split("基础上")[0])
        verb = re.sub("^.*基础上", "", between)
        found = add(passage, Spot(clause, high, verb + noun, after))
        if found:
            found.baseline, found.construction = low.value, "change"
        return True
    if SOLVED.fullmatch(between) and low.unit == high.unit and high.value <= low.value:
        return _part_of_known(passage, Spot(clause, high, before, after), low, between)
    if between == "(" and after.startswith((")", "以上)")):
        return _portfolio(passage, Spot(clause, low, before, after.partition(")")[2]), high)
    return False


def _part_of_known(passage: Passage, spot: Spot, known: Numeral, between: str) -> bool:
    """督察反馈的14项问题完成13项: the first is what there is, the second what will be done."""
    if not re.search("的$|反馈|交办|移交", spot.before):
        return False
    passage.roles[known.start] = "scope"
    found = SOLVED.fullmatch(between)
    noun = spot.before.removesuffix("的") + (found["noun"] if found else "")
    return add(passage, Spot(spot.clause, spot.numeral, noun + "完成", spot.after)) is not None


def _portfolio(passage: Passage, spot: Spot, amount: Numeral) -> bool:
    """112个(339亿元)工业投资项目: the count, and the amount as a second commitment."""
    found = add(passage, spot)
    if found is None:
        return False
    commit(passage, spot.clause, amount, found.indicator + "金额", found.relation)
    passage.thread.commitments[-1].construction = found.construction = "portfolio"
    if not spot.numeral.is_counted:
        passage.thread.commitments[-1].indicator = found.indicator
    found.is_swapped = spot.numeral.is_counted and amount.value < spot.numeral.value
    return True


def _range(passage: Passage, spot: Spot, high: Numeral) -> None:
    low = spot.numeral
    passage.roles[high.start] = "stretch"
    found = add(passage, spot, kind=high)
    if found:
        found.construction = "range"
        found.stretch = high.value
        found.unit = high.unit or low.unit
        if found.relation == "=" and found.unit == "%":
            found.relation = ">="


def _change(passage: Passage, spot: Spot, old: Numeral, verb: str) -> None:
    """由25张扩增至84张: the new level, with the old one as its baseline."""
    new = spot.numeral
    noun = re.sub(
        r"[,]?(?:由|从|比)(?:上年的?|去年的?|现有的?|目前的?|年的|的)?(?:第|每日|每人每月|现在的|原来的)?[^,]{0,3}$",
        "",
        spot.before,
    )
    measure = re.search("每[日人月年]+(?=$)", spot.before)
    found = add(
        passage,
        Spot(spot.clause, new, (measure.group() if measure else "") + noun, spot.after),
        verb=verb,
    )
    if found is None:
        return
    passage.roles[old.start] = "baseline"
    found.baseline, found.construction = old.value, "change"
    if found.unit == "位" and new.base in {"位", ""}:
        found.relation = "<="
    elif verb == "→" or re.match(MOST, verb):
        found.relation = "<=" if new.value < old.value else ">="
    elif found.relation == "=":
        found.relation = ">="
    if found.unit is None:
        found.unit = old.unit


def read_stretch(passage: Passage, spot: Spot) -> bool:
    """力争达到800亿元 after 600亿元以上: a second ambition of the commitment before."""
    if FLOOR.match(spot.before):
        return _floor(passage, spot)
    found = STRETCH.match(BRACKET.sub("", spot.before))
    if found is None:
        return False
    numeral, noun = spot.numeral, found["noun"] or ""
    for earlier in reversed(passage.thread.of_sentence()):
        if noun and not set(noun) & set(earlier.indicator):
            continue
        if _same_kind(earlier, numeral) and earlier.stretch is None:
            earlier.stretch = scaled(numeral, earlier.numeral)
            earlier.end = max(earlier.end, numeral.end)
            earlier.construction = "stretch"
            passage.roles[numeral.start] = "stretch"
            return True
    return False


def _floor(passage: Passage, spot: Spot) -> bool:
    """确保10亿元 after 力争12亿元: what is secured binds, the higher is the stretch (§3 row 47)."""
    last, numeral = passage.thread.last_in_sentence, spot.numeral
    if last is None or last.stretch is not None or not _same_kind(last, numeral):
        return False
    words = passage.block.text[last.start : last.end]
    if (
        not re.search("力争|冲刺|争取|奋斗", words)
        or scaled(last.numeral, numeral) <= numeral.value
    ):
        return False
    passage.roles[last.numeral.start] = "stretch"
    passage.roles[numeral.start] = "target"
    last.stretch, last.construction = scaled(last.numeral, numeral), "stretch"
    last.numeral, last.value, last.unit = numeral, numeral.value, numeral.unit
    last.relation, last.end = ">=", max(last.end, numeral.end)
    return True


def _same_kind(earlier: Commitment, numeral: Numeral) -> bool:
    one, other = earlier.numeral.base, numeral.base
    if earlier.unit == "位":
        return other in {"", "位", "名"}
    return RANK_UNITS.get(one, one) == RANK_UNITS.get(other, other) or not other


def read_each(passage: Passage, spot: Spot) -> bool:
    """A、B和C各1个, 均增长8%: one commitment for each that is named."""
    found = EACH.search(spot.before)
    if found is None:
        return False
    lead = spot.before[: found.start()].lstrip(",")
    if BARE_RISE.fullmatch(lead):
        return _said_of_each(
            passage, spot, relation_of("", lead + found["verb"], spot.after, spot.numeral)
        )
    heads = naming.heads_of(spot.before[: found.start()])
    if len(heads) < 2:
        return False
    noun = naming.noun_after(spot.after) if spot.numeral.is_counted else ""
    relation = relation_of(noun, found["verb"], spot.after, spot.numeral)
    if _goes_on(passage, spot.clause):  # 各10台、20个 is 分别 by another word
        return _first_of(passage, spot, heads, relation)
    for head in heads:
        each = commit(passage, spot.clause, spot.numeral, head + noun, relation)
        each.construction = "each"
    return True


def read_respective(passage: Passage, spot: Spot) -> bool:
    """A、B分别增长5%、6%: this figure for the first named, the next ones for the others."""
    thread = passage.thread
    if thread.heads and not spot.before and spot.clause.opener in LISTED:
        head = thread.heads.pop(0)
        one = commit(passage, spot.clause, spot.numeral, head, thread.heads_relation)
        one.construction = "respective"
        return True
    found = RESPECTIVELY.search(spot.before)
    thread.heads = []
    if found is None:
        return False
    heads = naming.heads_of(spot.before[: found.start()])
    relation = relation_of("".join(heads[-1:]), found["verb"], spot.after, spot.numeral)
    before = [each.indicator for each in thread.of_sentence()][-2:]
    if not heads and len(before) > 1 and _goes_on(passage, spot.clause):
        heads = before
    if not heads:
        return _said_of_each(passage, spot, relation)
    if len(heads) == 1 and (pair := _pair_of_times(passage, spot.clause)):
        first = commit(passage, spot.clause, spot.numeral, heads[0], relation)
        first.period, first.construction = pair[0], "respective"
        thread.heads, thread.heads_relation = heads, relation
        return True
    return len(heads) > 1 and _first_of(passage, spot, heads, relation)


def _first_of(passage: Passage, spot: Spot, heads: list[str], relation: str) -> bool:
    """Take this figure for the first of those named; the others wait for the next figures."""
    one = commit(passage, spot.clause, spot.numeral, heads[0], relation)
    one.construction = "respective"
    passage.thread.heads, passage.thread.heads_relation = heads[1:], relation
    return True


def _goes_on(passage: Passage, clause: Clause) -> bool:
    """Whether the next clause is but another figure of the same list: …20%和25%."""
    at = passage.clauses.index(clause) + 1
    if at >= len(passage.clauses):
        return False
    other = passage.clauses[at]
    return (
        other.opener in LISTED and bool(other.numerals) and (other.numerals[0].start == other.start)
    )


def _pair_of_times(passage: Passage, clause: Clause) -> tuple[str | None, str | None] | None:
    """到2025年和2030年, …分别不低于24%、30%: the two times before one thing's two figures."""
    times = [mark for mark in passage.marks if mark.start < clause.end and mark.period]
    if len(times) < 2 or passage.block.text[times[-2].end : times[-1].start] not in LISTED:
        return None
    return times[-2].period, times[-1].period


def _said_of_each(passage: Passage, spot: Spot, relation: str) -> bool:
    """…, 分别增长20%: one rise said of the two before it."""
    before = list(passage.thread.of_sentence())[-2:]
    if len(before) < 2:
        return False
    for earlier in before:
        found = commit(passage, spot.clause, spot.numeral, earlier.indicator, relation)
        found.start = min(found.start, before[0].start)
        found.construction = "respective"
    return True
