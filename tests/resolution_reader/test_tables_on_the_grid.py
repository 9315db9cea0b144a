"""Where the cells of a table stand: what reaches down, headers of several rows; what is no such table."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import outline_of
from resolution_reader.readers.blocks import Block
from tests.resolution_reader.readers.spreadsheets import hints, rows_of

HEADER = [(1, "№"), (2, "Рекомендация"), (3, "Ответственный")]
TASKS = "Починить сцену", "Открыть кружок хора", "Повесить афишу"


def table(*rows, number=1):
    """Rows of cells as (column, text), (column, text, rows) or (column, text, rows, columns)."""
    blocks = []
    for line, cells in enumerate(rows, start=1):
        for column, text, *reach in cells:
            tall, wide = (*reach, 1, 1)[:2] if reach else (1, 1)
            for paragraph in text.split("\n"):
                blocks.append(Block("cell", 0, "", paragraph, "", (line, line), number, line, column, tall, wide))
    return blocks


def outline(*blocks, before=()):
    lines = [Block("paragraph", 0, "", text, "", (at, at)) for at, text in enumerate(before, start=1)]
    return outline_of([*lines, *blocks], general_directory())


def read(*rows):
    return rows_of(outline(*table(*rows)))


def test_a2_a_cell_merged_downwards_goes_for_every_row_it_covers():
    first = [(1, "4"), (2, TASKS[0]), (3, "Дом культуры «Маяк»", 3)]

    assert read(
        HEADER, first, [(1, "5"), (2, TASKS[1])], [(1, "6"), (2, TASKS[2])], [(1, "7"), (2, "Купить рояль")]
    ) == [
        *((number, text, ["Дом культуры «Маяк»"], None) for number, text in zip("456", TASKS, strict=True)),
        ("7", "Купить рояль", [], None),
    ]


def test_a_term_merged_downwards_goes_for_every_row_and_a_cell_of_its_own_goes_before_it():
    rows = (
        [(1, "Починить сцену"), (2, "до 1 июня 2027 года", 3)],
        [(1, "Открыть хор")],
        [(1, "Купить рояль"), (2, "до ледохода")],
    )

    assert [deadline for *_, deadline in read([(1, "Мероприятие"), (2, "Срок")], *rows)] == [
        "2027-06-01", "2027-06-01", "до ледохода",
    ]  # fmt: skip


@pytest.mark.parametrize("tall", [2, 1], ids=["merged", "left empty"])
def test_two_rows_beside_one_task_are_one_recommendation_of_both_bodies(tall):
    rows = (
        [(1, "1", tall), (2, TASKS[0], tall), (3, "Школы")],
        [(3, "Дом культуры «Маяк»")],
        [(1, "2"), (2, TASKS[1]), (3, "Школы")],
    )
    found = outline(*table(HEADER, *rows))

    assert rows_of(found) == [
        ("1", TASKS[0], ["Школы", "Дом культуры «Маяк»"], None),
        ("2", TASKS[1], ["Школы"], None),
    ]
    assert [entry.source for entry in found.sections[0].recommendations] == [(3, 6), (7, 9)]


@pytest.mark.parametrize(
    "header",
    [
        ([(1, "№", 2), (2, "Рекомендация", 2), (3, "Исполнение", 1, 2)], [(3, "Ответственный"), (4, "Срок")]),
        ([(1, "№"), (2, "Рекомендация"), (3, "Исполнение", 1, 2)], [(3, "Ответственный"), (4, "Срок")]),
        ([(1, "№"), (2, "Рекомендация"), (3, "Исполнение")], [(3, "Ответственный"), (4, "Срок")]),
    ],
    ids=["merged both ways", "merged across", "not merged"],
)
def test_a_header_of_two_rows_names_columns_by_the_lower_one(header):
    assert read(*header, [(1, "1"), (2, TASKS[0]), (3, "Школы"), (4, "к осени")]) == [
        ("1", TASKS[0], ["Школы"], "к осени")
    ]


def test_numbers_in_a_column_of_their_own_without_a_name_or_under_a_common_one_are_numbers():
    rows = [(1, "1"), (2, TASKS[0]), (3, "Школы")], [(1, "2"), (2, TASKS[1]), (3, "Школы")]

    assert [number for number, *_ in read([(2, "Рекомендация"), (3, "Кому")], *rows)] == ["1", "2"]
    assert [number for number, *_ in read([(1, "Рекомендации", 1, 2), (3, "Кому")], *rows)] == ["1", "2"]


def test_a_header_printed_again_and_the_words_of_a_break_are_no_rows():
    rows = (
        [(1, "1"), (2, TASKS[0]), (3, "Школы")],
        [(1, "Продолжение таблицы", 1, 3)],
        HEADER,
        [(1, "2"), (2, TASKS[1])],
    )

    found = outline(*table(HEADER, *rows))

    assert [(section.title, len(section.recommendations)) for section in found.sections] == [(None, 2)]


A3 = [(1, "Вопрос анкеты"), (2, "Ответили «да»"), (3, "В процентах")], [(1, "Нужен ли каток"), (2, "214"), (3, "61")]
VOTES = [(1, "«За»"), (2, "«Против»"), (3, "«Воздержались»")], [(1, "45"), (2, "0"), (3, "2")]
COUNTS = [(1, "№"), (2, "Наименование показателя"), (3, "План")], [(1, "1"), (2, "Число дворов"), (3, "15")]
PROGRAMME = [(1, "Время"), (2, "Мероприятие")], [(1, "10:00"), (2, "Открытие форума")], [(1, "11.30"), (2, "Обед")]
ASKED = "Рекомендовать школам открыть каток."


@pytest.mark.parametrize("rows", [A3, VOTES, COUNTS, PROGRAMME], ids=["A3", "votes-table", "figures", "programme"])
def test_a3_a_table_that_recommends_nothing_is_neither_sections_nor_recommendations(rows):
    found = outline(*table(*rows), before=("Итоги форума", "Участники обсудили дела города.", ASKED))

    assert [(section.title, len(section.recommendations)) for section in found.sections] == [(None, 1)]
    assert found.skipped == ((3, 2 + sum(map(len, rows))),)
    assert hints(found, "words-lost") == []


def test_a_table_of_words_that_is_passed_over_is_told():
    people = (
        [(1, "Участник"), (2, "Город")],
        [(1, "Общество садоводов"), (2, "Томск")],
        [(1, "Клуб «Бег»"), (2, "Омск")],
    )

    found = outline(*table(*people), before=("Итоги форума", "Участники обсудили дела города.", ASKED))

    assert hints(found, "table-not-taken") == ["Пропущена таблица: «Участник…»"]
    assert hints(outline(*table(*VOTES), before=("Итоги форума", ASKED)), "table-not-taken") == []
