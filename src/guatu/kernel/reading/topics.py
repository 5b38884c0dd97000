"""What a figure counts when its clause leaves that half said: the topic of what was said before."""

import re

from guatu.kernel.reading import naming
from guatu.kernel.reading.clauses import Clause
from guatu.kernel.reading.figures import AREAS
from guatu.kernel.reading.passages import Passage, Spot, is_in_time
from guatu.kernel.reading.threads import LISTED, Commitment

COMPARES = re.compile("^(?:比|较|与|同|和|末|底|期|期末)+$")
LEVEL = re.compile(
    "国家级|自治区级|全国|省级|市级|州级|区级|县级|镇级|部级|盟级|旗级|[一二三四五1-5]星级|[1-5]A级"
)
EACH_ONE = re.compile("^每[一-鿿]$")
LIMITED = re.compile(r"^(?:超|过)?[\d.]+[十百千]?[万亿]?[一-鿿]{1,3}(?:以上|以下|以内)$")
LIMIT_IN = re.compile(r"(?:超|过)?(?:[\d.]+)?[十百千]?[万亿]?元(?:以上|以下|以内)?")
SHARED = re.compile("(?:出栏|存栏|饲养量|产量|种植面积|播种面积|面积|产值|销售额|营业收入)$")
HERDS = frozenset("头只羽尾匹")
STANDARD = re.compile("^(?P<base>.*(?:标准|经费|补助|补贴|工资|津贴))[一-鿿]{2,4}$")
RATES = frozenset({"%", "‰"})
SHORT = 5


def completed(passage: Passage, spot: Spot, ahead: str) -> str | None:
    """The noun before the figure, made whole by what was said before; None when nothing was."""
    thread = passage.thread
    last = thread.last
    if COMPARES.match(ahead):
        ahead = ""
    if not ahead:
        passage.named = "inherited"
        said = naming.OFTEN.sub("", last.indicator, count=1) if last else None
        return thread.subject or said
    if spot.before.lstrip(",、(").startswith("其中") and last:
        passage.named = "part"
        return _part(spot, ahead, last)
    for name, complete in COMPLETIONS:
        if whole := complete(passage, spot, ahead):
            passage.named = name if whole != ahead else "said"
            return whole
    return ahead


def _part(spot: Spot, ahead: str, last: Commitment) -> str:
    """A part after 其中: with the verb of the whole, and its noun when both count alike."""
    if spot.numeral.base in RATES and len(ahead) <= SHORT and ahead.endswith(("占比", "比重")):
        return naming.merged(last.indicator, ahead)
    if spot.numeral.base in RATES and not naming.MEASURE.search(ahead):
        if last.numeral.base not in RATES:
            return naming.topic_of(last.indicator) + ahead + "占比"
        return _with_measure(ahead, last)
    one, other = spot.numeral, last.numeral
    if one.base != other.base and (one.is_counted or {one.base, other.base} <= AREAS):
        return naming.lead_of(last.indicator) + ahead
    return naming.part_of(last.indicator, ahead)


def _with_measure(ahead: str, last: Commitment) -> str:
    """重点人群 after 常住人口覆盖率: the rate is said once for both."""
    measure = naming.MEASURE.search(last.indicator)
    return ahead + (measure.group() if measure and last.numeral.base in RATES else "")


def _of_money(passage: Passage, spot: Spot, ahead: str) -> str | None:
    """完成投资5亿元: what the money is put into."""
    if not naming.is_investment(ahead):
        return None
    thread = passage.thread
    near = thread.last_in_sentence
    topic = object_near(passage, spot.clause) or (naming.topic_of(near.indicator) if near else "")
    if not topic:
        topic = thread.title or (naming.topic_of(thread.last.indicator) if thread.last else "")
    return naming.merged(topic, ahead)


def _of_measure(passage: Passage, _: Spot, ahead: str) -> str | None:
    """改造率达到100%: the rate of what the clause before counts."""
    if not naming.is_generic(ahead):
        return None
    thread = passage.thread
    near = thread.last_in_sentence
    topic = (naming.topic_of(near.indicator) if near else "") or thread.project
    topic = topic or thread.topic or thread.title
    if not topic or topic in ahead:
        return None
    return naming.merged(topic, re.sub("^(?:完成|实现)", "", ahead))


def _of_deed(passage: Passage, spot: Spot, ahead: str) -> str | None:
    """基本建成3100套: a verb whose object was named before, with the same counting word."""
    if not naming.is_deed(ahead):
        return None
    said = [*passage.thread.of_sentence()]
    alike = [found for found in said if found.numeral.base == spot.numeral.base]
    if alike or said:
        return naming.merged(naming.topic_of((alike or said)[-1].indicator), ahead)
    return naming.merged(passage.thread.project or passage.thread.title, ahead) or None


def _of_fellow(passage: Passage, spot: Spot, ahead: str) -> str | None:
    """What a list says once for all its members: a verb, a level, a limit, a measure."""
    near = passage.thread.last_in_sentence
    if near is None:
        return None
    if LIMITED.match(ahead) or LEVEL.fullmatch(ahead):
        return _exchanged(ahead, near, LIMIT_IN if LIMITED.match(ahead) else LEVEL)
    if EACH_ONE.match(ahead):
        return ahead + naming.topic_of(near.indicator)
    is_bare = not naming.CUT.match(ahead) and not naming.MEASURE.search(ahead)
    if is_bare and len(ahead) <= SHORT and (whole := _measured(spot, ahead, near)):
        return whole
    if spot.clause.opener in LISTED and not naming.CUT.search(ahead):
        return naming.lead_of(near.indicator) + ahead
    return None


def _exchanged(ahead: str, near: Commitment, form: re.Pattern[str]) -> str:
    """5000万元以上 after 超亿元企业, 省级 after 全国示范社区: the same noun with another limit."""
    if form.search(near.indicator):
        return form.sub(ahead, near.indicator, count=1)
    lead = naming.lead_of(near.indicator)
    return lead + ahead + near.indicator[len(lead) :]


def _measured(spot: Spot, ahead: str, near: Commitment) -> str | None:
    """家禽1200万只 after 生猪饲养量, 茶叶3万亩 after 蔬菜面积: the measure said once for both."""
    one, other = spot.numeral.base, near.numeral.base
    if one in RATES:
        return _with_measure(ahead, near) if naming.MEASURE.search(near.indicator) else None
    if found := STANDARD.match(near.indicator):
        return found["base"] + ahead if one == other else None
    tail = SHARED.search(near.indicator)
    if tail and len(ahead) > 1 and (one == other or {one, other} <= HERDS):
        return ahead + tail.group()
    return None


COMPLETIONS = (
    ("money", _of_money),
    ("measure", _of_measure),
    ("deed", _of_deed),
    ("fellow", _of_fellow),
)


def object_near(passage: Passage, clause: Clause) -> str:
    """What money is invested in: the object of the next clause, or of the one before."""
    at = passage.clauses.index(clause)
    near = [passage.clauses[i] for i in (at + 1, at - 1) if 0 <= i < len(passage.clauses)]
    for other in near:
        if other.start > clause.start and other.opener != ",":
            continue
        figures = [n for n in other.numerals if not is_in_time(passage, n)]
        words = passage.words(other.start, figures[0].start if figures else other.end)
        noun = re.sub(
            r"^(?:用于|加快推进|全力建设|实施|推进|完成|建设|加快)+",
            "",
            naming.noun_before(words),
        )
        is_money = noun.endswith(("投资", "资金"))
        if figures and (len(noun) < 2 or is_money):
            noun = naming.noun_after(passage.block.text[figures[0].end : other.end])
        if len(noun) >= 2 and not noun.endswith(("投资", "资金")) and not naming.is_generic(noun):
            return noun
    return ""
