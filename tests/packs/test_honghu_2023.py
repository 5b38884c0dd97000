"""The pack of the example county."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from guatu.kernel.catalog import Family, LightShape, PlannedTarget, UnitKind, check_pack
from guatu.packs import PackNotFound, document_text, open_pack, pack_files, pack_keys

KEY = "honghu-2023"
PACK = open_pack(KEY)
PROMISED = {
    "industry.growth_points": "57",
    "industry.agricultural_processing_output": "125",
    "industry.petrochemical_equipment_output": "94",
    "industry.new_energy_materials_output": "107",
    "industry.enrolled_projects": "112",
    "industry.enrolled_amount": "339",
    "industry.specialized_firms": "8",
    "digital.base_stations": "240",
    "digital.identifier_firms": "20",
    "digital.diagnosed_firms": "30",
    "digital.benchmark_firms": "3",
    "digital.demonstration_firms": "1",
    "investment.signed_projects": "100",
    "investment.signed_large_projects": "15",
    "investment.contract_amount": "600",
    "investment.arrived_funds": "50",
    "investment.opening_projects": "10",
    "investment.opening_amount": "120",
    "investment.followed_leads": "55",
    "investment.industrial_projects": "50",
    "investment.upgrade_projects": "5",
    "health.icu_beds": "84",
    "health.convertible_beds": "86",
    "health.other_critical_beds": "40",
    "health.critical_beds": "210",
    "health.critical_bed_share": "10",
    "health.town_reserve": "20",
    "health.village_reserve": "200",
}
WORKING_DAYS = [(2023, 249), (2024, 251), (2025, 248), (2026, 248)]
DEADLINES = [
    ("2023-01-20", 1, "2023-01-28"),
    ("2023-01-20", 3, "2023-01-30"),
    ("2023-09-28", 1, "2023-10-07"),
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-01-27", 1, "2025-02-05"),
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-14", 1, "2026-02-24"),
    ("2026-09-30", 3, "2026-10-10"),
]


def test_the_pack_has_no_faults() -> None:
    assert check_pack(pack_files(KEY)) == ()


def test_the_counted_targets_are_those_of_the_plan() -> None:
    assert {target.indicator: target.goal for target in PACK.counted_targets} == {
        key: Decimal(goal) for key, goal in PROMISED.items()
    }


def test_the_second_figures_of_the_plan_are_kept() -> None:
    by_indicator = {target.indicator: target for target in PACK.targets}

    assert by_indicator["investment.contract_amount"].stretch == Decimal(800)
    assert by_indicator["health.icu_beds"].baseline == Decimal(25)
    assert str(by_indicator["investment.opening_projects"].period) == "2023-Q1"


@pytest.mark.parametrize("target", PACK.targets, ids=lambda target: target.key)
def test_every_target_quotes_the_plan_word_for_word(target: PlannedTarget) -> None:
    assert target.quote in document_text(KEY, target.document)


@pytest.mark.parametrize("target", PACK.targets, ids=lambda target: target.key)
def test_who_files_a_target_reports_its_indicator(target: PlannedTarget) -> None:
    reporters = {unit.key for unit in PACK.reporters(target.indicator)}

    assert target.filed_by
    assert set(target.filed_by) <= reporters


def test_the_title_of_the_plan_names_its_year() -> None:
    assert "2023年" in document_text(KEY, "plan").splitlines()[0]


def test_fifty_seven_units_file_and_each_has_something_to_file() -> None:
    filing = {unit.key for unit in PACK.filing_units}
    asked = {unit.key for it in PACK.indicators for unit in PACK.reporters(it.key)}

    assert len(filing) == 57
    assert asked == filing


def test_the_county_has_twenty_township_level_units_with_codes_and_two_zones() -> None:
    kinds = Counter(unit.kind for unit in PACK.units)
    codes = [unit.code for unit in PACK.children("honghu") if unit.code]

    assert PACK.unit("honghu").code == "421083"
    assert kinds[UnitKind.SUBDISTRICT] == 2
    assert kinds[UnitKind.TOWN] == 14
    assert kinds[UnitKind.TOWNSHIP] == 1
    assert kinds[UnitKind.FARM] == 3
    assert kinds[UnitKind.PARK] == 2
    assert len(set(codes)) == 20
    assert all(code.startswith("421083") and len(code) == 9 for code in codes)


def test_parents_are_declared_before_their_children() -> None:
    keys = [unit.key for unit in PACK.units]

    assert all(keys.index(unit.parent) < keys.index(unit.key) for unit in PACK.units if unit.parent)


def test_twenty_two_tiles_stand_apart() -> None:
    tiles = [(unit.x, unit.y) for unit in PACK.units if unit.x is not None]

    assert len(tiles) == len(set(tiles)) == 22


def test_official_figures_are_filed_by_nobody() -> None:
    official = [it for it in PACK.indicators if it.family is Family.OFFICIAL]

    assert official
    assert all(it.reported_by == () for it in official)


def test_the_default_lights_and_seven_published_ones_are_declared() -> None:
    assert PACK.lights_default == "hubei_default"
    assert {light.key for light in PACK.lights} == {
        "hubei_default",
        "yinchuan_2025",
        "sanya_2022",
        "wuhan_2024",
        "deadline_shangqiu_2025",
        "supervise_suqian_2025",
        "thirds_laizhou_2023",
        "days_sz",
    }
    assert {light.shape for light in PACK.lights} == set(LightShape)


@pytest.mark.parametrize(("year", "days"), WORKING_DAYS)
def test_a_year_has_the_working_days_of_the_notice(year: int, days: int) -> None:
    calendar = PACK.calendar_value

    assert calendar.working_days(date(year, 1, 1), date(year, 12, 31)) == days


@pytest.mark.parametrize(("day", "after", "due"), DEADLINES)
def test_deadlines_fall_as_the_notices_have_it(day: str, after: int, due: str) -> None:
    deadline = PACK.calendar_value.after(date.fromisoformat(day), after)

    assert deadline.on == date.fromisoformat(due)
    assert not deadline.provisional


def test_simulated_peers_have_no_code_and_real_ones_have() -> None:
    assert all(bool(peer.code) is not peer.simulated for peer in PACK.peers)
    assert Counter(peer.simulated for peer in PACK.peers) == {True: 8, False: 9}


def test_everything_has_an_english_name() -> None:
    names = [
        *(unit.name_en for unit in PACK.units),
        *(it.name_en for it in PACK.indicators),
        *(light.name_en for light in PACK.lights),
        *(schedule.name_en for schedule in PACK.schedules),
        *(peer.name_en for peer in PACK.peers),
    ]

    assert all(name.isascii() for name in names)


def test_what_the_plan_leaves_open_is_marked() -> None:
    assert PACK.light("hubei_default").provisional
    assert PACK.schedule("output_seasonal").provisional
    assert all(target.provisional for target in PACK.targets if target.shares)


def test_a_pack_that_is_not_installed_is_refused_with_those_that_are() -> None:
    assert KEY in pack_keys()

    with pytest.raises(PackNotFound, match=KEY):
        open_pack("nowhere-2023")
