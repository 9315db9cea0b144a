"""Whose link to a draft it is and until when: both or neither. Half of a link opens nothing, and goes."""

from typing import Any

from django.db import migrations, models

from resolutions.tracking import heed_triggers, overlook_triggers


def drop_half_links(apps: Any, editor: Any) -> None:
    """Writes columns that no trigger speaks of: PostgreSQL alters no table whose triggers still have something to do."""
    drafts = apps.get_model("resolutions", "Draft").objects
    drafts.filter(share_key="", shared_until__isnull=False).update(shared_until=None)
    drafts.filter(shared_until__isnull=True).exclude(share_key="").update(share_key="")


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0012_addressing_stands"),
    ]

    operations = [
        migrations.RunPython(drop_half_links, migrations.RunPython.noop),
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("share_key", ""), ("shared_until__isnull", True)),
                    models.Q(models.Q(("share_key", ""), _negated=True), ("shared_until__isnull", False)),
                    _connector="OR",
                ),
                name="draft_shared_until",
                violation_error_message="У ссылки на черновик должно быть сказано, до какого времени она действует.",
            ),
        ),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
