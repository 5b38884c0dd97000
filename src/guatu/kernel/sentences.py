"""Sentences for people: a Chinese template with its figures, translated where it is shown."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, init=False)
class Sentence:
    """A Chinese template with named placeholders, and what fills them."""

    template: str
    params: dict[str, Any] = field(default_factory=dict)

    def __init__(self, template: str, **params: Any) -> None:  # noqa: ANN401 - figures of any type
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "params", params)

    def __str__(self) -> str:
        return self.template % self.params if self.params else self.template

    def __hash__(self) -> int:
        return hash(str(self))


class Refusal(Exception):
    """A refusal that a person reads: what is wrong, and the remedy."""

    def __init__(self, template: str, **params: Any) -> None:  # noqa: ANN401 - figures of any type
        self.sentence = Sentence(template, **params)
        super().__init__(str(self.sentence))
