"""Text files: letters, refusals, wrapped lines. The numbers in names are cases of the security catalogue."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.readers import UnreadableDocument, read

TEXT = "Резолюция форума\n\n1. Рекомендовать мэрии города провести ярмарку, съезд и объезд дворов."
UNIX = TEXT.encode()


def texts(data, format="txt"):
    return [block.printed for block in read(data, format)]


EXPECTED = ["Резолюция форума", "1. Рекомендовать мэрии города провести ярмарку, съезд и объезд дворов."]


@pytest.mark.parametrize(
    "data",
    [
        UNIX,
        codecs.BOM_UTF8 + UNIX,
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1251"),
        TEXT.encode("koi8-r"),
        TEXT.encode("cp866"),
        UNIX.replace(b"\n", b"\r\n"),
        UNIX.replace(b"\n", b"\r"),
    ],
)
def test_any_usual_encoding_and_line_end_is_read_15(data):
    assert texts(data) == EXPECTED


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("text", ["Рекомендовать мэрии", "РЕЗОЛЮЦИЯ ГОРОДСКОГО ФОРУМА", "Ещё один приём граждан"])
def test_short_texts_do_not_become_mojibake_15(encoding, text):
    assert texts(text.encode(encoding)) == [text]


def test_a_guessed_encoding_is_a_doubt_15():
    outline = draft_outline(TEXT.encode("cp1251"), "txt", general_directory())

    assert outline.problems[0].code == "encoding-guessed"


def test_a_sure_encoding_is_none():
    outline = draft_outline(UNIX, "txt", general_directory())

    assert [problem for problem in outline.problems if problem.code == "encoding-guessed"] == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Файл пустой: выберите файл с текстом резолюции."),
        (b" \n\t\n", "В файле нет текста: выберите файл с текстом резолюции."),
        ("\u200b\u202e\n".encode(), "В файле нет текста: выберите файл с текстом резолюции."),
        (b"x" * (25 * 1024 * 1024 + 1),
         "Файл больше 25 МБ: оставьте в нём только текст резолюции и загрузите снова."),
        ("пункт\n\n".encode() * 5001,
         "В файле больше 5000 абзацев: оставьте только текст резолюции и загрузите снова."),
        (f"начало\n\n{'слово ' * 10_000}".encode(),
         "Абзац 2 длиннее 50 000 знаков: разделите текст на абзацы и загрузите снова."),
        (b"\x01\x00\x02\x00\x00\x00abc" * 50,
         "Это не текстовый файл: сохраните резолюцию как обычный текст (.txt) и загрузите снова."),
        (UNIX[:40] + b"\xff" + UNIX[40:],
         "Не удалось прочитать буквы: сохраните текст в кодировке UTF-8 и загрузите снова."),
        (codecs.BOM_UTF8 + UNIX[:40] + b"\xff" + UNIX[40:],
         "Не удалось прочитать буквы: сохраните текст в кодировке UTF-8 и загрузите снова."),
        (bytes(range(128, 256)) * 3,
         "Не удалось прочитать буквы: сохраните текст в кодировке UTF-8 и загрузите снова."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_one_sentence_11_15(data, sentence):
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, "txt")

    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("magic", "named"),
    [(b"PK\x03\x04", "Word"), (b"PK\x05\x06", "архив"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "паролем"), (b"%PDF-1.7", "PDF"),
     (b"{\\rtf1", "RTF"), (b"MZ\x90\x00\x03", "программа"), (b"\x7fELF\x02", "программа"), (b"\x89PNG\r\n", "картинка"),
     (b"\xff\xd8\xff\xe0", "картинка"), (b"GIF89a", "картинка"), (b"\x1f\x8b\x08", "архив"), (b"Rar!\x1a", "архив"),
     (b"7z\xbc\xaf\x27", "архив")],
)  # fmt: skip
def test_a_file_that_only_calls_itself_text_is_refused_by_its_first_bytes_10(magic, named):
    with pytest.raises(UnreadableDocument, match=named):
        read(magic + b"some bytes of it", "txt")


@pytest.mark.parametrize("format", ["exe", "", "doc!"])
def test_an_unknown_format_is_refused_by_name(format):
    with pytest.raises(UnreadableDocument, match="не читается"):
        read(UNIX, format)


def test_the_format_may_be_an_extension_as_it_stands():
    assert texts(UNIX, ".TXT") == EXPECTED


def test_invisible_and_control_characters_are_dropped_16():
    assert texts("Реко\u200bмен\u00adдо\u202eвать\x00 мэ\x07рии\ufeff".encode() + b" " * 200) == ["Рекомендовать мэрии"]


def test_letters_come_in_one_normal_form_17():
    assert texts("Город\u0438\u0306 е\u0308".encode()) == ["Городй ё"]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "{{ settings }} {% load %}", "=HYPERLINK(1)"]
)
def test_markup_stays_the_text_it_is_18_19(text):
    assert texts(text.encode()) == [text]


def test_wrapped_lines_are_rejoined():
    wrapped = (
        "Участники форума обсудили вопросы развития дворов и рекомендуют всем\n"
        "органам местного самоуправления поддерживать инициативы жителей, разви-\n"
        "вать социально-\n"
        "ориентированные проекты и участвовать в общих собраниях, проводимых\n"
        "советами домов.\n"
        "   Новый абзац начинается с отступа и тоже разбит на строки, потому что\n"
        "так делала старая программа.\n"
        "1.\n"
        "Создать совет."
    )

    assert texts(wrapped.encode()) == [
        "Участники форума обсудили вопросы развития дворов и рекомендуют всем органам местного самоуправления "
        "поддерживать инициативы жителей, развивать социально-ориентированные проекты и участвовать в общих "
        "собраниях, проводимых советами домов.",
        "Новый абзац начинается с отступа и тоже разбит на строки, потому что так делала старая программа.",
        "1. Создать совет.",
    ]


def test_lines_that_are_paragraphs_stay_apart():
    lines = ["РЕЗОЛЮЦИЯ", "городского форума", "провести ярмарку;", "организовать конкурс;", "- «Двор»", "- Дом"]

    assert texts("\n".join(lines).encode()) == lines


def test_a_block_knows_its_lines():
    assert [block.span for block in read("Один\n\n\n1. Два\n".encode(), "txt")] == [(1, 1), (4, 4)]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    assert _read_or_refused(data)


def _read_or_refused(data):
    try:
        return all(block.text or block.label for block in read(data, "txt"))
    except UnreadableDocument as refusal:
        return str(refusal).endswith(".")


def test_a_text_may_begin_with_the_letters_of_a_program():
    assert read(b"MZ-5: a district.", "txt")[0].text == "MZ-5: a district."
