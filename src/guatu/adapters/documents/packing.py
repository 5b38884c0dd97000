"""Readings as plain JSON values and back, exact to the digit."""

import dataclasses
from collections.abc import Mapping
from decimal import Context, Decimal
from enum import Enum
from typing import Any

from guatu.kernel import reading
from guatu.kernel.sentences import Sentence

KIND = "$"
EXACT = Context(prec=1000)


def packed(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """The value as JSON values: decimals as text, sentences as template and figures.

    Raises `TypeError` for what no reading holds.
    """
    if isinstance(value, Enum):
        return packed(value.value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [packed(entry) for entry in value]
    return _packed_by_kind(value)


def _packed_by_kind(value: object) -> dict[str, Any]:
    if isinstance(value, Decimal):
        sign, digits, exponent = value.as_tuple()
        return {KIND: "number", "sign": sign, "digits": digits, "exponent": exponent}
    if isinstance(value, Sentence):
        return {KIND: "sentence", "template": value.template, "params": packed(value.params)}
    if isinstance(value, Mapping):
        return {KIND: "map", "entries": [[packed(k), packed(v)] for k, v in value.items()]}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [own.name for own in dataclasses.fields(value)]
        own = {name: packed(getattr(value, name)) for name in names}
        return {KIND: type(value).__name__, **own}
    raise TypeError(f"{type(value).__name__} is no part of a reading")


def unpacked(value: Any) -> Any:  # noqa: ANN401 - what `packed` gave
    """The value again; raises `KeyError`, `TypeError` or `ValueError` for what is none."""
    if isinstance(value, list):
        return tuple(unpacked(entry) for entry in value)
    if not isinstance(value, dict):
        return value
    kind = value[KIND]
    if kind == "number":
        return EXACT.create_decimal((value["sign"], value["digits"], value["exponent"]))
    if kind == "sentence":
        return Sentence(value["template"], **unpacked(value["params"]))
    if kind == "map":
        return {unpacked(key): unpacked(entry) for key, entry in value["entries"]}
    if kind not in reading.__all__:
        raise ValueError(f"{kind} is no part of a reading")
    own = {name: unpacked(entry) for name, entry in value.items() if name != KIND}
    return getattr(reading, kind)(**own)
