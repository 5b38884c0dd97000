"""What is owed and what was filed: checked, receipted, corrected, never changed."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from guatu.apps.accounts.models import User
from guatu.apps.observations.models import Expectation, Filing, Observation
from guatu.apps.observations.operations import (
    Figure,
    FigureIsNegative,
    FiguresJump,
    FiguresOfTwoUnits,
    FiledAlready,
    NotOwedYet,
    check_figure,
    expect,
    file_figures,
)
from guatu.apps.observations.queries import completeness, debts, filed_for, last_value, silent_units
from guatu.apps.plans.queries import calendar, owed_of_year
from guatu.apps.units.models import Unit
from guatu.kernel.periods import month
from guatu.platform.audit.chain import tip
from guatu.platform.audit.queries import history

LATEST = datetime(2100, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db

TODAY = date(2023, 6, 13)
FUNDS = "investment.arrived_funds"


def expectation(period: str = "2023-05", unit: str = "datonghu") -> Expectation:
    """What a unit owes of the funds for a period."""
    rows = Expectation.objects.select_related("indicator", "unit")
    return rows.get(unit__key=unit, indicator__key=FUNDS, period=period)


def filed(value: str, *, by: User | None, at: datetime, remark: str = "") -> Filing:
    """The funds of May, filed."""
    figure = Figure(expectation(), Decimal(value), typed=value, remark=remark)
    return file_figures([figure], key=uuid.uuid4(), actor=by, at=at)


def test_a_filing_has_a_receipt_meets_what_is_owed_and_leaves_a_trace(
    clerk: User, now: datetime
) -> None:
    filing = filed("0.7", by=clerk, at=now)

    assert filing.receipt.startswith("20230613-")
    assert expectation().met_on == TODAY
    assert history("unit:datonghu", known_by=LATEST)[0].detail["receipt"] == filing.receipt


def test_the_same_key_again_gives_the_same_receipt(clerk: User, now: datetime) -> None:
    key, count = uuid.uuid4(), Observation.objects.count()
    figure = Figure(expectation(), Decimal("0.7"))

    first = file_figures([figure], key=key, actor=clerk, at=now)
    second = file_figures([figure], key=key, actor=clerk, at=now)

    assert first == second
    assert Observation.objects.count() == count + 1


def test_a_second_figure_without_a_reason_is_refused_and_leaves_no_trace(
    clerk: User, now: datetime
) -> None:
    filed("0.7", by=clerk, at=now)
    before = Observation.objects.count(), Filing.objects.count(), tip()

    with pytest.raises(FiledAlready, match=r"0\.7"):
        filed("0.8", by=clerk, at=now)

    assert (Observation.objects.count(), Filing.objects.count(), tip()) == before


def test_a_correction_names_what_it_corrects_and_keeps_it(clerk: User, now: datetime) -> None:
    filed("7", by=clerk, at=now)
    filed("0.7", by=clerk, at=now, remark="小数点")
    filed("0.6", by=clerk, at=now, remark="再核")

    rows = list(Observation.objects.filter(unit__key="datonghu", period="2023-05"))
    assert [row.value for row in rows] == [7, Decimal("0.7"), Decimal("0.6")]
    assert [row.corrects for row in rows] == [None, rows[0], rows[1]]
    assert expectation().met_on == TODAY


@pytest.mark.parametrize(
    ("value", "last", "fits"),
    [
        pytest.param("0.7", None, True, id="a first figure"),
        pytest.param("0.7", "0.6", True, id="a little more"),
        pytest.param("7", "0.7", True, id="tenfold may be true"),
        pytest.param("700", "0.7", False, id="a thousandfold"),
        pytest.param("7000", "0.7", False, id="ten thousandfold: 万元 for 亿元"),
        pytest.param("0.00007", "0.7", False, id="a ten thousandth"),
        pytest.param(
            "685", "0.7", True, id="short of a thousandfold by more than two in a hundred"
        ),
        pytest.param("687", "0.7", False, id="within two in a hundred of it"),
        pytest.param("28000", "0.7", False, id="more than that, and no power of ten"),
        pytest.param("0.0005", "0.7", False, id="less than a thousandth"),
        pytest.param("0", "0.7", True, id="nothing"),
        pytest.param("0.7", "0", True, id="after nothing"),
    ],
)
def test_a_jump_by_a_unit_is_stopped(value: str, last: str | None, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    figure = Figure(expectation(), Decimal(value))
    before = None if last is None else Decimal(last)

    if fits:
        check_figure(figure, last=before, as_of=TODAY)
    else:
        with pytest.raises(FiguresJump):
            check_figure(figure, last=before, as_of=TODAY)


def test_a_jump_with_its_reason_passes() -> None:
    figure = Figure(expectation(), Decimal(700), remark="一次性注资")

    check_figure(figure, last=Decimal("0.7"), as_of=TODAY)


def test_a_first_figure_is_held_against_the_whole_year() -> None:
    owed = expectation()
    whole = owed_of_year(owed.indicator_id, owed.unit_id, 2023)
    assert whole is not None
    above = Figure(owed, whole * 2)

    with pytest.raises(FiguresJump, match="已超过本单位全年应完成"):
        check_figure(above, last=None, as_of=TODAY, whole=whole)

    check_figure(Figure(owed, whole), last=None, as_of=TODAY, whole=whole)
    check_figure(Figure(owed, whole * 2, remark="一次性注资"), last=None, as_of=TODAY, whole=whole)
    check_figure(above, last=whole, as_of=TODAY, whole=whole)


def test_who_owes_no_share_is_held_against_nothing() -> None:
    owed = expectation()

    assert owed_of_year(owed.indicator_id, owed.unit_id, 2031) is None


def test_a_month_can_be_filed_on_its_last_day_and_not_before() -> None:
    figure = Figure(expectation("2023-06"), Decimal(1))

    check_figure(figure, last=None, as_of=date(2023, 6, 30))
    with pytest.raises(NotOwedYet, match="2023年6月"):
        check_figure(figure, last=None, as_of=date(2023, 6, 29))


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(FigureIsNegative):
        check_figure(Figure(expectation(), Decimal(-1)), last=None, as_of=TODAY)


def test_what_is_expected_twice_is_owed_once() -> None:
    owed = expectation()
    count = Expectation.objects.count()

    expect(owed.indicator, [owed.unit], [month(2023, 5)], calendar=calendar())

    assert Expectation.objects.count() == count


def test_the_date_is_the_fifth_working_day_after_the_period() -> None:
    assert expectation("2023-05").due_on == date(2023, 6, 7)
    assert expectation("2023-09").due_on == date(2023, 10, 11)


def test_a_figure_is_never_changed_or_deleted() -> None:
    row = Observation.objects.all()[0]

    for statement in (
        "UPDATE observations_observation SET value = 0 WHERE id = %s",
        "DELETE FROM observations_observation WHERE id = %s",
    ):
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [row.pk])

    assert Observation.objects.get(pk=row.pk).value == row.value


@pytest.mark.parametrize(
    ("field", "value"), [("measure", "guess"), ("family", "official"), ("corrects", None)]
)
def test_the_table_refuses_a_figure_of_another_kind(field: str, value: object) -> None:
    row = Observation.objects.filter(corrects=None)[0]
    row.pk = None
    setattr(row, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_a_figure_is_corrected_by_one_other_alone() -> None:
    row = Observation.objects.filter(corrects__isnull=False)[0]
    row.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_debts_are_what_is_due_and_not_met_as_seen_on_the_day() -> None:
    town = Unit.objects.get(key="qujiawan")

    owed = debts([town.path], as_of=date(2023, 6, 8))
    later = debts([town.path], as_of=date(2023, 6, 30))

    assert owed
    assert {debt.period for debt in owed} == {"2023-05"}
    assert all(debt.is_late for debt in owed)
    assert "2023-05" not in {debt.period for debt in later}


def test_whoever_has_no_unit_owes_nothing() -> None:
    assert debts([], as_of=TODAY) == []


def test_the_silent_come_first() -> None:
    rows = silent_units("/honghu/", as_of=TODAY)

    assert rows[0][0].key == "datonghu"
    assert [count for _, count in rows] == sorted((count for _, count in rows), reverse=True)
    assert silent_units("/honghu/", as_of=date(2023, 1, 1)) == []


def test_completeness_counts_silence_as_silence(lakeside: dict[str, Unit]) -> None:
    whole = completeness("/honghu/", as_of=TODAY)
    none = completeness(lakeside["lakeside"].path, as_of=TODAY)

    assert whole.filed < whole.expected
    assert whole.units_filed < whole.units_expected
    assert whole.last_filed_at is not None
    assert (none.filed, none.expected, none.last_filed_at) == (0, 0, None)


def test_what_was_filed_is_shown_newest_first_up_to_a_moment(now: datetime) -> None:
    rows = filed_for([expectation().indicator.key], known_by=now)

    moments = [row.known_at for row in rows]
    assert moments == sorted(moments, reverse=True)
    assert max(moments) <= now


def test_the_last_figure_is_the_corrected_one() -> None:
    owed = expectation("2023-05", "fengkou")

    last = last_value(owed.indicator_id, owed.unit_id, before="2023-05")

    assert last is not None
    assert last.period == "2023-04"
    assert last.corrects is not None


def test_the_figures_of_two_units_are_refused_and_nothing_is_stored(now: datetime) -> None:
    before = Observation.objects.count(), Filing.objects.count(), tip()
    figures = [
        Figure(expectation(unit=unit), Decimal(1), remark="核对")
        for unit in ("datonghu", "fengkou")
    ]

    with pytest.raises(FiguresOfTwoUnits, match="请分开报"):
        file_figures(figures, key=uuid.uuid4(), actor=None, at=now)

    assert (Observation.objects.count(), Filing.objects.count(), tip()) == before
