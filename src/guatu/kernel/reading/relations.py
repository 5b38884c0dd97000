"""The words that say how a figure binds: at least, at most, more than, a rise, a fall."""

import re

from guatu.kernel.reading.figures import Numeral

MORE = r"(?:>(?!=)|突破|超过|超|多于|大于|高出|跨过|迈过)"
LEAST = (
    r"(?:≥|≧|>=|不少于|不低于|不小于|不得少于|不得低于|至少|保底|必保|达到|达|稳定在|保持在|维持在|保持|巩固在|迈上"
    r"|(?:增加|提高|提升|扩大|扩充|扩容|扩|扩增|恢复|回升|上升|增长|发展|上调|升|增|拓展|充实"
    r"|扩展|提速|提|改善)(?:到|至|为)|高于)"
)
MOST = (
    r"(?:≤|≦|<=|<|控制在|不超过|不高于|不大于|不多于|限制在|压控在|限定在|不得超过|控制到"
    r"|(?:降低|减少|压减|压缩|收窄|缩短|缩小|压降|下降|降|精简|减|缩减|下调|压)(?:到|至|为))"
)
RISE = (
    r"(?:新增加|增长|增加|提高|(?<!改造)(?<!巩固)(?<!整治)(?<!优化)提升|净增|上升|(?<!均)增收|递增|上调|扩大|(?<!新)增|升高"
    r"|前进|进位|前移|增幅达)"
)
FALL = r"(?:下降|降低|减少|压减|压降|下调|缩短|减|降|削减|收窄|压缩)"
TAIL = re.compile(
    rf"(?P<more>{MORE})|(?P<least>{LEAST})|(?P<most>{MOST})|(?P<rise>{RISE})|(?P<fall>{FALL})"
)
SUFFIX = re.compile(r"(?:个)?(?P<up>(?:及)?以上)|(?P<down>以内|以下|之内)|(?P<about>左右|上下)")
OVER = re.compile("不少于|不低于|不小于|不得?低于|至少|超过|突破|超")
SAID = {"fall": "-=", "more": ">"}
RISING = re.compile("^净增|^增加(?!值)|^新增加|[人户亩]均(?:年)?增收$")
DONE = re.compile(r"(?:完成(?!率)|实现|做到)")
MONEY = frozenset({"元", "美元", "欧元"})


def relation_of(noun: str, verb: str, after: str, numeral: Numeral) -> str:
    """The relation of GUIDE.md from the verb before the figure and the word after it."""
    suffix = SUFFIX.match(after)
    limit = suffix.lastgroup if suffix else None
    found = _last(verb)
    if found == "rise" or (found is None and RISING.search(noun)):
        return "+="
    if found in SAID:
        return SAID[found]
    if limit == "up":
        return ">="
    if found == "most" or limit == "down":
        return "<="
    if found == "least":
        return "=" if limit == "about" and "稳定在" in verb else ">="
    return _of_done(noun, verb, numeral)


def bound_by(verb: str, done: str, after: str) -> str:
    """What says how the figure binds: a verb of degree, a limit after it, 完成, or nothing."""
    if TAIL.search(verb):
        return "verb"
    suffix = SUFFIX.match(after)
    if suffix:
        return "about" if suffix["about"] else "limit"
    if DONE.search(verb):
        return "done"
    return "list of done" if done else "bare"


def _last(verb: str) -> str | None:
    kind, end = None, -1
    for found in TAIL.finditer(verb):
        if kind in {"rise", "fall"} and found.start() == end and OVER.match(found.group()):
            end = found.end()  # 增长不低于5% is a rise still
            continue
        kind, end = found.lastgroup, found.end()
    return kind


def _of_done(noun: str, verb: str, numeral: Numeral) -> str:
    """完成 and 实现 bind money, output and rates from below; a bare count stays a count."""
    if re.search("(?:占比|比重|比例)$", noun) and verb.endswith("为"):
        return ">="
    if not DONE.search(verb):
        return "="
    if numeral.base in MONEY or numeral.base == "%":
        return ">="
    return ">=" if re.search("(?:产量|总量|吞吐量)$", noun) else "="
