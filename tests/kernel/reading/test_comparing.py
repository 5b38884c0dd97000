"""Two years' plans: each target is kept, raised, lowered, redefined, new or dropped."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.kernel.reading import DraftTarget, Kind, compare, definition_changes, read_plan

NAMES = st.sampled_from(["茶叶产量", "招商到位资金", "新建公办幼儿园", "河道清淤", "亿元以上项目"])
FIGURES = st.integers(1, 500).map(Decimal)


def target(
    name: str = "茶叶产量",
    value: str = "5",
    unit: str | None = "吨",
    relation: str = ">=",
    **more: str | Decimal | None,
) -> DraftTarget:
    said = {"owner": None, "period": "2024", **more}
    return DraftTarget("原文", 0, 2, indicator=name, relation=relation, value=Decimal(value),
                       unit=unit, **said)  # type: ignore[arg-type] # fields of its own  # fmt: skip


drafts = st.builds(lambda name, value: target(name, str(value)), NAMES, FIGURES)
plans = st.lists(drafts, max_size=6)


@pytest.mark.parametrize(
    ("old", "new", "kind", "difference", "is_harder"),
    [
        pytest.param(target(), target(value="6"), Kind.RAISED, 1, True, id="raised"),
        pytest.param(target(), target(value="4"), Kind.LOWERED, -1, False, id="lowered"),
        pytest.param(target(), target(), Kind.KEPT, 0, None, id="kept"),
        pytest.param(
            target("能耗", "5", relation="<="), target("能耗", "4", relation="<="),
            Kind.LOWERED, -1, True, id="a lower ceiling asks more",
        ),
        pytest.param(
            target("到位资金", "5", "亿元"), target("到位资金", "60000", "万元"),
            Kind.RAISED, 10000, True, id="another scale of the unit",
        ),
    ],
)  # fmt: skip
def test_a_pair_is_told_by_its_figures(
    old: DraftTarget, new: DraftTarget, kind: Kind, difference: int, *, is_harder: bool | None
) -> None:
    (change,) = compare([old], [new])

    assert (change.kind, change.is_harder) == (kind, is_harder)
    assert change.difference == difference
    assert (change.old, change.new) == (old, new)


def test_a_share_is_exact() -> None:
    (change,) = compare([target(value="8")], [target(value="9")])

    assert change.share == Decimal("0.125")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param(
            target("新签约亿元以上项目", "9", "个"), target("新签约5000万元以上项目", "9", "个"),
            "门槛由“1亿元以上”变为“5000万元以上”。", id="threshold",
        ),
        pytest.param(
            target("规模以上工业企业增加值"), target("全口径工业企业增加值"),
            "范围由“规模以上”变为“全口径”。", id="scope",
        ),
        pytest.param(
            target("市场主体", unit="户"), target("市场主体", unit="亿元"),
            "计量单位由“户”变为“亿元”。", id="unit",
        ),
        pytest.param(
            target("净增规上企业", unit="家"), target("规上企业", unit="家"),
            "计数方式由“净增”变为“—”。", id="way of counting",
        ),
    ],
)  # fmt: skip
def test_a_changed_definition_is_named_and_its_figures_are_not_compared(
    old: DraftTarget, new: DraftTarget, said: str
) -> None:
    (change,) = compare([old], [new])

    assert change.kind is Kind.REDEFINED
    assert change.difference is None
    assert [str(note) for note in change.notes] == [said]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("亿元以上项目", "1亿元及以上项目", id="one of a scale"),
        pytest.param("规上工业产值", "规模以上工业产值", id="short for it"),
        pytest.param("两亿元以上项目", "2亿元以上项目", id="a figure in words"),
    ],
)
def test_two_ways_to_write_one_definition_are_one(one: str, other: str) -> None:
    assert definition_changes(one, "个", other, "个") == ()


def test_a_stretch_that_changed_is_noted() -> None:
    (change,) = compare([target(stretch=Decimal(7))], [target()])

    assert change.kind is Kind.KEPT
    assert [str(note) for note in change.notes] == ["奋斗目标由 7 变为 —。"]


def test_a_level_is_no_rise_and_a_quarter_is_no_year() -> None:
    old = [target("产值"), target("税收", period="2024-Q1")]
    new = [target("产值", relation="+="), target("税收", period="2025")]

    assert [change.kind for change in compare(old, new)] == [
        Kind.NEW, Kind.NEW, Kind.DROPPED, Kind.DROPPED
    ]  # fmt: skip


def test_what_is_due_by_a_month_is_set_against_the_year() -> None:
    (change,) = compare([target(period="2024")], [target(value="6", period="2025-12")])

    assert change.kind is Kind.RAISED


def test_the_likest_is_paired_first() -> None:
    old = [target("春茶产量"), target("茶叶产量")]

    (first, second) = compare(old, [target("茶叶产量", "9")])

    assert (first.kind, first.old) == (Kind.RAISED, old[1])
    assert (second.kind, second.old) == (Kind.DROPPED, old[0])


def test_two_plans_as_read_are_compared() -> None:
    old = read_plan("县农业局2023年茶叶产量达到5万吨，新建村卫生室12所。", year=2023)
    new = read_plan("县农业局2024年茶叶产量达到5.5万吨，新建公厕8座。", year=2024)

    assert [(change.kind, change.difference) for change in compare(old.targets, new.targets)] == [
        (Kind.RAISED, Decimal("0.5")), (Kind.NEW, None), (Kind.DROPPED, None)
    ]  # fmt: skip


@given(plans)
def test_a_plan_beside_itself_is_kept(plan: list[DraftTarget]) -> None:
    assert {change.kind for change in compare(plan, plan)} <= {Kind.KEPT, Kind.RAISED, Kind.LOWERED}
    assert len(compare(plan, plan)) == len(plan)


@given(plans, plans)
def test_every_target_stands_in_one_change(old: list[DraftTarget], new: list[DraftTarget]) -> None:
    changes = compare(old, new)

    assert [change.new for change in changes if change.new] == new
    kept = [change.old for change in changes if change.old]
    assert sorted(map(id, kept)) == sorted(map(id, old))


@given(plans, plans)
def test_looking_back_finds_the_same_pairs(old: list[DraftTarget], new: list[DraftTarget]) -> None:
    kinds = sorted(change.kind for change in compare(old, new))
    mirror = {Kind.NEW: Kind.DROPPED, Kind.DROPPED: Kind.NEW}

    back = [mirror.get(change.kind) for change in compare(new, old)]

    assert sorted(filter(None, back)) == [kind for kind in kinds if kind in mirror]
