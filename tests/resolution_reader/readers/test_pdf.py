"""The reader of .pdf: lines to paragraphs, hyphens, what stands on every page, scans and locks."""

import json

import typst
from hypothesis import given
from hypothesis import strategies as st

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.pdf_lines import HYPHEN, Line, paragraphs, without_running_lines


def read(data: bytes) -> list[Block]:
    return read_pdf(data).blocks


SENTENCE = "Участники форума рекомендуют органам местного самоуправления поддержать инициативы жителей и организаций"
ITEM = "1. Рекомендовать мэрии города разработать план благоустройства дворов и скверов с участием самих жителей."


def made(*texts: str, page: str = 'margin: 2cm, numbering: "1"', more: str = "") -> bytes:
    source = f'#set page({page})\n#set text(lang: "ru", hyphenate: true)\n#set par(justify: true{more})\n'
    source += "\n".join(f"#par(text({json.dumps(text, ensure_ascii=False)}))" for text in texts)
    return typst.compile(source.encode())


def test_wrapped_and_hyphenated_lines_are_one_paragraph():
    texts = [". ".join([SENTENCE] * 6) + ".", ITEM, ITEM.replace("1.", "2."), "г. Томск"]

    blocks = read(made(*texts))

    assert [block.printed for block in blocks] == texts
    assert [block.label for block in blocks] == ["", "1.", "2.", ""]


def test_paragraphs_known_only_by_their_indent_are_told_apart():
    texts = [". ".join([SENTENCE] * 3) + " и так далее до самого края страницы.", ". ".join([SENTENCE] * 2) + "."]

    data = made(*texts, more=", first-line-indent: (amount: 1.25cm, all: true), spacing: 0.65em")

    assert [block.text for block in read(data)] == texts


def test_headers_footers_and_page_numbers_are_dropped_and_not_missed():
    page = "margin: 2cm, header: [Резолюция форума], footer: context [Страница #counter(page).display()]"
    texts = [f"{number}. {SENTENCE} номер {number}." for number in range(1, 80)]

    reading = read_pdf(made(*texts, page=page))

    assert [block.printed for block in reading.blocks] == texts
    assert reading.lost == ()


def test_a_paragraph_over_the_end_of_a_page_is_one():
    texts = [". ".join([SENTENCE] * 60) + "."]

    assert [block.text for block in read(made(*texts))] == texts


def line(text: str, row: int, *, page: int = 0, left: float = 50.0, right: float = 500.0) -> Line:
    return Line(text, page, left, right, 800.0 - 14 * row)


def test_a_compound_keeps_its_hyphen_and_a_broken_word_loses_it():
    broken = [line(f"социально{HYPHEN}", 1), line(f"экономический раз{HYPHEN}", 2), line("витие", 3, right=80)]

    assert paragraphs(broken) == [("социально-экономический развитие", 1)]


def test_a_label_apart_from_its_text_is_put_before_it():
    assert paragraphs([line("1.", 1, right=60), line("Создать центр.", 1, left=70, right=200)]) == [
        ("1. Создать центр.", 1)
    ]


def test_a_wider_distance_is_a_blank_line():
    lines = [line(f"Строка {row}.", row, right=500 if row == 7 else 120) for row in (1, 2, 3, 6, 7)]

    assert [row for _, row in paragraphs(lines)] == [1, 2, 3, 5, 6]


def test_a_line_that_stands_on_one_page_only_is_no_header():
    texts = ["Форум а б в г 1", "Форум д е ж з -2-", "Другое и к л м стр.3"]
    pages = [[line(word, row, page=page) for row, word in enumerate(text.split())] for page, text in enumerate(texts)]

    assert "".join(kept.text for kept in without_running_lines(pages)) == "абвгдежзДругоеиклм"


@given(st.lists(st.integers(0, 30), max_size=25), st.randoms())
def test_no_letter_is_lost_on_the_way_to_paragraphs(rows, random):
    lines = [
        line(random.choice(["да", "1. нет", f"кон{HYPHEN}", "- и"]), row, right=random.choice([90, 500]))
        for row in sorted(rows)
    ]

    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text))

    assert letters("".join(text for text, _ in paragraphs(lines))) == letters("".join(each.text for each in lines))
