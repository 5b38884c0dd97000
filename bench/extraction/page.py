"""The page about reading plans: what is found, by set and by construction, and how sure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.certainty import sureness
from bench.extraction.scoring import FIELDS, Score

from guatu.kernel.reading import SURE

FIRST_MET = {  # core and strict F1 when a set was first read, before any rule was mended for it
    "first": (0.916, 0.722),
    "second": (0.919, 0.655),
    "third": (0.955, 0.777),
    "fourth": (0.930, 0.839),
    "fifth": (0.963, 0.925),
    "sixth": (0.941, 0.494),
}
CHINESE, ENGLISH = 0, 1
SETS: Mapping[str, Sequence[str]] = {
    "seed": ("示例规划", "seed plan"),
    "dev": ("真实报告，规则据以写成", "real reports, seen while the rules were made"),
    "written": ("另写的文件，规则据以写成", "written plans, seen while the rules were made"),
    "first": ("第一批留出文件，量后改过", "first held-out plans, mended after"),
    "second": ("第二批留出文件，量后改过", "second held-out plans, mended after"),
    "third": ("第三批留出文件，量后改过", "third held-out plans, mended after"),
    "fourth": ("第四批留出文件，量后改过", "fourth held-out plans, mended after"),
    "fifth": ("第五批留出文件，量后改过", "fifth held-out plans, mended after"),
    "sixth": ("第六批留出文件，量后改过", "sixth held-out plans, mended after"),
}
FORMS: Mapping[str, Sequence[str]] = {
    "count": ("数量：新建12座", "count: build 12"),
    "level": ("水平：达到31万吨", "level: reach 310,000 t"),
    "rate": ("比率：覆盖率95%", "rate: coverage 95%"),
    "rise": ("增减：增长6%", "rise or fall: up 6%"),
    "rank": ("位次：进入前三", "rank: among the first three"),
    "range": ("区间：5%—6%", "range: 5% to 6%"),
    "stretch": ("保底与力争", "floor and stretch"),
    "change": ("由…增至…", "from … to …"),
    "respective": ("分别", "respectively"),
    "each": ("均、各", "each"),
    "part": ("其中", "part of a whole"),
    "ellipsis": ("省略主语", "subject left out"),
}
NAMES: Mapping[str, Sequence[str]] = {
    "value": ("是目标、数对", "is a target, figure"),
    "unit": ("单位", "unit"),
    "indicator": ("指标", "indicator"),
    "owner": ("责任单位", "owner"),
    "period": ("时限", "period"),
    "relation": ("关系", "relation"),
    "stretch": ("力争值", "stretch"),
    "baseline": ("基数", "baseline"),
}
WORDS: Mapping[str, Sequence[str]] = {
    "title": ("# 读规划", "# Reading plans"),
    "link": ("[English](reading.en.md)", "[中文](reading.md)"),
    "made": (
        (
            "`python -m bench.reading --write` 重做这一页；`script/bench certainty` 重算把握，"
            "`guatu read 文件 --explain` 说明每个数为什么是或不是目标。"
        ),
        (
            "`python -m bench.reading --write` makes this page anew; `script/bench certainty` fits "
            "the chances anew; `guatu read FILE --explain` says of each figure why it is a target "
            "or not."
        ),
    ),
    "sets": ("## 读出多少", "## What is found"),
    "sets_head": (
        "| 文件集 | 份 | 记录 | 查准 | 查全 | 核心 F1 | 严格 F1 | 责任单位 | 初见时核心／严格 |",
        (
            "| set | files | records | precision | recall | core F1 | strict F1 | owner "
            "| core / strict when first met |"
        ),
    ),
    "sets_text": (
        (
            "核心：数、单位、出处对。严格：再加关系、时限、指标名都对。"
            "第六批的严格低在一份“上年执行情况与本年计划”的报告认错了年份。"
            "“初见”是规则还没有为这批文件改过时量的，"
            "最接近没见过的文件；改过以后的数偏好。"
            "留出文件是为本产品写的，在 `tests/kernel/reading/plans`。"
            "另有 11 段公开网页摘录（154 条，不随产品发行），初见核心 0.881、严格 0.707。"
        ),
        (
            "Core: figure, unit and place are right. Strict: relation, period and indicator too. "
            "The sixth set was strict so seldom for one report on last year and this, whose year "
            "was mistaken. "
            "“First met” was measured before any rule was mended for the set and is nearest to "
            "what unseen plans get; the figures after are flattered. The held-out plans were "
            "written for this product and stand in `tests/kernel/reading/plans`. Eleven excerpts "
            "of public pages (154 records, not shipped) gave core 0.881 and strict 0.707 when "
            "first met."
        ),
    ),
    "forms": ("## 按说法", "## By construction"),
    "forms_head": ("| 说法 | 记录 | 查准 | 查全 |", "| form | records | precision | recall |"),
    "forms_text": ("各集合计。", "All sets together."),
    "sure": ("## 有把握的有多少，对多少", "## How much is sure, and how often it is right"),
    "sure_text": (
        (
            f"每个字段给一个对的可能（`confidence`），不低于 {SURE} 的显示为有把握。"
            "每格：有把握的占多少／其中对的占多少。不是目标的草稿，只算它的数错。"
            "初见时（第四、五、六批）：是目标 98.6%、95.7%、90.9%，指标 96.9%、100%、100%，"
            "时限 98.5%、100%、58.5%，"
            "关系 99.2%、98.4%、100%；责任单位 81%、29%、84%（标题只写科室，或写在文末），"
            "其后没写全的名称、没找到的单位、猜出的年份都不再算有把握。"
        ),
        (
            f"Each field carries the chance that it is right (`confidence`); at least {SURE} is "
            "shown as sure. Each cell: the share shown as sure / how much of it is right. A draft "
            "that is no target counts against its value alone. When first met (fourth, fifth, "
            "sixth set): target 98.6%, 95.7%, 90.9%; indicator 96.9%, 100%, 100%; period 98.5%, "
            "100%, 58.5%; relation 99.2%, 98.4%, 100%; owner 81%, 29%, 84% (offices named in "
            "headings alone, or at the end of the page): since then names that are not whole, "
            "parties that were not found and years that were guessed are no longer sure."
        ),
    ),
    "set": ("文件集", "set"),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A language of the page."""

    at: int

    def say(self, key: str) -> str:
        """The words of the page."""
        return WORDS[key][self.at]


def pages(scores: Mapping[str, tuple[int, Score]]) -> dict[str, str]:
    """The page in both languages, by file name; `scores` holds files and score of each set."""
    return {
        "reading.md": _page(Edition(CHINESE), scores),
        "reading.en.md": _page(Edition(ENGLISH), scores),
    }


def _page(edition: Edition, scores: Mapping[str, tuple[int, Score]]) -> str:
    say = edition.say
    lines = [say("title"), "", say("link"), "", say("made"), "", say("sets"), ""]
    lines += [*_sets(edition, scores), "", say("sets_text"), "", say("forms"), ""]
    lines += [*_forms(edition, scores), "", say("forms_text"), "", say("sure"), ""]
    lines += [*_sure(edition, scores), "", say("sure_text")]
    return "\n".join(lines) + "\n"


def _sets(edition: Edition, scores: Mapping[str, tuple[int, Score]]) -> Iterator[str]:
    yield edition.say("sets_head")
    yield "|---" + "|---:" * 7 + "|---|"
    for name, (files, score) in scores.items():
        said = sum(o.counts for o in score.outcomes)
        hit, want = len(score.found), len(score.found) + len(score.missed)
        first = FIRST_MET.get(name)
        met = f"{first[0]:.3f} / {first[1]:.3f}" if first else "–"
        shares = (hit / said, hit / want, score.core, score.strict, score.share("owner"))
        figures = " | ".join(f"{share:.3f}" for share in shares)
        yield f"| {SETS[name][edition.at]} | {files} | {want} | {figures} | {met} |"


def _forms(edition: Edition, scores: Mapping[str, tuple[int, Score]]) -> Iterator[str]:
    yield edition.say("forms_head")
    yield "|---|---:|---:|---:|"
    whole = Score()
    for _, score in scores.values():
        whole.outcomes += score.outcomes
        whole.missed += score.missed
    counts = whole.by_construction()
    for form, names in FORMS.items():
        said, want, hit = counts.get(form, (0, 0, 0))
        if said and want:
            yield f"| {names[edition.at]} | {want} | {hit / said:.3f} | {hit / want:.3f} |"


def _sure(edition: Edition, scores: Mapping[str, tuple[int, Score]]) -> Iterator[str]:
    heads = " | ".join(NAMES[field][edition.at] for field in FIELDS)
    yield f"| {edition.say('set')} | {heads} |"
    yield "|---" * (len(FIELDS) + 1) + "|"
    for name, (_, score) in scores.items():
        cells = []
        for field in FIELDS:
            share, right = sureness(score.outcomes, field)
            cells.append(f"{share:.0%} / {right:.1%}")
        yield f"| {SETS[name][edition.at]} | {' | '.join(cells)} |"
