"""From the store into a lake: who stands below whom, who owes what, and every figure filed."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from guatu.adapters.lakes import Catalog, LakeIndicator, LakeUnit, Stored
from guatu.apps.observations.models import Expectation, Observation
from guatu.apps.plans.models import Indicator
from guatu.apps.units.models import Unit
from guatu.kernel.measuring import Fact
from guatu.kernel.periods import Period
from guatu.kernel.sentences import Refusal

LEVELS = ("county", "unit", "section", "team")
REPORTED = "reported"  # what is verified or foreseen is no filed figure


class UnitsComeAndGo(Refusal):
    """Units that open, close or merge, which a lake cannot tell yet."""


def catalog_of_store() -> Catalog:
    """The units, each before what stands below it, and the indicators with those that owe them.

    Raises `UnitsComeAndGo`.
    """
    is_moving = Q(opened_on__isnull=False) | Q(closed_on__isnull=False) | Q(successor__isnull=False)
    moving = list(Unit.objects.filter(is_moving).values_list("name", flat=True)[:5])
    if moving:
        raise UnitsComeAndGo(
            "%(names)s 是新设或撤并的单位，数据湖还算不了年中的变动。"
            "请用网页或 guatu evaluate 看读数",
            names="、".join(moving),
        )
    rows = list(Unit.objects.order_by("path").values_list("pk", "key", "name", "parent", "path"))
    codes = {pk: code for code, (pk, *_) in enumerate(rows, start=1)}
    units = [
        LakeUnit(
            code=codes[pk],
            key=key,
            name=name,
            level=path.strip("/").count("/"),
            parent=codes.get(parent) if parent else None,
        )
        for pk, key, name, parent, path in rows
    ]
    owing: defaultdict[int, set[int]] = defaultdict(set)
    for indicator, unit in Expectation.objects.values_list("indicator", "unit").distinct():
        owing[indicator].add(codes[unit])
    declared = Indicator.objects.exclude(definition={}).order_by("key")
    indicators = [
        LakeIndicator(code=code, indicator=row.declared, filers=tuple(sorted(owing[row.pk])))
        for code, row in enumerate(declared, start=1)
    ]
    deepest = max((unit.level for unit in units), default=0)
    levels = tuple(
        LEVELS[depth] if depth < len(LEVELS) else f"level_{depth}" for depth in range(deepest + 1)
    )
    return Catalog(levels=levels, units=tuple(units), indicators=tuple(indicators))


def stored_figures() -> Iterator[Stored]:
    """Every figure filed, corrections after what they correct."""
    families = {row.key: row.declared.family for row in Indicator.objects.exclude(definition={})}
    periods: dict[str, Period] = {}
    rows = (
        Observation.objects.filter(family=REPORTED)
        .order_by("known_at", "pk")
        .values_list("pk", "indicator__key", "unit__key", "period", "measure", "value", "known_at")
    )
    number: int
    indicator: str
    unit: str
    period: str
    measure: str
    value: Decimal
    known_at: datetime
    for number, indicator, unit, period, measure, value, known_at in rows.iterator():
        if indicator in families:
            when = periods.setdefault(period, Period.parse(period))
            fact = Fact(indicator, unit, when, measure, value, known_at, families[indicator])
            yield Stored(number, fact)
