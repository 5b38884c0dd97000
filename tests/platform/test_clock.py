"""The day and the moment that pages show."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import Settings

from guatu.platform.clock import as_of, end_of, now

LATE_IN_UTC = datetime(2023, 6, 13, 16, 30, tzinfo=UTC)


@pytest.fixture
def live(settings: Settings) -> None:
    """A server that shows today."""
    settings.AS_OF = ""


@pytest.mark.usefixtures("live")
def test_today_is_the_local_day_not_that_of_greenwich() -> None:
    with time_machine.travel(LATE_IN_UTC, tick=False):
        assert as_of() == date(2023, 6, 14)


@pytest.mark.usefixtures("live")
def test_without_a_fixed_day_the_moment_is_now() -> None:
    with time_machine.travel(LATE_IN_UTC, tick=False):
        assert now() == LATE_IN_UTC


def test_a_server_can_show_a_fixed_day(settings: Settings) -> None:
    settings.AS_OF = "2023-09-30"

    with time_machine.travel(LATE_IN_UTC, tick=False):
        assert as_of() == date(2023, 9, 30)
        assert now().date() == date(2023, 9, 30)
        assert now().utcoffset() is not None


def test_a_day_ends_in_local_time() -> None:
    end = end_of(date(2023, 6, 13))

    assert end.astimezone(UTC).date() == date(2023, 6, 13)
    assert end.astimezone(UTC).hour == 15
