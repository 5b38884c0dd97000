"""Every figure of a target stands in the words of the document: digits are never invented."""

from collections.abc import Sequence
from decimal import Decimal

from guatu.apps.plans.models import Draft
from guatu.kernel.quantities import AmountRefused, UnknownUnit, parse_numeral, unit_named
from guatu.kernel.reading import Figure, read_plan
from guatu.kernel.sentences import Refusal, Sentence

FIELDS = {
    "value": Sentence("目标值"),
    "stretch": Sentence("力争值"),
    "baseline": Sentence("基数"),
}


class FigureIsNotInTheQuote(Refusal):
    """A goal, stretch or baseline must stand in the words of the document."""


def numeral_saying(draft: Draft) -> str:
    """The numeral of the quote that says the goal, as the document writes it.

    Goal, stretch and baseline are each held to the quote, in the unit that is written there or in
    another size of it (65000 万元 says 6.5 亿元). Raises `FigureIsNotInTheQuote`.
    """
    figures = read_plan(draft.quote).figures
    for name, title in FIELDS.items():
        value = getattr(draft, name)
        if value is not None and not _numerals(draft, value, figures):
            raise FigureIsNotInTheQuote(
                "第 %(number)s 项的原文里没有%(field)s %(value)s。各项数值必须出自原文；"
                "原文有误的，请改文件后重新上传。",
                number=draft.number,
                field=title,
                value=f"{value.normalize():f}{draft.unit}",
            )
    said = _numerals(draft, draft.value, figures)
    return draft.numeral if draft.numeral in said else said[0]


def _numerals(draft: Draft, value: Decimal, figures: Sequence[Figure]) -> list[str]:
    """The numerals of the quote that say `value`: figures of a sentence, or whole table cells."""
    read = [
        draft.quote[figure.start : figure.end]
        for figure in figures
        if figure.value is not None and _says(figure.value, figure.unit, value, draft.unit)
    ]
    return read + [cell for cell in draft.quote.split() if _cell(cell) == value]


def _cell(words: str) -> Decimal | None:
    """The figure of a table cell that holds nothing else."""
    try:
        return parse_numeral(words)
    except AmountRefused:
        return None


def _says(figure: Decimal, written: str | None, value: Decimal, unit: str) -> bool:
    """Whether a figure in the unit `written` says `value` in `unit`, size for size."""
    try:
        here, there = unit_named(written or ""), unit_named(unit)
    except UnknownUnit:
        return figure == value
    if here.kind != there.kind:
        return figure == value
    return figure * here.scale == value * there.scale
