"""The world of the tests: the example county once a worker, its cast, and a clock that stands."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest
import time_machine
from django.conf import settings as product
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings
from tests.examples import pytest_collection_finish
from tests.spark import spark, spark_needed

from guatu.apps.accounts.models import User
from guatu.apps.accounts.operations import open_account
from guatu.apps.accounts.queries import DEMO_PASSWORD
from guatu.apps.observations.levels import forget_catalog
from guatu.apps.units.models import Role, Unit
from guatu.apps.units.operations import appoint, load_units
from guatu.flows.example_county import build_example
from guatu.kernel.catalog import UnitRow

__all__ = ["pytest_collection_finish", "spark", "spark_needed"]  # and profiles of hypothesis

UNTIL = date(2023, 12, 31)
TODAY = date(2023, 6, 13)
PLAIN_STORES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
OTHER_COUNTY = [
    UnitRow(key="lakeside", name="湖滨县", name_en="Lakeside", short="湖滨", kind="county"),
    UnitRow(
        key="lakeside_town",
        name="湖滨镇",
        name_en="Lakeside Town",
        short="湖滨镇",
        kind="town",
        parent="lakeside",
        files=True,
    ),
]


def pytest_configure() -> None:
    """Quick passwords and plain static files."""
    product.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    product.STORAGES = PLAIN_STORES
    product.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def moment(day: date, hour: int = 10) -> datetime:
    """Ten in the morning of `day`, local time."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:  # noqa: ARG001 - a database for each worker
    """Keep the embedded store in a file, as it is in use; one in memory has other settings."""
    if connection.vendor == "sqlite":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        connection.settings_dict["TEST"]["NAME"] = str(product.DATA / f"{worker}.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001 - the tables come first
    """The tables, and in them the whole year of the example county."""
    with django_db_blocker.unblock(), transaction.atomic():
        build_example(UNTIL, DEMO_PASSWORD)


@pytest.fixture(autouse=True)
def still_clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let tests that use the database live at ten o'clock of the day that pages show."""
    uses_database = request.node.get_closest_marker("django_db") or "db" in request.fixturenames
    is_driven = request.node.get_closest_marker("browser")
    if not uses_database or is_driven:
        yield
        return
    with time_machine.travel(moment(TODAY), tick=False):
        yield


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Forget what is kept in memory: what a test writes is undone behind its back."""
    cache.clear()
    forget_catalog()


@pytest.fixture
def now() -> datetime:
    """The moment at which a test acts."""
    return moment(TODAY)


@pytest.fixture
def as_of(settings: Settings) -> Callable[[date], date]:
    """Let pages show another day than 13 June 2023."""

    def show(day: date) -> date:
        settings.AS_OF = day.isoformat()
        return day

    return show


@pytest.fixture
def head(db: None) -> User:  # noqa: ARG001 - the example stands in the database
    """The leader, who sees the whole county."""
    return User.objects.get(username="head")


@pytest.fixture
def dispatcher(db: None) -> User:  # noqa: ARG001 - as above
    """The dispatcher, who steers."""
    return User.objects.get(username="dispatcher")


@pytest.fixture
def officer(db: None) -> User:  # noqa: ARG001 - as above
    """A bureau's filer."""
    return User.objects.get(username="officer")


@pytest.fixture
def clerk(db: None) -> User:  # noqa: ARG001 - as above
    """A town's filer."""
    return User.objects.get(username="clerk")


@pytest.fixture
def stranger(db: None) -> User:  # noqa: ARG001 - as above
    """An account without a post: sees nothing."""
    return open_account("stranger", name="外人", password=DEMO_PASSWORD, at=moment(TODAY))


@pytest.fixture
def lakeside(db: None) -> dict[str, Unit]:  # noqa: ARG001 - as above
    """A second county with one town."""
    return load_units(OTHER_COUNTY, at=moment(TODAY))


@pytest.fixture
def outsider(lakeside: dict[str, Unit]) -> User:
    """The dispatcher of the other county."""
    user = open_account("outsider", name="外县调度", password=DEMO_PASSWORD, at=moment(TODAY))
    appoint(
        user,
        unit=lakeside["lakeside"],
        role=Role.DISPATCHER,
        from_on=date(2023, 1, 3),
        at=moment(TODAY),
    )
    return user


def browser_of(user: User) -> Client:
    """A browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_head(head: User) -> Client:
    """The leader's browser."""
    return browser_of(head)


@pytest.fixture
def as_dispatcher(dispatcher: User) -> Client:
    """The dispatcher's browser."""
    return browser_of(dispatcher)


@pytest.fixture
def as_officer(officer: User) -> Client:
    """The bureau filer's browser."""
    return browser_of(officer)


@pytest.fixture
def as_clerk(clerk: User) -> Client:
    """The town filer's browser."""
    return browser_of(clerk)


@pytest.fixture
def as_stranger(stranger: User) -> Client:
    """The browser of an account without a post."""
    return browser_of(stranger)


@pytest.fixture
def as_outsider(outsider: User) -> Client:
    """The browser of the other county's dispatcher."""
    return browser_of(outsider)
