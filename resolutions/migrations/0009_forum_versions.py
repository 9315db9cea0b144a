"""Changes no table: triggers are made anew after every `migrate`, and this makes one due."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0008_following"),
    ]

    operations: list[migrations.operations.base.Operation] = []
