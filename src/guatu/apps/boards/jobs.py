"""What the worker owes the boards: the readings of each day."""

from datetime import date

from django_tasks import task

from guatu.apps.boards.operations import read_all
from guatu.platform.jobs.schedule import every_day


@every_day("readings")
@task()
def read_the_day(day: str) -> int:
    """Read every target and place on `day` (ISO); reading a day twice gives the same."""
    return read_all([date.fromisoformat(day)])
