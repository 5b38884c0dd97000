"""Questions to the accounts."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from guatu.apps.accounts.models import User
from guatu.kernel.sentences import Refusal

DEMO_PASSWORD = "guatu-2023-demo"  # noqa: S105 - the password of the simulated accounts is public


class NoSuchAccount(Refusal):
    """There is no account of that name."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A demonstration account with what it shows."""

    username: str
    label: str


def simulated_accounts() -> list[Hint]:
    """The accounts of the simulated county, in the order of their making."""
    rows = User.objects.filter(is_simulated=True).order_by("pk").values_list("username", "name")
    return [Hint(*row) for row in rows]


def account_named(username: str) -> User:
    """The account of that name; raises `NoSuchAccount`."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise NoSuchAccount("没有账号“%(typed)s”。账号见：guatu account list", typed=username)
    return user


def person(request: HttpRequest) -> User:
    """The person who asks; raises `PermissionDenied` when nobody has signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
