"""The English that a reader meets: tags, filters and sentences of the kernel."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template
from django.utils import translation

from guatu.apps.boards.words import light_word, unit_word
from guatu.apps.plans.models import Document, Indicator
from guatu.kernel.periods import Period
from guatu.kernel.quantities import AmountRefused, parse_amount
from guatu.kernel.sentences import Sentence
from guatu.platform.locale import packed, say, unpacked


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every reader here reads English."""
    with translation.override("en"):
        yield


def rendered(text: str, **values: object) -> str:
    """`text` as a template prints it."""
    return Template("{% load i18n %}" + text).render(Context(values))


@pytest.mark.parametrize(
    ("light", "word"),
    [("slow", "slow"), ("behind", "behind"), ("red", "far behind"), ("not_due", "not due yet")],
)
def test_a_light_has_its_word(light: str, word: str) -> None:
    assert light_word(light) == word


def test_a_unit_has_its_word_and_an_unknown_one_stays() -> None:
    assert unit_word("家") == "firms"
    assert unit_word("盏") == "盏"


def test_a_percent_sign_in_a_tag_is_printed_once() -> None:
    assert rendered('{% translate "年底预测（80% 区间）" %}') == "Year-end forecast (80% range)"


@pytest.mark.parametrize(("count", "text"), [(1, "1 figure to file"), (2, "2 figures to file")])
def test_a_count_takes_its_number(count: int, text: str) -> None:
    words = "待报 {{ n }} 项{% plural %}待报 {{ n }} 项"

    assert rendered(
        "{% blocktranslate count n=n %}" + words + "{% endblocktranslate %}", n=count
    ) == (text)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2023", "2023"),
        ("2023-06", "June 2023"),
        ("2023-Q1", "Q1 2023"),
        ("2023-JF", "January–February 2023"),
        ("2023-W24", "week 24 of 2023 (12 June–18 June)"),
        ("2023-06-13", "13 June 2023"),
    ],
)
def test_a_period_has_its_english_name(period: str, name: str) -> None:
    assert say(Period.parse(period).sentence) == name


def test_a_stored_sentence_is_said_with_its_months_and_units() -> None:
    sentence = Sentence(
        "%(by)s应完成 %(due)s，实际 %(actual)s，差 %(gap)s",
        by=Sentence("%(month)s月末", month=4),
        due="16.67 亿元",
        actual="12.40 亿元",
        gap="4.27 亿元",
    )

    assert say(unpacked(packed(sentence))) == (
        "Due by the end of April: 16.67 ¥100M; actual: 12.40 ¥100M; short by 4.27 ¥100M"
    )


@pytest.mark.parametrize(("figure", "said"), [("339个", "339 items"), ("8%", "8%"), ("5尾", "5尾")])
def test_the_unit_of_a_figure_is_said(figure: str, said: str) -> None:
    assert said in say(Sentence("原文只写约数，按 %(figure)s 记；请填写确数。", figure=figure))


def test_what_a_person_typed_is_quoted_as_it_is() -> None:
    with pytest.raises(AmountRefused) as caught:
        parse_amount("20 家左右", unit="家")

    assert say(caught.value.sentence) == (
        '"20 家左右" is approximate and cannot be a result. Write the exact number.'
    )


def test_a_title_without_english_says_that_it_is_chinese() -> None:
    named, bare = Document(title="计划", title_en="Plan"), Document(title="计划<b>")

    assert rendered("{{ one|titled }}", one=named) == "Plan"
    assert rendered("{{ one|titled }}", one=bare) == ('<span lang="zh-CN">计划&lt;b&gt;</span>')


def test_a_thing_in_a_sentence_goes_by_its_english_name() -> None:
    thing = Indicator(name="到位资金", name_en="Funds arrived")

    assert say(Sentence("%(name)s不能是负数，请核对。", name=thing)) == (
        "Funds arrived cannot be negative. Check it."
    )
