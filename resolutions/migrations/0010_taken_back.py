"""Forums remember that they were taken back or deleted. Those taken back before now learn it from the history."""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import heed_triggers, overlook_triggers


def remember_those_taken_back(apps: Any, editor: Any) -> None:
    forums = apps.get_model("resolutions", "Forum").objects
    records = apps.get_model("resolutions", "HistoricalForum").objects.order_by("history_date", "history_id")
    shown = records.filter(published_at__isnull=False).values("id")
    for key in forums.filter(published_at__isnull=True, pk__in=shown).values_list("pk", flat=True):
        since = None
        for at, published_at in records.filter(id=key).values_list("history_date", "published_at"):
            since = None if published_at else since or at
        forums.filter(pk=key).update(withdrawn_at=since)


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0009_forum_versions"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.AddField(
            model_name="forum",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="удалён"),
        ),
        migrations.AddField(
            model_name="forum",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="снят с публикации"),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="удалён"),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="снят с публикации"),
        ),
        migrations.AddConstraint(
            model_name="forum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(("deleted_at__isnull", True), ("withdrawn_at__isnull", True)),
                    _connector="OR",
                ),
                name="forum_public_or_taken_back",
                violation_error_message="Снятый с публикации или удалённый форум не может быть опубликован.",
            ),
        ),
        # Last: PostgreSQL alters no table whose triggers still have something to do.
        migrations.RunPython(remember_those_taken_back, migrations.RunPython.noop),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
