"""Into the ledger 入账: a confirmed draft becomes a target, gets filers, and is read at once."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from guatu.apps.accounts.models import User
from guatu.apps.boards.operations import read_days
from guatu.apps.observations.operations import expect, forget
from guatu.apps.plans.models import Draft, Indicator, Target
from guatu.apps.plans.operations import confirm_draft, reopen_draft
from guatu.apps.plans.queries import (
    calendar,
    indicators_by_key,
    reporting_periods,
    targets_fed_by,
)
from guatu.apps.units.models import Unit
from guatu.kernel.catalog import REPORTER_CLASSES
from guatu.platform.database import write_gate


def confirm_into_ledger(draft: Draft, *, actor: User, at: datetime, as_of: date) -> Target:
    """Confirm a draft; its filers owe its months from now on, and the board shows it.

    Raises what `confirm_draft` raises; then nothing changes.
    """
    with write_gate():
        target = confirm_draft(draft, actor=actor, at=at)
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


def take_back(draft: Draft, *, actor: User, at: datetime) -> Draft:
    """Undo a decision; what was owed for the target alone is owed no longer.

    Raises what `reopen_draft` raises; then nothing changes.
    """
    with write_gate():
        target = Target.objects.whole().filter(draft=draft).first()
        filed = indicators_filed_for(target) if target else []
        reopened = reopen_draft(draft, actor=actor, at=at)
        for own in filed:
            if not targets_fed_by([own.key]):
                forget(own)
        return reopened
