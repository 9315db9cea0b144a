"""Datasette on the same rows: what a user would pick instead, with the indexes and the full text she would make.

One flat table, an index on every column that is filtered by, FTS5 on the text, the file declared immutable, the time
limits raised so that it shows every facet that is asked for instead of giving up.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.checkouts import installed
from benchmarks.servers import Server, free_port, started

REQUIREMENTS = Path(__file__).parent / "requirements.txt"
FACETS = ("addressee", "city", "theme", "year")
SETTINGS = {
    "sql_time_limit_ms": "60000",
    "facet_time_limit_ms": "60000",
    "suggest_facets": "off",
    "default_page_size": "25",
}
TABLE = """
CREATE TABLE recommendations (
    id INTEGER PRIMARY KEY, code TEXT, number TEXT, text TEXT, addressee TEXT, kind TEXT, theme TEXT, city TEXT,
    region TEXT, year INTEGER, held_on TEXT, forum TEXT, section TEXT
)
"""
# CROSS JOIN keeps the order of the tables: without statistics SQLite would begin with the themes, and take hours.
COPY = """
INSERT INTO recommendations
SELECT r.id, r.code, r.number, r.text, a.name AS addressee, a.kind, t.name AS theme, l.name AS city, g.name AS region,
       CAST(strftime('%Y', f.known_day) AS INTEGER) AS year, f.known_day AS held_on, f.title AS forum,
       s.title AS section
FROM portal.resolutions_recommendation r
CROSS JOIN portal.resolutions_section s ON s.id = r.section_id
CROSS JOIN portal.resolutions_forum f ON f.id = s.forum_id
CROSS JOIN portal.resolutions_locality l ON l.id = f.locality_id
CROSS JOIN portal.resolutions_region g ON g.id = l.region_id
CROSS JOIN portal.resolutions_section_themes st ON st.section_id = s.id
CROSS JOIN portal.resolutions_theme t ON t.id = st.theme_id
CROSS JOIN portal.resolutions_addressing ra ON ra.recommendation_id = r.id AND ra."order" = 1
CROSS JOIN portal.resolutions_addressee a ON a.id = ra.addressee_id
ORDER BY r.id
"""
INDEXED = ("addressee", "kind", "theme", "city", "region", "year", "held_on")


def table_address(**parameters: str) -> str:
    """The page of the table that answers the same as the portal's list: newest first, with four facets."""
    facets = [("_facet", column) for column in FACETS]
    order = [] if "_search" in parameters else [("_sort_desc", "held_on")]
    return f"/rows/recommendations?{urlencode([*parameters.items(), *facets, *order, ('_size', '25')])}"


def make_database(path: Path, portal: Path) -> None:
    """From the portal's own SQLite file, so that both have the same rows."""
    unfinished = path.with_suffix(".new")  # one that was given up must not pass for whole
    unfinished.unlink(missing_ok=True)
    database = sqlite3.connect(unfinished)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000")
    database.execute("ATTACH ? AS portal", (str(portal),))
    database.execute(TABLE)
    database.execute(COPY)
    for column in INDEXED:
        database.execute(f"CREATE INDEX by_{column} ON recommendations ({column})")
    database.execute(
        "CREATE VIRTUAL TABLE recommendations_fts USING fts5 (text, content = 'recommendations', content_rowid = 'id')"
    )
    database.execute("INSERT INTO recommendations_fts (recommendations_fts) VALUES ('rebuild')")
    database.commit()
    database.execute("DETACH portal")
    database.execute("ANALYZE")
    database.close()
    unfinished.rename(path)


def program(folder: Path) -> Path:
    return installed(REQUIREMENTS, folder, "datasette") / "datasette"


@contextmanager
def datasette(program: Path, database: Path) -> Iterator[Server]:
    port = free_port()
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, value)]
    command = [str(program), "serve", "--immutable", str(database), "--port", str(port), *settings]
    with started(command, port, dict(os.environ), subprocess.DEVNULL) as server:  # it writes a line for each request
        yield server
