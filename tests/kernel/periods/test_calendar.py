"""Working days, deadlines and the Spring Festival, against the published arrangements."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.periods import (
    Calendar,
    CalendarContradictsItself,
    Deadline,
    FestivalUnknown,
    spring_festival,
)


def span(first: str, last: str) -> set[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}


DAYS_OFF = (
    span("2022-12-31", "2023-01-02")
    | span("2023-01-21", "2023-01-27")
    | span("2023-04-05", "2023-04-05")
    | span("2023-04-29", "2023-05-03")
    | span("2023-06-22", "2023-06-24")
    | span("2023-09-29", "2023-10-06")
    | span("2023-12-30", "2024-01-01")
    | span("2024-02-10", "2024-02-17")
    | span("2024-04-04", "2024-04-06")
    | span("2024-05-01", "2024-05-05")
    | span("2024-06-08", "2024-06-10")
    | span("2024-09-15", "2024-09-17")
    | span("2024-10-01", "2024-10-07")
    | span("2025-01-01", "2025-01-01")
    | span("2025-01-28", "2025-02-04")
    | span("2025-04-04", "2025-04-06")
    | span("2025-05-01", "2025-05-05")
    | span("2025-05-31", "2025-06-02")
    | span("2025-10-01", "2025-10-08")
    | span("2026-01-01", "2026-01-03")
    | span("2026-02-15", "2026-02-23")
    | span("2026-04-04", "2026-04-06")
    | span("2026-05-01", "2026-05-05")
    | span("2026-06-19", "2026-06-21")
    | span("2026-09-25", "2026-09-27")
    | span("2026-10-01", "2026-10-07")
)
MAKE_UP_DAYS = [
    "2023-01-28",
    "2023-01-29",
    "2023-04-23",
    "2023-05-06",
    "2023-06-25",
    "2023-10-07",
    "2023-10-08",
    "2024-02-04",
    "2024-02-18",
    "2024-04-07",
    "2024-04-28",
    "2024-05-11",
    "2024-09-14",
    "2024-09-29",
    "2024-10-12",
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11",
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
]
PUBLISHED = Calendar(
    days_off=frozenset(DAYS_OFF),
    make_up_days=frozenset(map(date.fromisoformat, MAKE_UP_DAYS)),
    years=frozenset({2023, 2024, 2025, 2026}),
)
days = st.dates(date(2022, 6, 1), date(2027, 6, 1))


@pytest.mark.parametrize(
    ("event", "n", "due"),
    [
        ("2023-01-20", 1, "2023-01-28"),
        ("2023-01-20", 3, "2023-01-30"),
        ("2023-09-28", 1, "2023-10-07"),
        ("2025-01-24", 3, "2025-02-05"),
        ("2025-01-27", 1, "2025-02-05"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-14", 1, "2026-02-24"),
        ("2026-09-30", 3, "2026-10-10"),
    ],
)
def test_the_day_of_the_event_does_not_count(event: str, n: int, due: str) -> None:
    deadline = PUBLISHED.after(date.fromisoformat(event), n)

    assert deadline == Deadline(date.fromisoformat(due), provisional=False)


@pytest.mark.parametrize(("year", "count"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_published_working_days(year: int, count: int) -> None:
    assert PUBLISHED.working_days(date(year, 1, 1), date(year, 12, 31)) == count


def test_a_deadline_in_a_year_not_yet_published_is_provisional() -> None:
    assert PUBLISHED.after(date(2026, 12, 30), 1) == Deadline(date(2026, 12, 31), provisional=False)
    assert PUBLISHED.after(date(2026, 12, 31), 1) == Deadline(date(2027, 1, 1), provisional=True)
    assert PUBLISHED.is_provisional(2027)
    assert not PUBLISHED.is_provisional(2026)


def test_the_year_of_the_event_need_not_be_published() -> None:
    assert PUBLISHED.after(date(2022, 12, 31), 1) == Deadline(date(2023, 1, 3), provisional=False)


def test_no_days_is_the_day_itself() -> None:
    assert PUBLISHED.after(date(2023, 1, 22), 0) == Deadline(date(2023, 1, 22), provisional=False)


def test_counting_backwards_by_a_negative_number_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="-1"):
        PUBLISHED.after(date(2023, 1, 22), -1)


def test_work_begins_early_enough_before_a_deadline() -> None:
    assert PUBLISHED.before(date(2023, 1, 30), 3).on == date(2023, 1, 20)


def test_a_day_cannot_be_off_and_on() -> None:
    both = frozenset({date(2023, 1, 28)})

    with pytest.raises(CalendarContradictsItself, match="2023-01-28"):
        Calendar(days_off=both, make_up_days=both, years=frozenset({2023}))


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert PUBLISHED.working_days(date(2023, 1, 2), date(2023, 1, 1)) == 0


@settings(max_examples=40)
@given(days, st.integers(0, 400))
def test_counting_agrees_with_looking_at_each_day(first: date, length: int) -> None:
    each = [first + timedelta(days=n) for n in range(length)]

    counted = PUBLISHED.working_days(first, first + timedelta(days=length - 1))

    assert counted == sum(map(PUBLISHED.is_working_day, each))


@settings(max_examples=40)
@given(days, st.integers(1, 60))
def test_a_deadline_is_that_many_working_days_away(event: date, n: int) -> None:
    due = PUBLISHED.after(event, n).on

    assert PUBLISHED.is_working_day(due)
    assert PUBLISHED.working_days(event + timedelta(days=1), due) == n
    assert PUBLISHED.before(due, n).on <= due


@pytest.mark.parametrize(
    "day",
    [
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-03",
    ],
)
def test_the_lunar_year_begins_as_the_rulebook_says(day: str) -> None:
    festival = date.fromisoformat(day)

    assert spring_festival(festival.year) == festival


@settings(max_examples=30)
@given(st.integers(2000, 2034))
def test_a_lunar_year_has_twelve_or_thirteen_moons(year: int) -> None:
    length = (spring_festival(year + 1) - spring_festival(year)).days

    assert length in {353, 354, 355, 383, 384, 385}
    assert date(year, 1, 21) <= spring_festival(year) <= date(year, 2, 20)


@pytest.mark.parametrize("year", [1999, 2036])
def test_a_year_outside_the_table_is_refused(year: int) -> None:
    with pytest.raises(FestivalUnknown):
        spring_festival(year)
