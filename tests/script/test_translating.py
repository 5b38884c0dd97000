"""The English of the pages: every text is found, and what lacks its English is named."""

import ast
from pathlib import Path

import pytest
from script.messages import SINGULAR, Message, messages_in, messages_of_template, messages_of_tree
from script.translating import check, read, update

MODULE = """
class QuoteIsMissing(Refusal): pass
class QuoteIsElsewhere(QuoteIsMissing): pass
raise QuoteIsElsewhere("引文不在%(page)s页", page=1)
title = _("作战图")
other = Meaning("不是给人看的")
"""
TEMPLATE = """{% load i18n %}<h1>{% translate "部署图" %}</h1>
{% blocktranslate trimmed with name=unit.name %}
  {{ name }}
  已报
{% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }}个{% plural %}{{ n }}个们{% endblocktranslate %}
{% translate "May" context "month" %}"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A source tree with one module and one template."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "x.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "templates" / "x.html").write_text('{% translate "部署图" %}', encoding="utf-8")
    return tmp_path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of the translation."""
    return tmp_path / "locale" / "django.po"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("gettext_lazy('作战图')", Message("作战图")),
        ("Sentence('缺' '数')", Message("缺数")),
        ("sentences.Sentence('缺数', x=1)", Message("缺数")),
        ("ngettext('一个', '多个', n)", Message("一个", plural="多个")),
        ("pgettext('month', 'May')", Message("May", context="month")),
    ],
)
def test_a_call_gives_its_message(code: str, message: Message) -> None:
    assert list(messages_of_tree(ast.parse(code), SINGULAR)) == [message]


def test_a_text_that_is_made_up_at_run_time_gives_none() -> None:
    assert not list(messages_of_tree(ast.parse("_(name)"), SINGULAR))


def test_a_sentence_in_a_table_or_choice_is_found() -> None:
    tree = ast.parse('ANSWERS = {"empty": "请填数。"}; say("%(n)s家" if few else "%(n)s处")')

    assert {message.text for message in messages_of_tree(tree, SINGULAR)} == {
        "请填数。",
        "%(n)s家",
        "%(n)s处",
    }


def test_documentation_and_parts_of_a_text_are_no_messages() -> None:
    tree = ast.parse('"""说明。"""\nline = f"{n}处。"\npattern = "[，。]x"')

    assert not list(messages_of_tree(tree, SINGULAR))


def test_a_percent_sign_in_a_tag_is_asked_for_doubled() -> None:
    assert list(messages_of_template('{% translate "80% 区间" %}')) == [Message("80%% 区间")]


def test_the_tags_of_a_template_give_their_messages() -> None:
    assert set(messages_of_template(TEMPLATE)) == {
        Message("部署图"),
        Message("%(name)s 已报"),
        Message("%(n)s个", plural="%(n)s个们"),
        Message("May", context="month"),
    }


def test_a_refusal_is_found_through_its_ancestors(source: Path) -> None:
    assert [message.text for message in messages_in(source)] == sorted(
        ["引文不在%(page)s页", "作战图", "部署图"]
    )


def test_a_text_without_english_is_named(
    source: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(file, source) == 1
    assert "作战图" in capsys.readouterr().out


def test_an_updated_file_waits_for_its_english(source: Path, file: Path) -> None:
    update(file, source)

    assert check(file, source) == 1
    assert read(file).get("作战图") is not None


def translate_all(file: Path, source: Path, english: str) -> None:
    """Write the same English for every message, then compile."""
    update(file, source)
    text = file.read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    filled = rest.replace('msgstr ""', f'msgstr "{english}"')
    file.write_text(f"{head}\n\n{filled}", encoding="utf-8")
    update(file, source)


def test_a_complete_file_is_fine(source: Path, file: Path) -> None:
    (source / "x.py").write_text("_('作战图')", encoding="utf-8")
    translate_all(file, source, "map")

    assert check(file, source) == 0


def test_a_lost_placeholder_is_named(
    source: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    translate_all(file, source, "map")

    assert check(file, source) == 1
    assert "other placeholders" in capsys.readouterr().out


def test_chinese_left_in_english_is_named(
    source: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "x.py").write_text("_('作战图')", encoding="utf-8")
    translate_all(file, source, "the 图")

    assert check(file, source) == 1
    assert "Chinese left" in capsys.readouterr().out


def test_an_english_that_is_unsure_is_named(
    source: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "x.py").write_text("_('作战图')", encoding="utf-8")
    translate_all(file, source, "map")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('\nmsgid "作战图"', '\n#, fuzzy\nmsgid "作战图"'), encoding="utf-8"
    )

    assert check(file, source) == 1
    assert "unsure" in capsys.readouterr().out


def test_every_text_of_the_product_has_its_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 0, capsys.readouterr().out


def test_a_text_that_is_gone_is_named(
    source: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (source / "x.py").write_text("_('作战图')", encoding="utf-8")
    translate_all(file, source, "map")
    (source / "x.py").write_text("", encoding="utf-8")

    assert check(file, source) == 1
    assert "no longer used" in capsys.readouterr().out


def test_a_file_that_was_not_compiled_is_named(source: Path, file: Path) -> None:
    (source / "x.py").write_text("_('作战图')", encoding="utf-8")
    translate_all(file, source, "map")
    file.with_suffix(".mo").write_bytes(b"")

    assert check(file, source) == 1
