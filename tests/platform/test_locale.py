"""Sentences: kept with their figures, said in the reader's language."""

import json

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.sentences import Sentence
from guatu.platform.locale import packed, say, unpacked

words = st.text(st.characters(exclude_characters="%", exclude_categories=["Cs"]), max_size=20)


def test_a_sentence_is_said_with_its_figures() -> None:
    assert say(Sentence("还差 %(gap)s %(unit)s", gap="3", unit="亿元")) == "还差 3 亿元"


def test_a_sentence_inside_another_is_said_too() -> None:
    inner = Sentence("到 %(day)s", day="6/13")

    assert say(Sentence("%(when)s 还没报", when=inner)) == "到 6/13 还没报"


def test_a_sentence_without_figures_may_hold_a_percent_sign() -> None:
    assert say(Sentence("完成 100%")) == "完成 100%"


def test_an_english_reader_gets_english() -> None:
    sentence = Sentence(
        "各单位合计 %(total)s，与目标 %(goal)s 不符，请调平后再保存。", total=1, goal=2
    )

    with translation.override("en"):
        assert say(sentence).isascii()
        assert "1" in say(sentence)


@given(template=words, value=words, inner=words)
def test_what_is_packed_comes_back_the_same(template: str, value: str, inner: str) -> None:
    sentence = Sentence(template, value=value, inner=Sentence(inner, value=value))

    kept = json.loads(json.dumps(packed(sentence)))

    assert unpacked(kept) == sentence
    assert say(unpacked(kept)) == say(sentence)
