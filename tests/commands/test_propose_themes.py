"""`propose_themes`: for sections without themes those that their words name; set only where the operator says so."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command

from resolutions.models import Section, Theme
from resolutions.register.deleting import delete_forum
from resolutions.register.themes import merge_themes
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def roads() -> Theme:
    return ThemeFactory(name="Дороги и транспорт", slug="roads")


def section(title: str, text: str, **forum: object) -> Section:
    row = SectionFactory(title=title, forum=ForumFactory(title="Форум дворов", **forum))
    RecommendationFactory(section=row, text=text)
    return row


class Said(StringIO):
    """What the command says; `then` happens when it names the theme."""

    def __init__(self, then: Callable[[], object]) -> None:
        super().__init__()
        self.then = then

    def write(self, text: str) -> int:
        if text.startswith("    Дороги"):
            self.then()
        return super().write(text)


def run(*arguments: str, then: Callable[[], object] = lambda: None) -> tuple[int, str, str]:
    out, err = Said(then), StringIO()
    try:
        call_command("propose_themes", *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def themes_of(row: Section) -> list[str]:
    return [theme.name for theme in row.themes.all()]


def test_it_says_which_themes_fit_and_by_which_words_and_sets_none(roads):
    row = section("Дороги", "Починить тротуар.")
    section("Разное", "Направить резолюцию.")

    assert run() == (
        0,
        "Форум дворов: Дороги\n"
        "    Дороги и транспорт: «дороги», «тротуар»\n"
        "Темы предложены: 1 секция. Поставит их --apply.\n",
        "",
    )
    assert themes_of(row) == []


def test_with_apply_they_are_set_by_nobody_published_or_not(roads):
    rows = [section("Дороги", "Починить тротуар."), section("Дороги", "Починить мост.", published_at=None)]

    code, said, _ = run("--apply")

    assert (code, said.splitlines()[-1]) == (0, "Темы поставлены: 2 секции.")
    assert [themes_of(row) for row in rows] == [["Дороги и транспорт"]] * 2
    assert [row.history.first().history_user for row in rows] == [None, None]
    assert run("--apply")[1] == "Предложить нечего: у секций есть темы, или по словам их не понять.\n"


def test_what_has_themes_or_was_deleted_is_left_alone(roads):
    own = section("Дороги", "Починить тротуар.")
    own.themes.add(ThemeFactory(name="Своя"))
    delete_forum(section("Дороги", "Починить мост.").forum, by=None)

    assert run("--apply")[1].startswith("Предложить нечего")
    assert themes_of(own) == ["Своя"]


def test_of_a_merged_theme_its_successor_is_proposed_and_of_a_deleted_one_nothing(roads):
    row = section("Дороги", "Починить тротуар.")
    section("Молодёжь", "Собрать молодёжь.")
    merge_themes(ThemeFactory(name="Улицы"), roads, by=None)

    run("--apply")

    assert themes_of(row) == ["Улицы"]


def test_a_section_that_somebody_changed_meanwhile_is_left_and_told(roads):
    row, own = section("Дороги", "Починить тротуар."), ThemeFactory(name="Своя")

    code, said, _ = run("--apply", then=lambda: row.themes.add(own))

    assert (code, said.splitlines()[-2:]) == (
        1,
        ["    не поставлено: секцию тем временем изменили.", "Темы поставлены: 0 секций."],
    )
    assert themes_of(row) == ["Своя"]


def test_a_register_without_themes_refuses_in_a_sentence():
    assert run("--apply") == (2, "", "В реестре нет ни одной темы: добавьте их на странице управления.\n")
