"""The language of the terminal: asked for, else the locale's, else Chinese."""

from collections.abc import Mapping

import pytest

from guatu.cli.language import CHINESE, ENGLISH, language_of
from guatu.cli.main import main


@pytest.mark.parametrize(
    ("asked", "variables", "language"),
    [
        (None, {}, CHINESE),
        (None, {"LANG": "C.UTF-8"}, CHINESE),
        (None, {"LANG": "zh_CN.UTF-8"}, CHINESE),
        (None, {"LANG": "en_US.UTF-8"}, ENGLISH),
        (None, {"LANG": "en"}, ENGLISH),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, ENGLISH),
        (None, {"LANG": "en_US.UTF-8", "LC_ALL": ""}, ENGLISH),
        ("zh", {"LANG": "en_US.UTF-8"}, CHINESE),
        ("en", {}, ENGLISH),
    ],
)
def test_the_language_is_chosen(
    asked: str | None, variables: Mapping[str, str], language: str
) -> None:
    assert language_of(asked, variables) == language


def test_a_refusal_is_in_english_and_the_next_in_chinese_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language in ("en", "zh"):
        with pytest.raises(SystemExit):
            main(["--lang", language, "read", "no-such-file.txt"])

    english, chinese = capsys.readouterr().err.splitlines()
    assert english.isascii()
    assert "没有这个文件" in chinese


@pytest.mark.django_db
def test_the_table_of_targets_is_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "en", "evaluate", "--as-of", "2023-06-13"])

    head = next(line for line in capsys.readouterr().out.splitlines() if "Light" in line)
    assert head.isascii()
