"""Django's phrases that put a nominative into a sentence are said in neutral forms."""

from pathlib import Path

import django.conf
import django.contrib.admin
import polib
import pytest
from django.urls import reverse
from django.utils.translation import gettext

from resolutions.models import Theme
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import SectionFactory, ThemeFactory

FOLDER = Path("resolutions/locale/ru/LC_MESSAGES")
PHRASES = polib.pofile(str(FOLDER / "django.po"))


def entries(catalogue):
    return {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in catalogue}


def test_the_compiled_file_says_what_the_written_one_says():
    assert entries(polib.mofile(str(FOLDER / "django.mo"))) == entries(PHRASES)


def test_every_phrase_is_one_of_djangos_with_plurals_counted_alike():
    homes = [Path(module.__file__).parent for module in (django.conf, django.contrib.admin)]
    theirs = [polib.mofile(str(home / "locale/ru/LC_MESSAGES/django.mo")) for home in homes]

    assert {entry.msgid for entry in PHRASES} <= {entry.msgid for catalogue in theirs for entry in catalogue}
    assert {catalogue.metadata["Plural-Forms"] for catalogue in theirs} == {PHRASES.metadata["Plural-Forms"]}


@pytest.mark.parametrize("phrase", [entry.msgid for entry in PHRASES if not entry.msgid_plural])
def test_ours_is_the_one_that_is_said(phrase):
    assert gettext(phrase) == entries(PHRASES)[phrase]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("screen", "args", "title"),
    [
        ("section_changelist", [], "Список: секции"),
        ("section_add", [], "Добавить: секция"),
        ("section_change", [1], "Правка: секция"),
        ("section_history", [1], "История: Город соседей"),
    ],
)
def test_titles_of_screens(signed_in, screen, args, title):
    section = SectionFactory(title="Город соседей")
    args = [section.pk for _ in args]

    page = signed_in(role=Role.ADMINISTRATOR).get(reverse(f"admin:resolutions_{screen}", args=args))

    assert page.context["title"] == title


@pytest.mark.django_db
def test_a_moderators_look_at_a_section_is_called_a_look(signed_in):
    page = signed_in(role=Role.MODERATOR).get(reverse("admin:resolutions_section_change", args=[SectionFactory().pk]))

    assert page.context["title"] == "Просмотр: секция"


@pytest.mark.django_db
def test_what_is_said_after_adding_saving_and_deleting(signed_in):
    administrator = signed_in(role=Role.ADMINISTRATOR)
    add = reverse("admin:resolutions_theme_add")
    said = []

    def say(answer):
        said.extend(str(message) for message in answer.context["messages"])

    say(administrator.post(add, filled(administrator.get(add), name="Дворы") | {"_addanother": "1"}, follow=True))
    added = reverse("admin:resolutions_theme_change", args=[Theme.objects.get(name="Дворы").pk])
    theme = ThemeFactory(name="Парки")
    change = reverse("admin:resolutions_theme_change", args=[theme.pk])
    say(administrator.post(change, filled(administrator.get(change), name="Скверы", _continue="1"), follow=True))
    data = {"action": "delete_selected", "_selected_action": [theme.pk], "post": "yes"}
    say(administrator.post(reverse("admin:resolutions_theme_changelist"), data, follow=True))

    assert said == [
        f'Добавлено: тема «<a href="{added}">Дворы</a>». Ниже можно добавить ещё.',
        f'Сохранено: тема «<a href="{change}">Скверы</a>». Правку можно продолжить.',
        "Удалено: 1.",
    ]
