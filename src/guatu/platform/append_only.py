"""Tables that only grow: the database itself refuses to change or delete a row."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
SQLITE_REPLACE = """
CREATE TRIGGER {table}_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION guatu_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table}
FOR EACH ROW EXECUTE FUNCTION guatu_append_only()
"""
POSTGRES_TRUNCATE = """
CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION guatu_append_only()
"""


def append_only(table: str, *, keys: tuple[str, ...]) -> migrations.RunPython:
    """The migration step that makes `table` grow only; undone when migrated back.

    `keys` are its unique columns: SQLite's INSERT OR REPLACE would delete behind a trigger's back.
    """

    def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
        text = SQLITE if editor.connection.vendor == "sqlite" else POSTGRES
        if editor.connection.vendor == "postgresql":
            editor.execute(POSTGRES_FUNCTION.replace("%", "%%"), ())
        for act in ("update", "delete"):
            editor.execute(text.format(table=table, act=act))
        if editor.connection.vendor == "sqlite":
            same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
            editor.execute(SQLITE_REPLACE.format(table=table, same=same))

    def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
        where = "" if editor.connection.vendor == "sqlite" else f" ON {table}"
        for act in ("update", "delete", "replace"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_{act}{where}")

    return migrations.RunPython(guard, release)


def let_go(table: str, *, keys: tuple[str, ...]) -> migrations.RunPython:
    """The migration step before a guarded table is changed; `append_only` guards it again after.

    SQLite changes a table by making it anew, and forgets its triggers.
    """
    guarded = append_only(table, keys=keys)
    return migrations.RunPython(guarded.reverse_code or guarded.code, guarded.code)


def never_emptied(*tables: str) -> migrations.RunPython:
    """The migration step by which PostgreSQL refuses to TRUNCATE tables that `append_only` guards.

    SQLite has no such statement: a DELETE of all rows meets the trigger of `append_only`.
    """

    def guard(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(POSTGRES_TRUNCATE.format(table=table))

    def release(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001 - Django's shape
        if editor.connection.vendor == "postgresql":
            for table in tables:
                editor.execute(f"DROP TRIGGER IF EXISTS {table}_truncate ON {table}")

    return migrations.RunPython(guard, release)
