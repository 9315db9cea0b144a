"""Kinds of places and dates as people write them: the top of a document, its title, its last lines."""

from datetime import date

import pytest

from resolution_reader import draft_outline, general_directory
from resolution_reader.readers import read
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.front import read_front
from resolution_reader.structure.places import place_held, place_in_line, place_in_text

BODY = "\n\nФорум прошёл хорошо и собрал гостей.\n\n1. Создать совет."


def front(top):
    return read_front(read((top + BODY).encode(), "txt"))


def dates(top):
    found = front(top).dates
    return found and found[0].isoformat()


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Городской совет женщин\nРЕЗОЛЮЦИЯ\nфорума «Очаг»", "РЕЗОЛЮЦИЯ форума «Очаг»"),
        ("РЕЗОЛЮЦИЯ\nфорума «Очаг»\nр.п. Боровое, «07» ноября 2025 г.", "РЕЗОЛЮЦИЯ форума «Очаг»"),
        ("РЕЗОЛЮЦИЯ форума «Очаг»\nРЕЗОЛЮЦИЯ форума «Очаг»", "РЕЗОЛЮЦИЯ форума «Очаг»"),
        ("ПРОТОКОЛ\nсхода жителей села Дубки", "ПРОТОКОЛ схода жителей села Дубки"),
        ("РЕШЕНИЕ\nсобрания жителей\nот 03.02.98", "РЕШЕНИЕ собрания жителей"),
    ],
)
def test_h1_a_title_is_neither_organizer_nor_place_nor_printed_twice(top, title):
    assert front(top).title == title


@pytest.mark.parametrize(
    "top",
    [
        "УТВЕРЖДЕНО\nрешением совета\nот 30 мая 2026 года\n\nРЕЗОЛЮЦИЯ\nфорума «Очаг»\n21 мая 2026 года",
        "5 июня 2026, 14:30\n\nРЕЗОЛЮЦИЯ\nфорума «Очаг»\n21 мая 2026 года, с. Дубки",
        "Пятница, 5 июня 2026\nРЕЗОЛЮЦИЯ\nфорума «Очаг»\n21 мая 2026 года",
        "РЕЗОЛЮЦИЯ форума «Очаг»\nОпубликовано: 5 июня 2026 г.\n\nФорум состоялся 21 мая 2026 года в парке.",
        "РЕЗОЛЮЦИЯ форума «Очаг»\n05.06.2026 14:30\n\nФорум состоялся 21 мая 2026 года в парке.",
        "РЕЗОЛЮЦИЯ форума «Очаг»\nг. Томск, 21 мая 2026 г., 14:00",
    ],
)
def test_h2_the_day_is_the_event_s_not_that_of_approval_or_publication(top):
    assert dates(top) == "2026-05-21"


@pytest.mark.parametrize("line", ["Дата публикации: 05.06.2026", "Опубликовано 5 июня 2026 г."])
def test_h2_a_day_of_publication_alone_is_no_date(line):
    assert dates(f"РЕЗОЛЮЦИЯ форума «Очаг»\n{line}") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [("«07» ноября 2025 г.", "2025-11-07"), ("« 07 » ноября 2025г.", "2025-11-07"), ("от 03.02.98", "1998-02-03"),
     ("05.06.26", "2026-06-05"), ("5-го июня 2026 года", "2026-06-05"), ("12.10.2023г.", "2023-10-12"),
     ("от «03» февраля 1998 года", "1998-02-03"), ("2026-06-05", "2026-06-05")],
)  # fmt: skip
def test_h2_official_forms_are_dates(line, day):
    assert dates(f"РЕЗОЛЮЦИЯ\nфорума «Очаг»\n{line}") == day


def test_txt_date_glued_to_the_letter_of_the_year():
    found = front("РЕЗОЛЮЦИЯ форума «Очаг»\nг. Зареченск      12.10.2023г.")

    assert (found.dates, found.place) == ((date(2023, 10, 12), None), "город Зареченск")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5, 6 и 7 июня 2023 года", date(2023, 6, 5), date(2023, 6, 7)),
        ("с 5-го по 7-е июня 2026 года", date(2026, 6, 5), date(2026, 6, 7)),
        ("30 мая и 1 июня 2023 г.", date(2023, 5, 30), date(2023, 6, 1)),
        ("30.05.2026 – 01.06.2026", date(2026, 5, 30), date(2026, 6, 1)),
        ("7–8июня 2024", date(2024, 6, 7), date(2024, 6, 8)),
    ],
)
def test_days_of_one_event_are_one_date(text, first, last):
    assert event_dates(text) == [(first, last)]


@pytest.mark.parametrize("text", ["п. 1.2.26", "п. 10.11.12.13", "тел. 12.34.56", "« » июня 2026 г."])
def test_figures_with_dots_are_no_dates(text):
    assert event_dates(text) == []


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("п. Ключи", "посёлок Ключи"), ("р.п. Боровое", "рабочий посёлок Боровое"), ("с. Дубки", "село Дубки"),
        ("посёлок Речной", "посёлок Речной"), ("пгт. Яшкино", "посёлок городского типа Яшкино"),
        ("п.г.т. Яшкино", "посёлок городского типа Яшкино"), ("дер. Лоскутово", "деревня Лоскутово"),
        ("ст-ца Ленинская", "станица Ленинская"), ("хутор Весёлый", "хутор Весёлый"), ("аул Ходзь", "аул Ходзь"),
        ("ЗАТО Северск", "город Северск"), ("г.о. Самара", "город Самара"),
        ("с.п. Зональное", "сельское поселение Зональное"), ("город-герой Волгоград", "город Волгоград"),
        ("г. Новоречинск", "город Новоречинск"), ("Г. РОСТОВ-НА-ДОНУ, 5 ИЮНЯ 2026 Г.", "город Ростов-на-Дону"),
        ("Борисово, 12 мая 2026 г.", "город Борисово"), ("Великие Луки, 5 июня 2026 г.", "город Великие Луки"),
        ("5 июня 2026 г. Томск", "город Томск"), ("Томская область, г. Томск", "город Томск"),
    ],
)  # fmt: skip
def test_h3_a_kind_of_settlement_gives_a_place_known_or_not(line, place):
    assert place_in_line(line) == place


@pytest.mark.parametrize(
    "line",
    ["Организация: 4 марта 2026 года", "Совещание 4 марта 2026 г.", "5 июня 2026 г. Участники форума",
     "2026  г. Делегаты", "Весна, 5 мая 2026 г.", "Секретарь Г. Иванов", "Председатель С. Дубов"],
)  # fmt: skip
def test_h3_a_word_before_a_date_or_after_a_year_is_no_town(line):
    assert place_in_line(line) is None


@pytest.mark.parametrize("word", ["Участники форума собрались", "Делегаты решили", "Рекомендовать школам сад"])
def test_the_next_paragraph_is_no_town(word):
    assert front(f"РЕЗОЛЮЦИЯ форума «Дом»\n5 июня 2026 г.\n\n{word} и многое обсудили.").place is None


def test_h3_a_district_does_not_stand_in_for_the_settlement():
    found = front("ПРОТОКОЛ схода жителей\n\nЖители собрались в посёлке Речном Озерского района и решили многое.")

    assert found.place == "посёлок Речной"


def test_a_lead_in_with_a_short_town_is_no_line_of_place():
    text = "РЕЗОЛЮЦИЯ форума «Дом»\n5 июня 2026 г.\n\n{}\n1. Создать совет.\n2. Починить мост."
    for lead_in in ("Рекомендовать администрации г. Томска:", "Мэрии г. Томска:", "Думе г. Томска"):
        outline = draft_outline(text.format(lead_in).encode(), "txt", general_directory())
        names = {body.name for row in outline.sections[0].recommendations for body in row.addressees}

        assert (len(names), outline.place) == (1, "город Томск")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("форум города Великих Лук", "город Великие Луки"), ("мэрия города Лесного", "город Лесной"),
        ("жители села Дубки", "село Дубки"), ("в селе Дубках", "село Дубки"),
        ("в посёлке Речном", "посёлок Речной"), ("станицы Ленинской", "станица Ленинская"),
        ("города-героя Волгограда", "город Волгоград"), ("в р. п. Кольцове", "рабочий посёлок Кольцово"),
        ("Озерского городского округа «Озерск – новь»", "Озерский городской округ"),
        ("ЗАТО города Северска", "город Северск"), ("городского округа город Уфа", "город Уфа"),
    ],
)  # fmt: skip
def test_the_place_in_a_sentence_comes_to_the_nominative(text, place):
    assert place_in_text(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [("прошёл в Лесном", "город Лесной"), ("в Великих Луках состоялся", "город Великие Луки"),
     ("собрались в Зареченске", "город Зареченск"), ("прошло в России", None), ("в Белом доме", None),
     ("в Томском районе", None)],
)  # fmt: skip
def test_where_it_was_held_is_a_town(text, place):
    assert place_held(text) == place


@pytest.mark.parametrize(
    ("title", "ordinal"),
    [
        ("пятого городского форума «Дом»", "5"), ("Второй городской конференции", "2"),
        ("двадцать первого съезда садоводов", "21"), ("III-ей конференции", "III"), ("форума «Дом» № 5", "5"),
        ("ХХ форума «Дом»", "XX"), ("ХХI форума", "XXI"), ("Ⅴ форума", "V"), ("12-й конференции", "12"),
        ("собрания родителей первой школы", None), ("форума «Первые шаги» по итогам встреч", None),
    ],
)  # fmt: skip
def test_an_ordinal_is_read_in_words_in_any_letters_and_as_a_number(title, ordinal):
    assert front(f"РЕЗОЛЮЦИЯ\n{title}\nг. Тула").ordinal == ordinal


def problems(top):
    outline = draft_outline((top + BODY).encode(), "txt", general_directory())
    return {problem.code: problem.hint for problem in outline.problems}


def test_a_name_of_several_regions_is_a_question_that_names_them():
    asked = problems("РЕЗОЛЮЦИЯ форума «Дом»\nг. Киров, 5 июня 2026 г.")

    assert asked["place-in-regions"] == (
        "Мест с названием «город Киров» несколько: Кировская область, Калужская область. Допишите регион через запятую."
    )


@pytest.mark.parametrize(
    "line", ["г. Томск, 5 июня 2026 г.", "г. Киров Калужской области, 5 июня 2026 г.", "с. Незнаемое"]
)
def test_a_place_of_one_region_or_of_none_that_is_known_is_no_question(line):
    assert "place-in-regions" not in problems(f"РЕЗОЛЮЦИЯ форума «Дом»\n{line}")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Администрации города Лесного – завести дежурство", ["Администрация города Лесного"]),
        ("Рекомендовать администрации города Полярного открыть школу", ["администрация города Полярного"]),
        ("Просить Думу города Железнодорожного открыть школу", ["Дума города Железнодорожного"]),
        ("Администрации г. Светлого провести сход", ["Администрация г. Светлого"]),
        ("Администрации посёлка Речного провести сход", ["Администрация посёлка Речного"]),
        ("Администрации города Полярного и общественному совету провести сход",
         ["Администрация города Полярного", "общественный совет"]),
    ],
)  # fmt: skip
def test_d3_a_town_that_looks_like_an_adjective_belongs_to_the_name(sentence, names):
    outline = draft_outline(f"Форум решил:\n1. {sentence}\n2. Создать совет.".encode(), "txt", general_directory())

    assert [body.name for body in outline.sections[0].recommendations[0].addressees] == names


@pytest.mark.parametrize("line", ["Казань, 2026", "Казань – 2026", "г. Казань, 2026 год", "Казань, 2026 г."])
def test_a_town_beside_a_year_alone_is_the_place(line):
    read = front(f"Декларация молодёжного форума «Шаг»\n\n{line}")

    assert (read.title, read.place, read.dates) == ("Декларация молодёжного форума «Шаг»", "город Казань", None)


def test_by_when_the_last_item_is_due_is_not_when_they_met():
    items = "\n\n1. Мэрии вывезти мусор.\nСрок – 1 апреля 2026 года.\n\nГлава города К. К. Кузнецов\n"

    assert read_front(read(f"Перечень поручений по итогам встречи с жителями{items}".encode(), "txt")).dates is None


def test_a_post_before_a_surname_is_no_town():
    assert place_in_text("Заместителю главы города Иванову И.И. вывезти мусор.") is None
    assert place_in_text("Заместителю главы города Кирова И.И. Петрову вывезти мусор.") == "город Киров"


def test_where_a_conference_took_place_that_is_named_by_a_participle():
    body = "\n\nУчастники конференции, прошедшей в Уфе 10 октября 2026 года, предлагают:\n1. Создать совет."

    assert read_front(read(f"Резолюция конференции «Здоровье»{body}".encode(), "txt")).place == "город Уфа"
