"""The table of formats: what is accepted under which name, and what happens where a program is missing."""

import subprocess

import pypandoc
import pytest

from resolution_reader import cage
from resolution_reader.readers import FORMATS, UnreadableDocument, old_word, pandoc, read
from resolution_reader.readers.old_word import read_old_word
from resolution_reader.readers.signatures import OLE
from tests.hostile.files import odt, rtf
from tests.resolution_reader.readers.office_files import docx, p


def refusal(data: bytes, format: str) -> str:
    with pytest.raises(UnreadableDocument) as found:
        read(data, format)
    return str(found.value)


def test_every_format_has_its_media_type():
    assert {name: format.media_type for name, format in FORMATS.items()} == {
        "txt": "text/plain",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt": "application/vnd.oasis.opendocument.text",
        "rtf": "application/rtf",
        "pdf": "application/pdf",
        "html": "text/html",
        "htm": "text/html",
        "doc": "application/msword",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "csv": "text/csv",
    }


def test_the_extension_counts_in_any_case_and_with_its_dot():
    assert [block.text for block in read(docx(p("текст")), ".DOCX")] == ["текст"]


def test_an_unknown_format_is_refused_with_the_names_of_the_known():
    assert refusal(b"x", "pages") == (
        "Формат «pages» не читается: сохраните документ как .txt, .docx, .odt, .rtf, .pdf, .html, .htm, .doc, "
        ".xlsx, .ods, .csv и загрузите снова."
    )


def test_a_document_under_the_name_of_another_format_is_refused_by_that_name():
    assert refusal(b"%PDF-1.4 ...", "docx").startswith("Внутри файла не то, что обещает расширение .docx:")
    assert refusal(b"\x89PNG....", "docx") == "Это картинка, а не документ: загрузите файл с текстом резолюции."


def test_a_pdf_may_begin_with_a_few_lines_of_a_mail():
    assert refusal(b"From: a\r\nSubject: b\r\n\r\n%PDF-1.4 cut", "pdf").startswith("Файл PDF повреждён:")


def test_a_docx_under_the_old_name_is_read_as_what_it_is():
    assert [block.text for block in read(docx(p("текст")), "doc")] == ["текст"]


def test_an_old_document_without_libreoffice_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(old_word, "PROGRAMS", "/nowhere")

    with pytest.raises(UnreadableDocument) as found:
        read_old_word(OLE + bytes(100))

    assert str(found.value) == old_word.SAVE_AS_DOCX


def test_without_pandoc_its_formats_are_refused_and_the_others_read(monkeypatch):
    def nowhere() -> str:
        raise OSError("No pandoc was found")

    monkeypatch.setattr(pypandoc, "get_pandoc_path", nowhere)

    with pytest.raises(UnreadableDocument) as found:
        pandoc.tree_of(odt("<text:p>текст</text:p>"), "odt")

    assert str(found.value) == pandoc.NOT_INSTALLED
    assert [block.text for block in read(docx(p("текст")), "docx")] == ["текст"]


def test_pandoc_that_takes_too_long_is_stopped_with_a_sentence(monkeypatch):
    monkeypatch.setattr(pandoc, "SECONDS", 0.001)

    with pytest.raises(UnreadableDocument) as found:
        pandoc.tree_of(odt("<text:p>текст</text:p>"), "odt")

    assert str(found.value) == pandoc.TOO_COMPLEX


def test_a_document_that_pandoc_does_not_understand_is_damaged():
    with pytest.raises(subprocess.CalledProcessError):
        pandoc.tree_of(b"PK\x03\x04 nothing", "odt")


def test_where_the_kernel_gives_no_handle_of_a_child_the_clock_still_rules(monkeypatch):
    monkeypatch.delattr("os.pidfd_open")

    assert [block.text for block in read(docx(p("текст")), "docx")] == ["текст"]
    with pytest.raises(cage.Stopped, match="slow"):
        cage.run("tests.hostile.children.leaves_a_child", b"", seconds=0.001)


def test_a_title_that_pandoc_takes_out_of_the_text_comes_first():
    def words(*texts: str) -> list[dict]:
        return [{"t": "Str", "c": text} for text in texts]

    tree = {
        "meta": {
            "title": {"t": "MetaInlines", "c": words("Резолюция")},
            "subtitle": {"t": "MetaBlocks", "c": [{"t": "Para", "c": words("соседей")}]},
            "author": {"t": "MetaList", "c": [{"t": "MetaInlines", "c": words("Палата")}]},
        },
        "blocks": [{"t": "Para", "c": words("Текст.")}],
    }

    assert [block.text for block in pandoc.blocks_in(tree)] == ["Резолюция", "соседей", "Палата", "Текст."]


def test_an_rtf_under_the_name_of_an_old_document_is_read():
    assert [block.text for block in read(rtf("text"), "doc")] == ["text"]
