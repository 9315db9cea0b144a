"""A change of one recommendation alone is noted beside those after which its whole forum must be read again.

The second number of a forum is 0 until the triggers of this release stand: when they are made, it becomes the first one.
"""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import TRACKED, drop_triggers, heed_triggers, overlook_triggers

NAMES = {"verbose_name": "изменение рекомендации", "verbose_name_plural": "изменения рекомендаций"}


def leave_no_triggers(_: Any, editor: Any) -> None:
    """Those of this release speak of what goes; the earlier one makes its own."""
    for model in TRACKED:
        drop_triggers(editor, f"resolutions_{model.lower()}")


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0024_filters_in_words"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.AddField("forumchange", "shape", models.BigIntegerField(default=0, db_default=0)),
        migrations.RunPython(heed_triggers, overlook_triggers),
        migrations.CreateModel(
            name="RecommendationChange",
            fields=[
                ("recommendation_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("forum_id", models.BigIntegerField()),
                ("number", models.BigIntegerField(db_index=True)),
            ],
            options=NAMES,
        ),
        migrations.RunPython(migrations.RunPython.noop, leave_no_triggers),
    ]
