"""How fast each member of a ranking goes, and where its year will end."""

from decimal import Decimal

from guatu.flows.ranked_figures import Column, periods_of
from guatu.kernel.catalog import RollUp
from guatu.kernel.forecasting import History, Trials, outlook_on
from guatu.kernel.periods import Frequency, Period, month, year
from guatu.kernel.ranking import Outlook

RECENT = 3  # periods whose pace is one's own pace
DAYS_A_WEEK = Decimal(7)
LEVEL = 80


def paces_of(column: Column, period: Period) -> dict[str, Decimal]:
    """How much each gains a week, over its last three periods; a flow begins the year at zero."""
    is_flow = column.indicator.declared.over_time is RollUp.SUM
    paces = {}
    for key, held in column.figures.items():
        own = periods_of({key: held}, period)
        if period not in held or (not is_flow and len(own) == 1):
            continue
        since = own[-1 - RECENT] if len(own) > RECENT else None
        if since is None and not is_flow:
            since = own[0]
        start = year(period.year).first_day if since is None else since.last_day
        gained = held[period] - (Decimal(0) if since is None else held[since])
        paces[key] = gained * DAYS_A_WEEK / (period.last_day - start).days
    return paces


def outlooks_of(column: Column, period: Period) -> tuple[dict[str, Outlook | None], bool]:
    """Where each will end, and whether it is told from histories.

    All by the same way: from the months of last year where everybody who has a figure has them,
    else by the schedule of the target (TGT-13). A year that is over has ended.
    """
    keys = [member.key for member in column.members]
    present = {key: column.figures[key].get(period) for key in keys}
    if period.last_day >= year(period.year).last_day:
        return {key: _certain(value) for key, value in present.items()}, False
    found = {
        key: _foreseen(column, key, period) for key, value in present.items() if value is not None
    }
    if found and all(outlook is not None for outlook in found.values()):
        return {key: found.get(key) for key in keys}, True
    told = {key: column.forecasts.get(key) for key in keys}
    return {
        key: None if it is None or present[key] is None else Outlook(it.low, it.mid, it.high)
        for key, it in told.items()
    }, False


def _certain(value: Decimal | None) -> Outlook | None:
    """The outlook of what is final."""
    return None if value is None else Outlook(value, value, value)


def _foreseen(column: Column, key: str, period: Period) -> Outlook | None:
    """The end of the year by what the months of the years before teach; None without them."""
    held = {it: v for it, v in column.figures[key].items() if it.frequency is Frequency.MONTH}
    if period.frequency is not Frequency.MONTH or month(period.year - 1, 12) not in held:
        return None
    is_flow = column.indicator.declared.over_time is RollUp.SUM
    make = History.of_cumulated if is_flow else History.of_levels
    found = outlook_on(Trials(make(held)), period.year, period.index)
    if found is None or LEVEL not in found.bands:
        return None
    low, high = found.bands[LEVEL]
    return Outlook(min(low, found.mid), found.mid, max(high, found.mid))
