"""What a reader of files lets through is understood in time that grows with it: long paragraphs, many headings."""

import time

import pytest

from resolution_reader import draft_outline, general_directory

from .as_lines import HEAD

LONGEST = 49_000  # characters of a paragraph; limits.py refuses more than 50,000
MOST = 4_900  # paragraphs
SECONDS = 20  # on a slow machine; what grows with the square of the length takes minutes


def seconds_to_read(body: str, format: str = "txt") -> float:
    draft_outline(HEAD.encode(), "txt", general_directory())  # the dictionary is loaded
    started = time.process_time()
    draft_outline(body.encode(), format, general_directory())
    return time.process_time() - started


def filled(piece: str) -> str:
    return (piece * LONGEST)[:LONGEST]


@pytest.mark.parametrize("label", ["2. ", ""])
@pytest.mark.parametrize(
    "line",
    [
        filled(".") + "x",
        "1 2 3 " + filled(".") + "x",
        "Наверх " + filled(".") + "x",
        filled("а → "),
        "Мэрии " + filled(",") + ":",
        filled("а,"),
        "Просим мэрию" + filled(", чтобы"),
        filled("школы должны ") + "сделать",
        filled("мэрия города (далее – мэрия) "),
        filled("(«"),
        filled("т. д. "),
    ],
    ids=lambda line: line[:16],
)
def test_a_long_paragraph(line, label):
    assert seconds_to_read(f"{HEAD}Форум рекомендует:\n1. Мэрии создать совет.\n{label}{line}\n") < SECONDS


@pytest.mark.parametrize("cell", [filled("а,"), filled("школа и "), filled("школа; ")], ids=lambda cell: cell[:8])
def test_a_long_cell(cell):
    assert seconds_to_read(f"Рекомендация|Кому|Срок\nСоздать парк|{cell}|май\n".replace("|", "\t"), "csv") < SECONDS


@pytest.mark.parametrize(
    "paragraph", ["Секция {}. Дворы", "ДВОРЫ НОМЕР {}", "{}. Управлению культуры:", "Приложение {}"]
)
def test_many_paragraphs(paragraph):
    body = "\n\n".join(paragraph.format(number) for number in range(1, MOST))
    assert seconds_to_read(f"{HEAD}{body}") < SECONDS


def test_a_wide_table():
    rows = [
        ["Рекомендация", "Кому", *(f"к{number}" for number in range(2_300))],
        ["Создать парк", "мэрии", *["а"] * 2_300],
    ]
    assert seconds_to_read("\n".join(map("\t".join, rows)), "csv") < SECONDS
