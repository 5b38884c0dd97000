"""`guatu account`: opening an account at a post, a new password, closing, and the list."""

import argparse
import secrets
import sys
from getpass import getpass

from guatu.cli.language import heads_of, said
from guatu.cli.tables import table
from guatu.kernel.sentences import Refusal, Sentence

ROLES = ("leader", "dispatcher", "filer", "officer", "assessor", "administrator")
MADE_BYTES = 15  # twenty letters
HEADS = (
    Sentence("账号"),
    Sentence("姓名"),
    Sentence("状态"),
    Sentence("岗位"),
    Sentence("最近登录"),
)
OPEN, CLOSED, SIMULATED = Sentence("在用"), Sentence("已停用"), Sentence("示例")


class PasswordsDiffer(Refusal):
    """The password was typed differently the second time."""


class NoTerminal(Refusal):
    """A password is typed on a terminal only, where nobody else reads it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `guatu account`; a password is never one of them."""
    acts = parser.add_subparsers(dest="act", required=True)
    opening = acts.add_parser("open", help="开立账号并任职 / open an account at a post")
    opening.add_argument("username", help="登录名 / the name to sign in with")
    opening.add_argument("--name", required=True, help="姓名 / the person's name")
    opening.add_argument("--unit", required=True, metavar="KEY", help="单位代号 / key of the unit")
    opening.add_argument("--role", required=True, metavar="ROLE", help=" ".join(ROLES))
    opening.add_argument("--title", default="", help="职务 / the title of the post")
    changing = acts.add_parser("password", help="改口令 / change a password")
    changing.add_argument("username")
    for command in (opening, changing):
        command.add_argument(
            "--make", action="store_true", help="由系统生成口令，只显示一次 / make one, shown once"
        )
    closing = acts.add_parser("close", help="停用账号 / close an account")
    closing.add_argument("username")
    acts.add_parser("list", help="列出账号 / list the accounts")


def run(asked: argparse.Namespace) -> int:
    """Carry out one act; raises `Refusal`."""
    acts = {"open": _open, "password": _change, "close": _close, "list": _list}
    return acts[asked.act](asked)


def _open(asked: argparse.Namespace) -> int:
    """Open an account and give it its post; what is wrong is said before a password is asked."""
    from django.utils import timezone  # noqa: PLC0415 - Django is set up

    from guatu.flows.person_at_post import Opening, examine, open_at_post  # noqa: PLC0415 - as above

    opening = Opening(asked.username, asked.name, asked.unit, asked.role, asked.title)
    examine(opening)
    password = _password(make=asked.make)
    now = timezone.now()
    user = open_at_post(opening, password=password, from_on=timezone.localdate(now), at=now)
    print(said(Sentence("已开立账号 %(username)s。", username=user.username)))
    _show(password, make=asked.make)
    return 0


def _change(asked: argparse.Namespace) -> int:
    """Give an account a new password."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from guatu.apps.accounts.operations import change_password  # noqa: PLC0415 - as above
    from guatu.apps.accounts.queries import account_named  # noqa: PLC0415 - as above

    user = account_named(asked.username)
    password = _password(make=asked.make)
    change_password(user, password=password, at=timezone.now())
    print(said(Sentence("已改口令，%(username)s 须重新登录。", username=user.username)))
    _show(password, make=asked.make)
    return 0


def _close(asked: argparse.Namespace) -> int:
    """Close an account and end its posts."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from guatu.apps.accounts.queries import account_named  # noqa: PLC0415 - as above
    from guatu.flows.person_at_post import leave  # noqa: PLC0415 - as above

    now = timezone.now()
    user = account_named(asked.username)
    leave(user, on=timezone.localdate(now), at=now)
    print(said(Sentence("已停用账号 %(username)s，其报过的数不变。", username=user.username)))
    return 0


def _list(_: argparse.Namespace) -> int:
    """Print every account with its posts and when it was last used."""
    from guatu.apps.units.queries import holders  # noqa: PLC0415 - as above
    from guatu.cli.language import use_in_django  # noqa: PLC0415 - as above

    use_in_django()
    rows = [
        [
            row.username,
            row.name,
            said(CLOSED if not row.is_active else SIMULATED if row.is_simulated else OPEN),
            "；".join(row.posts),
            f"{row.last_login:%Y-%m-%d}" if row.last_login else "—",
        ]
        for row in holders()
    ]
    print(table(heads_of(*HEADS), rows, "lllll"))
    return 0


def _password(*, make: bool) -> str:
    """The password: made, or typed twice without echo; raises `NoTerminal` or `PasswordsDiffer`."""
    if make:
        return secrets.token_urlsafe(MADE_BYTES)
    if not sys.stdin.isatty():
        raise NoTerminal("口令只能在终端上输入。请在终端里运行，或加 --make 由系统生成。")
    first = getpass(said(Sentence("口令（至少 12 位，不显示）：")))
    if first != getpass(said(Sentence("再输一次："))):
        raise PasswordsDiffer("两次输入的口令不同，没有改动。请再运行一次。")
    return first


def _show(password: str, *, make: bool) -> None:
    """Print a password that was made, this once."""
    if make:
        print(said(Sentence("口令（只显示这一次）：%(typed)s", typed=password)))
