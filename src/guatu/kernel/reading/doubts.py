"""What a person must decide before a draft becomes a target, each with its remedy."""

from collections.abc import Iterator, Sequence

from guatu.kernel.quantities import UnknownUnit, unit_named
from guatu.kernel.reading.figures import Script
from guatu.kernel.reading.records import Doubt, DraftTarget, plain
from guatu.kernel.reading.threads import Commitment
from guatu.kernel.sentences import Sentence

MOST_PROJECTS = 10_000


def doubts_of(
    year: int | None, pairs: Sequence[tuple[Commitment, DraftTarget]]
) -> tuple[Doubt, ...]:
    """The doubts about a document and each of its targets."""
    return (*_of_year(year), *_of_figures(pairs), *_of_conflicts([draft for _, draft in pairs]))


def _of_year(year: int | None) -> Iterator[Doubt]:
    if year is None:
        yield Doubt("no_year", Sentence("文件没有写明年份；请填写计划年份，再确认各项目标。"))


def _of_figures(pairs: Sequence[tuple[Commitment, DraftTarget]]) -> Iterator[Doubt]:
    for found, draft in pairs:
        figure = f"{plain(draft.value)}{draft.unit or ''}"
        start, end = draft.start, draft.end
        if not _is_known(draft.unit):
            yield Doubt(
                "unknown_unit",
                Sentence(
                    "“%(indicator)s”的数 %(figure)s 没有可识别的单位；请补填单位。",
                    indicator=draft.indicator,
                    figure=figure,
                ),
                start,
                end,
            )
        if found.numeral.script is Script.SCAN:
            yield Doubt(
                "misread",
                Sentence("原文疑有扫描错字，读作 %(figure)s；请对照原件核对。", figure=figure),
                start,
                end,
            )
        if found.numeral.is_loose:
            yield Doubt(
                "approximate",
                Sentence("原文只写约数，按 %(figure)s 记；请填写确数。", figure=figure),
                start,
                end,
            )
        if found.is_swapped or (
            draft.unit == "个" and draft.value > MOST_PROJECTS and "项目" in draft.indicator
        ):
            yield Doubt(
                "swapped",
                Sentence("项目个数与金额可能写反（%(figure)s）；请核对原文。", figure=figure),
                start,
                end,
            )


def _is_known(unit: str | None) -> bool:
    if unit is None:
        return False
    try:
        unit_named(unit)
    except UnknownUnit:
        return False
    return True


def _of_conflicts(drafts: Sequence[DraftTarget]) -> Iterator[Doubt]:
    """Two different figures for the same indicator, party, period and relation (§3 row 49)."""
    first: dict[tuple[str | None, ...], DraftTarget] = {}
    for draft in drafts:
        kind = "rise" if draft.relation in {"+=", "-="} else "level"
        key = (draft.owner, draft.indicator, draft.period, draft.unit, kind)
        earlier = first.setdefault(key, draft)
        if draft.value in {earlier.value, earlier.stretch}:
            continue
        yield Doubt(
            "conflict",
            Sentence(
                "“%(indicator)s”有两个数：%(one)s 和 %(other)s%(unit)s；"
                "请核对原文，由责任单位确定一个。",
                indicator=draft.indicator,
                one=plain(earlier.value),
                other=plain(draft.value),
                unit=draft.unit or "",
            ),
            draft.start,
            draft.end,
        )
