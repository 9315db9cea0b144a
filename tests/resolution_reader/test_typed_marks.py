# ruff: noqa: E501 -- a table of marks reads worse when it is broken into lines
"""More ways in which people type the marks of a list; a line that only looks like one stays text."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.readers import read
from resolution_reader.structure.numbering import label_continues, parse_label, split_label
from tests.resolution_reader.readers.office_files import docx, p


def marks(*lines: str) -> list[tuple[str, str]]:
    return [(block.label, block.text) for block in read("\n\n".join(lines).encode(), "txt")]


@pytest.mark.parametrize(
    ("line", "label", "number"),
    [
        ("1️⃣ Мэрии", "1️⃣", "1"), ("🔟 Мэрии", "🔟", "10"), ("② Мэрии", "②", "2"), ("⑴ Мэрии", "⑴", "1"), ("❸ Мэрии", "❸", "3"),
        ("Ⅳ. Мэрии", "Ⅳ.", "IV"), ("1 - Мэрии", "1 -", "1"), ("12 – Мэрии", "12 –", "12"), ("Пункт 1. Мэрии", "Пункт 1.", "1"),
        ("П. 2.1. Мэрии", "П. 2.1.", "2.1"), ("Рекомендация 3: мэрии", "Рекомендация 3:", "3"), ("1-1. Мэрии", "1-1.", "1-1"),
        ("1-е. Мэрии", "1-е.", "1"), ("Первое. Мэрии", "Первое.", "1"), ("Четвёртое. Мэрии", "Четвёртое.", "4"),
        ("ё) мэрии", "ё)", "ё"), ("аа) мэрии", "аа)", "аа"), ("✅ Мэрии", "✅", None), ("✔️ мэрии", "✔️", None),
        ("► Мэрии", "►", None), ("→ мэрии", "→", None), ("‒ мэрии", "‒", None), ("🔹 Мэрии", "🔹", None),
    ],
)  # fmt: skip
def test_txt_keycap_and_txt_punkt_and_txt_emoji_bullet_are_labels(line, label, number):
    assert split_label(line) == (label, line[len(label) :].strip())
    assert parse_label(label).number == number


@pytest.mark.parametrize(
    "line",
    ["10 - 12 домов", "5 – количество домов", "пункт 1. Устава", "Первое, что нужно", "© Общий двор", "№ Мэрии", "аб) мэрии",
     "10-летие города", "Пункт 3 Положения изложить иначе", "Предложение мэрии", "½ доли"],
)  # fmt: skip
def test_what_only_looks_like_a_label_is_text(line):
    assert split_label(line) == ("", line)


@pytest.mark.parametrize(
    ("label", "previous"),
    [("ё)", "е)"), ("ж)", "е)"), ("ж)", "ё)"), ("й)", "и)"), ("к)", "и)"), ("х)", "ф)"), ("ц)", "х)"), ("ы)", "щ)"), ("э)", "щ)"),
     ("э)", "ы)"), ("аа)", "я)"), ("бб)", "аа)"), ("хх)", "фф)")],
)  # fmt: skip
def test_letters_that_some_lists_skip_continue_as_well_as_those_behind_them(label, previous):
    assert label_continues(parse_label(label), parse_label(previous))


def test_letters_that_no_list_skips_are_missed():
    assert not label_continues(parse_label("з)"), parse_label("ё)"))
    assert not label_continues(parse_label("c)"), parse_label("a)"))
    assert parse_label("Х.").kind == "roman"


def test_a_list_of_thirty_one_letters_keeps_all_its_items():
    alphabet = [*"абвгдежзиклмнопрстуфхцчшщэюя", "аа", "бб"]
    text = "Рекомендовать мэрии города:\n\n" + "\n\n".join(f"{letter}) провести ярмарку" for letter in alphabet)

    outline = draft_outline(text.encode(), "txt", general_directory())

    assert [entry.number for section in outline.sections for entry in section.recommendations] == alphabet
    assert not [problem for problem in outline.problems if problem.code.startswith("number-")]


def test_txt_emoji_bullet_any_sign_before_several_lines_is_a_bullet():
    assert marks("§ Мэрии раз", "§ Мэрии два") == [("▪", "Мэрии раз"), ("▪", "Мэрии два")]
    assert marks("o\tМэрии раз", "o\tМэрии два") == [("○", "Мэрии раз"), ("○", "Мэрии два")]
    assert marks("ü Мэрии раз", "+ да", "ü Мэрии два") == [("✓", "Мэрии раз"), ("", "+ да"), ("✓", "Мэрии два")]
    assert marks("о мерах", "о домах") == [("", "о мерах"), ("", "о домах")]  # a preposition
    assert marks("\uf0b7 Мэрии", "\ue123 Мэрии", "\u00ad Мэрии") == [("•", "Мэрии"), ("•", "Мэрии"), ("-", "Мэрии")]


def test_txt_dash_num_and_tab_number_nodot_lines_that_count_are_items():
    assert marks("1\tМэрии раз", "2\tМэрии два") == [("1", "Мэрии раз"), ("2", "Мэрии два")]
    assert marks("1 – провести", "ещё", "2 – купить") == [("1 –", "провести"), ("", "ещё"), ("2 –", "купить")]
    assert marks("Пункт 1 Мэрии", "Пункт 2 Думе") == [("Пункт 1", "Мэрии"), ("Пункт 2", "Думе")]
    for lines in (["1 Мэрии раз"], ["2 Мэрии", "3 Мэрии"], ["1 марта ярмарка", "2 Марта"], ["1 раз", "2 раза"]):
        assert [label for label, _ in marks(*lines)] == [""] * len(lines)
    assert [(b.label, b.text) for b in read(docx(p("1\tМэрии") + p("2\tДуме")), "docx")] == [
        ("1", "Мэрии"),
        ("2", "Думе"),
    ]


def test_txt_ocr_l_a_letter_stands_for_the_number_that_is_missing():
    assert marks("l. Мэрии", "2. Думе", "З. Школе", "4. Саду") == [
        ("1.", "Мэрии"), ("2.", "Думе"), ("3.", "Школе"), ("4.", "Саду"),
    ]  # fmt: skip
    assert marks("I. Дворы", "1. Мэрии", "II. Школы") == [("I.", "Дворы"), ("1.", "Мэрии"), ("II.", "Школы")]
    assert marks("l. Мэрии", "3. Думе")[0] == ("", "l. Мэрии")


def test_txt_md_markdown_is_read_for_what_it_means():
    lines = ("# РЕЗОЛЮЦИЯ", "**Мы просим:**", "**1.** *Мэрии* [сайт](http://x)", "2\\. Думе **сразу**", "- а")
    blocks = read("\n\n".join(lines).encode(), "txt")

    assert [(block.kind, block.level, block.label, block.text, block.emphasis) for block in blocks] == [
        ("heading", 0, "", "РЕЗОЛЮЦИЯ", ""), ("paragraph", 0, "", "Мы просим:", "bold"), ("item", 0, "1.", "Мэрии сайт", ""),
        ("item", 0, "2.", "Думе сразу", ""), ("item", 0, "-", "а", ""),
    ]  # fmt: skip
    assert marks("Подпись ____ Иванов ____", "5 * 3 * 2", "#1 среди городов")[0] == ("", "Подпись ____ Иванов ____")


def test_txt_stamp_of_an_electronic_signature_is_left_out_and_the_list_goes_on():
    stamp = "ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ\nСертификат: 00A1B2C3D4E5F60718293A4B\nВладелец: Иванов\nДействителен с 1.02.2023 по 26.04.2024"
    text = f"Рекомендовать мэрии города:\n\n1. Провести ярмарку.\n\n{stamp}\n\n2. Купить насос."

    outline = draft_outline(text.encode(), "txt", general_directory())

    assert [entry.text for section in outline.sections for entry in section.recommendations] == [
        "Провести ярмарку.",
        "Купить насос.",
    ]
    assert outline.skipped == ((2, 5),)


def test_html_br_lines_over_a_typed_list_are_paragraphs():
    lines = [
        "РЕЗОЛЮЦИЯ",
        "форума «Двор»",
        "г. Томск, 5 июня 2026 года",
        "Мы просим:",
        "1. Мэрии провести ярмарку.",
        "2. Думе помочь.",
    ]
    page = f"<html><body><div>{'<br>'.join(lines)}</div></body></html>"

    assert [block.printed for block in read(page.encode(), "html")] == lines
    assert [block.text for block in read("<html><p>Раз<br>два<br><br>три".encode(), "html")] == ["Раз\nдва", "три"]


def test_txt_mac_letters_of_old_macintoshes_are_read():
    text = "РЕЗОЛЮЦИЯ\rфорума «Общий двор»\r\r1. Администрации Зареченска провести ярмарку."

    assert [block.text for block in read(text.encode("mac-cyrillic"), "txt")] == [
        "РЕЗОЛЮЦИЯ", "форума «Общий двор»", "Администрации Зареченска провести ярмарку.",
    ]  # fmt: skip


def test_txt_wrap_longline_one_long_line_does_not_unwrap_the_others():
    wrapped = (
        "1. Администрации города Зареченска и Совету депутатов города\nЗареченска разработать порядок поддержки дворовых инициатив\n"
        "Зареченской области, который\n\nУчастники съезда благодарят всех, кто готовил его много дней и\nночей и просят не забывать об\n"
        "этом дне."
    )
    text = f"{wrapped}\n\n{'Принято участниками форума двенадцатого октября в городе Зареченске единогласно и вступает в силу.' * 2}"

    assert [len(label) for label, _ in marks(text)][:1] == [2]
    assert "Зареченска разработать порядок поддержки дворовых инициатив Зареченской" in marks(text)[0][1]
