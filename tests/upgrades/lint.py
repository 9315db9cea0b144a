"""Migrations since the last release: may that release's code go on beside them?

python -m tests.with_postgresql python -m tests.upgrades.lint

It answers visitors until the services begin anew, and again when an upgrade is taken back. What is found stands in
ALLOWED with the reason, or the change comes in two releases: the code that needs the old no more, then the schema.
Asked of PostgreSQL alone: SQLite makes a table anew for almost any change, which the linter takes for a new NOT NULL.
"""

import lzma
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from django.db.migrations.loader import MigrationLoader  # noqa: E402 -- only after setup
from django_migration_linter import MigrationLinter  # noqa: E402 -- only after setup
from django_migration_linter.sql_analyser import PostgresqlAnalyser, analyse_sql_statements  # noqa: E402 -- the same

OURS = "resolutions"
APPLIED = re.compile(rf"'{OURS}', '(\d{{4}}_\w+)'")  # in the rows of django_migrations, as SQL
# (migration, what is found) -> why it is no harm.
ALLOWED = {
    ("0020_themes_with_icons", "ADD_UNIQUE"): "the rule that stood there, less those that were merged: it forbids less",
}


def of_the_last_release() -> set[str]:
    last = max(Path(__file__).parent.glob("[0-9]*"), key=lambda path: path.name)
    return set(APPLIED.findall(lzma.decompress((last / "postgresql.xz").read_bytes()).decode()))


def since_the_last_release() -> list[str]:
    ours = {name for app, name in MigrationLoader(None).disk_migrations or () if app == OURS}
    return sorted(ours - of_the_last_release())


def complaints(migrations: Iterable[str]) -> Iterator[str]:
    linter = MigrationLinter(include_apps=[OURS], no_cache=True)
    for name in migrations:
        errors, _, _ = analyse_sql_statements(PostgresqlAnalyser, linter.get_sql(OURS, name), [])
        for error in errors:
            if (name, error.code) not in ALLOWED:
                yield f"{name}: {error.message} ({error.code}, {error.table or 'several tables'})"


if __name__ == "__main__":
    found = list(complaints(since_the_last_release()))
    for complaint in found:
        sys.stderr.write(f"{complaint}\n")
    sys.exit(bool(found))
