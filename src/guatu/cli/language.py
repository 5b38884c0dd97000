"""The language that the terminal is answered in: `--lang`, else the locale, else Chinese."""

import sys
from collections.abc import Mapping
from pathlib import Path

from guatu.kernel.sentences import Refusal, Sentence

CHINESE = "zh-hans"
ENGLISH = "en"
TYPED = {"zh": CHINESE, "en": ENGLISH}
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
LOCALE = Path(__file__).resolve().parents[1] / "locale"

_chosen = [CHINESE]


def language_of(asked: str | None, variables: Mapping[str, str]) -> str:
    """The language asked for by name, else that of the first locale variable that is set."""
    if asked:
        return TYPED[asked]
    locale = next((variables[name] for name in VARIABLES if variables.get(name)), "")
    return ENGLISH if locale.partition("_")[0].partition(".")[0] == ENGLISH else CHINESE


def speak(language: str) -> None:
    """Answer in `language` from now on."""
    _chosen[0] = language


def rest() -> None:
    """Leave the language as it was before the command."""
    if _chosen[0] != CHINESE and "django.utils.translation" in sys.modules:
        sys.modules["django.utils.translation"].deactivate()
    _chosen[0] = CHINESE


def use_in_django() -> None:
    """Let Django, once it is set up, speak the language of the terminal."""
    from django.utils.translation import activate  # noqa: PLC0415 - `read` and `pack` do without

    activate(_chosen[0])


def said(sentence: Sentence | Refusal) -> str:
    """The sentence in the language of the terminal; Chinese needs no Django."""
    spoken = sentence.sentence if isinstance(sentence, Refusal) else sentence
    if _chosen[0] == CHINESE:
        return str(spoken)
    _have_settings()
    from guatu.platform.locale import say  # noqa: PLC0415 - loads Django

    use_in_django()
    return say(spoken)


def named(name: str, name_en: str) -> str:
    """A thing by its name in the language of the terminal; Chinese where it has no other."""
    return name_en if name_en and _chosen[0] == ENGLISH else name


def heads_of(*heads: Sentence) -> list[str]:
    """The heads of a table."""
    return [said(head) for head in heads]


def _have_settings() -> None:
    """The least that translating needs, where the command does without the product's settings."""
    from django.conf import settings  # noqa: PLC0415 - `read` and `pack` do without

    if not settings.configured:
        settings.configure(LANGUAGE_CODE=CHINESE, LOCALE_PATHS=[LOCALE], USE_I18N=True)
