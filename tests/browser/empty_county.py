"""A county before its first plan: units and catalog of the pack, one dispatcher, nothing to do."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

import django
from tests.browser.people import PASSWORD

MORNING = datetime(2023, 1, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def build() -> None:
    """Build it in the folder that `GUATU_DATA` names, through the operations."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.config.settings")
    django.setup()
    from guatu.apps.accounts.operations import open_account  # noqa: PLC0415 - needs Django set up
    from guatu.apps.plans.queries import pack_in_use  # noqa: PLC0415 - as above
    from guatu.apps.units.models import Role  # noqa: PLC0415 - as above
    from guatu.apps.units.operations import appoint  # noqa: PLC0415 - as above
    from guatu.cli.serving import prepare  # noqa: PLC0415 - as above
    from guatu.flows.county_from_pack import load_county  # noqa: PLC0415 - as above

    prepare()
    pack = pack_in_use()
    county = load_county(pack, at=MORNING)[pack.county]
    user = open_account("dispatcher", name="调度专员", password=PASSWORD, at=MORNING)
    appoint(user, unit=county, role=Role.DISPATCHER, from_on=MORNING.date(), at=MORNING)


if __name__ == "__main__":
    build()
