"""Many worlds asked as one: for an engine that takes seconds to answer however little is asked."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import product
from types import ModuleType
from typing import Any

from guatu.adapters.engines.worlds import codes_of, filed_rows
from guatu.kernel.catalog import Indicator
from guatu.kernel.engines import Answer, Reference, World
from guatu.kernel.sentences import Refusal


@dataclass(frozen=True, slots=True)
class Question:
    """A world, asked on a day."""

    name: str
    world: World
    as_of: date
    known_by: datetime | None = None

    @property
    def expected(self) -> Answer:
        """What the reference answers."""
        return Reference().cells(self.world, as_of=self.as_of, known_by=self.known_by)

    @property
    def is_refused(self) -> bool:
        """Whether a figure of it is refused before any engine sees it."""
        try:
            filed_rows(self.world, codes_of(self.world), self.as_of.year)
        except Refusal:
            return True
        return False


@dataclass(slots=True)
class Recorder:
    """The reference, which writes down what it was asked."""

    name: str = ""
    questions: list[Question] = field(default_factory=list)

    def cells(self, world: World, *, as_of: date, known_by: datetime | None = None) -> Answer:
        """The cells of the reference."""
        question = Question(self.name, world, as_of, known_by)
        self.questions.append(question)
        return question.expected


def questions_of(modules: Sequence[ModuleType]) -> list[Question]:
    """What the tests of these modules ask of an engine, by running each with a recorder."""
    recorder = Recorder()
    for module in modules:
        for name, test in vars(module).items():
            if name.startswith("test_") and "engine" in inspect.signature(test).parameters:
                _ask(name, test, recorder)
    return [question for question in recorder.questions if not question.is_refused]


def _ask(name: str, test: Callable[..., None], recorder: Recorder) -> None:
    """Run one test once for each of its rows; what it says of the engine's own refusals is lost."""
    for number, row in enumerate(_rows(test)):
        recorder.name = f"{name}[{number}]"
        try:
            test(engine=recorder, **row)
        except AssertionError:
            continue
        except BaseException as failed:
            if type(failed).__name__ != "Failed":  # of `pytest.raises`: the reference took it
                raise


def _rows(test: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """The arguments of a parametrized test, one row after the other."""
    marks = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    columns = []
    for mark in marks:
        names = mark.args[0]
        named = [part.strip() for part in names.split(",")] if isinstance(names, str) else names
        rows = [getattr(row, "values", row) for row in mark.args[1]]
        columns.append([dict(zip(named, _tuple(row, len(named)), strict=True)) for row in rows])
    for parts in product(*columns):
        yield {key: value for part in parts for key, value in part.items()}


def _tuple(row: Any, width: int) -> tuple[Any, ...]:  # noqa: ANN401 - what pytest takes
    """A row of one column need not be a tuple."""
    return tuple(row) if width > 1 or isinstance(row, tuple) else (row,)


def together(worlds: Sequence[World]) -> World:
    """One world that holds the others side by side, nothing of one touching another."""
    return World(
        indicators=tuple(
            _renamed(each, number) for number, held in enumerate(worlds) for each in held.indicators
        ),
        children={
            _name(unit, number): [_name(child, number) for child in below]
            for number, held in enumerate(worlds)
            for unit, below in held.children.items()
        },
        facts=tuple(
            replace(fact, unit=_name(fact.unit, number), indicator=_name(fact.indicator, number))
            for number, held in enumerate(worlds)
            for fact in held.facts
        ),
        filers={
            _name(indicator, number): frozenset(_name(unit, number) for unit in units)
            for number, held in enumerate(worlds)
            for indicator, units in held.filers.items()
        },
    )


def apart(answer: Answer, number: int) -> Answer:
    """The part of an answer that is of the world of this number, by the names that it had."""
    end = _name("", number)
    return {
        (unit.removesuffix(end), indicator.removesuffix(end)): cell
        for (unit, indicator), cell in answer.items()
        if unit.endswith(end) and indicator.endswith(end)
    }


def _name(name: str, number: int) -> str:
    """A name that no other world has."""
    return f"{name}@{number}"


def _renamed(indicator: Indicator, number: int) -> Indicator:
    """An indicator under a name of its world, and its parts as well."""
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    named = {key: _name(part, number) for key, part in parts.items() if part}
    return indicator.model_copy(update={"key": _name(indicator.key, number), **named})
