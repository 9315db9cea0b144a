"""What closes a paper, and what only begins as if it did."""

import pytest

from resolution_reader import draft_outline, general_directory

from .as_lines import HEAD, lines


@pytest.mark.parametrize(
    ("item", "who"),
    [
        ("Председателям уличных комитетов провести субботники.", "Председатели уличных комитетов"),
        ("Ведущим специалистам управления культуры подготовить отчёт.", "Ведущие специалисты управления культуры"),
        ("Секретарю совета собрать подписи.", "Секретарь совета"),
        ("Просить починить мост директора И. И. Петрова", "–"),
    ],
)
def test_what_is_to_be_done_is_no_signature_whoever_it_begins_with(item, who):
    body = f"Участники рекомендуют:\n\nАдминистрации города починить мост.\n\n{item}\n\nСекретарь И. И. Иванов"

    assert lines(body) == [
        "– | Администрации города починить мост. | → Администрация города",
        f"– | {item} | → {who}",
    ]


def skipped(body: str) -> list[int]:
    outline = draft_outline((HEAD + body).encode(), "txt", general_directory())
    return [index for first, last in outline.skipped for index in range(first, last + 1)]


def test_a_line_over_signatures_asks_nobody():
    body = "Форум рекомендует:\n\n1. Думе города купить насос.\n\nСопредседатели форума:\n\nА. П. Орлова\n\nК. Д. Чен"

    assert lines(body) == ["1 | Думе города купить насос. | → Дума города"]
    assert len(skipped(body)) == 3


def test_a_program_called_an_application_is_no_annex():
    body = "Форум рекомендует:\n\n1. Думе города купить насос.\n\n{}\n\n2. Мэрии города починить мост."

    assert [line[:1] for line in lines(body.format("Приложение «Госуслуги» помогает жителям подавать заявки."))] == [
        "1",
        "2",
    ]
    assert [line[:1] for line in lines(body.format("Приложение № 1. Список участников"))] == ["1"]
