"""The Spring Festival, which moves between January and February and takes figures along."""

from datetime import date

from guatu.kernel.sentences import Refusal

# Month and day from 2000 on; 2022 to 2030 are quoted in STAT-30.
FIRST_YEAR = 2000
NEW_YEAR_DAYS = (
    *((2, 5), (1, 24), (2, 12), (2, 1), (1, 22), (2, 9), (1, 29), (2, 18), (2, 7), (1, 26)),
    *((2, 14), (2, 3), (1, 23), (2, 10), (1, 31), (2, 19), (2, 8), (1, 28), (2, 16), (2, 5)),
    *((1, 25), (2, 12), (2, 1), (1, 22), (2, 10), (1, 29), (2, 17), (2, 6), (1, 26), (2, 13)),
    *((2, 3), (1, 23), (2, 11), (1, 31), (2, 19), (2, 8)),
)


class FestivalUnknown(Refusal):
    """The table of festival days does not reach that year."""


def spring_festival(year: int) -> date:
    """The first day of the lunar year that begins in `year`, 2000 to 2035 (STAT-30).

    Raises `FestivalUnknown` outside these years.
    """
    if not 0 <= year - FIRST_YEAR < len(NEW_YEAR_DAYS):
        raise FestivalUnknown(
            "没有%(year)s年的春节日期，只有%(first)s至%(last)s年。",
            year=year,
            first=FIRST_YEAR,
            last=FIRST_YEAR + len(NEW_YEAR_DAYS) - 1,
        )
    return date(year, *NEW_YEAR_DAYS[year - FIRST_YEAR])
