"""The one line that a section had before its recommendations becomes the first of its lines, over all of them.

Its key is that of its section, in the history as well: of a line that was taken away, or of a deleted section, it is
still known what it said, when and by whom.
"""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import drop_triggers, heed_triggers, overlook_triggers

TABLES = ("resolutions_line", "resolutions_recommendation", "resolutions_section")
# Of a section's history only those records that changed the line.
HISTORY = """
INSERT INTO resolutions_historicalline
    (id, version, "order", kind, label, text, level, section_id, history_date, history_user_id, history_change_reason,
     history_type)
SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY history_id), 0, 'group', '',
    CASE WHEN lead_in = '' THEN before ELSE lead_in END, 1, id, history_date, history_user_id, history_change_reason,
    CASE WHEN history_type = '-' OR lead_in = '' THEN '-' WHEN before = '' THEN '+' ELSE '~' END
FROM (
    SELECT *, COALESCE(LAG(lead_in) OVER (PARTITION BY id ORDER BY history_id), '') AS before
    FROM resolutions_historicalsection
) AS was
WHERE lead_in <> before OR history_type = '-' AND lead_in <> ''
ORDER BY history_id
"""
LINES = """
INSERT INTO resolutions_line (id, version, "order", kind, label, text, level, section_id)
SELECT id, COALESCE((SELECT MAX(version) FROM resolutions_historicalline WHERE section_id = section.id), 1),
    0, 'group', '', lead_in, 1, id
FROM resolutions_section AS section WHERE lead_in <> ''
"""
GROUPS = """
UPDATE {table} SET group_id = section_id WHERE EXISTS (SELECT 1 FROM resolutions_line WHERE id = {table}.section_id)
"""
# As drafts of that time say it: the title is what was printed.
TITLES = "UPDATE {table} SET title_as_written = title"
KEYS = "SELECT COALESCE(MAX(id), 0) FROM (SELECT id FROM resolutions_line UNION SELECT id FROM resolutions_historicalline) k"
NEXT_KEY = "SELECT setval(pg_get_serial_sequence('resolutions_line', 'id'), {last})"  # SQLite: heed_triggers
# The last that a record of a section can have known of its line.
HISTORY_BACK = """
UPDATE resolutions_historicalsection SET lead_in = COALESCE((
    SELECT CASE WHEN line.history_type = '-' AND resolutions_historicalsection.history_type <> '-' THEN '' ELSE text END
    FROM resolutions_historicalline AS line
    WHERE line.section_id = resolutions_historicalsection.id AND kind = 'group' AND "order" = 0
        AND line.history_date <= resolutions_historicalsection.history_date
    ORDER BY line.history_date DESC, line.history_id DESC LIMIT 1
), '')
"""


def make_lines(apps: Any, editor: Any) -> None:
    """Past the triggers, of which each row would set off two; what they would have counted is counted once."""
    for table in TABLES:
        drop_triggers(editor, table)
    with editor.connection.cursor() as cursor:
        cursor.execute(HISTORY)
        cursor.execute(LINES)
        for table in ("resolutions_recommendation", "resolutions_historicalrecommendation"):
            cursor.execute(GROUPS.format(table=table))
        for table in ("resolutions_section", "resolutions_historicalsection"):
            cursor.execute(TITLES.format(table=table))
        cursor.execute(KEYS)
        (last,) = cursor.fetchone()
        if last and editor.connection.vendor == "postgresql":
            cursor.execute(NEXT_KEY.format(last=last))
    apps.get_model("resolutions", "ContentVersion").objects.update(number=models.F("number") + 1)


def take_back(apps: Any, editor: Any) -> None:
    """The groups of a section in one line, as it was; talk between its recommendations goes before them."""
    for table in TABLES:
        drop_triggers(editor, table)
    section, line = (apps.get_model("resolutions", name) for name in ("Section", "Line"))
    found: dict[int, dict[str, list[str]]] = {}
    for one in line.objects.order_by("section_id", "order", "pk").iterator():
        of_kind = found.setdefault(one.section_id, {"group": [], "remark": []})
        of_kind[one.kind].append(f"{one.label} {one.text}".strip())
    for row in section.objects.filter(pk__in=found):
        row.lead_in = "\n".join(found[row.pk]["group"])
        row.preamble = "\n".join(filter(None, [row.preamble, *found[row.pk]["remark"]]))
        row.save(update_fields=["lead_in", "preamble"])
    with editor.connection.cursor() as cursor:
        cursor.execute(HISTORY_BACK)


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0016_as_adopted"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.RunPython(make_lines, take_back),
        migrations.RemoveField(model_name="section", name="lead_in"),
        migrations.RemoveField(model_name="historicalsection", name="lead_in"),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
