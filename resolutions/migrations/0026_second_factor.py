"""A second step of signing in: since when an account has it, and its codes on paper. Its app is django-otp's row."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import resolutions.models.second_factor

SINCE = {"blank": True, "editable": False, "null": True, "verbose_name": "второй шаг входа с"}


class Migration(migrations.Migration):
    dependencies = [
        ("otp_totp", "0003_add_timestamps"),
        ("resolutions", "0025_recommendation_change"),
    ]

    operations = [
        migrations.AddField("historicaluser", "second_factor_since", models.DateTimeField(**SINCE)),
        migrations.AddField("user", "second_factor_since", models.DateTimeField(**SINCE)),
        migrations.CreateModel(
            name="AuthenticatorApp",
            fields=[],
            options={
                "verbose_name": "приложение с кодами",
                "verbose_name_plural": "приложения с кодами",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=(resolutions.models.second_factor.CountsToAnHour, "otp_totp.totpdevice"),
        ),
        migrations.CreateModel(
            name="RecoveryCodes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(help_text="The human-readable name of this device.", max_length=64)),
                ("confirmed", models.BooleanField(default=True, help_text="Is this device ready for use?")),
                (
                    "throttling_failure_timestamp",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="A timestamp of the last failed verification attempt. Null if last attempt succeeded.",
                        null=True,
                    ),
                ),
                (
                    "throttling_failure_count",
                    models.PositiveIntegerField(default=0, help_text="Number of successive failed attempts."),
                ),
                ("left", models.JSONField(default=dict, verbose_name="оставшиеся коды")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="чьи",
                    ),
                ),
            ],
            options={"verbose_name": "коды восстановления", "verbose_name_plural": "коды восстановления"},
            bases=(resolutions.models.second_factor.CountsToAnHour, models.Model),
        ),
    ]
