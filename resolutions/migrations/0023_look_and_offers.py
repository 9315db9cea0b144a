"""How the portal looks in its city, and what organisations ask to have in it."""

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0022_tallies"),
    ]

    operations = [
        migrations.AlterField(
            model_name="mail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("confirmation", "подтверждение подписки"),
                    ("already", "подписка уже есть"),
                    ("digest", "новое по подписке"),
                    ("password", "новый пароль"),
                    ("invitation", "приглашение"),
                    ("complaints", "сообщения об ошибках"),
                    ("offers", "заявки"),
                ],
                max_length=20,
                verbose_name="о чём",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalLook",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("id", models.PositiveSmallIntegerField(db_index=True, default=1, editable=False)),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="название портала")),
                (
                    "emblem_version",
                    models.CharField(blank=True, editable=False, max_length=16, verbose_name="версия герба"),
                ),
                ("main_colour", models.CharField(blank=True, max_length=7, verbose_name="основной цвет")),
                ("accent_colour", models.CharField(blank=True, max_length=7, verbose_name="цвет выделения")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="почта")),
                ("contact_phone", models.CharField(blank=True, max_length=50, verbose_name="телефон")),
                ("contact_address", models.CharField(blank=True, max_length=200, verbose_name="почтовый адрес")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical вид портала",
                "verbose_name_plural": "historical вид портала",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="название портала")),
                ("emblem", models.BinaryField(blank=True, default=bytes, verbose_name="герб или знак")),
                (
                    "emblem_version",
                    models.CharField(blank=True, editable=False, max_length=16, verbose_name="версия герба"),
                ),
                ("main_colour", models.CharField(blank=True, max_length=7, verbose_name="основной цвет")),
                ("accent_colour", models.CharField(blank=True, max_length=7, verbose_name="цвет выделения")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="почта")),
                ("contact_phone", models.CharField(blank=True, max_length=50, verbose_name="телефон")),
                ("contact_address", models.CharField(blank=True, max_length=200, verbose_name="почтовый адрес")),
            ],
            options={
                "verbose_name": "вид портала",
                "verbose_name_plural": "вид портала",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="look_is_one", violation_error_message="Вид у портала один."
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("main_colour", ""), ("main_colour__startswith", "#"), _connector="OR"),
                        name="look_main_is_colour",
                        violation_error_message="Цвет пишется так: «#» и шесть цифр или букв от a до f, например #0b4f6c.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accent_colour", ""), ("accent_colour__startswith", "#"), _connector="OR"),
                        name="look_accent_is_colour",
                        violation_error_message="Цвет пишется так: «#» и шесть цифр или букв от a до f, например #0b4f6c.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("emblem", b""), ("emblem_version", "")),
                            models.Q(
                                models.Q(("emblem_version", ""), _negated=True),
                                models.Q(("emblem", b""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="look_emblem_has_version",
                        violation_error_message="У герба должна быть версия.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="когда")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="сказано редакторам")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="разобрано")),
                ("organisation", models.CharField(max_length=200, verbose_name="организация")),
                ("person", models.CharField(max_length=200, verbose_name="имя")),
                ("email", models.EmailField(max_length=254, verbose_name="электронная почта")),
                ("resolution", models.TextField(max_length=2000, verbose_name="что за резолюция")),
                ("consent_version", models.CharField(max_length=20, verbose_name="версия согласия")),
                ("consent_from", models.GenericIPAddressField(blank=True, null=True, verbose_name="с адреса в сети")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="кто разобрал",
                    ),
                ),
            ],
            options={
                "verbose_name": "заявка",
                "verbose_name_plural": "заявки",
                "ordering": ["-made_at"],
                "abstract": False,
                "indexes": [models.Index(fields=["made_at"], name="offer_made_at")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_by__isnull", True), ("settled_at__isnull", False), _connector="OR"
                        ),
                        name="offer_settled_at",
                        violation_error_message="Если сообщение разобрано, должно быть сказано, когда.",
                    )
                ],
            },
        ),
    ]
