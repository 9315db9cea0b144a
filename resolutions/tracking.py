"""Has anything in the register changed? One number answers, whatever path a change took.

Triggers on every table that a public page shows add one to it in the change's own transaction, so that it also
counts bulk updates, merges and what somebody does in a database shell. They are made anew after every `migrate`:
SQLite loses a table's triggers when a migration rebuilds the table.
"""

from typing import Any

from django.apps import apps
from django.db import connections

from resolutions.models import ContentVersion

TRACKED = (
    "Organizer",
    "Region",
    "Locality",
    "Theme",
    "Forum",
    "Section",
    "Section_themes",
    "Recommendation",
    "Addressing",
    "Addressee",
    "AddresseeAlias",
)
EVENTS = ("INSERT", "UPDATE", "DELETE")

# A database that starts again, or is restored, must not repeat numbers under which pages are remembered.
COUNT = """
INSERT INTO resolutions_contentversion (id, number) VALUES (1, {random})
ON CONFLICT (id) DO UPDATE SET number = resolutions_contentversion.number + 1
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_counts_{event} AFTER {event} ON {table}
BEGIN {count}; END
"""
SQLITE_RANDOM = "abs(random() % 1000000000000)"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION resolutions_count_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN {count}; RETURN NULL; END $$
"""
POSTGRESQL = """
CREATE OR REPLACE TRIGGER {table}_counts_{event} AFTER {event} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION resolutions_count_change()
"""
POSTGRESQL_RANDOM = "floor(random() * 1000000000000)"


def content_version() -> int:
    """The number; 0 for a register that has never held a row."""
    return ContentVersion.objects.values_list("number", flat=True).first() or 0


def install_triggers(using: str, **_: Any) -> None:
    """After `migrate`, on the database migrated; does no harm where they stand already."""
    connection = connections[using]
    if ContentVersion._meta.db_table not in connection.introspection.table_names():
        return  # migrated back to nothing
    tables = [apps.get_model("resolutions", name)._meta.db_table for name in TRACKED]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION.format(count=COUNT.format(random=POSTGRESQL_RANDOM)))
        for table in tables:
            for event in EVENTS:
                cursor.execute(trigger(connection.vendor, table, event))


def trigger(vendor: str, table: str, event: str) -> str:
    if vendor == "postgresql":
        return POSTGRESQL.format(table=table, event=event)
    return SQLITE.format(table=table, event=event, count=COUNT.format(random=SQLITE_RANDOM))
