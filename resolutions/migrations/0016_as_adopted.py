"""A resolution as it was adopted: lines between recommendations, parts, acts, terms, labels, the head as printed."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import resolutions.models.others
from resolutions.tracking import heed_triggers, overlook_triggers


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0015_mail"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.CreateModel(
            name="Part",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="срок: день")),
                (
                    "due_in_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="«В течение 30 дней со дня получения» – 30.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1, "Дней со дня получения бывает от 1 до 3650."),
                            django.core.validators.MaxValueValidator(
                                3650, "Дней со дня получения бывает от 1 до 3650."
                            ),
                        ],
                        verbose_name="срок: дней со дня получения",
                    ),
                ),
                (
                    "due_as_written",
                    models.CharField(
                        blank=True,
                        help_text="Если дня из слов не вывести: «до конца года».",
                        max_length=300,
                        verbose_name="срок: словами",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=1, verbose_name="порядок")),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Со знаком: «а)», «–».",
                        max_length=30,
                        verbose_name="номер, как напечатан",
                    ),
                ),
                ("text", models.TextField(verbose_name="текст")),
                (
                    "others",
                    resolutions.models.others.OthersField(
                        blank=True,
                        default=list,
                        validators=[resolutions.models.others.check_others],
                        verbose_name="получатели и контролирующие",
                    ),
                ),
            ],
            options={
                "verbose_name": "часть рекомендации",
                "verbose_name_plural": "части рекомендации",
                "ordering": ["recommendation", "order", "pk"],
            },
        ),
        migrations.AddField(
            model_name="forum",
            name="adopted_number",
            field=models.CharField(blank=True, max_length=50, verbose_name="номер документа"),
        ),
        migrations.AddField(
            model_name="forum",
            name="adopted_on",
            field=models.DateField(blank=True, null=True, verbose_name="принята"),
        ),
        migrations.AddField(
            model_name="forum",
            name="head",
            field=models.TextField(
                blank=True, help_text="Строки над текстом резолюции, как напечатаны.", verbose_name="шапка документа"
            ),
        ),
        migrations.AddField(
            model_name="forum",
            name="votes",
            field=models.CharField(
                blank=True, help_text="Как напечатано: «за – 31».", max_length=500, verbose_name="голосование"
            ),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="adopted_number",
            field=models.CharField(blank=True, max_length=50, verbose_name="номер документа"),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="adopted_on",
            field=models.DateField(blank=True, null=True, verbose_name="принята"),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="head",
            field=models.TextField(
                blank=True, help_text="Строки над текстом резолюции, как напечатаны.", verbose_name="шапка документа"
            ),
        ),
        migrations.AddField(
            model_name="historicalforum",
            name="votes",
            field=models.CharField(
                blank=True, help_text="Как напечатано: «за – 31».", max_length=500, verbose_name="голосование"
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="act",
            field=models.CharField(
                choices=[
                    ("recommend", "рекомендует"),
                    ("ask", "просит"),
                    ("propose", "предлагает"),
                    ("instruct", "поручает"),
                    ("decide", "решает само"),
                    ("note", "отмечает"),
                ],
                default="recommend",
                max_length=10,
                verbose_name="что делает резолюция",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="due_as_written",
            field=models.CharField(
                blank=True,
                help_text="Если дня из слов не вывести: «до конца года».",
                max_length=300,
                verbose_name="срок: словами",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="due_in_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="«В течение 30 дней со дня получения» – 30.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1, "Дней со дня получения бывает от 1 до 3650."),
                    django.core.validators.MaxValueValidator(3650, "Дней со дня получения бывает от 1 до 3650."),
                ],
                verbose_name="срок: дней со дня получения",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="срок: день"),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="label",
            field=models.CharField(
                blank=True,
                help_text="Как напечатан: «2.1.», «1)», «–»; пусто – без номера.",
                max_length=30,
                verbose_name="номер со знаком",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="others",
            field=resolutions.models.others.OthersField(
                blank=True,
                default=list,
                validators=[resolutions.models.others.check_others],
                verbose_name="получатели и контролирующие",
            ),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="repeats",
            field=models.CharField(blank=True, help_text="«Ежеквартально».", max_length=200, verbose_name="как часто"),
        ),
        migrations.AddField(
            model_name="historicalsection",
            name="annex",
            field=models.CharField(
                blank=True, help_text="«Приложение 1», если секция в нём.", max_length=300, verbose_name="приложение"
            ),
        ),
        migrations.AddField(
            model_name="historicalsection",
            name="title_as_written",
            field=models.TextField(
                blank=True,
                help_text="«Секция 2. Дом»; пусто, если секция названа внутри фразы.",
                verbose_name="заголовок, как напечатан",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="act",
            field=models.CharField(
                choices=[
                    ("recommend", "рекомендует"),
                    ("ask", "просит"),
                    ("propose", "предлагает"),
                    ("instruct", "поручает"),
                    ("decide", "решает само"),
                    ("note", "отмечает"),
                ],
                default="recommend",
                max_length=10,
                verbose_name="что делает резолюция",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="due_as_written",
            field=models.CharField(
                blank=True,
                help_text="Если дня из слов не вывести: «до конца года».",
                max_length=300,
                verbose_name="срок: словами",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="due_in_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="«В течение 30 дней со дня получения» – 30.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1, "Дней со дня получения бывает от 1 до 3650."),
                    django.core.validators.MaxValueValidator(3650, "Дней со дня получения бывает от 1 до 3650."),
                ],
                verbose_name="срок: дней со дня получения",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="срок: день"),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="label",
            field=models.CharField(
                blank=True,
                help_text="Как напечатан: «2.1.», «1)», «–»; пусто – без номера.",
                max_length=30,
                verbose_name="номер со знаком",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="others",
            field=resolutions.models.others.OthersField(
                blank=True,
                default=list,
                validators=[resolutions.models.others.check_others],
                verbose_name="получатели и контролирующие",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="repeats",
            field=models.CharField(blank=True, help_text="«Ежеквартально».", max_length=200, verbose_name="как часто"),
        ),
        migrations.AddField(
            model_name="section",
            name="annex",
            field=models.CharField(
                blank=True, help_text="«Приложение 1», если секция в нём.", max_length=300, verbose_name="приложение"
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="title_as_written",
            field=models.TextField(
                blank=True,
                help_text="«Секция 2. Дом»; пусто, если секция названа внутри фразы.",
                verbose_name="заголовок, как напечатан",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalPart",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="срок: день")),
                (
                    "due_in_days",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="«В течение 30 дней со дня получения» – 30.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1, "Дней со дня получения бывает от 1 до 3650."),
                            django.core.validators.MaxValueValidator(
                                3650, "Дней со дня получения бывает от 1 до 3650."
                            ),
                        ],
                        verbose_name="срок: дней со дня получения",
                    ),
                ),
                (
                    "due_as_written",
                    models.CharField(
                        blank=True,
                        help_text="Если дня из слов не вывести: «до конца года».",
                        max_length=300,
                        verbose_name="срок: словами",
                    ),
                ),
                ("order", models.PositiveIntegerField(default=1, verbose_name="порядок")),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Со знаком: «а)», «–».",
                        max_length=30,
                        verbose_name="номер, как напечатан",
                    ),
                ),
                ("text", models.TextField(verbose_name="текст")),
                (
                    "others",
                    resolutions.models.others.OthersField(
                        blank=True,
                        default=list,
                        validators=[resolutions.models.others.check_others],
                        verbose_name="получатели и контролирующие",
                    ),
                ),
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
                (
                    "recommendation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="resolutions.recommendation",
                        verbose_name="рекомендация",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical часть рекомендации",
                "verbose_name_plural": "historical части рекомендации",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("order", models.PositiveIntegerField(default=1, verbose_name="порядок")),
                (
                    "kind",
                    models.CharField(
                        choices=[("group", "вводная строка"), ("remark", "обсуждение")],
                        default="group",
                        max_length=10,
                        verbose_name="что это",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Со знаком: «3.», «а)».",
                        max_length=30,
                        verbose_name="номер, как напечатан",
                    ),
                ),
                ("text", models.TextField(verbose_name="текст")),
                ("level", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="уровень")),
                ("source_first", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ("source_last", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        help_text="Вводная строка, которой подчинена эта.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="below",
                        to="resolutions.line",
                        verbose_name="под строкой",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="resolutions.section",
                        verbose_name="секция",
                    ),
                ),
            ],
            options={
                "verbose_name": "строка между рекомендациями",
                "verbose_name_plural": "строки между рекомендациями",
                "ordering": ["section", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLine",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="версия")),
                ("order", models.PositiveIntegerField(default=1, verbose_name="порядок")),
                (
                    "kind",
                    models.CharField(
                        choices=[("group", "вводная строка"), ("remark", "обсуждение")],
                        default="group",
                        max_length=10,
                        verbose_name="что это",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Со знаком: «3.», «а)».",
                        max_length=30,
                        verbose_name="номер, как напечатан",
                    ),
                ),
                ("text", models.TextField(verbose_name="текст")),
                ("level", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="уровень")),
                ("source_first", models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ("source_last", models.PositiveIntegerField(blank=True, editable=False, null=True)),
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
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="resolutions.section",
                        verbose_name="секция",
                    ),
                ),
                (
                    "above",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Вводная строка, которой подчинена эта.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="resolutions.line",
                        verbose_name="под строкой",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical строка между рекомендациями",
                "verbose_name_plural": "historical строки между рекомендациями",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="historicalrecommendation",
            name="group",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Вводная строка этой секции, под которой стоит пункт.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="resolutions.line",
                verbose_name="под строкой",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="group",
            field=models.ForeignKey(
                blank=True,
                help_text="Вводная строка этой секции, под которой стоит пункт.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="recommendations",
                to="resolutions.line",
                verbose_name="под строкой",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", True), ("due_in_days__isnull", True)),
                    models.Q(("due_on__isnull", True), ("due_as_written", "")),
                    models.Q(("due_in_days__isnull", True), ("due_as_written", "")),
                    _connector="OR",
                ),
                name="recommendation_has_one_term",
                violation_error_message="Срок задают один раз: днём, числом дней со дня получения или словами.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_in_days__isnull", True), ("due_in_days__range", (1, 3650)), _connector="OR"),
                name="recommendation_days_in_range",
                violation_error_message="Дней со дня получения бывает от 1 до 3650.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("act__in", ["recommend", "ask", "propose", "instruct", "decide", "note"])),
                name="recommendation_act_known",
                violation_error_message="Такого действия у резолюции не бывает.",
            ),
        ),
        migrations.AddField(
            model_name="part",
            name="recommendation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="parts",
                to="resolutions.recommendation",
                verbose_name="рекомендация",
            ),
        ),
        migrations.AddField(
            model_name="addressing",
            name="part",
            field=models.ForeignKey(
                blank=True,
                help_text="Та часть рекомендации, которая к нему обращена; пусто – вся.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="addressings",
                to="resolutions.part",
                verbose_name="часть",
            ),
        ),
        migrations.AddField(
            model_name="historicaladdressing",
            name="part",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Та часть рекомендации, которая к нему обращена; пусто – вся.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="resolutions.part",
                verbose_name="часть",
            ),
        ),
        migrations.AddIndex(
            model_name="line",
            index=models.Index(fields=["section", "order"], name="line_in_section"),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="line_has_text",
                violation_error_message="У строки должен быть текст.",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__range", (1, 3))),
                name="line_not_too_deep",
                violation_error_message="Вводные строки вложены глубже 3 уровней.",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "group"), models.Q(("above__isnull", True), ("label", "")), _connector="OR"
                ),
                name="line_remark_stands_alone",
                violation_error_message="Обсуждение не бывает под номером и под вводной строкой.",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="part_has_text",
                violation_error_message="У части должен быть текст.",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_on__isnull", True), ("due_in_days__isnull", True)),
                    models.Q(("due_on__isnull", True), ("due_as_written", "")),
                    models.Q(("due_in_days__isnull", True), ("due_as_written", "")),
                    _connector="OR",
                ),
                name="part_has_one_term",
                violation_error_message="Срок задают один раз: днём, числом дней со дня получения или словами.",
            ),
        ),
        migrations.AddConstraint(
            model_name="part",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_in_days__isnull", True), ("due_in_days__range", (1, 3650)), _connector="OR"),
                name="part_days_in_range",
                violation_error_message="Дней со дня получения бывает от 1 до 3650.",
            ),
        ),
        migrations.RunPython(heed_triggers, overlook_triggers),
    ]
