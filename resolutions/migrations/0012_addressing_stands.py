"""An addressing has a permanent code and a version, and is withdrawn instead of deleted. Old rows, and what the history
knows of them, get their code here, one for each row that ever was."""

from typing import Any

from django.db import migrations, models

import resolutions.models.fields
from resolutions.models.fields import new_code
from resolutions.tracking import drop_triggers, heed_triggers, overlook_triggers

TABLES = ("resolutions_addressing", "resolutions_historicaladdressing")


def give_codes(apps: Any, editor: Any) -> None:
    """Past the triggers, of which each row would set off two; what they would have counted is counted once."""
    forget_triggers(apps, editor)
    keys = set(apps.get_model("resolutions", "Addressing").objects.values_list("pk", flat=True))
    keys |= set(apps.get_model("resolutions", "HistoricalAddressing").objects.values_list("id", flat=True))
    codes: set[str] = set()
    while len(codes) < len(keys):
        codes.add(new_code())
    pairs = list(zip(codes, sorted(keys), strict=True))
    with editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.executemany(f"UPDATE {table} SET code = %s WHERE id = %s", pairs)
    apps.get_model("resolutions", "ContentVersion").objects.update(number=models.F("number") + 1)


def forget_triggers(_: Any, editor: Any) -> None:
    """Those that speak of the columns that come here."""
    for table in ("resolutions_addressing", "resolutions_addressee"):
        drop_triggers(editor, table)


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0011_errands"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        # It would not know that a row of it is withdrawn, and nothing asks it.
        migrations.RemoveField(model_name="recommendation", name="addressees"),
        migrations.RemoveConstraint(model_name="addressing", name="addressing_unique_per_recommendation"),
        migrations.AddField(
            model_name="addressing",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="версия"),
        ),
        migrations.AddField(
            model_name="addressing",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="отозван"),
        ),
        migrations.AddField(
            model_name="addressing",
            name="code",
            field=models.CharField(editable=False, max_length=12, null=True, verbose_name="код"),
        ),
        migrations.AddField(
            model_name="historicaladdressing",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name="версия"),
        ),
        migrations.AddField(
            model_name="historicaladdressing",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="отозван"),
        ),
        migrations.AddField(
            model_name="historicaladdressing",
            name="code",
            field=models.CharField(editable=False, max_length=12, null=True, verbose_name="код"),
        ),
        migrations.RunPython(give_codes, forget_triggers),
        migrations.AlterField(
            model_name="addressing",
            name="code",
            field=models.CharField(
                default=resolutions.models.fields.new_code,
                editable=False,
                max_length=12,
                unique=True,
                verbose_name="код",
            ),
        ),
        migrations.AlterField(
            model_name="historicaladdressing",
            name="code",
            field=models.CharField(
                db_index=True,
                default=resolutions.models.fields.new_code,
                editable=False,
                max_length=12,
                verbose_name="код",
            ),
        ),
        migrations.AddConstraint(
            model_name="addressing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("recommendation", "addressee"),
                name="addressing_unique_per_recommendation",
                violation_error_message="Этот адресат у рекомендации уже есть.",
            ),
        ),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
