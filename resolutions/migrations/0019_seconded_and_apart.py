"""Of bodies that nobody has checked it is kept whether a second public forum names them (register/seconding.py), which
makes their names public; and which two bodies somebody has said to be different ones.

An address that has been public stays: of what stands in the register one forum is enough, if it may be a name at all."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from resolution_reader import fault_of_name
from resolutions.tracking import drop_triggers, heed_triggers, overlook_triggers

SECONDED = """
SELECT body.id, body.name FROM resolutions_addressee body
JOIN resolutions_addressing named ON named.addressee_id = body.id AND named.withdrawn_at IS NULL
JOIN resolutions_recommendation item ON item.id = named.recommendation_id
JOIN resolutions_section section ON section.id = item.section_id
JOIN resolutions_forum forum ON forum.id = section.forum_id AND forum.published_at IS NOT NULL
WHERE body.merged_into_id IS NULL AND body.is_reviewed = %s
GROUP BY body.id, body.name
"""


def second(apps: Any, editor: Any) -> None:
    """Past the triggers: pages of before are asked for no more, and the index is of another version anyway."""
    forget_triggers(apps, editor)
    with editor.connection.cursor() as cursor:
        cursor.execute(SECONDED, [False])
        seconded = [(True, key) for key, name in cursor.fetchall() if not fault_of_name(name)]
        cursor.executemany("UPDATE resolutions_addressee SET is_seconded = %s WHERE id = %s", seconded)
    apps.get_model("resolutions", "ContentVersion").objects.update(number=models.F("number") + 1)


def forget_triggers(_: Any, editor: Any) -> None:
    """Those that speak of the column."""
    drop_triggers(editor, "resolutions_addressee")


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0018_hidden_words_and_complaints"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.AddField(
            model_name="addressee",
            name="is_seconded",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="назван вторым форумом"
            ),
        ),
        migrations.RunPython(second, forget_triggers),
        migrations.RunPython(heed_triggers, overlook_triggers),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField(verbose_name="сказано")),
                (
                    "said_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кем",
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="resolutions.addressee",
                        verbose_name="адресат",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="resolutions.addressee",
                        verbose_name="другой адресат",
                    ),
                ),
            ],
            options={
                "verbose_name": "разные адресаты",
                "verbose_name_plural": "разные адресаты",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="told_apart_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="told_apart_in_order"
                    ),
                ],
            },
        ),
    ]
