"""Themes have a picture, two can be merged, and nineteen are there from the beginning.

One of the same name, or at the same address, that a moderator has made before stays and is that theme; the new address
leads to it."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from resolution_reader.language import fold
from resolutions.tracking import drop_triggers, heed_triggers, overlook_triggers

THEMES = (
    ("roads", "Дороги и транспорт", "bus"),
    ("yards", "Дворы и благоустройство", "trees"),
    ("housing", "Жильё и коммунальные услуги", "building-2"),
    ("ecology", "Экология и отходы", "leaf"),
    ("education", "Образование и школа", "graduation-cap"),
    ("culture", "Культура и наследие", "landmark"),
    ("sport", "Физкультура и спорт", "dumbbell"),
    ("health", "Здоровье и медицина", "heart-pulse"),
    ("youth", "Молодёжь", "rocket"),
    ("seniors", "Старшее поколение", "glasses"),
    ("family", "Семья и дети", "baby"),
    ("accessibility", "Доступная среда", "accessibility"),
    ("welfare", "Социальная помощь", "hand-helping"),
    ("self-government", "Самоуправление и ТОС", "users"),
    ("nonprofits", "НКО и добровольчество", "heart-handshake"),
    ("ethnic-relations", "Национальности и вера", "globe"),
    ("safety", "Безопасность и порядок", "shield"),
    ("business", "Экономика и туризм", "briefcase"),
    ("information", "Информация и цифровые услуги", "monitor-smartphone"),
)


def bring_in(apps: Any, editor: Any) -> None:
    """Past the triggers, whose events would keep PostgreSQL from making the index of the new column."""
    drop_triggers(editor, "resolutions_theme")
    make_themes(apps)
    apps.get_model("resolutions", "ContentVersion").objects.update(number=models.F("number") + 1)


def make_themes(apps: Any) -> None:
    themes = apps.get_model("resolutions", "Theme").objects
    for slug, name, icon in THEMES:
        at_address = themes.filter(slug=slug).first()
        standing = themes.filter(name_key=fold(name)).first() or at_address
        if standing is None:
            themes.create(slug=slug, name=name, icon=icon)
            continue
        themes.filter(pk=standing.pk).update(icon=icon)
        if at_address is None:
            themes.create(slug=slug, name=name, icon=icon, merged_into=standing)


def take_away_signposts(apps: Any, editor: Any) -> None:
    """Before the names of all must differ again."""
    drop_triggers(editor, "resolutions_theme")
    apps.get_model("resolutions", "Theme").objects.filter(merged_into__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0019_seconded_and_apart"),
    ]

    operations = [
        migrations.RunPython(overlook_triggers, heed_triggers),
        migrations.RemoveConstraint(
            model_name="theme",
            name="theme_name_unique",
        ),
        migrations.AddField(
            model_name="historicaltheme",
            name="icon",
            field=models.CharField(
                choices=[
                    ("bus", "автобус"),
                    ("trees", "деревья"),
                    ("building-2", "многоэтажный дом"),
                    ("leaf", "лист"),
                    ("graduation-cap", "шапка выпускника"),
                    ("landmark", "здание с колоннами"),
                    ("dumbbell", "гантель"),
                    ("heart-pulse", "сердце и пульс"),
                    ("rocket", "ракета"),
                    ("glasses", "очки"),
                    ("baby", "младенец"),
                    ("accessibility", "человек в коляске"),
                    ("hand-helping", "протянутая рука"),
                    ("users", "люди"),
                    ("heart-handshake", "рукопожатие"),
                    ("globe", "глобус"),
                    ("shield", "щит"),
                    ("briefcase", "портфель"),
                    ("monitor-smartphone", "экран и телефон"),
                    ("tag", "ярлык"),
                ],
                db_default="tag",
                default="tag",
                max_length=30,
                verbose_name="рисунок",
            ),
        ),
        migrations.AddField(
            model_name="historicaltheme",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="resolutions.theme",
                verbose_name="объединена с",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="icon",
            field=models.CharField(
                choices=[
                    ("bus", "автобус"),
                    ("trees", "деревья"),
                    ("building-2", "многоэтажный дом"),
                    ("leaf", "лист"),
                    ("graduation-cap", "шапка выпускника"),
                    ("landmark", "здание с колоннами"),
                    ("dumbbell", "гантель"),
                    ("heart-pulse", "сердце и пульс"),
                    ("rocket", "ракета"),
                    ("glasses", "очки"),
                    ("baby", "младенец"),
                    ("accessibility", "человек в коляске"),
                    ("hand-helping", "протянутая рука"),
                    ("users", "люди"),
                    ("heart-handshake", "рукопожатие"),
                    ("globe", "глобус"),
                    ("shield", "щит"),
                    ("briefcase", "портфель"),
                    ("monitor-smartphone", "экран и телефон"),
                    ("tag", "ярлык"),
                ],
                db_default="tag",
                default="tag",
                max_length=30,
                verbose_name="рисунок",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absorbed",
                to="resolutions.theme",
                verbose_name="объединена с",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.UniqueConstraint(
                condition=models.Q(("merged_into__isnull", True)),
                fields=("name_key",),
                name="theme_name_unique",
                violation_error_message="Такая тема уже есть.",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                name="theme_not_merged_into_itself",
                violation_error_message="Тему нельзя объединить с самой собой.",
            ),
        ),
        migrations.AddConstraint(
            model_name="theme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "icon__in",
                        [
                            "bus",
                            "trees",
                            "building-2",
                            "leaf",
                            "graduation-cap",
                            "landmark",
                            "dumbbell",
                            "heart-pulse",
                            "rocket",
                            "glasses",
                            "baby",
                            "accessibility",
                            "hand-helping",
                            "users",
                            "heart-handshake",
                            "globe",
                            "shield",
                            "briefcase",
                            "monitor-smartphone",
                            "tag",
                        ],
                    )
                ),
                name="theme_icon_known",
                violation_error_message="Такого рисунка нет.",
            ),
        ),
        migrations.RunPython(heed_triggers, overlook_triggers),
        migrations.RunPython(bring_in, take_away_signposts),
    ]
