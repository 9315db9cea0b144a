"""Has anything in the register changed? One number answers, whatever path a change took.

Triggers on every table that a public page shows add one to it in the change's own transaction, so that it also
counts bulk updates, merges and what somebody does in a database shell. They are made anew after every `migrate`:
SQLite loses a table's triggers when a migration rebuilds the table.

On PostgreSQL the number is raised at commit, once for a transaction: everybody who writes queues at that one row,
and whoever held it while still waiting for other rows would be half of a deadlock. SQLite has one writer anyway.
"""

from typing import Any

from django.apps import apps
from django.db import connections

from resolutions.models import ContentVersion

# Model -> the columns whose update counts; nothing named: all of them. A draft is edited all day long, and only
# what makes its document a forum's source is seen outside.
TRACKED: dict[str, tuple[str, ...]] = {
    "Organizer": (),
    "Region": (),
    "Locality": (),
    "Theme": (),
    "Forum": (),
    "Section": (),
    "Section_themes": (),
    "Recommendation": (),
    "Addressing": (),
    "Addressee": (),
    "AddresseeAlias": (),
    "Draft": ("state", "forum_id", "revises_id", "source_id"),
    "SourceDocument": (),
}

# A register that starts from nothing starts at a random number, not at one under which pages may be remembered.
COUNT = """
INSERT INTO resolutions_contentversion (id, number) VALUES (1, {random})
ON CONFLICT (id) DO UPDATE SET number = resolutions_contentversion.number + 1
"""
SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_counts_{name} AFTER {event} ON {table}
BEGIN {count}; END
"""
SQLITE_RANDOM = "abs(random() % 1000000000000)"
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION resolutions_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('resolutions.counted', true) IS DISTINCT FROM 'yes' THEN
        {count};
        PERFORM set_config('resolutions.counted', 'yes', true);
    END IF;
    RETURN NULL;
END $$
"""
POSTGRESQL_DROP = "DROP TRIGGER IF EXISTS {table}_counts_{name} ON {table}"
POSTGRESQL = """
CREATE CONSTRAINT TRIGGER {table}_counts_{name} AFTER {event} ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION resolutions_count_change()
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
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_FUNCTION.format(count=COUNT.format(random=POSTGRESQL_RANDOM)))
        for model, columns in TRACKED.items():
            table = apps.get_model("resolutions", model)._meta.db_table
            update = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
            for name, event in (("insert", "INSERT"), ("update", update), ("delete", "DELETE")):
                for statement in statements(connection.vendor, table, name, event):
                    cursor.execute(statement)


def statements(vendor: str, table: str, name: str, event: str) -> list[str]:
    if vendor == "postgresql":
        # Constraint triggers cannot be replaced, only made anew.
        return [sql.format(table=table, name=name, event=event) for sql in (POSTGRESQL_DROP, POSTGRESQL)]
    return [SQLITE.format(table=table, name=name, event=event, count=COUNT.format(random=SQLITE_RANDOM))]
