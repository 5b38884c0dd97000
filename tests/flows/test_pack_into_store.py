"""A changed pack in a store that is in use: what is new comes in, what was filed stays."""

from datetime import date, datetime

import pytest

from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.plans.models import Indicator
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Unit
from guatu.flows.pack_into_store import Loaded, OtherPack, PackBreaksHistory, bring
from guatu.kernel.catalog import Pack, RollUp
from guatu.packs import pack_files
from guatu.platform.audit.chain import tip

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
TEXTS = pack_files("honghu-2023")
FUNDS = "investment.arrived_funds"


def with_unit(key: str, **changes: object) -> Pack:
    """The pack with one unit changed, or added where no unit has that key."""
    pack = pack_in_use()
    rows = tuple(row.model_copy(update=changes) if row.key == key else row for row in pack.units)
    if all(row.key != key for row in rows):
        model = pack.unit("investment_center")
        rows += (model.model_copy(update={"key": key, **changes}),)
    return pack.model_copy(update={"units": rows})


def with_indicator(key: str, **changes: object) -> Pack:
    """The pack with one indicator changed, or added where none has that key."""
    pack = pack_in_use()
    rows = tuple(
        row.model_copy(update=changes) if row.key == key else row for row in pack.indicators
    )
    if all(row.key != key for row in rows):
        rows += (pack.indicator(FUNDS).model_copy(update={"key": key, **changes}),)
    return pack.model_copy(update={"indicators": rows})


def brought(pack: Pack, now: datetime) -> Loaded:
    """What becomes of `pack`."""
    return bring(pack, at=now, today=TODAY, texts=TEXTS)


def test_the_same_pack_changes_nothing(now: datetime) -> None:
    before = tip(), Expectation.objects.count()

    assert brought(pack_in_use(), now) == Loaded((), (), (), is_hung=False, rules_differ=False)
    assert (tip(), Expectation.objects.count()) == before


def test_a_new_unit_and_a_new_indicator_come_in(now: datetime) -> None:
    unit = with_unit("new_office", name="新办", short="新办")
    both = unit.model_copy(update={"indicators": with_indicator("new.count").indicators})

    loaded = brought(both, now)

    assert loaded.added == ("new.count", "new_office")
    assert Unit.objects.get(key="new_office").name == "新办"
    assert Indicator.objects.get(key="new.count").declared.unit == "亿元"
    assert brought(both, now).added == ()


def test_a_new_indicator_is_owed_from_now_on_and_not_before(now: datetime) -> None:
    pack = with_indicator("new.count", reported_by=("fengkou",))

    brought(pack, now)

    owed = Expectation.objects.filter(indicator__key="new.count").order_by("period")
    assert [row.period for row in owed] == [f"2023-{month:02}" for month in range(6, 13)]


def test_a_new_name_and_new_synonyms_replace_the_old(now: datetime) -> None:
    loaded = brought(with_indicator(FUNDS, synonyms=("实到资金",), name="到账资金"), now)

    assert loaded.changed == (FUNDS,)
    stored = Indicator.objects.get(key=FUNDS)
    assert (stored.name, stored.declared.synonyms) == ("到账资金", ("实到资金",))


def test_two_towns_may_change_places_on_the_map(now: datetime) -> None:
    one, other = (pack_in_use().unit(key) for key in ("fengkou", "qujiawan"))
    first = with_unit(one.key, x=other.x, y=other.y)
    rows = tuple(
        row.model_copy(update={"x": one.x, "y": one.y}) if row.key == other.key else row
        for row in first.units
    )

    loaded = brought(first.model_copy(update={"units": rows}), now)

    assert loaded.changed == ("fengkou", "qujiawan")
    moved = Unit.objects.get(key="fengkou")
    assert (moved.tile_x, moved.tile_y) == (other.x, other.y)


def test_a_unit_that_never_filed_is_left(now: datetime) -> None:
    brought(with_unit("new_office", name="新办"), now)

    loaded = brought(pack_in_use(), now)

    assert loaded.left == ("new_office",)
    assert Unit.objects.filter(key="new_office").exists()


def test_a_unit_with_figures_cannot_be_taken_away(now: datetime) -> None:
    pack = pack_in_use()
    rows = tuple(row for row in pack.units if row.key != "fengkou")
    before = tip(), Unit.objects.count()

    with pytest.raises(PackBreaksHistory) as refused:
        brought(pack.model_copy(update={"units": rows}), now)

    assert [str(fault) for fault in refused.value.faults] == [
        "单位“峰口镇”（fengkou）报过数，不能从包里去掉。"
    ]
    assert (tip(), Unit.objects.count()) == before


@pytest.mark.parametrize(
    "change", [{"unit": "万元"}, {"over_time": RollUp.LAST}], ids=["unit", "roll-up"]
)
def test_an_indicator_with_figures_cannot_be_redefined(
    change: dict[str, object], now: datetime
) -> None:
    assert Observation.objects.filter(indicator__key=FUNDS).exists()
    before = Indicator.objects.get(key=FUNDS).definition

    with pytest.raises(PackBreaksHistory, match="什么也没有改") as refused:
        brought(with_indicator(FUNDS, **change), now)

    assert FUNDS in str(refused.value.faults[0])
    assert Indicator.objects.get(key=FUNDS).definition == before


def test_an_indicator_without_figures_may_be_redefined(now: datetime) -> None:
    brought(with_indicator("new.count"), now)

    assert brought(with_indicator("new.count", unit="万元"), now).changed == ("new.count",)


def test_other_rules_than_the_installed_ones_are_noticed(now: datetime) -> None:
    pack = pack_in_use()

    loaded = brought(pack.model_copy(update={"lights": pack.lights[:1]}), now)

    assert loaded.rules_differ


def test_the_pack_of_another_county_is_refused(now: datetime) -> None:
    with pytest.raises(OtherPack, match="GUATU_PACK"):
        brought(pack_in_use().model_copy(update={"key": "lakeside-2023"}), now)
