"""Scans: pages recognised by tesseract in the cage, labels set right by the order of their list."""

import pytest

from resolution_reader.readers import READERS, scans
from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.pdf_lines import Line
from resolution_reader.readers.scan_labels import labels_right
from tests.documents.evaluate import evaluated
from tests.documents.scored import SEEDS, annotated
from tests.resolution_reader.readers.pdf_files import outline_of, pictures, typeset
from tests.resolution_reader.readers.seed_files import seed_file

TEXT = "Участники рекомендуют мэрии города:\n\n1. Открыть каток у школы № 5.\n\n2. Купить насос до 1 июня 2027 года."


def test_tesseract_is_installed_where_the_tests_run():
    assert scans.program()


def test_a_scan_is_read_in_the_cage_and_every_recommendation_says_so():
    outline = outline_of(pictures(typeset(TEXT)))
    entries = [entry for section in outline.sections for entry in section.recommendations]
    said = [problem.source for problem in outline.problems if problem.code == "recognised"]

    assert [(entry.number, entry.text) for entry in entries] == [
        ("1", "Открыть каток у школы № 5."),
        ("2", "Купить насос до 1 июня 2027 года."),
    ]
    assert said == [None, *(entry.source for entry in entries)]


def test_a_real_resolution_as_a_scan_gives_its_recommendations(tmp_path):
    scan = tmp_path / "s2.pdf"
    scan.write_bytes(pictures(seed_file("s2", "pdf")))
    row = next(row for row in annotated(SEEDS) if row["id"] == "s2")

    assert evaluated("scan", row, scan).f1("recommendations") >= 0.9


def test_pages_beyond_what_is_recognised_are_named(monkeypatch):
    monkeypatch.setattr(scans, "MAX_PAGES", 1)
    reading = read_pdf(pictures(typeset(f"{TEXT}\n#pagebreak()\n3. Позвать врача.")))

    assert [sentence.partition(":")[0] for _, sentence in reading.doubts] == ["Страница 2", "Страница 1"]


@pytest.mark.parametrize(
    ("seen", "right"),
    [
        ("а) 6) в)", "а) б) в)"),
        ("ж) 3) и)", "ж) з) и)"),
        ("1. 2. З. 4. 5. б.", "1. 2. 3. 4. 5. 6."),
        ("I. П. Ш. ГУ. У. УТ.", "I. II. III. IV. V. VI."),
        ("5. а) 6) в) 6.", "5. а) б) в) 6."),
        ("1. 2. а) 6)", "1. 2. а) б)"),
        ("6. 7.", "6. 7."),
    ],
)
def test_a_label_is_what_continues_its_list(seen, right):
    lines = labels_right(Line(f"{label} текст", 0, 0, 100, 0) for label in seen.split())

    assert [line.text.split()[0] for line in lines] == right.split()


def test_a_roman_number_of_a_forum_in_cyrillic_letters_is_roman():
    lines = labels_right(Line(text, 0, 0, 100, 0) for text in ("Резолюция ХГУ городского форума", "У форума есть план"))

    assert [line.text for line in lines] == ["Резолюция XIV городского форума", "У форума есть план"]


def test_the_reader_of_pdf_may_take_longer_by_the_clock():
    assert READERS["pdf"].keywords["seconds"] > scans.SECONDS  # type: ignore[attr-defined]  # a partial
