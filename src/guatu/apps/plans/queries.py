"""Questions to the plan documents, drafts and targets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.conf import settings
from django.db.models import Count, Q, Sum
from django.utils.translation import get_language

from guatu.apps.plans.models import Document, Draft, Indicator, Share, Target
from guatu.kernel.catalog import Pack
from guatu.kernel.periods import Calendar, Frequency, Period, year
from guatu.kernel.schedules import Schedule, build_schedule
from guatu.packs import open_pack

LEAF = 100  # drafts of a plan that are reviewed on one page


@cache
def pack_in_use() -> Pack:
    """The pack that this server runs on."""
    return open_pack(settings.PACK)


@cache
def calendar() -> Calendar:
    """The working days of the pack in use."""
    return pack_in_use().calendar_value


@cache
def schedule_named(key: str, period: Period) -> Schedule:
    """The schedule `key` of the pack over `period`."""
    spec = next(row for row in pack_in_use().schedules if row.key == key)
    return build_schedule(
        spec.kind.value,
        period=period,
        calendar=calendar(),
        cumulative=spec.cumulative,
        nodes=spec.nodes,
    )


def period_of(target: Target) -> Period:
    """The period of a target; a goal of every year is that of its document's year."""
    if target.period == "annual":
        return year(target.document.year or pack_in_use().year)
    return Period.parse(target.period)


def reporting_periods(target: Target, frequency: Frequency) -> tuple[Period, ...]:
    """The periods that a target is reported by: weeks or months within its own."""
    period = period_of(target)
    return period.within(frequency) or (period,)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One document with how far its reading has been checked."""

    document: Document
    total: int
    open: int
    confirmed: int


def shelf(path: str) -> list[Shelf]:
    """The plan documents of the county at `path`, newest first, in one query."""
    own = Document.objects.filter(county__path=path).defer("text")
    rows = own.annotate(
        total=Count("drafts"),
        open_drafts=Count("drafts", filter=Q(drafts__status=Draft.Status.OPEN)),
        confirmed=Count("drafts", filter=Q(drafts__status=Draft.Status.CONFIRMED)),
    )
    newest_first = rows.order_by("-uploaded_at", "-pk")
    return [Shelf(row, row.total, row.open_drafts, row.confirmed) for row in newest_first]


def drafts_of(document: Document) -> list[Draft]:
    """The drafts of a document in their order, with match and unit, in one query."""
    return list(document.drafts.select_related("match", "owner_unit", "decided_by"))


def leaf_of(draft: Draft) -> int:
    """The leaf of the review that shows a draft, from 1 on."""
    before = Q(start__lt=draft.start) | Q(start=draft.start, number__lt=draft.number)
    return draft.document.drafts.filter(before).count() // LEAF + 1


def targets_of_year(number: int) -> list[Target]:
    """The targets of a year with what a page names, in one query."""
    return list(Target.objects.of_year(number).whole().order_by("owner__path", "pk"))


def targets_fed_by(keys: Iterable[str], county: str = "/") -> list[Target]:
    """The targets measured by any of these indicators, as itself or as a part of a ratio.

    `county` is the path of the place whose targets are asked for.
    """
    own = list(keys)
    fed = (
        Q(indicator__key__in=own)
        | Q(indicator__definition__numerator__in=own)
        | Q(indicator__definition__denominator__in=own)
    )
    own_county = Target.objects.filter(document__county__path__startswith=county)
    return list(own_county.whole().filter(fed).order_by("pk"))


def catalog_choices() -> list[tuple[int, str]]:
    """Every indicator as a choice of a form, by name and unit in the reader's language."""
    rows = Indicator.objects.order_by("key").values_list("pk", "name_en", "name", "unit")
    if get_language() == "en":
        return [(pk, english or name) for pk, english, name, _ in rows]
    return [(pk, f"{name}（{unit}）") for pk, _, name, unit in rows]


def indicators() -> list[Indicator]:
    """Every indicator, by key."""
    return list(Indicator.objects.all())


def indicators_by_key(keys: Iterable[str]) -> dict[str, Indicator]:
    """The indicators of these keys, in one query."""
    return {row.key: row for row in Indicator.objects.filter(key__in=list(keys))}


def exact(total: Decimal) -> Decimal:
    """A sum made by the store, with the six decimals that it keeps: SQLite adds binary floats."""
    return total.quantize(Decimal("0.000001"))


@dataclass(frozen=True, slots=True)
class Owed:
    """What one unit owes of a target over its whole period, and what it undertakes."""

    unit_id: int
    unit: str
    amount: Decimal
    undertaken: Decimal | None


def owed_by_unit(target: Target) -> list[Owed]:
    """The shares of a target by unit over all months, in one query."""
    rows = (
        Share.objects.filter(target=target)
        .values_list("unit_id", "unit__short")
        .annotate(amount=Sum("amount"), undertaken=Sum("undertaken"))
        .order_by("unit__path")
    )
    return [
        Owed(unit_id, unit, exact(amount), None if undertaken is None else exact(undertaken))
        for unit_id, unit, amount, undertaken in rows
    ]


def owed_of_year(indicator_id: int, unit_id: int, number: int) -> Decimal | None:
    """What a unit owes of an indicator's targets of a year; None where it owes no share."""
    targets = Target.objects.of_year(number).filter(indicator=indicator_id)
    owed = Share.objects.filter(target__in=targets, unit=unit_id).aggregate(owed=Sum("amount"))
    return None if owed["owed"] is None else exact(owed["owed"])


def shares_of(targets: Iterable[Target]) -> list[Share]:
    """The shares of `targets`, in one query."""
    return list(Share.objects.filter(target__in=list(targets)))


def goals_of_units(number: int, county: str) -> dict[tuple[str, str], Decimal]:
    """What each unit owes of each indicator in a whole year, by the keys of both."""
    targets = Target.objects.of_year(number).filter(document__county__path__startswith=county)
    rows = (
        Share.objects.filter(target__in=targets.filter(period=str(number)))
        .values_list("target__indicator__key", "unit__key")
        .annotate(amount=Sum("amount"))
    )
    return {(indicator, unit): exact(amount) for indicator, unit, amount in rows}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document: plain, or the quote of a draft or target."""

    text: str
    mark: Draft | Target | None = None
    is_start: bool = True


def marked_text(document: Document, marks: Sequence[Draft] | Sequence[Target]) -> list[list[Piece]]:
    """The document by lines, each line in pieces; a quote marks where it first stands.

    Where quotes overlap, the later one marks what the earlier one leaves.
    """
    pieces: list[Piece] = []
    at = 0
    ordered: list[Draft | Target] = sorted(marks, key=_place)
    for mark in ordered:
        start = max(mark.start, at)
        if mark.end <= start:
            continue
        pieces += [Piece(document.text[at:start]), Piece(document.text[start : mark.end], mark)]
        at = mark.end
    pieces.append(Piece(document.text[at:]))
    return _by_lines(pieces)


def _place(mark: Draft | Target) -> tuple[int, int]:
    """Where a quote begins and ends."""
    return mark.start, mark.end


def _by_lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces cut at line ends, without empty lines."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.mark))
        lines += [[Piece(part, piece.mark, is_start=False)] for part in rest]
    return [line for line in lines if any(piece.text.strip() for piece in line)]
