"""What is wrong with a pack: where, what, and the remedy."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.kernel.sentences import Refusal, Sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake in a pack; `line` counts from 1, `field` is empty when a whole file is meant."""

    file: str
    line: int
    field: str
    message: Sentence
    remedy: Sentence

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" + (f" {self.field}" if self.field else "")
        return f"{place}：{self.message}{self.remedy}"


class PackIsWrong(Refusal):
    """The pack has faults and cannot be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            "目标包有%(count)d处错误，第一处在%(first)s",
            count=len(self.faults),
            first=str(self.faults[0]) if self.faults else "",
        )
