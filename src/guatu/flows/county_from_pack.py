"""A county from its pack: units, catalog, plan document, targets, breakdown, and who owes what."""

from collections.abc import Mapping
from datetime import date, datetime

from guatu.apps.observations.levels import forget_catalog
from guatu.apps.observations.operations import OfPeer, expect, take_peer_figures
from guatu.apps.plans.models import Document, Indicator, Target
from guatu.apps.plans.operations import adopt_target, break_down, load_indicators, store_document
from guatu.apps.plans.queries import calendar
from guatu.apps.units.models import Unit
from guatu.apps.units.operations import load_units
from guatu.flows.plan_into_ledger import expect_figures
from guatu.kernel import catalog
from guatu.kernel.catalog import Family, Pack, PlannedTarget
from guatu.kernel.periods import Frequency, year
from guatu.packs import document_text
from guatu.platform.clock import end_of
from guatu.platform.database import write_gate


def load_county(pack: Pack, *, at: datetime) -> dict[str, Unit]:
    """Bring units and catalog in line with the pack; what people entered stays."""
    with write_gate():
        units = load_units(pack.units, at=at)
        load_indicators(pack, at=at)
        forget_catalog()
        _take_published(pack, units[pack.county], at)
        return units


def _take_published(pack: Pack, county: Unit, at: datetime) -> None:
    """The published figures of the pack; one without a month is taken as known a year after."""
    indicators = {row.key: row for row in Indicator.objects.filter(pack=pack.key)}
    figures = [
        OfPeer(
            row.peer,
            indicators[row.indicator],
            row.period,
            row.measure.value,
            row.value,
            end_of((row.published or year(row.period.year + 1)).last_day),
            row.source,
            " ".join(row.basis),
        )
        for row in pack.published_figures
    ]
    take_peer_figures(figures, county=county, at=at, is_simulated=False)


def hang_plan(pack: Pack, *, at: datetime, texts: Mapping[str, str] | None = None) -> list[Target]:
    """Put the pack's own plan document and its counted targets on the wall, each quoted in it.

    `texts` are its documents by file name; those of the installed pack unless given.
    """
    with write_gate():
        units = {unit.key: unit for unit in Unit.objects.all()}
        county = units[pack.county]
        documents = {row.key: _document(pack, row, county, at, texts) for row in pack.documents}
        indicators = {row.key: row for row in Indicator.objects.all()}
        targets = []
        for planned in pack.targets:
            if planned.counted:
                document, indicator = documents[planned.document], indicators[planned.indicator]
                target = adopt_target(
                    planned,
                    indicator=indicator,
                    owner=units[planned.owner],
                    document=document,
                    at=at,
                )
                _break_down(target, planned, units)
                expect_figures(target, [units[key] for key in planned.filed_by], since=at.date())
                targets.append(target)
        expect_the_rest(pack)
        return targets


def expect_the_rest(pack: Pack, *, since: date = date.min) -> None:
    """What sections and teams report by name beside the targets, for months over after `since`."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    indicators = {row.key: row for row in Indicator.objects.all()}
    months = [it for it in year(pack.year).within(Frequency.MONTH) if it.last_day >= since]
    fed = {key for row in pack.counted_targets for key in _fed_by(pack, row)}
    for declared in pack.indicators:
        if declared.key in fed:
            continue
        named = [units[key] for key in declared.reported_by if key in units and units[key].files]
        if named and declared.family is not Family.OFFICIAL:
            expect(indicators[declared.key], named, months, calendar=calendar())


def _fed_by(pack: Pack, planned: PlannedTarget) -> tuple[str | None, ...]:
    """The indicators that a target is measured by: itself, and the parts of a ratio."""
    declared = pack.indicator(planned.indicator)
    return (declared.key, declared.numerator, declared.denominator)


def _document(
    pack: Pack,
    row: catalog.Document,
    county: Unit,
    at: datetime,
    texts: Mapping[str, str] | None,
) -> Document:
    """The stored document of the pack."""
    text = document_text(pack.key, row.key) if texts is None else texts[row.file]
    return store_document(
        text,
        county=county,
        title=row.title,
        title_en=row.title_en,
        file_name=row.file,
        pack=pack.key,
        at=at,
    )


def _break_down(target: Target, planned: PlannedTarget, units: dict[str, Unit]) -> None:
    """The shares that the pack declares, each with what the unit undertakes (simulated)."""
    if planned.shares:
        owed = {units[key]: amount for key, amount in planned.shares.items()}
        break_down(target, by_unit=owed)
