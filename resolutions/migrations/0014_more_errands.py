"""The index, the open data, digests and what is tidied up are errands, too. No column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0013_who_and_when"),
    ]

    operations = [
        migrations.AlterField(
            model_name="errand",
            name="kind",
            field=models.CharField(
                choices=[
                    ("read", "прочитать документ"),
                    ("mail", "отправить письмо"),
                    ("news", "отправить рассылку"),
                    ("index", "построить индекс"),
                    ("digests", "подготовить рассылку"),
                    ("tidy", "убрать то, чей срок вышел"),
                    ("leftovers", "убрать лишнее с диска"),
                    ("dump", "выгрузить открытые данные"),
                    ("here", "быть на месте"),
                ],
                max_length=20,
                verbose_name="что сделать",
            ),
        ),
    ]
