"""Forums remember that they were taken back or deleted. Those taken back before now learn it from the history."""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import heed_triggers, overlook_triggers


def remember_those_taken_back(apps: Any, editor: Any) -> None:
    """Forums, and the records of each time they were not public: the history alone tells of what is gone."""
    forums = apps.get_model("resolutions", "Forum").objects
    records = apps.get_model("resolutions", "HistoricalForum").objects.order_by("history_date", "history_id")
    shown = records.filter(published_at__isnull=False).order_by().values_list("id", flat=True).distinct()
    for key in list(shown):
        was_public, since = False, None
        for number, at, published_at in records.filter(id=key).values_list("pk", "history_date", "published_at"):
            was_public = was_public or bool(published_at)
            since = (since or at) if was_public and not published_at else None
            if since:
                records.filter(pk=number).update(withdrawn_at=since)
        forums.filter(pk=key, published_at__isnull=True).update(withdrawn_at=since)


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
