"""Kinds of what stands above, between and below the lines of the title, and is none of them."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.structure.places import place_in_line

BODY = "\n\nСход решил:\n1. Школам открыть дворы.\n2. Музеям убрать берег.\n"


def facts(data: str, format: str = "txt") -> tuple[str | None, str | None, str | None]:
    read = draft_outline(data.encode(), format, general_directory())
    assert [len(section.recommendations) for section in read.sections] == [2]
    return read.title, read.date, read.place


@pytest.mark.parametrize(
    "header",
    [
        "От: Совет <a@example.ru>\nКому: Палата <b@example.ru>\nТема: Решение\n\nДобрый день! Посылаю решение схода.",
        "From: a@example.ru\nTo: b@example.ru\nDate: 12 марта 2025\nSubject: Re: Fwd: решение",
        "---- Пересылаемое сообщение ----\nОт кого: Совет\nДата: 12 марта 2025 г. в 10:15\nТема: Fwd: протокол\n"
        "Кому: Палата\n\nЗдравствуйте!\nРешение ниже, подписи соберём.",
    ],
)
def test_the_header_of_an_e_mail(header):
    paper = "РЕШЕНИЕ\nсхода жителей\n\nд. Ольховка, 3 марта 2025 года"

    assert facts(f"{header}\n\n{paper}{BODY}") == ("РЕШЕНИЕ схода жителей", "2025-03-03", "деревня Ольховка")


def test_the_subject_of_an_e_mail_is_the_title_where_no_line_is():
    header = "От: Совет\nКому: Палата\nТема: Re: Решение схода деревни Ольховка"

    assert facts(f"{header}\n\nДобрый день!{BODY}") == ("Решение схода деревни Ольховка", None, "деревня Ольховка")


def test_a_letterhead_with_addresses_and_numbers():
    head = (
        "СОВЕТ ВЕТЕРАНОВ\nКировского района\n610000, г. Киров, ул. Ленина, 5\nтел. (8332) 00-00-00\n"
        "ОГРН 1020000000000\n14.03.2025 № 21/3\nИсх. № 5\nГубернатору области\n\nОТКРЫТОЕ ПИСЬМО\nо памятниках"
    )

    assert facts(
        f"{head}\n\nУважаемые коллеги!\n\nНа пленуме 12 марта 2025 года в городе Слободском решили писать.{BODY}"
    )[:2] == ("ОТКРЫТОЕ ПИСЬМО о памятниках", "2025-03-12")


@pytest.mark.parametrize(
    "stamp",
    [
        "Приложение\nк решению Общественной палаты\nПолевского городского округа № 5",
        "Приложение № 2\nк протоколу заседания Совета\nот 11.03.2025 № 4",
        "УТВЕРЖДЕНО\nна заседании Совета\nПолевского округа\nот 11.03.2025",
    ],
)
def test_a_stamp_above_the_title(stamp):
    paper = "ПЛАН МЕРОПРИЯТИЙ\nпо итогам форума «Соседи»\n\nг. Полевской, 3 марта 2025 года"

    assert facts(f"{stamp}\n\n{paper}{BODY}") == (
        "ПЛАН МЕРОПРИЯТИЙ по итогам форума «Соседи»", "2025-03-03", "город Полевской"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("above", "between"),
    [
        ("<p>Общественная палата города Дербента</p><ul><li>О палате</li><li>Направить обращение</li></ul>", ""),
        ("<h1>Палата</h1><ul><li>Новости</li></ul><p>Главная » Документы » Резолюции</p>", ""),
        ("", "<p>Просмотров: 214 | Версия для печати</p>"),
        ("", "<p>Комментариев: 3</p>"),
    ],
)
def test_what_a_site_prints_around_the_title(above, between):
    title = "<h2>Резолюция круглого стола «Соседи»</h2>"
    below = "<p><i>28 сентября 2024 года, город Дербент</i></p><p>Соседи встретились.</p>"
    items = "<ol><li>Школам открыть дворы.</li><li>Музеям убрать берег.</li></ol>"

    assert facts(above + title + between + below + items, "html") == (
        "Резолюция круглого стола «Соседи»", "2024-09-28", "город Дербент"
    )  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Принята 15 ноября 2024 года в городе Волжском",
        "Принято на съезде 15.11.2024 в г. Волжском",
        "Одобрена участниками съезда 15 ноября 2024 г. в г. Волжский",
    ],
)
def test_adopted_below_the_title_says_when(line):
    assert facts(f"ДЕКЛАРАЦИЯ\nсъезда советов домов\n\n{line}\n\nМы собрались говорить о домах.{BODY}")[:2] == (
        "ДЕКЛАРАЦИЯ съезда советов домов", "2024-11-15"
    )  # fmt: skip


@pytest.mark.parametrize("line", ["Уважаемые земляки!", "Дорогие друзья и коллеги!", "Один сад – один голос!"])
def test_who_is_called_out_to_is_no_title(line):
    assert (
        facts(f"ОБРАЩЕНИЕ\nсовета садоводов\n{line}\nг. Канаш, 5 мая 2024 г.{BODY}")[0] == "ОБРАЩЕНИЕ совета садоводов"
    )


@pytest.mark.parametrize(
    "lines",
    ["от 20.02.2025   г. Златоуст", "от 20 февраля 2025 г. № 14, г. Златоуст", "20.02.2025\nг. Златоуст"],
)
def test_what_it_is_about_below_place_and_date_is_of_the_title(lines):
    paper = f"РЕШЕНИЕ\nзаседания совета\n{lines}\n\nО развитии дворов в городе Златоусте"

    assert facts(f"{paper}{BODY}") == (
        "РЕШЕНИЕ заседания совета О развитии дворов в городе Златоусте", "2025-02-20", "город Златоуст"
    )  # fmt: skip


@pytest.mark.parametrize(
    "head", ["РЕШЕНИЕ\nзаседания совета\n5 мая 2024 г.", "СОВЕТ ОТЦОВ\n\nРЕШЕНИЕ\nот 5 мая 2024 г."]
)
def test_two_such_lines_are_sections(head):
    body = "О дворах\n\n1. Убирать дворы.\n\nО реках\n\n1. Музеям убрать берег."
    read = draft_outline(f"{head}\n\n{body}".encode(), "txt", general_directory())

    assert [section.title for section in read.sections] == ["О дворах", "О реках"]


@pytest.mark.parametrize("line", ["слушаний на тему:", "круглого стола по вопросу:", "съезда учителей под девизом:"])
def test_a_line_that_announces_a_name_in_quotes_goes_on_with_it(line):
    assert facts(f"ИТОГОВЫЙ ДОКУМЕНТ\n{line}\n«Голос гор»\n\n12 марта 2025 года, с. Онгудай{BODY}") == (
        f"ИТОГОВЫЙ ДОКУМЕНТ {line} «Голос гор»", "2025-03-12", "село Онгудай"
    )  # fmt: skip


def test_a_town_after_the_number_of_a_school():
    assert facts(f"СОВЕТ РОДИТЕЛЕЙ\nшколы № 12 города Белово\n\nРЕШЕНИЕ\nот 5 мая 2024 г.{BODY}")[2] == "город Белово"


def test_day_and_place_after_a_word_that_says_which_they_are():
    lines = "Дата проведения: 12.03.2025\nВремя: 18:00\nМесто проведения: г. Канаш, ДК «Россия»"

    assert facts(f"ЗАКЛЮЧЕНИЕ\nо замыслах сквера\n{lines}{BODY}") == (
        "ЗАКЛЮЧЕНИЕ о замыслах сквера", "2025-03-12", "город Канаш"
    )  # fmt: skip


@pytest.mark.parametrize("line", ["пгт Юрья, 5 декабря 2024 г.", "пгт Юрья", "п.г.т. Юрья   05.12.2024"])
def test_a_town_may_be_called_by_letters_without_dots(line):
    assert place_in_line(line) == "посёлок городского типа Юрья"


@pytest.mark.parametrize("stamp", ["ДОКУМЕНТ ПОДПИСАН\nЭЛЕКТРОННОЙ ПОДПИСЬЮ", "Документ подписан электронной подписью"])
def test_the_last_day_stands_above_the_stamp_of_a_signature(stamp):
    below = (
        f"\nСекретарь А. Г. Ломакина\n12 февраля 2025 г.\n\n{stamp}\nСертификат: 03B7 AF20 0091 5C\nВладелец: Лом А. Г."
    )

    assert facts(f"ОБРАЩЕНИЕ\nсовета ветеранов{BODY}{below}")[1] == "2025-02-12"


@pytest.mark.parametrize(
    ("lines", "day", "place"),
    [
        ("форума «Соседи» от 5 мая 2024 года\nг. Томск", "2024-05-05", "город Томск"),
        ("схода села Ивановка\n№ 2 от 3 марта 2025 г.", "2025-03-03", "село Ивановка"),
        ("форума «Соседи»\nТомская область, Томск\n5 и 6 мая 2024 г.", "2024-05-05", "город Томск"),
        (
            "форума «Соседи»\nМосковская область, Раменский муниципальный округ, с. Быково, 20.04.2025",
            "2025-04-20",
            "село Быково",
        ),
        ("форума «Соседи»\nТверская обл., Кимрский р-н, д. Ключи 20.04.2025", "2025-04-20", "деревня Ключи"),
        ("форума «Соседи», проведённого 12 февраля 2025 г. в г. Ельце", "2025-02-12", "город Елец"),
    ],
)
def test_day_and_place_in_other_orders(lines, day, place):
    assert facts(f"РЕЗОЛЮЦИЯ\n{lines}{BODY}")[1:] == (day, place)


def test_what_was_held_over_its_day_is_the_title():
    read = draft_outline(
        f"Общественная палата\nКруглый стол «Вода»\nг. Томск, 5 мая 2024 г.{BODY}".encode(), "txt", general_directory()
    )

    assert read.title == "Общественная палата Круглый стол «Вода»"
    assert [section.title for section in read.sections] == [None]


def test_the_menu_of_a_page_ends_where_its_crumbs_stand_over_a_heading():
    page = (
        "<body><p>Голос села<br>сайт соседей</p><ul><li>Главная</li><li>Как помочь</li></ul><h3>Читайте также</h3>"
        "<p>Главная » Новости » Обращение</p><h1>Обращение жителей села Ключи «Вернём автобус»</h1>"
        "<p>12 мая 2027 года, село Ключи</p><p>Просим главу района вернуть автобус.</p></body>"
    )
    found = draft_outline(page.encode(), "html", general_directory())

    assert (found.title, found.date) == ("Обращение жителей села Ключи «Вернём автобус»", "2027-05-12")
    assert [section.title for section in found.sections] == [None]
