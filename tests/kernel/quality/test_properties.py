"""What holds of all checks, whatever is filed."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.kernel.quality.cast import BEDS, COVER, OUTPUT, STEADY, book, cell, cumulated, fact, line

from guatu.kernel.measuring import Fact, Measure
from guatu.kernel.quality import CHECKS, Nature, Trait, findings_in, findings_of

TRAITS = (
    replace(OUTPUT, energy="power", tax="power", within="power"),
    replace(COVER, numerator="beds", denominator="power"),
    replace(BEDS, inflow="power"),
    Trait(key="power", whole=True),
)
MEASURES = (Measure.MONTH, Measure.YTD, Measure.STOCK, Measure.SAME_YTD, Measure.YOY)
figures = st.builds(
    lambda key, unit, place, value, measure, days: fact(
        cell(place, key, unit), Decimal(value).scaleb(-2), measure, days
    ),
    st.sampled_from([trait.key for trait in TRAITS]),
    st.sampled_from("abc"),
    st.integers(0, 23),
    st.integers(-(10**6), 10**12) | st.sampled_from([0, 0, 100]),
    st.sampled_from(MEASURES),
    st.integers(-40, 400),
)


@settings(max_examples=60, deadline=None)
@given(facts=st.lists(figures, max_size=60))
def test_no_figures_make_a_check_fail_and_every_finding_names_its_cells(facts: list[Fact]) -> None:
    filed = replace(book(facts, traits=TRAITS), parts={"c": ("a", "b")})

    for finding in findings_in(filed):
        assert finding.cells
        assert str(finding.sentence)


@settings(max_examples=30, deadline=None)
@given(facts=st.lists(figures, max_size=40))
def test_the_order_of_filing_rows_does_not_matter(facts: list[Fact]) -> None:
    once = {each.key: each for each in facts}
    rows = list(once.values())
    turned = list(reversed(rows))

    found = {(f.check, frozenset(f.cells)) for f in findings_in(book(rows, traits=TRAITS))}
    again = {(f.check, frozenset(f.cells)) for f in findings_in(book(turned, traits=TRAITS))}

    assert found == again


def test_nothing_filed_finds_nothing() -> None:
    assert list(findings_in(book([], traits=TRAITS))) == []


def test_two_steady_years_find_nothing() -> None:
    assert list(findings_in(book(line(STEADY), cumulated(STEADY)))) == []


def test_indicators_without_a_trait_are_not_looked_at() -> None:
    assert list(findings_in(book(line([-1, -2], "unknown")))) == []


@given(size=st.integers(1, 10_000))
def test_the_size_of_a_unit_does_not_make_it_suspicious(size: int) -> None:
    slips = [check for check in CHECKS if "fold" in check.key or check.key.endswith("th")]

    assert list(findings_of(book(line([value * size for value in STEADY])), slips)) == []


def test_a_ratio_is_never_taken_for_an_amount() -> None:
    ratio = Trait(key="cover", nature=Nature.RATIO)
    values = [Decimal(1), *[Decimal(90)] * 11]

    keys = {
        f.check
        for f in findings_in(book(line(values, "cover", measure=Measure.STOCK), traits=[ratio]))
    }

    assert keys <= {"share_filed_for_percent"}
