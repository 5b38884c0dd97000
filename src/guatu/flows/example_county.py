"""The example county: its pack on the wall, its cast of people, its simulated year."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_noop

from guatu.apps.accounts.models import User
from guatu.apps.accounts.operations import open_account
from guatu.apps.plans.models import Target
from guatu.apps.plans.operations import undertake
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Role, Unit
from guatu.apps.units.operations import appoint
from guatu.flows.county_from_pack import hang_plan, load_county
from guatu.flows.simulated_figures import undertakings
from guatu.flows.simulated_past import file_past
from guatu.flows.simulated_peers import simulate_peers
from guatu.flows.simulated_year import SEED, is_simulated_until, simulate
from guatu.platform.audit.chain import record
from guatu.platform.database import write_gate

BEFORE_THE_PLAN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast."""

    username: str
    name: str
    unit: str
    role: Role
    title: str


CAST = (
    Person("head", gettext_noop("市领导（示例）"), "honghu", Role.LEADER, "市领导"),
    Person("dispatcher", gettext_noop("调度专员（示例）"), "honghu", Role.DISPATCHER, "调度专员"),
    Person(
        "officer", gettext_noop("招商中心填报员（示例）"), "investment_center", Role.FILER, "填报员"
    ),
    Person("clerk", gettext_noop("峰口镇填报员（示例）"), "fengkou", Role.FILER, "填报员"),
    Person("late", gettext_noop("瞿家湾镇填报员（示例）"), "qujiawan", Role.FILER, "填报员"),
    Person("silent", gettext_noop("大同湖管理区填报员（示例）"), "datonghu", Role.FILER, "填报员"),
    Person("assessor", gettext_noop("考核员（示例）"), "honghu", Role.ASSESSOR, "考核员"),
)


def build_example(until: date, password: str) -> int:
    """Build the example county up to `until`, or bring it there; returns the filings made."""
    at = timezone.make_aware(datetime.combine(date(until.year, 1, 3), time(9)))
    pack = pack_in_use()
    if not Target.objects.exists():
        with write_gate():
            load_county(pack, at=at)
            file_past(hang_plan(pack, at=at), seed=SEED, at=at - BEFORE_THE_PLAN)
            open_cast(at=at, password=password, root=pack.county)
            _undertake(at)
    simulate_peers(until, at=at)
    return 0 if is_simulated_until(until) else simulate(until)


def open_cast(*, at: datetime, password: str, root: str) -> dict[str, User]:
    """Open the accounts of the cast and give them their posts."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    people = {}
    secret = make_password(password)
    for person in CAST:
        user = open_account(
            person.username,
            name=person.name,
            password=password,
            secret=secret,
            at=at,
            is_simulated=True,
        )
        unit = units[root if person.unit == "honghu" else person.unit]
        appoint(user, unit=unit, role=person.role, from_on=at.date(), at=at, title=person.title)
        people[person.username] = user
    return people


def _undertake(at: datetime) -> None:
    """What the units undertake of their shares; simulated, and short in one target."""
    for target in Target.objects.whole().filter(shares__isnull=False).distinct():
        undertake(target, undertakings(target))
    record("shares.undertaken", "shares", actor=None, at=at, detail={"pack": settings.PACK})
