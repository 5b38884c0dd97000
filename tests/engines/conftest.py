"""Every test of this folder runs once for each engine of the line-up."""

import pytest
from tests.engines.lineup import LINEUP

from guatu.kernel.engines import Engine


@pytest.fixture(params=list(LINEUP), scope="session")
def engine(request: pytest.FixtureRequest) -> Engine:
    """One engine after the other, made once a session."""
    return LINEUP[request.param]()
