"""What people write instead of a figure, and what to tell them (RELIABILITY 3, rows 4-10)."""

import re
from dataclasses import dataclass
from typing import NoReturn

from guatu.kernel.quantities.numerals import USUAL, parse_numeral
from guatu.kernel.quantities.refusals import AmountRefused, RefusalCode


@dataclass(frozen=True, slots=True)
class Wording:
    """A way of writing that is no figure, and the answer to it."""

    pattern: re.Pattern[str]
    code: RefusalCode
    answer: str
    holds: bool = False


SPOKEN_DIGITS = "零一二三四五六七八九十百千万亿点"
NUMBER = rf"[0-9两{SPOKEN_DIGITS}][0-9两.,{SPOKEN_DIGITS}]*"

# In the order in which they are tried: the most telling reason first.
WORDINGS = (
    Wording(re.compile(""), "empty", "没有填写：没有数据请留空，确为零请填0。"),
    Wording(
        re.compile(r"-{2,}"), "formula_error", "“%(text)s”不是数，可能是公式错误，请填写数字。"
    ),
    Wording(
        re.compile(r"[-—–/\\·]+|[未待]报|暂?无|没有|暂缺|不适用|n/?a|null|none", re.IGNORECASE),
        "empty",
        "“%(text)s”可能是未报、不适用或零：未报请留空，确为零请填0。",
        holds=True,
    ),
    Wording(
        re.compile(r"#.*|=.*|[+-]?(?:nan|inf|infinity)", re.IGNORECASE),
        "formula_error",
        "单元格是公式错误（%(text)s），请改正公式或直接填写数字。",
    ),
    Wording(
        re.compile(r"[+-]?(?:[0-9.]+e[+-]?[0-9]+|0[xbo][0-9a-f]+|[0-9]+_[0-9_.]*)", re.IGNORECASE),
        "foreign_digits",
        "“%(text)s”是程序写法，请用普通数字填写，如 1234.5。",
    ),
    Wording(
        re.compile(rf"{NUMBER} ?[^0-9+\-~—–至到 ]{{0,5}} ?(?:-|~|～|—+|–|至|到) ?{NUMBER}.*"),
        "range",
        "“%(text)s”是一个范围，不能作为完成数，请填确数。",
        holds=True,
    ),
    Wording(
        re.compile(
            r"(?:大?约|[将接]?近|超过?|突破|不少于|不低于|不超过|至少|逾|上|[≥≤><≈~]=?).*[0-9两十百千万亿].*"
            r"|.*[0-9十百千万亿][^0-9]{0,4}(?:\+|多|余|来)[^0-9]*"
            r"|.*(?:左右|上下|以上|以下|以内)|.*几[十百千万亿个].*"
        ),
        "approximate",
        "“%(text)s”是约数，不能作为完成数，请填确数。",
        holds=True,
    ),
)

EUROPEAN = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]+|[+-]?[0-9]+\.[0-9]+,[0-9.,]*")
GROUPED = re.compile(r"[+-]?[0-9]+(?:[ '’,][0-9]+)+(?:\.[0-9]+)?(?P<unit>[^0-9]*)")
THREES = re.compile(r"[+-]?[0-9]{1,3}(?:[ '’,][0-9]{3})+(?:\.[0-9]+)?[^0-9]*")
HUNDREDTHS = re.compile(rf"-?百分之(?P<numeral>[0-9.{SPOKEN_DIGITS}]+)")
PIECES = re.compile(r"-?(?P<digits>[0-9.]+) ?个(?P<scale>[十百千万亿]+)(?P<unit>元?)")
SPOKEN = re.compile(
    rf"-?(?![0-9.]+[十百千万亿]*(?:[^0-9{SPOKEN_DIGITS}]|$))"
    rf"(?P<numeral>[0-9.{SPOKEN_DIGITS}]+)(?P<unit>[^0-9{SPOKEN_DIGITS}]*)"
)


def refuse_vague(mapped: str, text: str) -> None:
    """Refuse a blank, an error value, a range or an approximation, whatever follows it."""
    for wording in WORDINGS:
        if wording.pattern.fullmatch(mapped):
            raise AmountRefused(
                wording.answer, code=wording.code, holds=wording.holds, text=text.strip()
            )


def refuse_wording(mapped: str, text: str) -> NoReturn:
    """Say why `mapped` is not a figure: odd grouping, spoken numerals, or no number at all."""
    typed = text.strip()
    if EUROPEAN.fullmatch(mapped):
        raise AmountRefused(
            "“%(text)s”的逗号和小数点分不清，请写成如 1234.5。",
            code="ambiguous_grouping",
            text=typed,
        )
    if GROUPED.fullmatch(mapped):
        raise AmountRefused(
            "“%(text)s”的分隔不合习惯，请写成如 1234.5 或 1,234.5。",
            code="ambiguous_grouping",
            holds=True,
            suggestion=re.sub(r"[ '’,]", "", mapped) if THREES.fullmatch(mapped) else "",
            text=typed,
        )
    refuse_spoken(mapped, text)
    raise AmountRefused(
        "“%(text)s”不是一个数，请只填数字，如 1234.5。", code="not_a_number", text=typed
    )


def refuse_spoken(mapped: str, text: str) -> None:
    """Refuse a spoken figure (两千万, 1.2个亿, 百分之三), with what it probably means."""
    usual, typed, suggestion = mapped.translate(USUAL), text.strip(), ""
    sign = "-" if usual.startswith("-") else ""
    if found := HUNDREDTHS.fullmatch(usual):
        suggestion = f"{sign}{parse_numeral(found['numeral']):f}%"
    elif found := PIECES.fullmatch(usual):
        suggestion = f"{sign}{found['digits']}{found['scale']}{found['unit']}"
    elif found := SPOKEN.fullmatch(usual):
        suggestion = f"{sign}{_in_scale(found['numeral'])}{found['unit']}"
    if suggestion:
        raise AmountRefused(
            "“%(text)s”是口语写法，是否指%(meant)s？请用数字填写。",
            code="colloquial",
            holds=True,
            suggestion=suggestion,
            text=typed,
            meant=suggestion,
        )


def _in_scale(numeral: str) -> str:
    value = parse_numeral(numeral)
    for word, size in (("亿", 10**8), ("万", 10**4)):
        if value >= size:
            return f"{(value / size).normalize():f}{word}"
    return f"{value:f}"
