"""Lines of their own below an item that say by when and who answers: they belong to it, in every list and format."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.structure.own_lines import says_of_item, term_below

from .as_lines import HEAD, lines


@pytest.mark.parametrize(
    ("line", "who", "deadline"),
    [
        ("Срок – 1 мая 2025 г.", "администрация города^", "2025-05-01"),
        ("Срок: до 01.05.2025", "администрация города^", "2025-05-01"),
        ("Срок исполнения: сентябрь 2024 года.", "администрация города^", "сентябрь 2024 года"),
        ("Срок исполнения (для всех школ) – II квартал 2025 г.", "администрация города^", "II квартал 2025 г."),
        ("Срок до 1 мая 2025 года.", "администрация города^", "2025-05-01"),
        ("До 1 мая 2025 года.", "администрация города^", "2025-05-01"),
        ("Когда: май 2025 г.", "администрация города^", "май 2025 г."),
        ("Срок: постоянно.", "администрация города^", None),
        ("Ответственный: отдел дорог.", "отдел дорог", None),
        ("Ответственные за исполнение – школа № 3, Дом культуры.", "школа № 3; Дом культуры", None),
        ("Отв.: отдел дорог. Срок – 1 мая 2025 г.", "отдел дорог", "2025-05-01"),
        ("Срок – май 2025 г.; исполнители: отдел дорог", "отдел дорог", "май 2025 г."),
        ("(срок – до 1 мая 2025 г., ответственный – отдел дорог)", "отдел дорог", "2025-05-01"),
        ("Кто: ресурсные центры при поддержке библиотек.", "ресурсные центры; +библиотеки", None),
        ("Кто отвечает: МУП «Чистота»", "МУП «Чистота»", None),
        ("Исполнитель – областная научная библиотека", "областная научная библиотека", None),
        ("Источник финансирования: местный бюджет.", "администрация города^", None),
        ("[Срок: 1 мая 2025 г.]", "администрация города^", "2025-05-01"),
    ],
)
def test_a_line_below_an_item_belongs_to_it(line, who, deadline):
    body = f"Форум рекомендует администрации города:\n1. Починить мост.\n\n{line}\n\n2. Купить лодку.\n\n{line}\n"
    tail = f" | {deadline}" if deadline else ""

    assert lines(body) == [
        f"1 | Починить мост. {line} | → {who}{tail}",
        f"2 | Купить лодку. {line} | → {who}{tail}",
    ]


@pytest.mark.parametrize(
    "item", ["– починить мост;", "а) починить мост;", "Починить мост.", "Просим администрацию починить мост."]
)
def test_whatever_kind_of_item_stands_above(item):
    text = item.lstrip("–а) ")

    assert [line.split(" | ")[1] for line in lines(f"Участники просят:\n\n{item}\n\nСрок: 1 мая 2025 г.\n")] == [
        f"{text} Срок: 1 мая 2025 г."
    ]


def test_a_line_below_a_part_belongs_to_the_part_as_well():
    body = (
        "Форум рекомендует:\n1. Школе № 3 подготовить зал:\nа) купить парты;\nСрок – 1 мая 2025 г.\nб) покрасить пол.\n"
    )
    outline = draft_outline((HEAD + body).encode(), "txt", general_directory())
    item = outline.sections[0].recommendations[0]

    assert [(part.number, part.text, part.deadline) for part in item.parts] == [
        ("а", "купить парты;\nСрок – 1 мая 2025 г.", "2025-05-01"),
        ("б", "покрасить пол.", None),
    ]


def test_who_controls_is_a_controller():
    outline = draft_outline(
        (HEAD + "Решили:\n1. Завести журнал.\n\nКонтроль: комиссия по благоустройству.\n").encode(),
        "txt",
        general_directory(),
    )
    item = outline.sections[0].recommendations[0]

    assert [(other.role, other.name) for other in item.others] == [("controller", "комиссия по благоустройству")]
    assert item.addressees == ()


@pytest.mark.parametrize(
    "line",
    [
        "Исполнитель: Петрова А.А., тел. 2-33-44",
        "Ответственный секретарь И.И. Петров",
        "Срок полномочий совета истёк, избрать новый до 1 мая.",
        "Срок – до 1 мая. Администрации города выделить средства.",
        "Ответственным назначить отдел дорог:",
        "К началу года в городе было пять школ.",
        "Кто не успел – просим обращаться в оргкомитет.",
    ],
)
def test_what_says_more_is_no_such_line(line):
    assert not says_of_item(line)


def test_the_lines_of_one_item_say_its_term_once():
    assert term_below(["Ответственный – школа", "Срок – 1 мая 2025 г."]) == "2025-05-01"
    assert term_below(["Ответственный – школа"]) is None
