"""The day of the request: today, or the day that the server was told to show."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone


def as_of() -> date:
    """The day that pages show: `GUATU_AS_OF` when set, else today in local time."""
    if settings.AS_OF:
        return date.fromisoformat(settings.AS_OF)
    return timezone.localdate()


def now() -> datetime:
    """The moment, aware; on a server that shows a fixed day, the real time of that day."""
    moment = timezone.localtime()
    if not settings.AS_OF:
        return moment
    day = date.fromisoformat(settings.AS_OF)
    return datetime.combine(day, moment.timetz().replace(tzinfo=None), moment.tzinfo)


def end_of(day: date) -> datetime:
    """The last moment of `day` in local time, aware."""
    return timezone.make_aware(datetime.combine(day, time.max))
