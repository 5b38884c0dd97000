"""Every address, by every method, for every role at every place in the tree of units."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from guatu.apps.accounts.models import User
from guatu.apps.accounts.operations import open_account
from guatu.apps.observations.models import Expectation, Filing
from guatu.apps.plans.models import Draft, Target
from guatu.apps.plans.operations import add_document
from guatu.apps.plans.queries import pack_in_use
from guatu.apps.units.models import Role, Unit
from guatu.apps.units.operations import appoint, load_units
from guatu.kernel.catalog import UnitRow
from guatu.platform.permissions import walk

pytestmark = pytest.mark.django_db

PLAN = "市招商服务中心2024年实际到位资金不低于60亿元。".encode()
POSTS = {
    "leader": ("honghu", Role.LEADER),
    "dispatcher": ("honghu", Role.DISPATCHER),
    "administrator": ("honghu", Role.ADMINISTRATOR),
    "assessor": ("honghu", Role.ASSESSOR),
    "filer of the county": ("honghu", Role.FILER),
    "filer of the unit": ("fengkou", Role.FILER),
    "officer of the unit": ("fengkou", Role.OFFICER),
    "filer below": ("fengkou_clinic", Role.FILER),
    "filer beside": ("qujiawan", Role.FILER),
    "filer of another county": ("lakeside_town", Role.FILER),
    "dispatcher of another county": ("lakeside", Role.DISPATCHER),
}
ALL = frozenset({"nobody", "no post", *POSTS})
SIGNED_IN = ALL - {"nobody"}
POSTED = frozenset(POSTS)
ELSEWHERE = frozenset({"filer of another county", "dispatcher of another county"})
STEERING = frozenset({"dispatcher", "administrator", "dispatcher of another county"})
FILING = frozenset(name for name, (_, role) in POSTS.items() if role is Role.FILER) | {
    "dispatcher",
    "dispatcher of another county",
}
NOT_OVER_THE_UNIT = ELSEWHERE | {"filer below", "filer beside"}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may ask an address, what they get, and who is told that it does not exist."""

    who: frozenset[str]
    get: int = 200
    post: int = 405
    fragment: int = 0
    hidden: frozenset[str] = frozenset()
    signed_in: int = 0

    def status(self, person: str, method: str, *, is_fragment: bool) -> int:
        """What `person` gets."""
        if person not in self.who:
            return 302 if person == "nobody" else 403
        wanted = self.get if method == "get" else self.post
        if wanted == 405:
            return 405
        if person in self.hidden:
            return 404
        if is_fragment and method == "post" and self.fragment:
            return self.fragment
        return self.signed_in if self.signed_in and person != "nobody" else wanted


DECISION = Rule(STEERING, get=405, post=302, fragment=200, hidden=ELSEWHERE)
MOVE = Rule(STEERING, get=405, post=302, hidden=ELSEWHERE)
OF_PLAN = Rule(STEERING, hidden=ELSEWHERE)
OF_GROUP = Rule(POSTED, hidden=ELSEWHERE)
RULES = {
    "duties": Rule(SIGNED_IN),
    "sign_in": Rule(ALL, get=200, post=200, signed_in=302),
    "sign_out": Rule(ALL, get=405, post=302),
    "war_map": Rule(POSTED),
    "deployment": Rule(POSTED),
    "support": Rule(POSTED),
    "wall": Rule(POSTED),
    "target": Rule(POSTED, hidden=ELSEWHERE),
    "plans": Rule(STEERING, post=422),
    "plan_review": Rule(STEERING, hidden=ELSEWHERE),
    "plan_text": Rule(POSTED, hidden=ELSEWHERE),
    "plan_coverage": OF_PLAN,
    "plan_receipt": OF_PLAN,
    "plan_original": OF_PLAN,
    "plan_table": OF_PLAN,
    "plan_lines": OF_PLAN,
    "plan_page": Rule(STEERING, get=404, hidden=ELSEWHERE),
    "plan_corrections": Rule(STEERING, get=302, post=422, hidden=ELSEWHERE),
    "plan_compare": Rule(STEERING),
    "draft_add": Rule(STEERING, get=405, post=302, hidden=ELSEWHERE),
    "draft_split": MOVE,
    "draft_merge": MOVE,
    "draft_confirm": DECISION,
    "draft_reject": DECISION,
    "draft_reopen": Rule(STEERING, get=405, post=302, fragment=409, hidden=ELSEWHERE),
    "draft_edit": Rule(STEERING, get=405, post=302, fragment=422, hidden=ELSEWHERE),
    "filings": Rule(FILING),
    "filing": Rule(FILING, post=422, hidden=NOT_OVER_THE_UNIT),
    "quality": Rule(POSTED),
    "ranks": Rule(POSTED),
    "ranking": OF_GROUP,
    "ranking_sheet": OF_GROUP,
    "ranking_csv": OF_GROUP,
    "ranking_json": OF_GROUP,
    "receipt": Rule(FILING, hidden=NOT_OVER_THE_UNIT),
    "api_evaluations": Rule(POSTED),
    "api_values": Rule(POSTED),
    "health": Rule(ALL),
    "set_language": Rule(ALL, get=302, post=302),
}
# A fragment is asked for where a page has one; elsewhere the header changes nothing.
FRAGMENTS = {
    "duties",
    "war_map",
    "wall",
    "draft_confirm",
    "draft_reject",
    "draft_reopen",
    "draft_edit",
}
VISITS = [
    (name, method, is_fragment)
    for name in RULES
    for method in ("get", "post")
    for is_fragment in (False, True)
    if not is_fragment or name in FRAGMENTS
]


@pytest.fixture
def units(lakeside: dict[str, Unit]) -> dict[str, Unit]:
    """The tree, with a clinic below the town and a second county beside the first."""
    rows = {row.key: row for row in pack_in_use().units}
    town = rows["fengkou"]
    above = [rows[key] for key in (town.parent or "", town.key)]
    clinic = UnitRow(
        key="fengkou_clinic",
        name="峰口卫生院",
        name_en="Fengkou Clinic",
        short="峰口卫生院",
        kind="hospital",
        parent="fengkou",
    )
    return lakeside | load_units([*above, clinic], at=datetime(2023, 1, 3).astimezone()) | {}


@pytest.fixture
def people(units: dict[str, Unit], now: datetime, stranger: User) -> dict[str, Client]:
    """A browser for each role at each place, for an account without a post, and for nobody."""
    known = {unit.key: unit for unit in Unit.objects.all()} | units
    browsers = {"nobody": Client(), "no post": Client()}
    browsers["no post"].force_login(stranger)
    for number, (name, (key, role)) in enumerate(POSTS.items()):
        user = open_account(f"walker{number}", name=name, password="only-for-tests", at=now)
        appoint(user, unit=known[key], role=role, from_on=date(2023, 1, 3), at=now)
        browsers[name] = Client()
        browsers[name].force_login(user)
    return browsers


@pytest.fixture
def arguments(now: datetime, dispatcher: User) -> dict[str, int | str]:
    """One thing of each kind, all of them the town's or the county's."""
    county = Unit.objects.get(key="honghu")
    document = add_document(PLAN, county=county, file_name="a.txt", actor=dispatcher, at=now)
    draft = Draft.objects.filter(document=document).first()
    own = Expectation.objects.filter(unit__key="fengkou").first()
    target = Target.objects.first()
    receipt = Filing.objects.filter(unit__key="fengkou").first()
    assert draft is not None
    assert own is not None
    assert target is not None
    assert receipt is not None
    return {
        "document_id": document.pk,
        "draft_id": draft.pk,
        "expectation_id": own.pk,
        "target_id": target.pk,
        "receipt": receipt.receipt,
        "number": 1,
        "group": "peers",
        "indicator": "investment.arrived_funds",
    }


def address_of(name: str, arguments: dict[str, int | str]) -> str:
    """The address of `name` with the things that it asks for."""
    pattern = next(entry for _, entry in walk() if entry.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: arguments[key] for key in wanted})


def visit(browser: Client, address: str, method: str, *, is_fragment: bool) -> int:
    """The status of one visit, which leaves nothing behind."""
    headers = {"HX-Request": "true"} if is_fragment else {}
    kept = transaction.savepoint()
    ask: Callable[..., object] = browser.get if method == "get" else browser.post
    status = getattr(ask(address, {"asked": "nothing"}, headers=headers), "status_code", 0)
    transaction.savepoint_rollback(kept)
    return int(status)


def test_every_address_has_its_row_in_the_table() -> None:
    assert {pattern.name for _, pattern in walk()} == set(RULES)


@pytest.mark.parametrize(("name", "method", "is_fragment"), VISITS)
def test_each_person_gets_what_the_table_says(
    name: str,
    method: str,
    is_fragment: bool,  # noqa: FBT001 - a column of the table
    people: dict[str, Client],
    arguments: dict[str, int | str],
) -> None:
    address = address_of(name, arguments)

    found = {
        person: visit(browser, address, method, is_fragment=is_fragment)
        for person, browser in people.items()
    }

    rule = RULES[name]
    assert found == {
        person: rule.status(person, method, is_fragment=is_fragment) for person in people
    }


@pytest.mark.parametrize("name", ["target", "plan_review", "filing", "receipt"])
def test_what_does_not_exist_is_said_so(name: str, as_dispatcher: Client) -> None:
    nothing = dict.fromkeys(["document_id", "target_id", "expectation_id"], 987654321)
    address = address_of(name, nothing | {"receipt": "20230101-NOTHING"})

    assert as_dispatcher.get(address).status_code == 404


@pytest.mark.parametrize("name", ["draft_confirm", "draft_reject", "draft_reopen", "draft_edit"])
def test_a_draft_that_does_not_exist_is_said_so(name: str, as_dispatcher: Client) -> None:
    assert as_dispatcher.post(address_of(name, {"draft_id": 987654321})).status_code == 404


def test_whoever_must_sign_in_is_led_back_to_where_they_went() -> None:
    answer = Client().get("/board/?light=red")

    assert answer.headers["Location"] == "/sign-in/?next=/board/%3Flight%3Dred"
