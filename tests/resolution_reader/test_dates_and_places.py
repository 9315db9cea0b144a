from datetime import date

import pytest

from resolution_reader.readers import read
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.front import read_front
from resolution_reader.structure.how_often import repeats
from resolution_reader.structure.places import place_in_line, place_in_text, place_in_title
from resolution_reader.structure.terms import deadline, deadline_of_cell


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("21 апреля 2021 года", date(2021, 4, 21), None),
        ("21.04.2021", date(2021, 4, 21), None),
        ("«8» апреля 2022 г.", date(2022, 4, 8), None),
        ("12–13 декабря 2019 года", date(2019, 12, 12), date(2019, 12, 13)),
        ("с 12 по 13 декабря 2019 года", date(2019, 12, 12), date(2019, 12, 13)),
        ("17 и 18 ноября 2022 года", date(2022, 11, 17), date(2022, 11, 18)),
        ("30 мая – 1 июня 2023 г.", date(2023, 5, 30), date(2023, 6, 1)),
        ("30 декабря 2022 года – 2 января 2023 г.", date(2022, 12, 30), date(2023, 1, 2)),
        ("12-13.12.2019", date(2019, 12, 12), date(2019, 12, 13)),
        ("30.05–01.06.2023", date(2023, 5, 30), date(2023, 6, 1)),
    ],
)
def test_a_date_is_read_in_any_form(text, first, last):
    assert event_dates(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    ["31.02.2021", "закон от 6 октября 2003 года", "6 октября 2003 года № 131-ФЗ", "до 1 мая 2024 года", "апрель 2021"],
)
def test_what_is_no_date_of_an_event_is_left_alone(text):
    assert event_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В срок до 1 сентября 2024 года утвердить", "2024-09-01"),
        ("до 01.09.2024 утвердить", "2024-09-01"),
        ("не позднее 15 мая 2022 г.", "2022-05-15"),
        ("до 31.02.2024 утвердить", None),
        ("Утвердить Стратегию до конца 2024 года.", "до конца 2024 года"),
        ("до 1 марта ежегодно", "до 1 марта"),
        ("в течение трёх месяцев назначить", "в течение трёх месяцев"),
        ("представить в месячный срок", "в месячный срок"),
        ("в I квартале 2025 года провести", "в I квартале 2025 года"),
        ("Стратегия развития города на период до 2025 года", None),
        ("Включить в «План до 1 мая 2024 года» меры", None),
        ("Создать совет", None),
    ],
)
def test_a_deadline_is_iso_when_full_and_as_written_otherwise(text, expected):
    assert deadline(text) == expected


@pytest.mark.parametrize(
    ("line", "place"),
    [("г. Томск, 5 июня 2023 г.", "город Томск"), ("город Нижний Новгород", "город Нижний Новгород"),
     ("Липецк, 27 октября 2017 года", "город Липецк"), ("п. Залесье", "посёлок Залесье"),
     ("14 сентября 2023 года, Курск", "город Курск"), ("12-14 октября 2022 г., Челябинск", "город Челябинск"),
     ("Участники форума", None)],
)  # fmt: skip
def test_a_line_names_the_place(line, place):
    assert place_in_line(line) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [("жители города Новосибирска и города Новосибирска, города Томска", "город Новосибирск"),
     ("в городе Нижнем Новгороде", "город Нижний Новгород"), ("форум города Ростова-на-Дону", "город Ростов-на-Дону"),
     ("в г. Ханты-Мансийске", "город Ханты-Мансийск"), ("Озерского городского округа", "Озерский городской округ"),
     ("Томской области", "Томская область"), ("без места", None)],
)  # fmt: skip
def test_the_place_named_most_comes_to_the_nominative(text, place):
    assert place_in_text(text) == place


def test_the_town_where_it_was_held_comes_before_what_is_only_named():
    found = front(
        "Итоги встречи\n\n5 мая 2024 года в Ярославле состоялась встреча соседей.\n\nЖителям Заволжского района."
    )

    assert (found.place, found.place_guessed, found.dates) == ("город Ярославль", True, (date(2024, 5, 5), None))


def test_a_title_names_its_place():
    assert (place_in_title("Форум Томской области"), place_in_title("Форум")) == ("Томская область", None)


@pytest.mark.parametrize(
    ("text", "by_when", "how_often"),
    [
        ("к весне 2027 года", "к весне 2027 года", None), ("к декабрю 2026 года", "к декабрю 2026 года", None),
        ("ежемесячно", None, "ежемесячно"), ("раз в год", None, "раз в год"),
        ("не реже двух раз в квартал", None, "не реже двух раз в квартал"), ("дважды в год", None, "дважды в год"),
        ("до «1» сентября 2026 г.", "2026-09-01", None), ("с 01.09.2026 по 31.12.2026", "2026-12-31", None),
        ("до 1-го сентября 2026 года", "2026-09-01", None), ("до 01.09.26", "2026-09-01", None),
        ("до 1.9.2026", "2026-09-01", None), ("в IV кв. 2026 г.", "в IV кв. 2026 г.", None),
        ("в кратчайшие сроки", "в кратчайшие сроки", None), ("в трёхдневный срок", "в трёхдневный срок", None),
        ("до 2030 года", "до 2030 года", None), ("Разработать проект стратегии города до 2030 года", None, None),
        ("до 31 сентября 2026 года", "до 31 сентября 2026 года", None),
        ("до 15 декабря каждого года", "до 15 декабря каждого года", "каждого года"),
        ("до 20 числа каждого месяца", "до 20 числа каждого месяца", "каждого месяца"),
        ("ежегодно до 1 марта", "до 1 марта", "ежегодно"), ("не позднее 1 июня", "не позднее 1 июня", None),
        ("до начала учебного года", "до начала учебного года", None), ("до 1 мая т.г.", "до 1 мая т.г.", None),
        ("в «Проект «01» мая 2024 года»", None, None), ("довести до 2000 рублей", None, None),
    ],
)  # fmt: skip
def test_i_by_when_is_told_from_how_often(text, by_when, how_often):
    assert (deadline(text), repeats(text)) == (by_when, how_often)


@pytest.mark.parametrize(
    ("cell", "term"),
    [("5 июня 2026 г.", "2026-06-05"), ("01.09.26", "2026-09-01"), ("ежегодно", "ежегодно"),
     ("5–7 июня 2026 года", "5–7 июня 2026 года"), ("после ремонта 05.06.2026", "после ремонта 05.06.2026")],
)  # fmt: skip
def test_i_a_cell_of_terms_is_a_day_or_as_written(cell, term):
    assert deadline_of_cell(cell) == term


def front(text):
    return read_front(read(text.encode(), "txt"))


def test_the_front_is_title_ordinal_dates_and_place():
    found = front(
        "Проект\n\nР Е З О Л Ю Ц И Я\nIV форума «Дом»\nг. Тула\n8 мая 2022 г.\n\nФорум прошёл хорошо и собрал гостей."
    )

    assert (found.title, found.ordinal, found.dates, found.place, found.end) == (
        "РЕЗОЛЮЦИЯ IV форума «Дом»", "IV", (date(2022, 5, 8), None), "город Тула", 5
    )  # fmt: skip


def test_a_document_without_a_heading_has_no_front():
    found = front("Участники собрались и обсудили многие вопросы развития.\n\n1. Создать совет.")

    assert (found.title, found.ordinal, found.dates, found.place, found.end) == (None, None, None, None, 0)


def test_the_date_may_stand_in_the_preamble_or_under_the_text():
    held = front("Резолюция форума\n\nФорум состоялся 5 июня 2023 года в парке.\n\n1. Создать совет.")
    adopted = front(
        "Резолюция 3-го форума\n\nФорум был хорош и прошёл весело.\n\n1. Создать совет.\n\nПринята 5 июня 2023 года"
    )
    own = front("РЕШЕНИЕ совета\nот 4 сентября 2018 года № 7\n\nСовет решил:\n1. Создать.")

    assert [found.dates for found in (held, adopted, own)] == [
        (date(2023, 6, 5), None), (date(2023, 6, 5), None), (date(2018, 9, 4), None)
    ]  # fmt: skip
    assert adopted.ordinal == "3"


@pytest.mark.parametrize(
    "approval",
    ["УТВЕРЖДЕНА\nрешением оргкомитета\nот 27 мая 2024 года № 3", "Одобрены Общественной палатой\n27 мая 2024 года",
     "Принята на собрании 27 мая 2024 г.",
     "УТВЕРЖДЁН\nрешением комитета\nродительской конференции\n(протокол от 27 мая 2024 года № 1)"],
)  # fmt: skip
def test_who_approved_the_paper_is_neither_title_nor_date(approval):
    held = front(f"{approval}\n\nРЕЗОЛЮЦИЯ\nфорума «Очаг»\n24 мая 2024 года, с. Залесье\n\nФорум прошёл хорошо.")
    undated = front(f"{approval}\n\nРЕЗОЛЮЦИЯ\nфорума «Очаг»\n\nФорум прошёл хорошо и собрал гостей.")

    assert (held.title, held.dates, held.place) == (
        "РЕЗОЛЮЦИЯ форума «Очаг»",
        (date(2024, 5, 24), None),
        "село Залесье",
    )
    assert (undated.title, undated.dates) == ("РЕЗОЛЮЦИЯ форума «Очаг»", (date(2024, 5, 27), None))


def test_what_was_adopted_may_be_a_title():
    found = front("Принятые решения форума «Дом»\nг. Пенза, 5 марта 2024 г.\n\nФорум прошёл хорошо и собрал гостей.")

    assert (found.title, found.dates) == ("Принятые решения форума «Дом»", (date(2024, 3, 5), None))


def test_a_bare_number_above_a_letter_is_nobody():
    assert front("1.\nОБРАЩЕНИЕ\nсобрания «Дом»\n\nМы собрались и просим.").addressed == ""


def test_a_paper_with_its_own_number_is_dated_by_its_line():
    found = front(
        "РЕШЕНИЕ\nзаседания комиссии\n30.03.2023      № 1-АК      г. Тула\n\nКомиссия решила:\n1. Создать совет."
    )

    assert (found.title, found.dates, found.place) == (
        "РЕШЕНИЕ заседания комиссии", (date(2023, 3, 30), None), "город Тула"
    )  # fmt: skip


def test_a_title_printed_twice_is_read_once():
    found = front("Резолюция форума «Дом»\nРезолюция форума «Дом»\nг. Пенза, 5 марта 2024 г.\n\nФорум прошёл хорошо.")

    assert found.title == "Резолюция форума «Дом»"


def test_a_title_printed_again_in_lines_is_read_once():
    found = front("Резолюция форума «Дом»\nРЕЗОЛЮЦИЯ\nфорума «Дом»\nг. Пенза, 5 марта 2024 г.\n\nФорум прошёл хорошо.")

    assert (found.title, found.place) == ("РЕЗОЛЮЦИЯ форума «Дом»", "город Пенза")
