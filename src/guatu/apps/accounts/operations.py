"""Changes of accounts: opening them, and counting failed attempts to sign in."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from guatu.apps.accounts.models import Attempt, User
from guatu.platform.audit.chain import record

LIMIT = 5
LOCK = timedelta(minutes=15)


class AccountIsLocked(Exception):
    """Too many failed attempts in the last quarter of an hour."""


class NameIsTaken(Exception):
    """There is an account of this name."""


@transaction.atomic
def open_account(
    username: str,
    *,
    name: str,
    password: str,
    at: datetime,
    secret: str = "",
    is_simulated: bool = False,
) -> User:
    """Open an account; raises `NameIsTaken`.

    `secret` is the hash of `password` where it was made already, for many of one password.
    """
    if User.objects.filter(username=username).exists():
        raise NameIsTaken(username)
    hashed = secret or make_password(password)
    user = User(username=username, name=name, password=hashed, is_simulated=is_simulated)
    user.save(force_insert=True)
    record("account.opened", f"user:{username}", actor=None, at=at)
    return user


def allow_attempt(username: str, *, at: datetime) -> None:
    """Raise `AccountIsLocked` after too many failed attempts."""
    recent = Attempt.objects.filter(username=username, at__gt=at - LOCK).count()
    if recent >= LIMIT:
        raise AccountIsLocked(username)


def count_attempt(username: str, *, at: datetime) -> None:
    """Note one failed attempt, and forget those that no longer count."""
    Attempt.objects.filter(at__lt=at - LOCK).delete()
    Attempt.objects.create(username=username[:150], at=at)
