"""The desk at which plans are checked."""

from datetime import datetime

import pytest
from tests.apps.plans.desk import Desk

from guatu.apps.accounts.models import User
from guatu.apps.units.models import Unit


@pytest.fixture
def bench(dispatcher: User, now: datetime) -> Desk:
    """The dispatcher of the example county at ten in the morning."""
    return Desk(dispatcher, now, Unit.objects.get(key="honghu"))
