"""Whether a passage looks back or plans."""

import re

BACK_HEADING = re.compile(
    "发展基础|运行情况|现状|回顾|基本情况|问题|成效|成就|完成情况|总结|答卷|工作情况|取得|新进步|新进展|来之不易"
)
PLAN_HEADING = re.compile(
    "目标|任务|安排|打算|重点|措施|下一步|议定|部署|行动|计划|要求|推进|强化|提升|做|抓|加快|保障"
)
BACK = re.compile(
    "了(?!解)|已(?!脱贫)|成功|荣获|获评|获得|取得|顺利|一年来|圆满|得到|显著|连续[两三四五六七八九十\\d]+年"
    "|基本完成|全面完工|全部完工|扎实推进|稳步|明显|全线贯通|位居|突破性进展|累计完成|持续加[大强]|全年共|共完成"
)
PLAN = re.compile(
    "力争|确保|将(?!近)|计划|争取|力促|年内|今年|继续|目标|打算|预期|预计|加快(?!建设步伐)|着力|推动|探索|鼓励|支持|引导|谋划|(?<![主重需纲摘])要(?![求素点闻道])"
)
REPORTS = re.compile(  # 544亿元,完成全年目标560亿元的97%: how far one has come
    r"\d[^,;。\d]*,[^,;。\d]{0,4}(?:完成|占)[^,;。不]{0,8}(?:目标|任务|计划)[^,;。]{0,14}?的?\d[\d.]*%(?!以上|左右)"
)
SO_FAR = re.compile(
    "^[^,;。]{0,6}(?:(?:今年|年初)以来|截[至止]|前(?:\\d+|[两三四五六七八九十]|十一)个?月|1[-—–至]\\d+月)"
)
AIM = re.compile(
    "力争|确保|计划(?!的)|将(?!近)|争取|力促|打算|拟|要(?![求素点闻道])|目标为|全年(?!共|累计)"
)
OPENS_BACK = re.compile("过去(?:的)?一年|一年来|刚刚过去|回顾|会议指出")
OPENS_PLAN = re.compile("新的一年|今年|下一步|下阶段|预期目标|会议强调|会议要求|主要目标|工作安排")


def heading_looks_back(words: str) -> bool | None:
    """What a heading says of its section; None when it says nothing."""
    if re.search("目标|任务|安排|打算|要点|下一步|计划", words):
        return False
    if BACK_HEADING.search(words):
        return True
    return False if PLAN_HEADING.search(words) else None


def reports(words: str) -> bool:
    """Whether a sentence reports how far the year has come, without planning anything."""
    if REPORTS.search(words):
        return True
    return SO_FAR.match(words) is not None and not AIM.search(words)


def goes_on(words: str) -> bool:
    """Whether a sentence after a report reports on: it aims at nothing."""
    return not AIM.search(words) and not OPENS_PLAN.search(words)


AHEAD = re.compile("预期目标|主要目标|发展目标|奋斗目标|约束性指标|年度目标|到20[2-9]\\d年")


def lean(words: str) -> int:
    """Above zero when the words look back more than they plan."""
    if AHEAD.search(words):
        return -9
    return len(BACK.findall(words)) - len(PLAN.findall(words))


def first_plan(words: str, start: int, end: int) -> int:
    """Where the first word that plans begins from `start` on; `end` when none does."""
    found = PLAN.search(words, start, end)
    return found.start() if found else end


def has_plan(words: str) -> bool:
    """Whether any word of the passage plans."""
    return PLAN.search(words) is not None
