"""Changes of accounts: opening them, and counting failed attempts to sign in."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction

from guatu.apps.accounts.models import Attempt, User
from guatu.kernel.sentences import Refusal
from guatu.platform.audit.chain import record

LIMIT = 5
LONGEST_NAME = 150
LOCK = timedelta(minutes=15)


class AccountIsLocked(Exception):
    """Too many failed attempts in the last quarter of an hour."""


class NameIsTaken(Refusal):
    """There is an account of this name."""


class NameCannotSignIn(Refusal):
    """The name has letters that nobody can sign in with, or is empty or too long."""


class PasswordIsWeak(Refusal):
    """The password is easily guessed."""


class AccountIsClosed(Refusal):
    """The account was closed before."""


def examine_name(username: str) -> None:
    """Raise `NameCannotSignIn` or `NameIsTaken` unless an account of this name can be opened."""
    try:
        User.username_validator(username)
        MaxLengthValidator(LONGEST_NAME)(username)
    except ValidationError as error:
        raise NameCannotSignIn(
            "“%(typed)s”不能作登录名。只用字母、数字和 @ . + - _，最长 150 位。", typed=username
        ) from error
    if User.objects.filter(username=username).exists():
        raise NameIsTaken("已有账号“%(typed)s”。请换一个登录名。", typed=username)


def examine_password(password: str, *, username: str, name: str) -> None:
    """Raise `PasswordIsWeak` unless the password passes the rules of the settings."""
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as error:
        raise PasswordIsWeak("口令太弱。请至少用 12 位，不用常见口令，不与登录名相似。") from error


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
        raise NameIsTaken("已有账号“%(typed)s”。请换一个登录名。", typed=username)
    hashed = secret or make_password(password)
    user = User(username=username, name=name, password=hashed, is_simulated=is_simulated)
    user.save(force_insert=True)
    record("account.opened", f"user:{username}", actor=None, at=at)
    return user


@transaction.atomic
def change_password(user: User, *, password: str, at: datetime) -> None:
    """Give `user` a new password, which ends every session; raises `PasswordIsWeak`.

    Failed attempts are forgotten with the old password. A closed account raises `AccountIsClosed`.
    """
    _require_open(user)
    examine_password(password, username=user.username, name=user.name)
    user.password = make_password(password)
    user.save(update_fields=["password"])
    Attempt.objects.filter(username=user.username).delete()
    record("account.password_changed", f"user:{user.username}", actor=None, at=at)


@transaction.atomic
def close_account(user: User, *, at: datetime) -> None:
    """Let nobody sign in as `user` any more, not even where signed in; raises `AccountIsClosed`."""
    _require_open(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("account.closed", f"user:{user.username}", actor=None, at=at)


def _require_open(user: User) -> None:
    """Raise `AccountIsClosed` where the account was closed before."""
    if not user.is_active:
        raise AccountIsClosed("账号“%(typed)s”已停用。请另开一个账号。", typed=user.username)


def allow_attempt(username: str, *, at: datetime) -> None:
    """Raise `AccountIsLocked` after too many failed attempts."""
    recent = Attempt.objects.filter(username=username, at__gt=at - LOCK).count()
    if recent >= LIMIT:
        raise AccountIsLocked(username)


def count_attempt(username: str, *, at: datetime) -> None:
    """Note one failed attempt, and forget those that no longer count."""
    Attempt.objects.filter(at__lt=at - LOCK).delete()
    Attempt.objects.create(username=username[:150], at=at)
