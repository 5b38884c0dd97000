"""From a filing to the board: figures are stored and what they change is read, at once."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from guatu.apps.accounts.models import User
from guatu.apps.boards.operations import read_days, read_tile
from guatu.apps.observations.models import Filing
from guatu.apps.observations.operations import Figure, file_figures
from guatu.apps.plans.queries import targets_fed_by
from guatu.platform.database import write_gate


def file_onto_board(
    figures: Sequence[Figure], *, key: uuid.UUID, actor: User, at: datetime, as_of: date
) -> Filing:
    """File figures and read the targets and the place that they feed, on `as_of`.

    Raises what `file_figures` raises; then nothing changes.
    """
    with write_gate():
        filing = file_figures(figures, key=key, actor=actor, at=at)
        fed = {figure.expectation.indicator.key for figure in figures}
        read_days([as_of], targets_fed_by(fed))
        read_tile(as_of, filing.unit)
        return filing
