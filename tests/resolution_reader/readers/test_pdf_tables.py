"""Tables of a .pdf: cut by rules and by white space, over several pages, with merged cells."""

from resolution_reader.readers.pdf import read_pdf
from tests.resolution_reader.readers.pdf_files import rows_of, typeset

HEAD = "Резолюция форума\n\nУчастники рекомендуют:\n\n"
BODY = (
    "[3.1], [Отремонтировать мостик через овраг и поставить перила до конца весны], [Дорожной службе района],"
    "[3.2], [Завести журнал заявок жителей], [Управе],"
    "[3.3], [Открыть каток], [Совету депутатов],"
)
HEADER = "table.header([№], [Что сделать], [Кому])"
COLUMNS = "columns: (1.5cm, 7cm, 5cm)"
ROWS = [
    ("3.1", "Отремонтировать мостик через овраг и поставить перила до конца весны", ["Дорожная служба района"]),
    ("3.2", "Завести журнал заявок жителей", ["Управа"]),
    ("3.3", "Открыть каток", ["Совет депутатов"]),
]
SIGNED = "\n\nПредседатель форума #h(5cm) И.И. Иванов"


def table(more: str = "", body: str = BODY, header: str = HEADER) -> str:
    return f"#table({COLUMNS}, {more} {header}, {body})"


def cells(data: bytes) -> list[tuple]:
    return [(block.row, block.column, block.rows, block.text) for block in read_pdf(data).blocks if block.table]


def test_a1_a_ruled_table_is_cut_into_its_cells_and_the_signature_is_no_part_of_it():
    assert rows_of(typeset(HEAD + table() + SIGNED)) == ROWS


def test_a1_a_table_with_rules_between_rows_only():
    data = typeset(HEAD + table("stroke: (x, y) => (top: 0.5pt),") + SIGNED)

    assert rows_of(data) == ROWS


def test_a1_two_columns_with_rules_between_rows_only():
    body = "[Открыть каток и горку у школы], [Управе], [Завести журнал заявок], [Совету депутатов]"
    source = f"#table(columns: (8cm, 6cm), stroke: (x, y) => (y: 0.5pt), [Что сделать], [Кому], {body})"

    assert rows_of(typeset(HEAD + source)) == [
        (None, "Открыть каток и горку у школы", ["Управа"]),
        (None, "Завести журнал заявок", ["Совет депутатов"]),
    ]


def test_a1_a_table_of_white_space():
    assert rows_of(typeset(HEAD + table("stroke: none, row-gutter: 6pt,") + SIGNED)) == ROWS


def test_a1_a_header_repeated_on_the_next_page_is_no_row():
    body = "".join(f"[{number}], [Открыть каток номер {number}], [Управе]," for number in range(1, 60))

    data = typeset(HEAD + table(body=body))

    assert rows_of(data) == [(f"{number}", f"Открыть каток номер {number}", ["Управа"]) for number in range(1, 60)]
    assert {block.table for block in read_pdf(data).blocks} == {0, 1}


def test_a1_a_row_over_the_end_of_a_page_is_one():
    long = "Открыть каток у школы, " * 20 + "у дома культуры"
    data = typeset(HEAD + "#v(6cm)" + table(body=f"[1], [{long}], [Управе], [2], [Купить насос], [Дому культуры]"),
                   "margin: 2cm, height: 16cm")  # fmt: skip

    assert rows_of(data) == [("1", long, ["Управа"]), ("2", "Купить насос", ["Дом культуры"])]


def test_a2_a_cell_merged_downwards_says_how_many_rows_it_covers():
    body = "[4], [Починить сцену], table.cell(rowspan: 2)[Дом культуры], [5], [Открыть кружок], [6], [Шить], [Школа]"

    assert cells(typeset(table(body=body)))[3:] == [
        (2, 1, 1, "4"),
        (2, 2, 1, "Починить сцену"),
        (2, 3, 2, "Дом культуры"),
        (3, 1, 1, "5"),
        (3, 2, 1, "Открыть кружок"),
        (4, 1, 1, "6"),
        (4, 2, 1, "Шить"),
        (4, 3, 1, "Школа"),
    ]


def test_two_bodies_one_under_the_other_in_a_cell_are_two_paragraphs():
    data = typeset(table(body="[1], [Открыть каток], [Управе\n\nСовету]"))

    assert cells(data)[3:] == [(2, 1, 1, "1"), (2, 2, 1, "Открыть каток"), (2, 3, 1, "Управе"), (2, 3, 1, "Совету")]


def test_a_frame_around_the_text_is_no_table():
    data = typeset("#rect(width: 100%)[1. Открыть каток.\n\n2. Купить насос.]")

    assert [(block.printed, block.table) for block in read_pdf(data).blocks] == [
        ("1. Открыть каток.", 0),
        ("2. Купить насос.", 0),
    ]


def test_posts_and_names_of_those_who_signed_stay_on_their_lines():
    signed = "".join(f"[{post}], [{name}]," for post, name in
                     (("Председатель форума", "И.И. Иванов"), ("Секретарь форума", "П.П. Петров"),
                      ("Глава комиссии", "С.С. Сидоров"), ("Член совета", "А.А. Ким")))  # fmt: skip

    blocks = read_pdf(typeset(f"1. Открыть каток.\n\n#grid(columns: (8cm, 5cm), row-gutter: 9pt, {signed})")).blocks

    assert [block.text for block in blocks][1:3] == ["Председатель форума И.И. Иванов", "Секретарь форума П.П. Петров"]
