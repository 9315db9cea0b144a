"""The command `resolution-reader`: outlines on standard output, the rest on standard error, one status."""

import doctest
import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

import resolution_reader
from resolution_reader.command import main
from tests.documents.scored import SAMPLES

pytestmark = pytest.mark.pure
OZERSK = SAMPLES / "ozersk-2021.txt"
TEXT = "Резолюция форума «Наш город»\n\nРекомендовать мэрии города:\n1. Создать совет до 1 июня 2027 года.\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    """Two documents, one of them deeper, one that is refused, and a file of no format."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.html").write_text("<p>Резолюция форума</p><p>1. Создать совет.</p>")
    (tmp_path / "notes.md").write_text("заметки")
    return tmp_path


def test_a_file_gives_what_parse_resolution_gives(capsys):
    status = main([str(OZERSK)])
    ours = capsys.readouterr()
    parsed = io.StringIO()
    call_command("parse_resolution", str(OZERSK), stdout=parsed)

    assert (status, ours.err, ours.out) == (0, "", parsed.getvalue())


def test_a_folder_gives_a_line_for_each_document_and_its_progress_beside_them(folder, capsys):
    status = main([str(folder)])
    said = capsys.readouterr()

    assert status == 1
    assert [(row["file"], row["outline"]["title"]) for row in map(json.loads, said.out.splitlines())] == [
        ("c.html", "Резолюция форума"),
        ("deep/a.txt", "Резолюция форума «Наш город»"),
    ]
    assert said.err.splitlines() == [
        "[1 из 3] b.txt: Файл пустой: выберите файл с текстом резолюции.",
        "[2 из 3] c.html: рекомендаций: 1",
        "[3 из 3] deep/a.txt: рекомендаций: 1",
    ]


def test_a_folder_of_which_everything_is_read_is_done_and_one_of_which_nothing_is_refused(folder, tmp_path, capsys):
    bad = folder / "b.txt"
    (tmp_path / "only").mkdir()
    (tmp_path / "none").mkdir()
    bad.rename(tmp_path / "only" / "b.txt")

    assert [main([str(path)]) for path in (folder / "deep", tmp_path / "only", tmp_path / "none")] == [0, 2, 2]
    assert capsys.readouterr().err.splitlines()[-1] == "Здесь нет документов известных форматов: проверьте путь."


def test_lines_stand_between_items_in_plain_words_too(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(
        "Резолюция форума\n\nФорум решил:\n1. Одобрить отчёт.\n2. Школам города:\n"
        "а) дать зал в течение 21 дня со дня получения;\nб) ежегодно направлять отчёт в Думу города."
    )

    assert main([str(tmp_path / "a.txt"), "--format", "text"]) == 0
    assert capsys.readouterr().out.splitlines()[3:12] == [
        "Форум решил:",
        "  1.  Одобрить отчёт.",
        "2. Школам города:",
        "  а)  дать зал в течение 21 дня со дня получения;",
        "     Кому: Школы города",
        "     Срок: 21 день со дня получения",
        "  б)  ежегодно направлять отчёт в Думу города.",
        "     Кому: Школы города",
        "     Как часто: ежегодно",
    ]


def test_in_plain_words(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)

    assert main([str(tmp_path / "a.txt"), "--format", "text"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Резолюция форума «Наш город»",
        "(ни даты, ни места)",
        "",
        "Рекомендовать мэрии города:",
        "  1.  Создать совет до 1 июня 2027 года.",
        "     Кому: администрация города",
        "     Срок: 2027-06-01",
        "",
        "Проверьте:",
        "  Дата форума не указана: впишите её, если она известна.",
        "  Место проведения не указано: впишите его, если оно известно.",
        "  Адресат взят из вводной фразы или заголовка: мэрия города. [блоки 2–2]",
    ]


def test_bodies_that_are_known_here_are_known(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(TEXT)
    bodies = tmp_path / "bodies.json"
    bodies.write_text(json.dumps([{"name": "мэрия города Озёрска", "kind": "city-hall", "aliases": ["мэрия города"]}]))

    assert main([str(tmp_path / "a.txt"), "--directory", str(bodies)]) == 0
    (section,) = json.loads(capsys.readouterr().out)["sections"]
    (body,) = section["recommendations"][0]["addressees"]
    assert (body["match"], body["known_as"]) == ("known", "мэрия города Озёрска")


@pytest.mark.parametrize(
    "bodies",
    ["", "{}", "[1]", '[{"name": "мэрия"}]', '[{"name": "мэрия", "kind": "нет такого"}]',
     '[{"name": "", "kind": "tos"}]', '[{"name": "мэрия", "kind": "city-hall", "aliases": "мэр"}]', "[" * 100_000],
)  # fmt: skip
def test_a_directory_that_is_none_is_refused_in_one_sentence(bodies, tmp_path, capsys):
    (tmp_path / "bodies.json").write_text(bodies)

    status = main([str(OZERSK), "--directory", str(tmp_path / "bodies.json")])

    assert (status, capsys.readouterr()) == (
        2,
        ("", "Справочник не читается: нужен список JSON, в каждой строке name, kind и, если есть, aliases.\n"),
    )


@pytest.mark.parametrize("arguments", [["missing.txt"], [str(OZERSK), "--directory", "missing.txt"]])
def test_what_is_not_there_is_refused_in_one_sentence(arguments, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", "Файла «missing.txt» нет: проверьте имя и путь.\n")


def test_a_folder_in_plain_words_names_each_document(folder, capsys):
    main([str(folder), "--format", "text"])

    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("==")] == [
        "== c.html",
        "== deep/a.txt",
    ]


def test_standard_input_is_read_as_text(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))

    assert (main(["-"]), json.loads(capsys.readouterr().out)["title"]) == (0, "Резолюция форума «Наш город»")


def test_the_example_of_the_readme_is_true():
    readme = Path(resolution_reader.__file__).parent / "README.md"

    assert doctest.testfile(str(readme), module_relative=False) == (0, 7)
