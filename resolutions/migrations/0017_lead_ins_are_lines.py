"""The one line that a section had before its recommendations becomes the first of its lines, over all of them."""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import drop_triggers, heed_triggers, overlook_triggers

TABLES = ("resolutions_line", "resolutions_recommendation", "resolutions_section")
LINES = """
INSERT INTO resolutions_line (version, "order", kind, label, text, level, section_id)
SELECT 1, 0, 'group', '', lead_in, 1, id FROM resolutions_section WHERE lead_in <> ''
"""
# What was typed on which day, and by whom, stays known.
HISTORY = """
INSERT INTO resolutions_historicalline
    (id, version, "order", kind, label, text, level, section_id, history_date, history_type, history_user_id,
     history_change_reason)
SELECT line.id, was.version, 0, 'group', '', was.lead_in, 1, was.id, was.history_date, was.history_type,
    was.history_user_id, was.history_change_reason
FROM resolutions_historicalsection AS was JOIN resolutions_line AS line ON line.section_id = was.id
WHERE was.lead_in <> ''
ORDER BY was.history_id
"""
GROUPS = """
UPDATE resolutions_recommendation
SET group_id = (SELECT id FROM resolutions_line WHERE section_id = resolutions_recommendation.section_id)
"""


def make_lines(apps: Any, editor: Any) -> None:
    """Past the triggers, of which each row would set off two; what they would have counted is counted once."""
    for table in TABLES:
        drop_triggers(editor, table)
    with editor.connection.cursor() as cursor:
        for statement in (LINES, HISTORY, GROUPS):
            cursor.execute(statement)
    apps.get_model("resolutions", "ContentVersion").objects.update(number=models.F("number") + 1)


def take_back(apps: Any, editor: Any) -> None:
    """The lines of a section in one, as it was."""
    for table in TABLES:
        drop_triggers(editor, table)
    section, line = (apps.get_model("resolutions", name) for name in ("Section", "Line"))
    for row in section.objects.all():
        lines = line.objects.filter(section=row, kind="group").order_by("order", "pk")
        row.lead_in = "\n".join(f"{one.label} {one.text}".strip() for one in lines)
        row.save(update_fields=["lead_in"])


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
