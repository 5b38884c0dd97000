"""The rules of the house over all its modules, each with a snippet that breaks it."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from tests.architecture import numbers, rules
from tests.architecture.sources import HOUSE, OURS, Module, modules

Rule = Callable[[Iterable[Module]], Iterator[str]]
KERNEL = f"{OURS}/kernel"
PRODUCT = [OURS]
EVERYTHING = list(HOUSE)

RULES: dict[str, tuple[Rule, list[str]]] = {
    "the kernel is pure": (rules.impure, [KERNEL]),
    "nobody below the edge reads the clock": (rules.clocks_below_the_edge, PRODUCT),
    "no protection is switched off": (rules.doors_left_open, PRODUCT),
    "imports are absolute": (rules.relative_imports, EVERYTHING),
    "a kernel package is entered by its door": (rules.imports_past_the_door, [OURS, "bench"]),
    "an app keeps its pages to itself": (rules.pages_of_others, [OURS, "bench"]),
    "typed numbers are read in one place": (numbers.typed_numbers, PRODUCT),
    "files and functions are short": (rules.oversized, EVERYTHING),
    "every name says something": (rules.empty_names, EVERYTHING),
    "a silenced rule gives code and reason": (rules.silenced_without_reason, EVERYTHING),
    "a skipped test says why": (rules.skipped_without_reason, ["tests"]),
}

BREACHES: list[tuple[str, str, str]] = [
    ("the kernel is pure", "kernel/x.py", "import os"),
    ("the kernel is pure", "kernel/x.py", "from pathlib import Path"),
    ("the kernel is pure", "kernel/x.py", "import django.db"),
    ("the kernel is pure", "kernel/x.py", "from guatu.platform import clock"),
    ("the kernel is pure", "kernel/x.py", "with open('x') as file: pass"),
    ("the kernel is pure", "kernel/x.py", "import random\nrandom.random()"),
    ("the kernel is pure", "kernel/x.py", "import random\nrandom.Random()"),
    ("the kernel is pure", "kernel/x.py", "print(1)"),
    ("the kernel is pure", "kernel/x.py", "date.today()"),
    ("the kernel is pure", "kernel/x.py", "path.read_text()"),
    ("nobody below the edge reads the clock", "apps/plans/queries.py", "timezone.now()"),
    ("nobody below the edge reads the clock", "apps/plans/queries.py", "timezone.localdate()"),
    ("nobody below the edge reads the clock", "apps/plans/queries.py", "timezone.localtime()"),
    ("nobody below the edge reads the clock", "apps/plans/models.py", "f(default=timezone.now)"),
    ("nobody below the edge reads the clock", "apps/plans/models.py", "f(auto_now_add=True)"),
    ("nobody below the edge reads the clock", "x.py", "f(default=timezone.localdate)"),
    ("nobody below the edge reads the clock", "platform/jobs/tick.py", "datetime.datetime.now()"),
    ("nobody below the edge reads the clock", "flows/year.py", "date.today()"),
    ("no protection is switched off", "apps/plans/views.py", "@csrf_exempt\ndef f(): pass"),
    ("no protection is switched off", "web/x.py", "from django.utils.safestring import mark_safe"),
    ("no protection is switched off", "web/x.py", "safestring.mark_safe(text)"),
    ("imports are absolute", "apps/plans/queries.py", "from .models import Target"),
    ("imports are absolute", "apps/plans/queries.py", "from . import models"),
    (
        "a kernel package is entered by its door",
        "apps/plans/queries.py",
        "from guatu.kernel.reading.quotes import find",
    ),
    (
        "an app keeps its pages to itself",
        "apps/boards/urls.py",
        "from guatu.apps.plans import views",
    ),
    ("an app keeps its pages to itself", "web/urls.py", "import guatu.apps.plans.api"),
    ("typed numbers are read in one place", "apps/plans/forms.py", "Decimal(typed)"),
    ("typed numbers are read in one place", "apps/plans/forms.py", "float(request.POST['x'])"),
    ("typed numbers are read in one place", "apps/plans/forms.py", "goal = forms.DecimalField()"),
    ("typed numbers are read in one place", "kernel/x.py", "def f(a: str): return Decimal(a)"),
    ("typed numbers are read in one place", "kernel/x.py", "Decimal(f'{a}.{b}')"),
    ("typed numbers are read in one place", "web/x.py", "def f(a: int | str): return Decimal(a)"),
    ("typed numbers are read in one place", "web/x.py", "Decimal(whole + part)"),
    ("typed numbers are read in one place", "kernel/x.py", "float(text.replace(',', ''))"),
    ("files and functions are short", "kernel/x.py", "x = 1\n" * 402),
    ("files and functions are short", "kernel/x.py", "def f():\n" + "    x = 1\n" * 41),
    ("every name says something", "apps/plans/utils.py", ""),
    ("every name says something", "kernel/common/x.py", ""),
    ("a silenced rule gives code and reason", "kernel/x.py", "x = 1  # " + "noqa"),
    ("a silenced rule gives code and reason", "kernel/x.py", "x = 1  # " + "noqa: S101"),
    ("a silenced rule gives code and reason", "kernel/x.py", "x = 1  # type: " + "ignore"),
    ("a silenced rule gives code and reason", "kernel/x.py", "x = 1  # type: " + "ignore[misc]"),
    ("a skipped test says why", "x.py", "@pytest.mark.skip\ndef test_x(): pass"),
    ("a skipped test says why", "x.py", "@pytest.mark.skipif(True)\ndef test_x(): pass"),
    ("a skipped test says why", "x.py", "pytest.skip()"),
]

FINE: list[tuple[str, str, str]] = [
    ("the kernel is pure", "kernel/x.py", "import random\nrandom.Random(7).random()"),
    ("nobody below the edge reads the clock", "apps/plans/views.py", "timezone.now()"),
    ("nobody below the edge reads the clock", "apps/plans/queries.py", "timezone.localtime(at)"),
    ("nobody below the edge reads the clock", "apps/plans/queries.py", "timezone.localdate(at)"),
    ("a kernel package is entered by its door", "x.py", "from guatu.kernel.reading import read"),
    (
        "an app keeps its pages to itself",
        "apps/plans/urls.py",
        "from guatu.apps.plans import views",
    ),
    ("typed numbers are read in one place", "apps/plans/forms.py", "Decimal('0.5') + Decimal(3)"),
    ("typed numbers are read in one place", "kernel/quantities/x.py", "Decimal(text)"),
    ("typed numbers are read in one place", "kernel/x.py", "def f(a: int): return Decimal(a)"),
    ("typed numbers are read in one place", "web/x.py", "def f(a: int): return Decimal(a)"),
    ("typed numbers are read in one place", "web/x.py", "Decimal(whole - part)"),
    ("files and functions are short", "kernel/x.py", "def f():\n" + "    x = 1\n" * 39),
    ("a silenced rule gives code and reason", "x.py", "x = 1  # " + "noqa: S101, S102 - why"),
    ("a silenced rule gives code and reason", "x.py", "x  # type: " + "ignore[misc]  # why"),
    ("a skipped test says why", "x.py", "pytest.skip('no browser here')"),
]


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rule(rule: str) -> None:
    broken_by, folders = RULES[rule]

    broken = list(broken_by(modules(*folders)))

    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_the_rule_can_fail(rule: str, path: str, text: str) -> None:
    broken_by, _ = RULES[rule]

    assert list(broken_by([Module(f"{OURS}/{path}", text)]))


@pytest.mark.parametrize(("rule", "path", "text"), FINE)
def test_the_rule_lets_good_code_pass(rule: str, path: str, text: str) -> None:
    broken_by, _ = RULES[rule]

    assert list(broken_by([Module(f"{OURS}/{path}", text)])) == []


def test_every_rule_has_a_breach() -> None:
    assert {rule for rule, _, _ in BREACHES} == set(RULES)
