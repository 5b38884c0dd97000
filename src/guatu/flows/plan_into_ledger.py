"""Into the ledger 入账: a confirmed draft becomes a target, gets filers, and is read at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from guatu.apps.accounts.models import User
from guatu.apps.boards.operations import read_days
from guatu.apps.observations.operations import expect, forget
from guatu.apps.plans.corrections import CONFIRM, REJECT, Correction
from guatu.apps.plans.models import Draft, Indicator, Target
from guatu.apps.plans.operations import confirm_draft, edit_draft, reject_draft, reopen_draft
from guatu.apps.plans.queries import (
    calendar,
    indicators_by_key,
    reporting_periods,
    targets_fed_by,
)
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import REPORTER_CLASSES
from guatu.kernel.sentences import Refusal
from guatu.platform.database import write_gate


class RowRefused(Refusal):
    """A row of a corrected workbook cannot be carried out, so none is."""


def confirm_into_ledger(
    draft: Draft, *, actor: User, at: datetime, as_of: date, again: bool = False
) -> Target:
    """Confirm a draft; its filers owe its months from now on, and the board shows it.

    Raises what `confirm_draft` raises; then nothing changes.
    """
    with write_gate():
        target = confirm_draft(draft, actor=actor, at=at, again=again)
        expect_figures(target, filers_of(target), since=as_of)
        read_days([as_of], [Target.objects.whole().get(pk=target.pk)])
        return target


def filers_of(target: Target) -> Sequence[Unit]:
    """The units that report the indicator, as declared; else the one that leads the target."""
    named = target.indicator.declared.reported_by
    kinds = {kind.value for name in named for kind in REPORTER_CLASSES.get(name, frozenset())}
    own = Unit.objects.filter(path__startswith=target.document.county.path)
    units = list(own.filter(Q(key__in=named) | Q(kind__in=kinds, files=True)))
    return units or [target.owner]


def expect_figures(target: Target, filers: Sequence[Unit], *, since: date) -> None:
    """Write down who owes which figure: the parts of a ratio, else the figure itself.

    Nothing is owed for a period that was over before `since`.
    """
    for own in indicators_filed_for(target):
        periods = reporting_periods(target, own.declared.frequency)
        open_periods = [period for period in periods if period.last_day >= since]
        expect(own, filers, open_periods, calendar=calendar())


def indicators_filed_for(target: Target) -> list[Indicator]:
    """The indicators that are filed for a target: the parts of a ratio, else itself."""
    declared = target.indicator.declared
    parts = [key for key in (declared.numerator, declared.denominator) if key]
    return list(indicators_by_key(parts or [declared.key]).values())


def take_back(draft: Draft, *, actor: User, at: datetime, as_of: date) -> Draft:
    """Undo a decision; what was owed for the target alone is owed no longer.

    A target that the draft had changed is read again as it was. Raises what `reopen_draft`
    raises; then nothing changes.
    """
    with write_gate():
        target = Target.objects.whole().filter(draft=draft).first()
        filed = indicators_filed_for(target) if target else []
        reopened = reopen_draft(draft, actor=actor, at=at)
        if target and (restored := Target.objects.whole().filter(pk=target.pk).first()):
            read_days([as_of], [restored])
            return reopened
        county = draft.document.county.path
        for own in filed:
            if not targets_fed_by([own.key], county):
                forget(own, county)
        return reopened


def standing_before(corrections: Sequence[Correction]) -> list[tuple[Correction, Target]]:
    """The targets that stand already and that a corrected workbook would change."""
    found = []
    for correction in corrections:
        draft, fields = correction.draft, correction.fields
        owner = fields.get("owner_unit", draft.owner_unit)
        if correction.decision != CONFIRM or draft.match is None or owner is None:
            continue
        period = fields.get("period", draft.period)
        rows = Target.objects.whole().filter(indicator=draft.match, owner=owner, period=period)
        found += [(correction, target) for target in rows[:1]]
    return found


def correct_ledger(
    corrections: Sequence[Correction],
    *,
    actor: User,
    at: datetime,
    as_of: date,
    again: bool = False,
) -> tuple[int, int, int]:
    """Carry out what a corrected workbook says, wholly or not at all.

    Only `again` lets it change targets that stand.

    Returns how many drafts were edited, confirmed and rejected. Raises `RowRefused` with the
    number of the first draft that stood in the way; then nothing changes.
    """
    edited = confirmed = rejected = 0
    with write_gate():
        for correction in corrections:
            draft = correction.draft
            try:
                if correction.fields:
                    edit_draft(draft, actor=actor, at=at, fields=correction.fields)
                    edited += 1
                if correction.decision == CONFIRM:
                    confirm_into_ledger(draft, actor=actor, at=at, as_of=as_of, again=again)
                    confirmed += 1
                elif correction.decision == REJECT:
                    reject_draft(draft, actor=actor, at=at)
                    rejected += 1
            except Refusal as refusal:
                raise RowRefused(
                    "第 %(number)s 项没有通过：%(reason)s 整张表都没有入库，请改后重新导入。",
                    number=draft.number,
                    reason=refusal.sentence,
                ) from refusal
    return edited, confirmed, rejected
