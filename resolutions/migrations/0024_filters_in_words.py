"""Subscriptions say «фильтры», as the list does; nothing in the database changes."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0023_look_and_offers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="subscription",
            name="query",
            field=models.CharField(blank=True, max_length=2000, verbose_name="фильтры"),
        ),
        migrations.AlterConstraint(
            model_name="subscription",
            name="subscription_unique_per_address",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                models.F("query"),
                name="subscription_unique_per_address",
                violation_error_message="С этими фильтрами адрес уже подписан.",
            ),
        ),
    ]
