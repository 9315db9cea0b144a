"""What a section is about, who says so, and two themes that are one."""

from importlib import import_module

import pytest
from django.apps import apps

from resolutions.models import Section, Theme
from resolutions.register.themes import CannotMergeThemes, ThemesChanged, assign_themes, merge_themes
from tests.factories import SectionFactory, ThemeFactory, UserFactory

pytestmark = pytest.mark.django_db
migration = import_module("resolutions.migrations.0020_themes_with_icons")


def themes_of(section: Section) -> list[str]:
    return sorted(theme.name for theme in section.themes.all())


def history_of(section: Section) -> list[tuple[str, list[str], int]]:
    """(by whom, the themes then, version), newest first."""
    records = Section.history.filter(id=section.pk)
    return [
        (str(row.history_user), sorted(str(each.theme) for each in row.themes.all()), row.version) for row in records
    ]


@pytest.fixture
def moderator():
    return UserFactory(role="moderator", full_name="Модератор")


@pytest.fixture
def roads():
    return ThemeFactory(name="Дороги", slug="roads")


@pytest.fixture
def yards():
    return ThemeFactory(name="Дворы", slug="yards")


def test_a_section_is_about_what_it_is_given_and_its_history_says_by_whom(moderator, roads, yards):
    section = SectionFactory()
    section.themes.add(yards)
    before = len(history_of(section))

    assert assign_themes(section, [roads], moderator)

    section.refresh_from_db()
    assert themes_of(section) == ["Дороги"]
    assert history_of(section)[0] == ("Модератор", ["Дороги"], 2)
    assert len(history_of(section)) == before + 1


def test_the_same_themes_are_no_change(roads):
    section = SectionFactory()
    section.themes.add(roads)
    before = history_of(section)

    assert not assign_themes(section, [roads], by=None)
    assert history_of(section) == before


def test_of_a_theme_that_was_merged_meanwhile_its_successor_is_meant(roads, yards):
    section = SectionFactory()
    merge_themes(roads, yards, by=None)

    assign_themes(section, [yards], by=None)

    assert themes_of(section) == ["Дороги"]


def test_what_a_colleague_has_set_meanwhile_is_not_overwritten(roads, yards):
    section = SectionFactory()
    assign_themes(section, [roads], by=None)

    with pytest.raises(ThemesChanged):
        assign_themes(section, [yards], by=None, seen=[])

    assert themes_of(section) == ["Дороги"]
    assert assign_themes(section, [yards], by=None, seen=["roads"])


def test_the_sections_of_a_merged_theme_go_over_once_each(moderator, roads, yards):
    one, both, other = SectionFactory(), SectionFactory(), SectionFactory()
    one.themes.add(yards)
    both.themes.add(roads, yards)
    other.themes.add(ThemeFactory(name="Школы"))

    merge_themes(roads, yards, moderator)

    assert [themes_of(section) for section in (one, both, other)] == [["Дороги"], ["Дороги"], ["Школы"]]
    assert [history_of(section)[0][:2] for section in (one, both)] == [("Модератор", ["Дороги"])] * 2
    yards.refresh_from_db()
    assert (yards.merged_into, str(yards.history.first().history_user)) == (roads, "Модератор")
    assert [theme.name for theme in Theme.objects.current()] == ["Дороги", "Школы"]


def test_an_earlier_signpost_leads_straight_to_the_last_theme(roads, yards):
    paths = ThemeFactory(slug="paths")
    merge_themes(yards, paths, by=None)
    merge_themes(roads, yards, by=None)

    assert Theme.objects.meant_by(["paths", "yards", "roads"]) == {"paths": roads, "yards": roads, "roads": roads}


def test_a_theme_takes_the_name_of_one_that_was_merged_into_it(roads, yards):
    merge_themes(roads, yards, by=None)

    roads.name = "Дворы"
    roads.full_clean()
    roads.save()

    assert Theme.objects.filter(name="Дворы").count() == 2


def test_what_makes_no_sense_is_refused_in_a_sentence(roads, yards):
    paths = ThemeFactory(name="Тропы")
    merge_themes(roads, yards, by=None)

    for keep, absorb, sentence in [
        (roads, roads, "Тему нельзя объединить с самой собой."),
        (paths, yards, "«Дворы» уже объединена с темой «Дороги»."),
        (yards, paths, "«Дворы» уже объединена с темой «Дороги»: выберите ту."),
    ]:
        with pytest.raises(CannotMergeThemes) as refusal:
            merge_themes(keep, absorb, by=None)
        assert refusal.value.messages == [sentence]


# From the beginning


def test_a_register_has_nineteen_themes_each_with_a_picture_of_its_own():
    migration.make_themes(apps)

    assert Theme.objects.count() == 19
    assert set(Theme.objects.values_list("slug", "name", "icon")) == set(migration.THEMES)
    assert len({icon for _, _, icon in migration.THEMES}) == 19


def test_a_theme_of_the_same_name_stays_and_the_new_address_leads_to_it():
    own = ThemeFactory(name="МОЛОДЕЖЬ", slug="molodyozh")
    section = SectionFactory()
    section.themes.add(own)

    migration.make_themes(apps)

    own.refresh_from_db()
    assert (own.name, own.slug, own.icon, themes_of(section)) == ("МОЛОДЕЖЬ", "molodyozh", "rocket", ["МОЛОДЕЖЬ"])
    assert Theme.objects.meant_by(["youth"]) == {"youth": own}
    assert Theme.objects.current().count() == 19


def test_a_theme_at_the_same_address_stays_with_its_name():
    own = ThemeFactory(name="Спорт для всех", slug="sport")

    migration.make_themes(apps)

    own.refresh_from_db()
    assert (own.name, own.icon, Theme.objects.count()) == ("Спорт для всех", "dumbbell", 19)
