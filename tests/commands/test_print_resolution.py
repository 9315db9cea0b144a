"""`print_resolution`: a document, or a forum of the register, as it was adopted, a paragraph a line."""

import io
import sys
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from resolutions.review.enter import enter
from resolutions.review.receive import receive
from tests.factories import ForumFactory, LineFactory, OrganizerFactory, RecommendationFactory, SectionFactory

TEXT = """Резолюция форума дворов

Секция «Двор»

Рекомендовать администрации города:
1) провести конкурс дворов;
2) открыть сквер.

Председатель И. И. Иванов
"""
LINES = [line for line in TEXT.split("\n") if line]


def printed(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("print_resolution", *arguments, stdout=out)
    return out.getvalue().splitlines()


def refused(capfd, *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        printed(*arguments)
    return end.value.code, capfd.readouterr().err


def test_a_document_is_printed_line_by_line_and_what_is_skipped_is_marked(tmp_path):
    document = tmp_path / "итог.txt"
    document.write_text(TEXT, encoding="utf-8")

    assert printed(str(document)) == [*LINES[:-1], f"~ {LINES[-1]}"]


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))

    assert printed("-") == [*LINES[:-1], f"~ {LINES[-1]}"]


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path, capfd):
    empty = tmp_path / "пусто.txt"
    empty.write_text(" ")

    assert refused(capfd, str(empty)) == (2, "В файле нет текста: выберите файл с текстом резолюции.\n")


def test_one_of_the_two_must_be_said():
    with pytest.raises(CommandError):
        printed()


@pytest.mark.django_db
def test_a_forum_is_printed_as_its_document_without_what_was_skipped():
    forum = enter(receive(TEXT.encode(), "итог.txt", OrganizerFactory()), by=None)

    assert printed("--forum", forum.slug) == LINES[:-1]


@pytest.mark.django_db
def test_what_was_typed_by_hand_is_printed_with_its_titles_and_numbers():
    section = SectionFactory(forum=ForumFactory(title="Форум дворов"), title="Двор", preamble="Обсудили.\nРешили.")
    RecommendationFactory(section=section, order=2, number="7", text="Убрать двор.", group=LineFactory(section=section))

    assert printed("--forum", section.forum.slug) == [
        "Форум дворов",
        "Двор",
        "Обсудили.",
        "Решили.",
        "Участники предлагают:",
        "7. Убрать двор.",
    ]


@pytest.mark.django_db
def test_a_forum_that_is_not_there_is_refused_in_a_sentence(capfd):
    assert refused(capfd, "--forum", "nowhere") == (2, "Форума с адресом «nowhere» нет.\n")
