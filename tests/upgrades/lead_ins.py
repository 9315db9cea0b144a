"""The one line that a section had, in a register of 0.6.0: told in SQL, as no model knows it any more.

Run by test_lead_ins.py in a process of its own; its argument says what is done, and what is found is printed as JSON.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from django.db import connection  # noqa: E402 -- only after setup

RECORD = """
INSERT INTO resolutions_historicalsection
    (id, version, "order", title, preamble, lead_in, slug, forum_id, history_date, history_type)
SELECT id, {version}, "order", title, preamble, {text}, slug, forum_id, '{day}', '{kind}'
FROM resolutions_section WHERE id = {section}
"""
SECTIONS = "SELECT id FROM resolutions_section WHERE lead_in <> '' ORDER BY id LIMIT 3"
LEAD_INS = "SELECT id, lead_in FROM resolutions_section ORDER BY id"
RECORDS = "SELECT id, lead_in FROM resolutions_historicalsection ORDER BY history_id"
LINES = 'SELECT section_id, text, "order", kind, label, level, version FROM resolutions_line ORDER BY section_id'
HISTORY = (
    "SELECT id, history_type, text, version, history_user_id, section_id FROM resolutions_historicalline "
    "WHERE id IN ({}) ORDER BY id, history_id"
)
ELSEWHERE = """
SELECT COUNT(*) FROM {} AS r
LEFT JOIN resolutions_line AS l ON l.id = r.group_id
LEFT JOIN resolutions_line AS own ON own.section_id = r.section_id AND own."order" = 0
WHERE COALESCE(l.id, 0) <> COALESCE(own.id, 0)
"""
NEW = """
INSERT INTO resolutions_line (version, "order", kind, label, text, level, section_id)
SELECT 1, 9, 'remark', '', 'Обсудили и это.', 1, MAX(id) FROM resolutions_section
"""


def changed() -> list[int]:
    """One line was written anew, one cleared, and one went with its section's record in the history."""
    anew, cleared, deleted = (key for (key,) in rows(SECTIONS))
    rows(RECORD.format(section=anew, version=2, text="'Просят:'", day="2024-01-02", kind="~"))
    rows(RECORD.format(section=anew, version=3, text="'Просят:'", day="2024-01-03", kind="~"))
    rows(f"UPDATE resolutions_section SET lead_in = 'Просят:' WHERE id = {anew}")
    rows(RECORD.format(section=cleared, version=2, text="''", day="2024-01-02", kind="~"))
    rows(f"UPDATE resolutions_section SET lead_in = '' WHERE id = {cleared}")
    rows(RECORD.format(section=deleted, version=2, text="lead_in", day="2024-01-02", kind="-"))
    return [anew, cleared, deleted]


def lines(keys: str) -> dict[str, Any]:
    tables = ("resolutions_recommendation", "resolutions_historicalrecommendation")
    found = {"lines": rows(LINES), "history": rows(HISTORY.format(keys))}
    found["elsewhere"] = [rows(ELSEWHERE.format(table))[0][0] for table in tables]
    rows(NEW)
    found["new"] = rows("SELECT COUNT(*), MAX(id) FROM resolutions_line WHERE kind = 'remark'")[0]
    return found


def keys() -> dict[str, list[int]]:
    """By table: the last key that its history knows, and the one that its next row would get."""
    found = {}
    for table in ("section", "recommendation", "addressing", "line", "forum"):
        last = rows(f"SELECT COALESCE(MAX(id), 0) FROM resolutions_historical{table}")[0][0]
        found[table] = [last, next_key(f"resolutions_{table}")]
    return found


def next_key(table: str) -> int:
    if connection.vendor == "sqlite":
        return rows(f"SELECT COALESCE(MAX(seq), 0) + 1 FROM sqlite_sequence WHERE name = '{table}'")[0][0]
    return rows(f"SELECT nextval(pg_get_serial_sequence('{table}', 'id'))")[0][0]


def lead_ins() -> dict[str, Any]:
    return {"sections": rows(LEAD_INS), "records": rows(RECORDS)}


def rows(question: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    verb, *arguments = sys.argv[1:]
    json.dump({"changed": changed, "lines": lines, "lead_ins": lead_ins, "keys": keys}[verb](*arguments), sys.stdout)
