"""A pytest plugin: counts what ran, by marker, and can keep only the tests that need a database."""

import json
from collections import Counter
from pathlib import Path

import pytest

DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
BROWSER = "browser"
KINDS = (BROWSER, "spark")


class Tally:
    """How many tests passed, failed, were skipped, and how many ran in a browser or on Spark."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one phase of one test; set-up and tear-down count only when they go wrong."""
        if report.when == "call" or not report.passed:
            outcome = "failed" if report.failed else report.outcome
            self.counts[outcome] += 1
            if report.when == "call" and not report.skipped:
                self.counts.update(kind for kind in KINDS if kind in report.keywords)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Count a file that could not be collected as a failure."""
        if report.failed:
            self.counts["failed"] += 1

    def pytest_sessionfinish(self) -> None:
        """Leave the counts where the caller wants them."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.counts), encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare where the counts go and which tests are wanted."""
    parser.addoption("--counts", default="", help="write the counts of outcomes here, as JSON")
    parser.addoption("--database-only", action="store_true", help="only tests that use a database")


def pytest_configure(config: pytest.Config) -> None:
    """Count in the one process that hears of every test."""
    path = config.getoption("--counts")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Tally(Path(path)), "tally")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Drop the tests that no database can change, when asked."""
    if not config.getoption("--database-only"):
        return
    wanted = [item for item in items if needs_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


def needs_database(item: pytest.Item) -> bool:
    """Whether a test is marked for the database or uses a fixture that is."""
    if item.get_closest_marker(BROWSER):
        return False
    fixtures: set[str] = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE)
