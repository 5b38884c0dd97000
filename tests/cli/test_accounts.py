"""`guatu account`: people get in at their post, and never by a password that others could read."""

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest

from guatu.apps.accounts.models import Attempt, User
from guatu.apps.units.models import Post
from guatu.cli.main import main
from guatu.platform.audit.chain import tip
from guatu.platform.audit.queries import history

pytestmark = pytest.mark.django_db

LATEST = datetime(2100, 1, 1, tzinfo=UTC)
SECRET = "lotus-root-and-crab"
OPENING = ["account", "open", "li", "--name", "李四", "--unit", "fengkou", "--role", "filer"]
Typing = Callable[..., None]


def exit_of(arguments: Sequence[str]) -> int:
    """The exit status of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    code = ended.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Somebody at a terminal who types these passwords."""

    def typed(*passwords: str) -> None:
        answers = iter(passwords)
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("guatu.cli.accounts.getpass", lambda _: next(answers))

    return typed


def test_an_account_is_opened_at_its_post_and_leaves_a_trace(typing: Typing) -> None:
    typing(SECRET, SECRET)

    assert exit_of([*OPENING, "--title", "统计员"]) == 0

    user = User.objects.get(username="li")
    assert user.check_password(SECRET)
    assert not user.is_simulated
    [post] = user.posts.select_related("unit")
    assert (post.unit.key, post.role, post.title) == ("fengkou", "filer", "统计员")
    assert post.from_on == date(2023, 6, 13)
    assert [deed.act for deed in history("user:li", known_by=LATEST)] == ["account.opened"]


def test_a_typed_password_is_never_printed(
    typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(SECRET, SECRET)

    exit_of(OPENING)

    said = capsys.readouterr()
    assert SECRET not in said.out + said.err


def test_a_made_password_is_printed_once_and_opens(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of([*OPENING, "--make"]) == 0

    password = capsys.readouterr().out.strip().rpartition("：")[2]
    assert len(password) >= 20
    assert User.objects.get(username="li").check_password(password)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("fengkou", "no_such_unit"), "没有代号为“no_such_unit”的单位"),
        (("filer", "emperor"), "可用：leader、dispatcher、filer"),
        (("li", "head"), "请换一个登录名"),
        (("li", "li si"), "不能作登录名"),
        (("li", "l" * 151), "最长 150 位"),
    ],
    ids=["unit", "role", "taken", "letters", "long"],
)
def test_a_wrong_opening_is_refused_before_a_password_is_asked(
    change: tuple[str, str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = User.objects.count(), Post.objects.count(), tip()
    old, new = change

    assert exit_of([new if part == old else part for part in OPENING]) == 1

    assert words in capsys.readouterr().err
    assert (User.objects.count(), Post.objects.count(), tip()) == before


@pytest.mark.parametrize("password", ["short", "password1234", "li-li-li-li-"[:11], "", "李四" * 3])
def test_a_weak_password_is_refused_and_changes_nothing(
    password: str, typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(password, password)
    before = tip()

    assert exit_of(OPENING) == 1

    assert "口令太弱" in capsys.readouterr().err
    assert not User.objects.filter(username="li").exists()
    assert tip() == before


def test_two_different_passwords_are_refused(
    typing: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(SECRET, SECRET + "x")

    assert exit_of(OPENING) == 1

    assert "两次输入的口令不同" in capsys.readouterr().err
    assert not User.objects.filter(username="li").exists()


def test_a_password_is_not_read_from_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)

    assert exit_of(OPENING) == 1

    assert "--make" in capsys.readouterr().err


def test_a_new_password_replaces_the_old_and_lifts_the_lock(
    typing: Typing, clerk: User, now: datetime
) -> None:
    Attempt.objects.create(username="clerk", at=now)
    typing(SECRET, SECRET)

    assert exit_of(["account", "password", "clerk"]) == 0

    assert User.objects.get(username="clerk").check_password(SECRET)
    assert User.objects.get(username="clerk").password != clerk.password
    assert not Attempt.objects.exists()
    assert history("user:clerk", known_by=LATEST)[0].act == "account.password_changed"


def test_a_closed_account_is_out_at_once_and_holds_no_post(clerk: User) -> None:
    assert exit_of(["account", "close", "clerk"]) == 0

    assert not User.objects.get(username="clerk").is_active
    assert not clerk.posts.filter(until_on=None).exists()
    acts = {deed.act for deed in history("unit:fengkou", known_by=LATEST)}
    assert "post.ended" in acts


@pytest.mark.parametrize("act", ["close", "password"])
def test_a_closed_account_stays_closed(
    act: str, typing: Typing, clerk: User, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_of(["account", "close", clerk.username])
    typing(SECRET, SECRET)

    assert exit_of(["account", act, clerk.username]) == 1

    assert "已停用" in capsys.readouterr().err


@pytest.mark.parametrize("act", ["close", "password"])
def test_an_account_that_is_not_there_is_refused(
    act: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_of(["account", act, "nobody"]) == 1

    assert "guatu account list" in capsys.readouterr().err


def test_the_list_names_every_account_with_its_post_and_state(
    clerk: User, capsys: pytest.CaptureFixture[str]
) -> None:
    exit_of(["account", "close", "late"])
    capsys.readouterr()

    assert exit_of(["account", "list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + User.objects.count()
    assert any(clerk.username in line and "峰口镇 填报员" in line for line in lines)
    assert any("late" in line and "已停用" in line for line in lines)


def test_no_command_takes_a_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_of([*OPENING, "--password", SECRET]) == 2

    assert "unrecognized arguments" in capsys.readouterr().err
