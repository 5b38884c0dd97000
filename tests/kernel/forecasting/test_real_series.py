"""The default on real national series: ahead of both extrapolations, with intervals that hold."""

import pytest
from bench.foresight import ABSENT, DATA, RIVALS, judged_by, places, real_histories

from guatu.kernel.forecasting import Kind, coverage, error_by_month

SERIES = ("gpb_revenue_ytd", "real_estate_investment_ytd", "retail_total_month", "power_150000")
CUT_OFFS = (3, 6, 9)

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=ABSENT)


def test_the_default_beats_both_extrapolations() -> None:
    histories = real_histories()
    some = {name: histories[name] for name in SERIES}
    found = [each for each in places(some, Kind.FLOW) if each.month in CUT_OFFS]

    chosen = judged_by(found, None)

    errors = error_by_month(chosen)
    for rival in RIVALS:
        others = error_by_month(judged_by(found, rival))
        assert all(errors[month] < others[month] for month in CUT_OFFS)
    assert 0.7 < coverage(chosen)[80] < 0.9


def test_every_shared_series_is_read() -> None:
    histories = real_histories()

    assert len(histories) == 25
    assert histories["retail_total_month"].end_of(2017) is not None
    assert histories["retail_total_month"].end_of(2022) is None  # January and February are missing
    assert histories["pmi_manufacturing"].kind is Kind.LEVEL
