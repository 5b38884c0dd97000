"""Targets of a pack: its catalog, its goals with their quotes, and their shares."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from guatu.apps.plans.models import Document, Indicator, Share, Target
from guatu.apps.plans.queries import period_of, reporting_periods, schedule_named
from guatu.apps.units.models import Unit
from guatu.kernel import catalog
from guatu.kernel.breakdown import allocate, by_period
from guatu.kernel.periods import Frequency, Period
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

PRO_RATED = frozenset(
    {
        catalog.TargetType.CUMULATIVE_FLOW,
        catalog.TargetType.MILESTONE,
        catalog.TargetType.UPPER_BOUND,
    }
)


class SharesDoNotAddUp(Refusal):
    """The parts of a breakdown must add up to the target itself."""


def load_indicators(pack: catalog.Pack, *, at: datetime) -> dict[str, Indicator]:
    """Bring the catalog of indicators in line with the pack; returns them by key."""
    with write_gate():
        found = {}
        for row in pack.indicators:
            found[row.key], _ = Indicator.objects.update_or_create(
                key=row.key,
                defaults={
                    "name": row.name,
                    "name_en": row.name_en,
                    "unit": row.unit,
                    "definition": row.model_dump(mode="json"),
                    "pack": pack.key,
                    "is_provisional": row.provisional,
                },
            )
        detail = {"pack": pack.key, "count": len(found)}
        record("catalog.loaded", "catalog", actor=None, at=at, detail=detail)
        return found


def adopt_target(
    planned: catalog.PlannedTarget,
    *,
    indicator: Indicator,
    owner: Unit,
    document: Document,
    at: datetime,
) -> Target:
    """Put a target of the pack on the wall, at the place of its quote in the document."""
    start = document.text.index(planned.quote)
    with write_gate():
        target = Target.objects.create(
            indicator=indicator,
            owner=owner,
            period=str(planned.period),
            relation=planned.relation.value,
            goal=planned.goal,
            stretch=planned.stretch,
            baseline=planned.baseline,
            schedule=planned.schedule,
            lights=planned.lights,
            group=planned.group,
            lead=planned.lead,
            lead_en=planned.lead_en,
            each=planned.each,
            document=document,
            start=start,
            end=start + len(planned.quote),
            quote=planned.quote,
            numeral=f"{planned.goal.normalize():f}",
            confirmed_at=at,
        )
        detail = {"goal": str(target.goal), "quote": target.quote}
        record("target.adopted", f"target:{target.pk}", actor=None, at=at, detail=detail)
        return target


@transaction.atomic
def break_down(
    target: Target,
    *,
    by_unit: Mapping[Unit, Decimal],
) -> list[Share]:
    """Replace the shares of `target`: each unit's amount, spread over the months by its schedule.

    Raises `SharesDoNotAddUp` and changes nothing when the units' amounts are not the goal.
    """
    total = sum(by_unit.values(), Decimal(0))
    if total != target.goal:
        raise SharesDoNotAddUp(
            "各单位合计 %(total)s，与目标 %(goal)s 不符，请调平后再保存。",
            total=total,
            goal=target.goal,
        )
    target.shares.all().delete()
    rows = [
        Share(target=target, unit=unit, period=str(part), amount=amount)
        for unit, whole in by_unit.items()
        for part, amount in parts_of(target, whole).items()
    ]
    return Share.objects.bulk_create(rows)


def parts_of(target: Target, amount: Decimal) -> dict[Period, Decimal]:
    """`amount` over the months of a flow by its schedule; whole for a level or rate (TGT-05)."""
    declared, period = target.indicator.declared, period_of(target)
    if declared.type not in PRO_RATED:
        return {period: amount}
    schedule = schedule_named(target.schedule, period)
    months = reporting_periods(target, Frequency.MONTH)
    return by_period(amount, schedule, months, places=declared.decimals)


@transaction.atomic
def undertake(target: Target, by_unit: Mapping[int, Decimal]) -> None:
    """Note what each unit (by id) undertakes of `target`, over its months as they are owed."""
    places = target.indicator.declared.decimals
    owed: defaultdict[int, list[Share]] = defaultdict(list)
    for share in target.shares.order_by("period"):
        owed[share.unit_id].append(share)
    for unit_id, amount in by_unit.items():
        parts = allocate(amount, [share.amount for share in owed[unit_id]], places=places)
        for share, part in zip(owed[unit_id], parts, strict=True):
            share.undertaken = part
    rows = [share for unit_id in by_unit for share in owed[unit_id]]
    Share.objects.bulk_update(rows, ["undertaken"], batch_size=100)
