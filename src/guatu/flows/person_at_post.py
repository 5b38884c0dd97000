"""A person comes to a post with an account of their own, and leaves it."""

from dataclasses import dataclass
from datetime import date, datetime

from guatu.apps.accounts.models import User
from guatu.apps.accounts.operations import close_account, examine_name, examine_password
from guatu.apps.accounts.operations import open_account as open_bare
from guatu.apps.units.models import Role, Unit
from guatu.apps.units.operations import appoint, end_posts
from guatu.kernel.sentences import Refusal
from guatu.platform.database import write_gate


class UnknownRole(Refusal):
    """There is no such role."""


class UnknownUnit(Refusal):
    """There is no unit of that key."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Who is to get an account, at which unit, in which role (as typed)."""

    username: str
    name: str
    unit: str
    role: str
    title: str = ""


def examine(opening: Opening) -> tuple[Unit, Role]:
    """The unit and role that are meant; raises `Refusal` for them or for the name."""
    if opening.role not in Role.values:
        raise UnknownRole(
            "没有叫“%(typed)s”的职责。可用：%(roles)s。",
            typed=opening.role,
            roles="、".join(Role.values),
        )
    unit = Unit.objects.filter(key=opening.unit).first()
    if unit is None:
        raise UnknownUnit(
            "没有代号为“%(typed)s”的单位。代号见目标包的单位文件；还没有单位时先运行 guatu demo"
            " 或 guatu pack load。",
            typed=opening.unit,
        )
    examine_name(opening.username)
    return unit, Role(opening.role)


def open_at_post(opening: Opening, *, password: str, from_on: date, at: datetime) -> User:
    """Open the account and give it its post, both or neither; raises `Refusal`."""
    with write_gate():
        unit, role = examine(opening)
        examine_password(password, username=opening.username, name=opening.name)
        user = open_bare(opening.username, name=opening.name, password=password, at=at)
        appoint(user, unit=unit, role=role, from_on=from_on, at=at, title=opening.title)
        return user


def leave(user: User, *, on: date, at: datetime) -> None:
    """Close the account and end every post that it holds; raises `AccountIsClosed`."""
    with write_gate():
        close_account(user, at=at)
        end_posts(user, until_on=on, at=at)
