"""A forum may be a demonstration: of an invented town, shown at its own addresses and counted nowhere."""

from django.db import migrations, models

from resolutions.tracking import heed_triggers, overlook_triggers

FIELD = {"db_default": False, "default": False, "editable": False, "verbose_name": "демонстрация"}


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0020_themes_with_icons"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.AddField("forum", "is_demonstration", models.BooleanField(**FIELD)),
        migrations.AddField("historicalforum", "is_demonstration", models.BooleanField(**FIELD)),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
