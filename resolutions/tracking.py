"""Has anything in the register changed, and in which forums? One number answers, whatever path a change took.

Triggers on every table that a public page shows add one to it in the change's own transaction, so that it also
counts bulk updates, merges and what somebody does in a database shell; a forum of which its own page may show something
else is noted under that number as changed. Beside that they note what the index must read again: the whole forum, where
its shape has changed, or single recommendations. They are made anew after every `migrate`: SQLite loses a table's
triggers when a migration rebuilds the table.

On PostgreSQL the number is raised at commit, once for a transaction: everybody who writes queues at that one row,
and whoever held it while still waiting for other rows would be half of a deadlock. SQLite has one writer anyway.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from resolutions import last_seen
from resolutions.models import Addressee, Addressing, ContentVersion, ForumChange, RecommendationChange


@dataclass(frozen=True)
class Tracked:
    """One table. `columns` are those whose update counts, nothing named: all of them. `forums` selects the ids of the
    forums that are to be noted because of {row}, which is NEW or OLD; `only`: the columns whose update does that.
    `seen` is true of rows that are seen outside, nothing said: of all; no new row is when `seen_when_new` is not.
    `names`: pages of any forum may show a row of this table. A new one is on none of them yet.

    What is noted changes the shape of these forums, unless it is said otherwise: `indexed` is not where the index holds
    nothing of a row; `alone` selects the recommendations, with their forums, that alone are to be read again at the
    events of `alone_when`, which are not those that take a name away. `shape`: the columns whose update changes the
    shape all the same."""

    columns: tuple[str, ...] = ()
    forums: str = ""
    only: tuple[str, ...] = ()
    indexed: bool = True
    alone: str = ""
    alone_when: tuple[str, ...] = ()
    shape: tuple[str, ...] = ()
    seen: str = "1 = 1"
    seen_when_new: bool = True
    names: bool = False


LONGEST_STEP = 1_000_000_000_000  # of a number that has room for millions of them
NAMES = 0  # where a forum's id stands: what pages of any forum may show
OTHER_NAMES = -1  # and what bodies are called besides, which no page shows
OF_LOCALITY = "SELECT id FROM resolutions_forum WHERE locality_id = {row}.id"
OF_DRAFT = "SELECT {row}.forum_id AS id UNION SELECT {row}.revises_id AS id"
OF_SECTION = "SELECT forum_id AS id FROM resolutions_section WHERE id = {row}.section_id"
OF_RECOMMENDATION = """
SELECT s.forum_id AS id FROM resolutions_recommendation r JOIN resolutions_section s ON s.id = r.section_id
WHERE r.id = {row}.recommendation_id"""
OF_SECTION_ALONE = """
SELECT r.id, s.forum_id FROM resolutions_recommendation r JOIN resolutions_section s ON s.id = r.section_id
WHERE s.id = {row}.section_id"""
ITSELF_ALONE = "SELECT {row}.id AS id, s.forum_id FROM resolutions_section s WHERE s.id = {row}.section_id"
OF_RECOMMENDATION_ALONE = """
SELECT r.id, s.forum_id FROM resolutions_recommendation r JOIN resolutions_section s ON s.id = r.section_id
WHERE r.id = {row}.recommendation_id"""
OF_ADDRESSEE = """
SELECT s.forum_id AS id FROM resolutions_addressing a JOIN resolutions_recommendation r ON r.id = a.recommendation_id
JOIN resolutions_section s ON s.id = r.section_id WHERE a.addressee_id = {row}.id AND a.withdrawn_at IS NULL"""

# Files are uploaded and drafts edited all day long; only a document that has become a forum's source is seen outside.
TRACKED: dict[str, Tracked] = {
    "Organizer": Tracked(names=True),
    "Region": Tracked(names=True),
    "Locality": Tracked(forums=OF_LOCALITY, only=("region_id",), names=True),
    "Theme": Tracked(names=True),
    "Forum": Tracked(forums="SELECT {row}.id AS id"),
    "Section": Tracked(forums="SELECT {row}.forum_id AS id"),
    "Line": Tracked(forums=OF_SECTION),
    "Section_themes": Tracked(forums=OF_SECTION, alone=OF_SECTION_ALONE, alone_when=("insert", "update", "delete")),
    "Recommendation": Tracked(
        forums=OF_SECTION, alone=ITSELF_ALONE, alone_when=("update",), shape=("id", "section_id", '"order"')
    ),
    "Part": Tracked(forums=OF_RECOMMENDATION, alone=OF_RECOMMENDATION_ALONE, alone_when=("insert", "update", "delete")),
    # One that goes takes a name with it, which nobody may be offered any more.
    "Addressing": Tracked(
        forums=OF_RECOMMENDATION,
        alone=OF_RECOMMENDATION_ALONE,
        alone_when=("insert", "update"),
        shape=("recommendation_id", "addressee_id", "withdrawn_at"),
        seen="{row}.withdrawn_at IS NULL",
    ),
    "Addressee": Tracked(forums=OF_ADDRESSEE, only=("kind", "is_reviewed", "is_seconded"), names=True),
    "AddresseeAlias": Tracked(forums=f"SELECT {OTHER_NAMES} AS id"),
    "Draft": Tracked(
        columns=("state", "forum_id", "revises_id", "source_id"),
        forums=OF_DRAFT,
        indexed=False,
        seen="{row}.state = 'entered'",
    ),
    "SourceDocument": Tracked(seen_when_new=False, names=True),
    "HiddenWords": Tracked(forums="SELECT {row}.forum_id AS id"),
    # On every page, the first one as well.
    "Look": Tracked(forums=f"SELECT {NAMES} AS id"),
}

# A register that starts from nothing starts at a random number, not at one under which pages may be remembered.
COUNT = """
INSERT INTO resolutions_contentversion (id, number) VALUES (1, {random})
ON CONFLICT (id) DO UPDATE SET number = resolutions_contentversion.number + 1
"""
RENEW = """
INSERT INTO resolutions_contentversion (id, number) VALUES (1, %s)
ON CONFLICT (id) DO UPDATE SET number = resolutions_contentversion.number + excluded.number
"""
NOTE = """
INSERT INTO resolutions_forumchange (forum_id, number, shape)
SELECT DISTINCT changed.id, version.number, CASE WHEN {shape} THEN version.number ELSE 0 END
FROM ({forums}) AS changed, resolutions_contentversion AS version
WHERE changed.id IS NOT NULL AND {condition}
ON CONFLICT (forum_id) DO UPDATE SET number = excluded.number,
shape = CASE WHEN excluded.shape = 0 THEN resolutions_forumchange.shape ELSE excluded.shape END
WHERE resolutions_forumchange.number <> excluded.number OR resolutions_forumchange.shape < excluded.shape
"""
# Of a published forum: whatever was written into another one, publishing it changes its shape. Nor where that has just
# changed, or a forum that is entered and published at once would be noted row by row.
NOTE_ALONE = """
INSERT INTO resolutions_recommendationchange (recommendation_id, forum_id, number)
SELECT changed.id, changed.forum_id, version.number FROM ({alone}) AS changed
JOIN resolutions_forum AS forum ON forum.id = changed.forum_id AND forum.published_at IS NOT NULL,
resolutions_contentversion AS version
WHERE {condition} AND NOT EXISTS (
SELECT 1 FROM resolutions_forumchange AS noted
WHERE noted.forum_id = changed.forum_id AND noted.shape = version.number)
ON CONFLICT (recommendation_id) DO UPDATE SET forum_id = excluded.forum_id, number = excluded.number
WHERE resolutions_recommendationchange.number <> excluded.number
"""
# What has changed while other triggers stood than those of this release.
KNOW_NO_SHAPE = "UPDATE resolutions_forumchange SET shape = number WHERE shape < number"
CHANGED = """
SELECT 0, forum_id FROM resolutions_forumchange WHERE number > %s AND (shape > %s OR forum_id <= 0)
UNION ALL SELECT recommendation_id, forum_id FROM resolutions_recommendationchange WHERE number > %s
"""
FORUM_NUMBERS = f"""
SELECT forum_id, number FROM resolutions_forumchange
WHERE forum_id IN ({NAMES}, (SELECT id FROM resolutions_forum WHERE slug = %s)) ORDER BY forum_id
"""
SHOWN = """
SELECT 0, forum_id, shape FROM resolutions_forumchange WHERE forum_id IN ({forums})
UNION ALL SELECT recommendation_id, forum_id, number FROM resolutions_recommendationchange
WHERE recommendation_id IN ({recommendations})
"""
KEYS_BEGIN = """
INSERT INTO sqlite_sequence (name, seq)
SELECT '{table}', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{table}')
"""
KEYS_GO_ON = """
UPDATE sqlite_sequence SET seq = MAX(seq, COALESCE((SELECT MAX(id) FROM {history}), 0)) WHERE name = '{table}'
"""
SQLITE_DROP = "DROP TRIGGER IF EXISTS {table}_counts_{event}"
SQLITE = "CREATE TRIGGER {table}_counts_{event} AFTER {timing} ON {table} WHEN {seen} BEGIN {count}; {notes} END"
SQLITE_RANDOM = "abs(random() % 1000000000000)"
# One function per table and event. The counter is raised once for a transaction, the notes are under that number.
POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_counts_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('resolutions.counted', true) IS DISTINCT FROM 'yes' THEN
        {count};
        PERFORM set_config('resolutions.counted', 'yes', true);
    END IF;
    {notes}
    RETURN NULL;
END $$
"""
POSTGRESQL_DROP = "DROP TRIGGER IF EXISTS {table}_counts_{event} ON {table}"
POSTGRESQL = """
CREATE CONSTRAINT TRIGGER {table}_counts_{event} AFTER {timing} ON {table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ({seen}) EXECUTE FUNCTION {table}_counts_{event}()
"""
POSTGRESQL_RANDOM = "floor(random() * 1000000000000)"
PIECES = {
    "sqlite": ([SQLITE_DROP, SQLITE], SQLITE_RANDOM),
    "postgresql": ([POSTGRESQL_DROP, POSTGRESQL_FUNCTION, POSTGRESQL], POSTGRESQL_RANDOM),
}
ROWS = {"insert": ("NEW",), "update": ("NEW", "OLD"), "delete": ("OLD",)}


def content_version() -> int:
    """The number; 0 for a register that has never held a row."""
    rows = read_rows("SELECT number FROM resolutions_contentversion WHERE id = 1")
    number = rows[0][0] if rows else 0
    last_seen.note(number)
    return number


def forum_version(slug: str) -> str:
    """The same for a page that shows this forum and no other: of the forum, and of names that any page may show."""
    seen = last_seen.newest()
    rows = read_rows(FORUM_NUMBERS, slug)
    version = str(rows)
    if rows:  # the register stands at the last of them, or at a later one
        number = max(number for _, number in rows)
        last_seen.note(number)
        seen = max(seen, number)
    if any(forum != NAMES for forum, _ in rows):  # of a forum that was never there nobody remembers a page
        last_seen.note_forum(slug, version, seen)
    return version


class Versions(NamedTuple):
    """Of what pieces of pages show. `rows`: of recommendations, by their ids; another one when the recommendation has
    changed, its forum's shape or a name. `forums`: of forums, by theirs; as long as neither shape nor names change."""

    rows: dict[int, str]
    forums: dict[int, str]


def versions_of(rows: Mapping[int, int]) -> Versions:
    """{recommendation: the forum that it is of}, as the index says it."""
    if not rows:
        return Versions({}, {})
    asked = [NAMES, *dict.fromkeys(rows.values())]
    question = SHOWN.format(forums=marks(len(asked)), recommendations=marks(len(rows)))
    numbers = {row[:2]: row[2] for row in read_rows(question, *asked, *rows)}
    last_seen.note(max(numbers.values(), default=0))
    names = numbers.get((0, NAMES), 0)
    forums = {forum: f"{forum}-{numbers.get((0, forum), 0)}-{names}" for forum in asked[1:]}
    return Versions({row: f"{forums[forum]}-{numbers.get((row, forum), 0)}" for row, forum in rows.items()}, forums)


def marks(count: int) -> str:
    """Places for so many parameters."""
    return ", ".join(["%s"] * count)


def read_rows(question: str, *parameters: str | int) -> list[tuple[int, ...]]:
    """In SQL as it stands: asked by every request, and by half of them twice, it takes a quarter of the time."""
    connection = connections[ContentVersion.objects.db]
    if is_checked(connection):
        return rows_of(connection, question, parameters)
    # Most requests ask this first: whether the database is still there need not be asked before it.
    connection.health_check_done = True  # type: ignore[attr-defined]  # not in the stubs
    try:
        return rows_of(connection, question, parameters)
    except Error:
        if connection.is_usable():  # it is there, and took too long
            raise
        connection.close()
        return rows_of(connection, question, parameters)


def is_checked(connection: BaseDatabaseWrapper) -> bool:
    """Whether Django would not look first if a connection kept from an earlier request has been dropped meanwhile."""
    if connection.connection is None or connection.in_atomic_block:
        return True
    return connection.health_check_done or not connection.health_check_enabled  # type: ignore[attr-defined]  # not in the stubs


def rows_of(connection: BaseDatabaseWrapper, question: str, parameters: tuple[str | int, ...]) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return cursor.fetchall()


def renew() -> None:
    """As if everything had changed: whatever was made of this register before is asked for never again.

    By a step that nobody can guess, so that the numbers that follow are those of no other past of the same database.
    """
    with transaction.atomic(), connections[ContentVersion.objects.db].cursor() as cursor:
        cursor.execute(RENEW, [secrets.randbelow(LONGEST_STEP) + 1])
        cursor.execute(NOTE.format(forums=f"SELECT {NAMES} AS id", shape="true", condition="true"))


class Changed(NamedTuple):
    """What the index must read again: `forums` as a whole, of others the recommendations in `alone`, each with its
    forum. `names`: whether any name that pages show, or by which something is found, has changed."""

    forums: list[int]
    alone: dict[int, int]
    names: bool

    @property
    def is_anything(self) -> bool:
        return any(self)

    @property
    def is_alone(self) -> bool:
        """Single recommendations, and nothing else."""
        return bool(self.alone) and not self.forums and not self.names

    @property
    def touched(self) -> tuple[int, ...]:
        """All forums in which something has changed."""
        return tuple(sorted({*self.forums, *self.alone.values()}))


NOTHING = Changed([], {}, names=False)


def changed_since(number: int) -> Changed:
    """For an index that holds the register as it was at that content version."""
    rows = read_rows(CHANGED, number, number, number)
    noted = {forum for recommendation, forum in rows if not recommendation}
    forums = sorted(forum for forum in noted if forum > NAMES)
    alone = {recommendation: forum for recommendation, forum in rows if recommendation and forum not in noted}
    return Changed(forums, alone, names=len(forums) < len(noted))


def install_triggers(using: str, **_: Any) -> None:
    """After `migrate`, on the database migrated; does no harm where they stand already."""
    connection = connections[using]
    if not has_all_they_speak_of(connection):
        return
    # All or none: without its trigger a table would change unseen.
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for model, tracked in TRACKED.items():
            table = apps.get_model("resolutions", model)._meta.db_table
            for event in ROWS:
                for statement in statements(connection.vendor, table, event, tracked):
                    cursor.execute(statement)
        cursor.execute(KNOW_NO_SHAPE)


def has_all_they_speak_of(connection: BaseDatabaseWrapper) -> bool:
    """Not a database that was migrated back, or not yet to here."""
    speaks_of = {
        ForumChange._meta.db_table,
        RecommendationChange._meta.db_table,
        *(apps.get_model("resolutions", model)._meta.db_table for model in TRACKED),
    }
    if not speaks_of <= set(connection.introspection.table_names()):
        return False
    with connection.cursor() as cursor:
        return all(
            column in {found.name for found in connection.introspection.get_table_description(cursor, table)}
            for table, column in (
                (Addressing._meta.db_table, "withdrawn_at"),
                (Addressee._meta.db_table, "is_seconded"),
                (ForumChange._meta.db_table, "shape"),
            )
        )


def drop_triggers(editor: Any, table: str) -> None:
    """For a migration that writes every row of a table, or takes a column from it that they speak of."""
    drop_triggers_of(editor.connection, table)


def drop_all_triggers(using: str) -> None:
    """For whoever fills a database with rows that have been counted; `install_triggers` makes them anew."""
    for model in TRACKED:
        drop_triggers_of(connections[using], apps.get_model("resolutions", model)._meta.db_table)


def drop_triggers_of(connection: BaseDatabaseWrapper, table: str) -> None:
    pieces, _ = PIECES[connection.vendor]
    with connection.cursor() as cursor:
        for event in ROWS:
            cursor.execute(pieces[0].format(table=table, event=event))


def overlook_triggers(_: Any, editor: Any) -> None:
    """For a migration, around what rebuilds a table: SQLite would rename none that another table's trigger speaks of.

    The triggers of that table go with the old one, and are made anew when all migrations are done.
    """
    set_pragma(editor, "ON")


def heed_triggers(_: Any, editor: Any) -> None:
    set_pragma(editor, "OFF")
    keep_keys(editor)


def keep_keys(editor: Any) -> None:
    """SQLite gives a table that is made anew the keys of rows deleted from its end once more; their history stays."""
    if editor.connection.vendor != "sqlite":
        return
    with editor.connection.cursor() as cursor:
        tables = set(editor.connection.introspection.table_names(cursor))
        for history in sorted(name for name in tables if name.startswith("resolutions_historical")):
            table = history.replace("_historical", "_", 1)
            if table in tables:
                cursor.execute(KEYS_BEGIN.format(table=table))
                cursor.execute(KEYS_GO_ON.format(table=table, history=history))


def set_pragma(editor: Any, value: str) -> None:
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:
            cursor.execute(f"PRAGMA legacy_alter_table = {value}")


def statements(vendor: str, table: str, event: str, tracked: Tracked) -> list[str]:
    """What makes one table's trigger for one event anew; neither engine can replace one."""
    timing = f"UPDATE OF {', '.join(tracked.columns)}" if event == "update" and tracked.columns else event.upper()
    notes = [each for row in ROWS[event] for each in noted(vendor, row, event, tracked)]
    if tracked.names and event != "insert":
        notes.append(NOTE.format(forums=f"SELECT {NAMES} AS id", shape="true", condition="true"))
    pieces, random = PIECES[vendor]
    words = {"table": table, "event": event, "timing": timing, "seen": is_seen(event, tracked)}
    words["notes"] = " ".join(f"{each};" for each in notes)
    return [piece.format(count=COUNT.format(random=random), **words) for piece in pieces]


def is_seen(event: str, tracked: Tracked) -> str:
    """The condition that somebody outside sees the row, as it is now or as it was."""
    if event == "insert" and not tracked.seen_when_new:
        return "1 = 0"
    return " OR ".join(tracked.seen.format(row=row) for row in ROWS[event])


def noted(vendor: str, row: str, event: str, tracked: Tracked) -> list[str]:
    """Forums before single recommendations, which ask what of their forum is noted already."""
    if not tracked.forums:
        return []
    matters = differs(vendor, tracked.only) if tracked.only and event == "update" else "true"
    shape = shape_changes(vendor, event, tracked)
    notes = [NOTE.format(forums=tracked.forums.format(row=row), shape=shape, condition=matters)]
    if event in tracked.alone_when:
        notes.append(NOTE_ALONE.format(alone=tracked.alone.format(row=row), condition=f"NOT {shape}"))
    return notes


def shape_changes(vendor: str, event: str, tracked: Tracked) -> str:
    """The condition that the event changes the shape of the forums that are noted."""
    if not tracked.indexed:
        return "false"
    if event not in tracked.alone_when:
        return "true"
    return differs(vendor, tracked.shape) if event == "update" else "false"


def differs(vendor: str, columns: tuple[str, ...]) -> str:
    """The condition that one of these became something else."""
    sign = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
    return f"({' OR '.join(f'OLD.{column} {sign} NEW.{column}' for column in columns) or 'false'})"
