"""Kinds of the second thirty as files: talk of minutes, keys before tasks, who is asked in front of the verb."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.structure.demands import demands, opines
from resolution_reader.structure.openings import opens_requests

from .as_lines import HEAD, asked, lines


@pytest.mark.parametrize(
    "sentence",
    [
        "Жители говорили, что надо чинить насос.",
        "Родители жаловались: нужно менять расписание.",
        "Жильцы возмущались, что давно следует сменить компанию.",
        "Она сказала, что управляющей компании следует заменить светильники.",
        "Предложена одна кандидатура.",
        "По старосте предложили две кандидатуры.",
        "Предложено 3 проекта: площадка, ограда и колодец.",
        "Было предложено два варианта: красить самим и нанять бригаду.",
        "Водитель согласен, ему нужно только новое расписание.",
        "Это дешевле, чем строить заново.",
        "Закрывать сельские школы нельзя.",
        "Мы убеждены: школа должна остаться в селе.",
    ],
)
def test_talk_of_a_meeting_asks_nothing(sentence):
    assert not demands(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Участники предложили создать два кружка.",
        "Предложено школам открыть музеи.",
        "Нужно новое расписание автобуса и обучение водителей.",
        "Прежде чем строить, провести слушания.",
        "Школа должна открыть зал для жителей.",
        "Что делать: закрыть подвалы решётками.",
        "Предложение 2: открыть стадионы по вечерам.",
        "Что предлагаем – посадить аллею.",
        "Обращаемся к вузам: откройте заочные группы.",
    ],
)
def test_what_asks_beside_it(sentence):
    assert demands(sentence)


@pytest.mark.parametrize(
    ("lead_in", "opens"),
    [
        ("Отклонено:", False),
        ("Не поддержаны предложения:", False),
        ("Отклонённые предложения", False),
        ("Мы заявляем:", False),
        ("Поддержаны предложения:", True),
    ],
)
def test_what_was_rejected_or_declared_is_no_list_of_requests(lead_in, opens):
    assert opens_requests(lead_in) is opens


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Глав районов мы просим не сокращать ставки.", "Главы районов"),
        ("Управлению образования мы предлагаем сдвинуть уроки.", "Управление образования"),
        ("К сотрудникам ГИБДД обращаемся с просьбой дежурить у школы.", "сотрудники ГИБДД"),
        ("К директору школы мы вновь обращаемся с просьбой открыть зал.", "директор школы"),
        ("Поручить Вороновой Т.А. собрать список.", "Воронова Т.А."),
        ("Козловой А. А. подготовить смету.", "Козлова А. А"),
        ("Рекомендовать вузам, ведущим набор по заочной форме, открыть группы.", "вузы"),
        ("Рекомендовать школам, ведущим предприятиям города открыть музеи.", "школы; ведущие предприятия города"),
        (
            "Главам Кааламского и Ладожского сельских поселений починить дороги.",
            "Главы Кааламского и Ладожского сельских поселений",
        ),
        (
            "Министерству культуры, печати и по делам молодёжи края открыть музей.",
            "Министерство культуры, печати и по делам молодёжи края",
        ),
        ("Институту природы СО РАН издать атлас.", "Институт природы СО РАН"),
        (
            "Обратиться к Управлению почтовой связи области с просьбой открыть отделение.",
            "Управление почтовой связи области",
        ),
    ],
)
def test_who_is_asked(sentence, who):
    assert asked(sentence).removesuffix(".") == who.removesuffix(".")


def test_of_two_columns_the_one_with_tasks_recommends():
    table = (
        "Резолюция форума «Соседи»\n"
        "Что болит;Что предлагаем;Кто должен сделать\n"
        "Совет собирают накануне;Составить график заседаний;администрация города\n"
        "Ответы одинаковые;Публиковать обзор обращений;городская Дума\n"
    )
    outline = draft_outline(table.encode(), "csv", general_directory())

    assert [entry.text for section in outline.sections for entry in section.recommendations] == [
        "Составить график заседаний",
        "Публиковать обзор обращений",
    ]


def test_keyed_lines_are_an_item_with_who_and_when():
    body = "Что делать: закрыть подвалы.\n\nКто: управляющие компании.\n\nКогда: до 1 ноября 2024 года.\n"

    assert lines(body) == [
        "– | Что делать: закрыть подвалы. Кто: управляющие компании. Когда: до 1 ноября 2024 года. "
        "| → управляющие компании | 2024-11-01"
    ]


def test_whom_a_numbered_line_wants_to_act_before_its_list():
    body = "Конференция решила:\n\n1. Просить департамент образования, чтобы он:\nа) пересмотрел порядок питания;\n"

    assert lines(body) == ["а | пересмотрел порядок питания; | → департамент образования^"]


@pytest.mark.parametrize(
    ("item", "above", "act", "controllers"),
    [
        ("Контроль за исполнением оставляю за собой.", "Палата решила:", "instruct", []),
        ("Контроль возлагается на комиссию по культуре.", "Палата решила:", "instruct", ["комиссия по культуре"]),
        ("Внести предложения о покупке автобуса.", "Поручить отделу транспорта:", "instruct", []),
        ("Внести предложения о покупке автобуса.", "Собрание решило:", "propose", []),
        ("Опубликовать настоящее заключение в газете.", "Комиссия решила:", "decide", []),
        ("Провести V конгресс в 2026 году.", "Участники решили:", "decide", []),
        ("Поддержать участие села в конкурсе.", "Сход решил:", "note", []),
    ],
)
def test_what_an_item_does(item, above, act, controllers):
    text = f"{HEAD}{above}\n1. {item}\n2. Создать совет.\n"
    entry = draft_outline(text.encode(), "txt", general_directory()).sections[0].recommendations[0]

    assert (entry.act, [other.name for other in entry.others]) == (act, controllers)
    assert not opines(item)


def test_who_gets_a_copy_of_a_letter_is_not_asked():
    letter = (
        "Главе города Кимры\nкопии: в управление образования, прокурору города\n\n"
        "ОБРАЩЕНИЕ\nжителей улицы Речной\n\nУважаемый глава!\n\nПросим Вас вернуть автобус на нашу улицу.\n"
    )
    entry = draft_outline(letter.encode(), "txt", general_directory()).sections[0].recommendations[0]

    assert [body.name for body in entry.addressees] == ["Глава города Кимры"]


def test_who_signs_stands_over_no_list():
    body = "Просим мэрию открыть парк.\n\nПо поручению участников:\n\nТ.Г. Вершинина, село Речное\n"
    outline = draft_outline((HEAD + body).encode(), "txt", general_directory())

    assert outline.sections[0].groups == ()
