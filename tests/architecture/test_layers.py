"""The import contracts of the house hold, and each of them can fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.architecture.sources import ROOT

CONTRACTS = ROOT / ".importlinter"
CHECK = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"
NUMBER_OF_CONTRACTS = 7

BREACHES = [
    ("1", "guatu/kernel/quantities.py", "import guatu.platform.audit"),
    ("1", "guatu/platform/audit.py", "import guatu.apps.plans"),
    ("1", "guatu/adapters/xlsx.py", "import guatu.platform.audit"),
    ("1", "guatu/cli/main.py", "import guatu.web.shell"),
    ("1", "guatu/flows/dispatch.py", "import guatu.web.shell"),
    ("2", "guatu/apps/units/queries.py", "import guatu.apps.plans.queries"),
    ("2", "guatu/apps/policies/queries.py", "import guatu.apps.projects.queries"),
    ("2", "guatu/apps/unheard_of/models.py", ""),
    ("3", "guatu/apps/plans/models.py", "import guatu.apps.plans.queries"),
    ("3", "guatu/apps/plans/queries.py", "import guatu.apps.plans.operations"),
    ("3", "guatu/apps/plans/forms.py", "import guatu.apps.plans.views"),
    ("4", "guatu/web/shell.py", "import guatu.apps.plans.views"),
    ("4", "guatu/apps/plans/admin.py", "import guatu.apps.plans.api"),
    ("5", "guatu/kernel/periods.py", "import guatu.kernel.quantities"),
    ("6", "guatu/kernel/quantities.py", "import django"),
    ("7", "guatu/adapters/xlsx.py", "import django"),
]
HOUSE = [
    "config/settings",
    "cli/main",
    "web/shell",
    "flows/dispatch",
    "apps/units/queries",
    "apps/plans/models",
    "apps/plans/queries",
    "apps/plans/operations",
    "apps/plans/views",
    "apps/plans/api",
    "apps/plans/urls",
    "apps/plans/admin",
    "apps/projects/queries",
    "platform/audit",
    "adapters/xlsx",
    "kernel/periods",
]


def lint(place_of_contracts: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over the package `guatu` below `source`."""
    return subprocess.run(  # noqa: S603 - a fixed command
        [sys.executable, "-c", CHECK],
        cwd=place_of_contracts,
        env=os.environ | {"PYTHONPATH": str(source), "COLUMNS": "1000"},
        capture_output=True,
        check=False,
        text=True,
    )


def verdicts(output: str) -> dict[str, str]:
    """The word KEPT or BROKEN by the number of the contract."""
    return dict(re.findall(r"(?m)^(\d)\. .*?(KEPT|BROKEN)$", output))


@pytest.fixture
def little_house(tmp_path: Path) -> Path:
    """A house with the same rooms and nearly nothing in them."""
    (tmp_path / ".importlinter").write_text(CONTRACTS.read_text(encoding="utf-8"), encoding="utf-8")
    for name in HOUSE:
        place(tmp_path, f"guatu/{name}.py", "")
    place(tmp_path, "guatu/kernel/quantities.py", "import guatu.kernel.periods")
    return tmp_path


def place(source: Path, name: str, text: str) -> None:
    """Write a module and make every folder above it a package."""
    path = source / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}\n", encoding="utf-8")
    for folder in path.relative_to(source).parents:
        if folder.parts:
            (source / folder / "__init__.py").touch()


def test_the_house_keeps_all_seven_contracts() -> None:
    answer = lint(ROOT, ROOT / "src")

    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert len(verdicts(answer.stdout)) == NUMBER_OF_CONTRACTS


def test_a_good_little_house_keeps_them_too(little_house: Path) -> None:
    answer = lint(little_house, little_house)

    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(("contract", "name", "text"), BREACHES)
def test_a_breach_breaks_its_contract(
    little_house: Path, contract: str, name: str, text: str
) -> None:
    place(little_house, name, text)

    answer = lint(little_house, little_house)

    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert verdicts(answer.stdout)[contract] == "BROKEN", answer.stdout
