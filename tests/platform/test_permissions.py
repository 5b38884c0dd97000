"""Policies: every address declares one, and without one nobody gets in."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import Settings

from guatu.apps.accounts.models import User
from guatu.platform.permissions import (
    PUBLIC,
    SIGNED_IN,
    Policy,
    every_address_has_a_policy,
    walk,
)

NOBODY = Policy("nobody", "没有人", rule=lambda *_: False)
OWN = Policy("own", "本人", rule=lambda user, thing=None: thing is None or thing == user.username)


@pytest.fixture
def open_door(settings: Settings) -> None:
    """A product with an address that declares nothing."""
    settings.ROOT_URLCONF = "tests.platform.open_door"


@pytest.mark.usefixtures("open_door")
def test_an_undeclared_address_is_a_fault_at_start() -> None:
    faults = every_address_has_a_policy(None)

    assert [fault.id for fault in faults] == ["guatu.E002"]
    assert "inner/undeclared/" in faults[0].msg
    assert "@guarded" in faults[0].msg


@pytest.mark.django_db
@pytest.mark.usefixtures("open_door")
def test_an_undeclared_address_is_refused_even_if_it_is_served(as_head: Client) -> None:
    as_head.raise_request_exception = False

    assert as_head.get("/declared/").content == b"declared"
    assert b"secret" not in as_head.get("/inner/undeclared/").content


def test_every_address_of_the_product_declares_its_policy() -> None:
    assert every_address_has_a_policy(None) == []
    assert len(walk()) >= 20


def test_whoever_has_not_signed_in_gets_only_what_is_public() -> None:
    assert PUBLIC.allows(AnonymousUser())
    assert not SIGNED_IN.allows(AnonymousUser())
    assert not OWN.allows(AnonymousUser())


def test_a_policy_can_be_asked_of_one_thing() -> None:
    user = User(username="clerk")

    assert OWN.allows(user)
    assert OWN.allows(user, "clerk")
    assert not OWN.allows(user, "head")
    assert not NOBODY.allows(user)


def test_a_refusal_carries_the_words_of_the_policy() -> None:
    OWN.require(User(username="clerk"), "clerk")

    with pytest.raises(PermissionDenied, match="本人"):
        OWN.require(User(username="clerk"), "head")
