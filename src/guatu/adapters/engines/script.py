"""The evaluation as a list of named SELECTs, and what runs them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Protocol

Row = tuple[Any, ...]  # what a column holds is said where it is read
MARK = "-- :"
VIEW = " (view)"


@dataclass(frozen=True, slots=True)
class Step:
    """One table of the evaluation by the SELECT that makes it.

    A view is looked through once or twice and is too large to be kept.
    """

    name: str
    select: str
    is_view: bool = False


class Runner(Protocol):
    """A connection to something that speaks the SQL of the evaluation.

    It must know `shiftright`, `max_by`, `ANTI JOIN`, `quotient` (of whole numbers, towards zero)
    and `whole` (a figure in millionths, as a whole number), and calculate exactly with 38 digits.
    """

    def load(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make the table `name` of these rows; `columns` are names and SQL types."""

    def define(self, step: Step) -> None:
        """Make the table `step.name`; one of that name is replaced."""

    def rows(self, select: str) -> list[Row]:
        """The rows of a SELECT."""


STANDING = """
SELECT unit, indicator, period, measure, family, max(known_at) AS known_at,
       max_by(value, known_at) AS value
FROM filed
WHERE known_at <= $known_by
GROUP BY unit, indicator, period, measure, family
"""


@cache
def _templates(file: str) -> tuple[Step, ...]:
    text = files("guatu.adapters.engines").joinpath(file).read_text("utf-8")
    blocks = text.split(MARK)[1:]
    named = (block.partition("\n") for block in blocks)
    return tuple(
        Step(name.removesuffix(VIEW).strip(), select.strip(), name.endswith(VIEW))
        for name, _, select in named
    )


def steps(file: str, **words: object) -> tuple[Step, ...]:
    """Every step of `file` in order, its `$words` filled in."""
    made = _templates(file)
    return tuple(replace(step, select=Template(step.select).substitute(words)) for step in made)


def run(runner: Runner, made: Iterable[Step]) -> None:
    """Make every table in order."""
    for step in made:
        runner.define(step)
