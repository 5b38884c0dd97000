"""Finding the indicator that a draft target speaks of."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.catalog import Family, Indicator, RollUp, TargetType
from guatu.kernel.periods import Frequency
from guatu.kernel.reading import DraftTarget, match_indicator, match_indicators
from guatu.kernel.reading.matching import likeness_of

names = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E40), min_size=1, max_size=12)


def indicator(key: str, name: str, unit: str, *synonyms: str) -> Indicator:
    return Indicator(
        key=key,
        name=name,
        name_en="an indicator",
        unit=unit,
        type=TargetType.CUMULATIVE_FLOW,
        family=Family.DEPARTMENTAL,
        frequency=Frequency.MONTH,
        over_time=RollUp.SUM,
        over_units=RollUp.SUM,
        definition="定义",
        definition_en="a definition",
        schedule="linear",
        source="TGT-01",
        synonyms=synonyms,
    )


FUNDS = indicator("investment.arrived_funds", "到位资金", "亿元", "实际到位资金")
SIGNED = indicator("investment.signed_projects", "新签约亿元以上项目", "个")


def draft(name: str, unit: str) -> DraftTarget:
    return DraftTarget(name, 0, 1, None, name, "2024", ">=", Decimal(5), unit)


def test_a_synonym_is_found_in_another_scale_of_the_unit() -> None:
    match = match_indicator(draft("实际到位资金", "万元"), [SIGNED, FUNDS])

    assert match is not None
    assert match.indicator is FUNDS
    assert match.name == "实际到位资金"
    assert match.likeness == 1.0


def test_a_unit_of_another_kind_does_not_fit() -> None:
    assert match_indicator(draft("到位资金", "个"), [FUNDS]) is None


def test_things_counted_by_another_word_do_not_fit() -> None:
    assert match_indicator(draft("签约亿元以上项目", "条"), [SIGNED]) is None
    assert match_indicator(draft("签约亿元以上项目", "家"), [SIGNED]) is not None


def test_too_few_common_characters_do_not_fit() -> None:
    assert match_indicator(draft("债券资金余额", "亿元"), [FUNDS]) is None


@given(one=names, other=names)
def test_likeness_is_even_handed_and_between_none_and_all(one: str, other: str) -> None:
    assert likeness_of(one, other) == likeness_of(other, one)
    assert 0 <= likeness_of(one, other) <= 1
    assert likeness_of(one, one) == 1


BIG = indicator("investment.signed_billions", "新签约10亿元以上项目", "个")


def test_the_threshold_tells_two_like_indicators_apart() -> None:
    found = match_indicators(draft("签约十亿元以上的项目", "个"), [SIGNED, BIG])

    assert [match.indicator for match in found] == [BIG, SIGNED]


def test_who_answers_for_it_decides_between_equals() -> None:
    one, other = indicator("a.one", "培训人次", "人次"), indicator("b.other", "培训人次", "人次")
    owned = DraftTarget("q", 0, 1, "县人社局", "培训人次", "2024", "=", Decimal(5), "人次")

    found = match_indicators(owned, [one, other], owners={"b.other": {"县人社局"}})

    assert [match.indicator.key for match in found] == ["b.other", "a.one"]


def test_a_changed_definition_is_pointed_out() -> None:
    changed = draft("新签约5000万元以上项目", "个")

    match = match_indicator(changed, [SIGNED])

    assert match is not None
    assert [str(said) for said in match.changes(changed)] == [
        "门槛由“1亿元以上”变为“5000万元以上”。"
    ]


def test_at_most_five_are_offered_the_likest_first() -> None:
    many = [indicator(f"a.n{n}", "新建公厕" + "改造" * n, "座") for n in range(9)]

    found = match_indicators(draft("新建公厕", "座"), many)

    assert len(found) <= 5
    assert found[0].indicator is many[0]
    assert [match.rank for match in found] == sorted((m.rank for m in found), reverse=True)


def test_a_threshold_that_none_has_leads_to_the_nearest() -> None:
    found = match_indicator(draft("新签约5000万元以上项目", "个"), [BIG, SIGNED])

    assert found is not None
    assert found.indicator is SIGNED
