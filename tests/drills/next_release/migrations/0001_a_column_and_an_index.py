from django.db import migrations

TABLE = "resolutions_recommendation"


class Migration(migrations.Migration):
    dependencies = [("resolutions", "__first__")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE {TABLE} ADD COLUMN drill integer NOT NULL DEFAULT 0", f"ALTER TABLE {TABLE} DROP COLUMN drill"
        ),
        migrations.RunSQL(f"CREATE INDEX drill_index ON {TABLE} (drill)", "DROP INDEX drill_index"),
    ]
