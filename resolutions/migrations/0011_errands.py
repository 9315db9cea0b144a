"""What waits to be done is a table of its own: drafts to be read and letters to be sent, with whoever is at them."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models

from resolutions.tracking import heed_triggers, overlook_triggers


def take_over(apps: Any, editor: Any) -> None:
    """A draft that a killed reader held is held until the same moment; a letter that was given up stays so."""
    Errand = apps.get_model("resolutions", "Errand")
    drafts = apps.get_model("resolutions", "Draft").objects.filter(state="waiting").order_by("waiting_since", "pk")
    claims = drafts.values_list("pk", "waiting_since", "claimed_by", "claimed_until", "attempts")
    Errand.objects.bulk_create(
        (
            Errand(kind="read", key=str(pk), due=due, claimed_by=by, claimed_until=until, attempts=attempts)
            for pk, due, by, until, attempts in claims
        ),
        batch_size=1000,
    )
    letters = apps.get_model("resolutions", "Letter").objects.order_by("next_try_at", "pk")
    Errand.objects.bulk_create(
        (
            Errand(
                kind="news" if kind == "digest" else "mail",
                key=str(pk),
                due=None if given_up else due,
                attempts=attempts,
            )
            for pk, kind, due, attempts, given_up in letters.values_list(
                "pk", "kind", "next_try_at", "attempts", "given_up"
            )
        ),
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0010_taken_back"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.CreateModel(
            name="Errand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "прочитать документ"),
                            ("mail", "отправить письмо"),
                            ("news", "отправить рассылку"),
                            ("here", "быть на месте"),
                        ],
                        max_length=20,
                        verbose_name="что сделать",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=100, verbose_name="с чем")),
                ("place", models.CharField(blank=True, max_length=60, verbose_name="где")),
                (
                    "due",
                    models.DateTimeField(
                        blank=True, default=django.utils.timezone.now, null=True, verbose_name="когда"
                    ),
                ),
                ("claimed_by", models.CharField(blank=True, max_length=100, verbose_name="кто делает")),
                ("claimed_until", models.DateTimeField(blank=True, null=True, verbose_name="занято до")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="попыток")),
            ],
            options={
                "verbose_name": "поручение",
                "verbose_name_plural": "поручения",
                "ordering": ["due", "pk"],
                "indexes": [models.Index(fields=["kind", "due", "id"], name="errand_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "key", "place"),
                        name="errand_once",
                        violation_error_message="Это уже поручено.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("claimed_by", ""), ("claimed_until__isnull", True)),
                            models.Q(models.Q(("claimed_by", ""), _negated=True), ("claimed_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="errand_claimed_until",
                        violation_error_message=("У занятого поручения должно быть сказано, кем и до какого времени."),
                    ),
                ],
            },
        ),
        migrations.RunPython(take_over, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="letter",
            options={
                "ordering": ["posted_at", "pk"],
                "verbose_name": "письмо в очереди",
                "verbose_name_plural": "письма в очереди",
            },
        ),
        migrations.RemoveConstraint(model_name="draft", name="draft_claimed_while_waiting"),
        migrations.RemoveIndex(model_name="letter", name="letter_due"),
        migrations.RemoveField(model_name="draft", name="attempts"),
        migrations.RemoveField(model_name="draft", name="claimed_by"),
        migrations.RemoveField(model_name="draft", name="claimed_until"),
        migrations.RemoveField(model_name="letter", name="attempts"),
        migrations.RemoveField(model_name="letter", name="next_try_at"),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
