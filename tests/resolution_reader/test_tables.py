"""Tables of recommendations: columns by their header or by what they hold, rows as recommendations."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import outline_of
from resolution_reader.readers.blocks import Block


def outline(*tables, before=()):
    """An outline of tables written as rows of cells; «» leaves a cell out, "\n" parts its paragraphs."""
    blocks = [Block("paragraph", 0, "", text, "", (line, line)) for line, text in enumerate(before, start=1)]
    for number, rows in enumerate(tables, start=1):
        for line, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                for text in filter(None, cell.split("\n")):
                    place = len(blocks) + 1
                    blocks.append(Block("cell", 0, "", text, "", (place, place), number, line, column))
    return outline_of(blocks, general_directory())


def rows_of(found):
    return [
        (entry.number, entry.text, [(body.name, body.role) for body in entry.addressees], entry.deadline)
        for section in found.sections
        for entry in section.recommendations
    ]


def test_names_in_the_nominative_stay_so_whatever_the_header_asks():
    found = outline(
        [
            ["№", "Предложение", "Кому"],
            ["1", "Провести конкурс", "Министерство культуры"],
            ["2", "Открыть страницу", "Редакции газет"],
        ]
    )

    assert [body for _, _, bodies, _ in rows_of(found) for body, _ in bodies] == [
        "Министерство культуры",
        "Редакции газет",
    ]


def test_a_table_of_recommendations_in_an_annex_is_read_and_a_list_there_is_told():
    table = [["№", "Предложение", "Исполнитель"], ["1", "Провести конкурс", "Школы"]]
    resolved = ("Итоги форума", "Форум решил рекомендовать:", "Школам открыть дворы;", "Приложение", "к итогам форума")
    read = outline(table, before=resolved)
    blocks = [Block("paragraph", 0, label, text, "", (line, line)) for line, (label, text) in enumerate([
        ("", "Итоги форума"), ("", "Форум решил:"), ("1.", "Школам открыть дворы."), ("", "Приложение"),
        ("", "Отклонённые предложения"), ("1.", "Построить мост."),
    ], start=1)]  # fmt: skip
    skipped = outline_of(blocks, general_directory())

    assert [text for _, text, _, _ in rows_of(read)] == ["Школам открыть дворы;", "Провести конкурс"]
    assert [text for _, text, _, _ in rows_of(skipped)] == ["Школам открыть дворы."]
    assert [problem.source for problem in skipped.problems if problem.code == "list-not-taken"] == [(5, 5)]


def test_a_table_that_is_called_an_annex_in_its_first_row_is_read():
    found = outline(
        [["Приложение № 1. План мероприятий"], ["№", "Предложение", "Исполнитель"], ["1", "Провести конкурс", "Школы"]],
        before=("Итоги форума", "Форум решил рекомендовать:", "Школам открыть дворы;"),
    )

    assert [text for _, text, _, _ in rows_of(found)] == ["Школам открыть дворы;", "Провести конкурс"]


def test_a_list_of_people_in_an_annex_recommends_nothing():
    found = outline(
        [["№", "ФИО", "Должность", "Адрес"], ["1", "Участник первый", "учитель", "ул. Садовая"]],
        before=("Итоги форума", "Форум решил рекомендовать:", "Школам открыть дворы;", "Приложение", "Участники"),
    )

    assert [text for _, text, _, _ in rows_of(found)] == ["Школам открыть дворы;"]


def test_a_name_broken_off_by_its_line_is_a_name():
    found = outline([["№", "Предложение", "Исполнитель"], ["1", "Провести конкурс", "Комитет по физической\nкультуре"]])

    assert [number for number, _, _, _ in rows_of(found)] == ["1"]


def test_a_name_of_many_subjects_is_one_name():
    found = outline(
        [
            ["№", "Предложение", "Исполнитель"],
            ["1", "Продлить рейсы", "Департамент строительства, коммунального хозяйства, энергетики и транспорта края"],
        ]
    )

    assert [body for _, _, bodies, _ in rows_of(found) for body, _ in bodies] == [
        "Департамент строительства, коммунального хозяйства, энергетики и транспорта края"
    ]


def test_a_sentence_that_points_to_the_table_is_no_recommendation():
    found = outline(
        [["№", "Предложение", "Кому"], ["1", "Провести конкурс", "Школам"]],
        before=("Итоги форума", "Форум предлагает органам власти перечень мер (см. таблицу)."),
    )

    assert [text for _, text, _, _ in rows_of(found)] == ["Провести конкурс"]


def test_columns_are_told_by_the_words_of_the_header():
    found = outline(
        [
            ["№ п/п", "Предложение", "Кому", "Соисполнители", "Срок"],
            ["1.", "Провести конкурс дворов", "Администрации города", "советы домов", "01.09.2024"],
            ["2.", "Купить автобус", "То же", "", "ежегодно"],
        ]
    )

    assert rows_of(found) == [
        (
            "1",
            "Провести конкурс дворов",
            [("Администрация города", "lead"), ("советы домов", "co-executor")],
            "2024-09-01",
        ),
        ("2", "Купить автобус", [("Администрация города", "lead")], None),
    ]
    assert "addressee-inherited" in [problem.code for problem in found.problems]


def test_a_table_without_a_header_goes_on_with_the_columns_of_the_one_before():
    found = outline(
        [["Мероприятие", "Ответственный"], ["Открыть каток", "ТОС «Заря»"]], [["Залить горку", "жители; школы"]]
    )

    assert rows_of(found) == [
        (None, "Открыть каток", [("ТОС «Заря»", "lead")], None),
        (None, "Залить горку", [("жители", "lead"), ("школы", "lead")], None),
    ]


def test_a_table_without_any_header_is_read_by_what_its_columns_hold():
    found = outline([["1", "Открыть каток", "Школам"], ["2", "Провести субботник", "Жителям"]])

    assert rows_of(found) == [
        ("1", "Открыть каток", [("Школы", "lead")], None),
        ("2", "Провести субботник", [("Жители", "lead")], None),
    ]


def test_a_row_of_one_cell_opens_a_section():
    found = outline(
        [
            ["№", "Мероприятие", "Ответственный"],
            ["Спорт"],
            ["1", "Открыть каток", "Школы"],
            ["Культура"],
            ["2", "Провести концерт", "Клубы"],
        ]
    )

    assert [(section.title, len(section.recommendations)) for section in found.sections] == [
        ("Спорт", 1),
        ("Культура", 1),
    ]


def test_a_column_of_sections_opens_them():
    found = outline(
        [["Направление", "Рекомендация"], ["Спорт", "Открыть каток"], ["", "Купить лыжи"], ["Дети", "Провести ёлку"]]
    )

    assert [(section.title, len(section.recommendations)) for section in found.sections] == [("Спорт", 2), ("Дети", 1)]


def test_a_table_that_asks_for_nothing_is_read_as_paragraphs():
    found = outline([["Участники", "Число"], ["НКО", "12"]], before=["Рекомендовать школам открыть каток."])

    assert rows_of(found) == [(None, "Рекомендовать школам открыть каток.", [("школы", "lead")], None)]


@pytest.mark.parametrize("written", ["То же", "тот же", "-//-", "Они же"])
def test_the_same_repeats_the_cell_above(written):
    found = outline([["Мероприятие", "Ответственный"], ["Открыть каток", "Школы"], ["Залить горку", written]])

    assert [bodies for _, _, bodies, _ in rows_of(found)] == [[("Школы", "lead")], [("Школы", "lead")]]


def test_how_often_in_the_column_of_terms_is_no_term():
    found = outline(
        [
            ["№", "Мероприятие", "Срок", "Ответственный"],
            ["1", "Проверять колодцы", "раз в квартал", "Администрация города"],
            ["2", "Поливать липы", "постоянно", "Администрация города"],
            ["3", "Открыть клуб", "до ледостава", "Администрация города"],
        ]
    )

    assert [(entry.deadline, entry.repeats) for section in found.sections for entry in section.recommendations] == [
        (None, "раз в квартал"),
        (None, None),
        ("до ледостава", None),
    ]
