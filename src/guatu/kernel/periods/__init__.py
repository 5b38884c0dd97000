"""Periods of planning and the working days in them."""

from guatu.kernel.periods.calendar import Calendar, CalendarContradictsItself, Deadline
from guatu.kernel.periods.festival import FestivalUnknown, spring_festival
from guatu.kernel.periods.frequency import Frequency, NotAPeriod
from guatu.kernel.periods.period import Period, half, jan_feb, month, quarter, week, year

__all__ = [
    "Calendar",
    "CalendarContradictsItself",
    "Deadline",
    "FestivalUnknown",
    "Frequency",
    "NotAPeriod",
    "Period",
    "half",
    "jan_feb",
    "month",
    "quarter",
    "spring_festival",
    "week",
    "year",
]
