"""Every test of this folder runs once for each engine of the line-up."""

import pytest
from tests.engines.lineup import LINEUP, STORED

from guatu.kernel.engines import Engine


def _marks(name: str) -> tuple[pytest.MarkDecorator, ...]:
    """The store must be open for the engines that ask it."""
    return (pytest.mark.django_db,) if name in STORED else ()


@pytest.fixture(params=[pytest.param(name, marks=_marks(name)) for name in LINEUP], scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine after the other, made once a session."""
    return LINEUP[request.param]()
