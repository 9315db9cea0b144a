"""`manage.py import_resolution`: files and folders in, what became of each, and the exit status."""

import threading
from pathlib import Path

import pytest
from django.core.management import call_command

from resolution_reader import Reading, read_whole
from resolutions.models import Addressee, Draft, Forum, SourceDocument
from resolutions.register.organizers import default_organizer
from resolutions.review import importing
from resolutions.review.editing import discard
from resolutions.review.queue import claim_next, read_waiting
from resolutions.review.receive import take_in
from tests.factories import OrganizerFactory
from tests.review.test_queue import BOMB
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.django_db


def run(*paths: Path, **options: object) -> int:
    """The exit status."""
    try:
        call_command("import_resolution", *paths, **options)
    except SystemExit as end:
        return end.code
    return 0


@pytest.fixture
def resolution(tmp_path: Path) -> Path:
    path = tmp_path / "Томск.txt"
    path.write_bytes(RESOLUTION)
    return path


def test_without_publish_a_draft_waits_and_nothing_is_public(resolution, capsys):
    assert run(resolution) == 0
    assert (Draft.objects.get().state, Forum.objects.count()) == ("open", 0)
    assert capsys.readouterr().out == "Томск.txt: черновик ждёт проверки.\n"


def test_with_publish_the_forum_is_public_and_unknown_bodies_are_not_reviewed(resolution, capsys):
    assert run(resolution, publish=True) == 0

    forum = Forum.objects.public().get()
    assert capsys.readouterr().out == f"Томск.txt: опубликован, 2 рекомендации: {forum.get_absolute_url()}\n"
    assert forum.organizer == default_organizer()
    assert dict(Addressee.objects.values_list("name", "is_reviewed")) == {
        "Администрация города Томска": False,
        "некоммерческие организации": True,
    }


def test_what_is_already_in_stays_as_it_is(resolution, capsys):
    run(resolution, publish=True)

    assert run(resolution, publish=True) == 0
    assert Forum.objects.count() == 1
    assert capsys.readouterr().out.splitlines()[-1] == "Томск.txt: уже внесён."


def test_a_waiting_draft_is_accepted_by_a_later_publish(resolution):
    run(resolution)

    assert run(resolution, publish=True) == 0
    assert Forum.objects.public().count() == 1


def test_what_waits_in_the_queue_or_was_refused_there_is_read_by_the_command_itself(resolution, tmp_path, capsys):
    organizer = default_organizer()
    (tmp_path / "бомба.docx").write_bytes(BOMB)
    take_in(BOMB, "бомба.docx", organizer, by=None)
    list(read_waiting("читатель"))
    take_in(RESOLUTION, "Томск.txt", organizer, by=None)

    assert run(tmp_path, publish=True) == 2
    assert [draft.state for draft in Draft.objects.order_by("pk")] == ["refused", "entered"]
    assert "опубликован, 2 рекомендации" in capsys.readouterr().out


def test_what_somebody_reads_at_the_moment_is_left_to_him(resolution, capsys):
    take_in(RESOLUTION, "Томск.txt", default_organizer(), by=None)
    claim_next("читатель")

    assert run(resolution) == 1
    assert "как раз читается" in capsys.readouterr().out


def test_a_refused_one_that_was_put_aside_is_left_there(tmp_path):
    (tmp_path / "бомба.docx").write_bytes(BOMB)
    take_in(BOMB, "бомба.docx", default_organizer(), by=None)
    discard(next(read_waiting("читатель")), by=None)

    assert run(tmp_path, publish=True) == 0
    assert Draft.objects.get().state == "discarded"


def test_an_error_blocks_publishing_and_leaves_a_draft(tmp_path, capsys):
    path = tmp_path / "пусто.txt"
    path.write_text("Сегодня была хорошая погода.", encoding="utf-8")

    assert run(path, publish=True) == 1
    assert (Draft.objects.get().state, Forum.objects.count()) == ("open", 0)
    assert capsys.readouterr().out.startswith("пусто.txt: черновик: ")


def test_a_bad_file_stops_nothing_and_gives_status_2(resolution, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(b"PK\x03\x04")
    (tmp_path / "picture.png").write_bytes(b"not asked for")

    assert run(tmp_path, publish=True) == 2
    told = capsys.readouterr()
    assert (len(told.err.splitlines()), told.err.startswith("[1 из 2] bad.txt: ")) == (1, True)
    assert (Forum.objects.count(), SourceDocument.objects.count()) == (1, 1)


def test_a_missing_file_is_refused_in_one_sentence(tmp_path, capsys):
    assert run(tmp_path / "nowhere.txt") == 2
    assert capsys.readouterr().err == "nowhere.txt: файл не открывается: проверьте имя и права на чтение.\n"


def test_documents_belong_to_the_organizer_named(resolution):
    organizer = OrganizerFactory(name="Палата")

    assert run(resolution, organizer="palata") == 0
    assert Draft.objects.get().organizer == organizer


def test_an_unknown_organizer_is_refused_and_nothing_is_stored(resolution):
    with pytest.raises(Exception, match=r"Организатора «nobody» нет\."):
        call_command("import_resolution", resolution, organizer="nobody")

    assert SourceDocument.objects.count() == 0


def test_many_files_show_their_progress_and_close_with_a_table(resolution, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(b"PK\x03\x04")

    assert run(tmp_path, publish=True) == 2

    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("[2 из 2] Томск.txt: опубликован, 2 рекомендации: ")
    assert [line.split() for line in lines[2:]] == [
        ["файл", "секций", "рекомендаций", "сомнений"],
        ["bad.txt", "отклонён"],
        ["Томск.txt", "1", "2", str(Draft.objects.get().doubts_left)],
    ]


def test_an_import_that_was_stopped_goes_on_where_it_was(resolution, tmp_path, capsys, monkeypatch):
    """The stop comes as Ctrl+C does: in the middle, between two files."""
    second = tmp_path / "Я второй.txt"
    second.write_bytes(RESOLUTION.replace(b"2023", b"2024"))
    receive = importing.receive
    monkeypatch.setattr(
        importing,
        "receive",
        lambda data, name, *given, **more: interrupt() if name == second.name else receive(data, name, *given, **more),
    )

    assert run(tmp_path, publish=True) == 130
    monkeypatch.undo()
    assert run(tmp_path, publish=True) == 0

    assert Forum.objects.public().count() == 2
    assert "[1 из 2] Томск.txt: уже внесён." in capsys.readouterr().out


def interrupt() -> None:
    raise KeyboardInterrupt


def test_two_are_read_at_once_and_what_is_known_not_at_all(tmp_path, capsys, monkeypatch):
    """Those that are read wait for each other."""
    for year in (b"2021", b"2022", b"2023"):
        (tmp_path / f"{year.decode()}.txt").write_bytes(RESOLUTION.replace(b"2023", year))
    run(tmp_path / "2021.txt")
    met = threading.Barrier(2)

    def read_together(data: bytes, format: str) -> Reading:
        met.wait(timeout=60)
        return read_whole(data, format)

    monkeypatch.setattr(importing, "read_whole", read_together)

    assert run(tmp_path) == 0
    assert [line.split("] ")[-1] for line in capsys.readouterr().out.splitlines()[1:4]] == [
        "2021.txt: уже внесён.",
        "2022.txt: черновик ждёт проверки.",
        "2023.txt: черновик ждёт проверки.",
    ]


def test_each_is_understood_by_what_those_before_it_have_brought_in(tmp_path):
    """The second one's body is known by the first: what is read ahead is the text alone."""
    for year in (b"2023", b"2024"):
        (tmp_path / f"{year.decode()}.txt").write_bytes(RESOLUTION.replace(b"2023", year))

    run(tmp_path, publish=True)
    first, second = (
        {
            body["match"]
            for section in draft.outline["sections"]
            for row in section["recommendations"]
            for body in row["addressees"]
        }
        for draft in Draft.objects.order_by("pk")
    )

    assert (first, second) == ({"known", "similar"}, {"known"})
