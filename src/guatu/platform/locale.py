"""Sentences of the kernel in the reader's language."""

import re
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext

from guatu.kernel.sentences import Sentence

MONTH_KEYS = {"month", "last_month"}
MONTH_NAMES = {str(number): name for number, name in MONTHS.items()}
FIGURE = re.compile(r"(?P<figure>[-−+]?[0-9][0-9.,]*(?:e[-+]?[0-9]+)?) ?(?P<unit>[^0-9. ]\S*)")
TYPED = {"text", "typed"}
UNIT_KEYS = {"unit", "field"}


def say(sentence: Sentence) -> str:
    """The sentence in the language of the request, with its figures; nested sentences too."""
    params = {key: _spoken(key, value) for key, value in sentence.params.items()}
    template = gettext(sentence.template)
    return template % params if params else template


def _spoken(key: str, value: Any) -> Any:  # noqa: ANN401 - figures of any type
    """What fills a placeholder: a sentence said, a thing, month or unit by name, or as it is."""
    if isinstance(value, Sentence):
        return say(value)
    if get_language() == "en" and (name := getattr(value, "name_en", "")):
        return name
    if key in MONTH_KEYS and get_language() == "en" and str(value) in MONTH_NAMES:
        return str(MONTH_NAMES[str(value)])
    if key in UNIT_KEYS and value:
        return gettext(str(value))
    if isinstance(value, str) and key not in TYPED and (found := FIGURE.fullmatch(value)):
        unit = gettext(found["unit"])
        return value if unit == found["unit"] else f"{found['figure']} {unit}"
    return value


def packed(sentence: Sentence) -> dict[str, object]:
    """The sentence as plain JSON, to be stored beside the figure that it explains."""
    params = {
        key: packed(value) if isinstance(value, Sentence) else str(value)
        for key, value in sentence.params.items()
    }
    return {"template": sentence.template, "params": params}


def unpacked(stored: dict[str, object]) -> Sentence:
    """The sentence that `packed` has stored."""
    params = stored.get("params")
    assert isinstance(params, dict)  # noqa: S101 - narrows the stored JSON
    whole = {
        key: unpacked(value) if isinstance(value, dict) else value for key, value in params.items()
    }
    return Sentence(str(stored["template"]), **whole)
