"""Reading periods as people write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.kernel.periods import NotAPeriod, Period


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("２０２３年６月", "2023-06"),
        ("2023年6月份", "2023-06"),
        ("2023年 6 月", "2023-06"),
        ("2023-6", "2023-06"),
        ("2023/06", "2023-06"),
        ("2023.1", "2023-01"),
        ("2023.10", "2023-10"),
        ("2023年十二月", "2023-12"),
        ("2023年1-2月", "2023-JF"),
        ("2023年1—2月", "2023-JF"),
        ("2023年1月至2月", "2023-JF"),
        ("2023年1-3月", "2023-Q1"),
        ("2023年1-6月", "2023-H1"),
        ("2023年1-12月", "2023"),
        ("2023年一季度", "2023-Q1"),
        ("2023年第一季度", "2023-Q1"),
        ("2023年3季度", "2023-Q3"),
        ("2023Q4", "2023-Q4"),
        ("2023年上半年", "2023-H1"),
        ("2023H2", "2023-H2"),
        ("2023年6月中旬", "2023-06-X2"),
        ("2023年第5周", "2023-W05"),
        ("2023年6月13日", "2023-06-13"),
        ("2023.6.13", "2023-06-13"),
        ("2024-2-29", "2024-02-29"),
    ],
)
def test_a_dated_text_is_read(text: str, stored: str) -> None:
    assert str(Period.parse(text)) == stored


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("1-2月", "2023-JF"),
        ("一季度", "2023-Q1"),
        ("上半年", "2023-H1"),
        ("全年", "2023"),
        ("6月", "2023-06"),
        ("十月", "2023-10"),
        ("6月上旬", "2023-06-X1"),
        ("第5周", "2023-W05"),
        ("6月13日", "2023-06-13"),
        ("6月13号", "2023-06-13"),
        ("2022年6月", "2022-06"),
    ],
)
def test_the_year_of_the_document_stands_in(text: str, stored: str) -> None:
    assert str(Period.parse(text, year=2023)) == stored


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        pytest.param("截至目前", "写明日期", id="up to now needs a day"),
        pytest.param("1-9月", "累计", id="a cumulative figure has a month"),
        pytest.param("6月31日", "没有6月31日", id="no such day"),
        pytest.param("2023-02-29", "没有2月29日", id="no leap year"),
        pytest.param("13月", "请核对", id="no such month"),
        pytest.param("13月上旬", "没有13月", id="no ten days of such a month"),
        pytest.param("第54周", "请核对", id="no such week"),
        pytest.param("本月", "看不懂", id="needs a clock"),
        pytest.param("", "看不懂", id="empty"),
        pytest.param("6", "看不懂", id="a bare number"),
        pytest.param("月" * 500, "看不懂", id="very long"),
    ],
)
def test_a_text_that_names_no_period_is_refused_with_a_remedy(text: str, remedy: str) -> None:
    with pytest.raises(NotAPeriod, match=remedy):
        Period.parse(text, year=2023)


def test_a_text_without_any_year_is_refused() -> None:
    with pytest.raises(NotAPeriod, match="没有年份"):
        Period.parse("6月")


@settings(max_examples=40)
@given(st.text(alphabet="0123456789年月日上下半季度第周旬一二十-./至WQXJFH ", max_size=14))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = Period.parse(text, year=2023)
    except NotAPeriod:
        return
    assert Period.parse(str(period)) == period
