"""At most two themes for a section, the words that gave each, and none where nothing is clear."""

import pytest

from resolution_reader import propose_themes
from resolution_reader.themes.lexicon import lexicon
from resolutions.migrations import __path__ as migrations


def slugs(title: str, *items: str) -> list[str]:
    return [proposal.theme for proposal in propose_themes(title, items)]


@pytest.mark.parametrize(
    ("title", "items", "theme"),
    [
        ("Секция 2. Дороги и транспорт", ["Пустить автобус до кладбища."], "roads"),
        ("Благоустройство", ["Посадить деревья."], "yards"),
        ("Доступная среда", ["Поставить пандусы у поликлиник."], "accessibility"),
        ("Серебряный возраст", ["Открыть курсы."], "seniors"),
        ("Межнациональное согласие", ["Провести фестиваль."], "ethnic-relations"),
        ("", ["Отремонтировать тротуары.", "Продлить автобусный маршрут.", "Поставить светофор."], "roads"),
    ],
)
def test_a_title_decides_and_without_one_most_of_the_items(title, items, theme):
    assert slugs(title, *items)[:1] == [theme]


@pytest.mark.parametrize(
    ("title", "items"),
    [
        ("", []),
        ("Предложения участников", ["Построить школу.", "Починить дорогу.", "Открыть музей.", "Обновить сквер."]),
        ("Общие вопросы", ["Направить резолюцию в администрацию города.", "Разместить её на официальном сайте."]),
        ("Резолюция", ["Утвердить дорожную карту.", "Контроль возложить на рабочую группу."]),
        ("", ["Построить школу."]),
        ("Город и его жители", ["Провести собрание."]),
    ],
)
def test_nothing_is_proposed_where_nothing_is_clear(title, items):
    assert slugs(title, *items) == []


def test_a_section_of_two_things_has_two_themes_and_never_three():
    items = ["Провести спартакиаду.", "Открыть музей.", "Создать молодёжный центр."]

    assert slugs("Культура, спорт и молодёжь", *items) == ["culture", "sport"]


def test_a_proposal_names_the_words_that_gave_it_as_written():
    [proposal] = propose_themes("Дети на дороге", ["Нарисовать пешеходный переход.", "Убрать парковку от школы."])

    assert (proposal.theme, proposal.words[:3]) == ("roads", ("дороге", "парковку", "пешеходный переход"))
    assert 0 < proposal.score < 3


def test_a_phrase_takes_its_words():
    """A national project is nothing national, and a roadmap no road."""
    assert slugs("Дорожная карта", "Исполнить национальный проект.") == []
    assert slugs("Детские площадки", "Обновить игровую площадку.") == ["yards"]


def test_case_and_yo_do_not_matter():
    assert slugs("МОЛОДЕЖЬ") == slugs("Молодёжь") == ["youth"]


def test_a_long_section_is_looked_at_no_further_than_needed():
    assert slugs("", *["Починить дорогу."] * 60, *["Открыть музей."] * 10_000) == ["roads"]


def test_the_themes_are_those_that_a_register_has():
    [folder] = migrations
    with open(f"{folder}/0020_themes_with_icons.py", encoding="utf-8") as migration:
        text = migration.read()

    assert len(lexicon().themes) == 19
    assert [theme for theme in lexicon().themes if f'("{theme}", ' not in text] == []


def test_every_entry_is_found_where_it_stands_and_none_has_an_empty_word():
    assert () not in lexicon().entries
    assert min(map(len, lexicon().entries)) == 1
