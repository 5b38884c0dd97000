"""Reading a whole pack: right, wrong, incomplete."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from guatu.kernel.catalog import (
    Fault,
    NotInPack,
    PackIsWrong,
    Relation,
    check_pack,
    read_pack,
)
from guatu.kernel.periods import Frequency

Report = Callable[[str, str, str], tuple[Fault, ...]]


def test_a_right_pack_has_no_faults(files: dict[str, str]) -> None:
    assert check_pack(files) == ()


def test_a_right_pack_is_read_whole(files: dict[str, str]) -> None:
    pack = read_pack(files)

    assert pack.year == 2023
    assert [target.indicator for target in pack.targets] == [
        "investment.arrived_funds",
        "health.bed_share",
        "investment.signed_projects",
    ]
    assert pack.targets[0].goal == Decimal(50)
    assert pack.targets[0].relation is Relation.AT_LEAST
    assert pack.indicator("health.bed_share").unit == "%"


def test_who_holds_shares_files_unless_others_are_named(files: dict[str, str]) -> None:
    shared, named, _ = read_pack(files).targets

    assert shared.filed_by == ("east", "west")
    assert named.filed_by == ("east",)


def test_a_class_of_units_reports_as_its_members(files: dict[str, str]) -> None:
    reporters = read_pack(files).reporters("investment.arrived_funds")

    assert [unit.key for unit in reporters] == ["east", "west"]


def test_a_key_that_is_not_declared_is_refused_by_name(files: dict[str, str]) -> None:
    with pytest.raises(NotInPack, match="nowhere"):
        read_pack(files).unit("nowhere")


def test_a_wrong_pack_is_refused_with_every_fault(files: dict[str, str]) -> None:
    wrong = {**files, "targets.toml": files["targets.toml"].replace('"bureau"', '"burea"')}

    with pytest.raises(PackIsWrong) as caught:
        read_pack(wrong)

    assert len(caught.value.faults) == 3
    assert caught.value.faults == check_pack(wrong)
    assert "targets.toml:3 owner" in str(caught.value)


def test_a_pack_without_a_head_is_told_what_to_write(files: dict[str, str]) -> None:
    del files["pack.toml"]

    fault = next(fault for fault in check_pack(files) if fault.file == "pack.toml")

    assert (fault.line, fault.field) == (1, "")
    assert "division_code" in str(fault.remedy)


def test_a_node_outside_the_time_of_a_target_is_the_fault_of_the_target(report: Report) -> None:
    faults = report("rules.toml", "2023-12-31", "2024-12-31")

    assert [(fault.file, fault.line, fault.field) for fault in faults] == [
        ("targets.toml", 9, "schedule")
    ]


def test_an_enterprise_is_never_the_subject_of_an_official_indicator(
    files: dict[str, str],
) -> None:
    files["indicators.toml"] = files["indicators.toml"].replace('"departmental"', '"official"', 1)
    files["indicators.toml"] = files["indicators.toml"].replace('reported_by = ["town"]\n', "")
    files["units.toml"] += (
        '\n[[unit]]\nkey = "firm"\nname = "某厂"\nname_en = "Firm"\nshort = "厂"\n'
        'kind = "enterprise"\n'
    )
    files["targets.toml"] = files["targets.toml"].replace("west = 19.5", "firm = 19.5", 1)

    faults = check_pack(files)

    assert {(fault.field, fault.line) for fault in faults} == {
        ("filed_by", 1),
        ("shares.firm", 17),
    }
    assert all("STAT-49" in str(fault.message) for fault in faults)


def test_an_enterprise_never_files_an_official_indicator(files: dict[str, str]) -> None:
    rows = files["indicators.toml"].replace('"departmental"', '"official"', 1)
    files["indicators.toml"] = rows.replace('["town"]', '["enterprise"]')

    (fault,) = check_pack(files)

    assert "STAT-49" in str(fault.message)
    assert fault.field == "reported_by"


def test_figures_stay_exact(files: dict[str, str]) -> None:
    assert read_pack(files).targets[0].shares == {
        "east": Decimal("30.5"),
        "west": Decimal("19.5"),
    }


def test_a_fault_prints_its_place_its_message_and_its_remedy(report: Report) -> None:
    (fault,) = report("targets.toml", "goal = 50", "goal = 51.5")[:1]

    assert str(fault).startswith("targets.toml:")
    assert str(fault.message) in str(fault)
    assert str(fault.remedy) in str(fault)


def test_frequencies_are_read_by_their_sign(files: dict[str, str]) -> None:
    assert read_pack(files).indicators[0].frequency is Frequency.MONTH
