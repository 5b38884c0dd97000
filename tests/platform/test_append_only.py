"""Tables that only grow, whichever statement tries to shrink them."""

import pytest
from django.db import DatabaseError, connection, transaction

TABLES = ("audit_entry", "observations_observation", "observations_filing")
EMPTYING = "DELETE FROM {table}" if connection.vendor == "sqlite" else "TRUNCATE {table} CASCADE"


def count(table: str) -> int:
    """The rows of `table`."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_a_table_that_only_grows_is_never_emptied(table: str) -> None:
    before = count(table)

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(EMPTYING.format(table=table))

    assert count(table) == before > 0
