"""The characters of a typed figure: full-width ones mapped, invisible ones dropped or refused."""

import unicodedata

from guatu.kernel.quantities.refusals import AmountRefused
from guatu.kernel.sentences import Sentence

LONGEST = 80
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
SPACES = "\u00a0\u3000\u2002\u2003\u2009\u202f"
FULL_WIDTH = "０１２３４５６７８９．，％－＋／（）　：＝＞＜＃～"
HALF_WIDTH = "0123456789.,%-+/() :=><#~"
TO_ASCII = str.maketrans(FULL_WIDTH, HALF_WIDTH, INVISIBLE) | {
    ord("−"): "-",
    ord("﹣"): "-",
    ord("‐"): "-",
    ord("‑"): "-",
    **{ord(space): " " for space in SPACES},
}

REWRITTEN = Sentence("已把全角或不可见字符按普通字符识别。")


def ascii_figures(text: str) -> tuple[str, tuple[Sentence, ...]]:
    """Map digits and signs of `text` to ASCII and trim it, with a note when that changed it.

    Raises `AmountRefused` (control_characters) for control and direction characters,
    (foreign_digits) for digits of other scripts, (not_a_number) for text of great length.
    """
    if len(text) > LONGEST:
        raise AmountRefused("这段文字太长，不是一个数，请只填数字。", code="not_a_number")
    trimmed = text.strip(" \t\r\n")
    for character in trimmed:
        _refuse_foreign(character)
    mapped = trimmed.translate(TO_ASCII).strip()
    return mapped, () if mapped == trimmed else (REWRITTEN,)


def _refuse_foreign(character: str) -> None:
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co"} and character not in INVISIBLE:
        raise AmountRefused(
            "含有看不见的控制字符（%(character)s），请删去后重新输入。",
            code="control_characters",
            character=f"U+{ord(character):04X}",
        )
    ours = character.isascii() or character in FULL_WIDTH
    if category in {"Nd", "No"} and not ours:
        raise AmountRefused(
            "“%(digit)s”不是通用数字，请用0至9填写。", code="foreign_digits", digit=character
        )
