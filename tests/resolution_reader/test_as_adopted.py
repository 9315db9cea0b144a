"""A resolution as it was adopted: lines and talk at their places, acts, terms, who gets the paper; and its text."""

import json
from dataclasses import replace

import pytest

from resolution_reader import DaysFrom, adopted_text, from_json, general_directory, read_outline, to_json
from resolution_reader.pipeline import outline_of
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.adopted import read_adopted
from resolution_reader.structure.how_often import repeats
from resolution_reader.structure.terms import deadline

HEAD = "Резолюция форума\nг. Томск, 5 июня 2023 г.\n\n"


def read(text):
    return read_outline((HEAD + text).encode(), "txt", general_directory())


def section(text):
    return read(text)[1].sections[-1]


def shown(found):
    """What a section holds, in its order, in short."""
    return [(type(row).__name__, getattr(row, "label", None), row.text) for row in found.body]


NESTED = (
    "Форум решил:\n1. Одобрить отчёт.\n2. Администрации города:\nа) открыть клуб;\nб) провести смотр.\n"
    "3. Школам:\nа) вести кружки.\n4. Провести форум через год."
)


def test_lines_stand_between_items_where_they_are_printed():
    assert shown(section(NESTED)) == [
        ("Group", None, "Форум решил:"),
        ("Recommendation", "1.", "Одобрить отчёт."),
        ("Group", "2.", "Администрации города:"),
        ("Recommendation", "а)", "открыть клуб;"),
        ("Recommendation", "б)", "провести смотр."),
        ("Group", "3.", "Школам:"),
        ("Recommendation", "а)", "вести кружки."),
        ("Recommendation", "4.", "Провести форум через год."),
    ]


def test_an_item_points_to_the_innermost_line_over_it():
    found = section(NESTED)

    assert [(group.level, group.number, group.place) for group in found.groups] == [
        (1, None, 0), (2, "2", 2), (2, "3", 5)
    ]  # fmt: skip
    assert [item.group for item in found.recommendations] == [0, 1, 1, 2, 0]
    assert [[mention.name for mention in group.addressees] for group in found.groups] == [
        [], ["Администрация города"], ["Школы"]
    ]  # fmt: skip
    assert (found.lead_in, found.recommendations[1].lead_in) == ("Форум решил:", "Администрации города:")


def test_lines_that_only_name_stand_under_the_one_that_asks():
    found = section(
        "Обращаемся с просьбой:\nК Правительству области:\n1) дать автобус;\nК школам города:\n2) дать зал."
    )

    assert [group.level for group in found.groups] == [1, 2, 2]
    assert [item.act for item in found.recommendations] == ["ask", "ask"]


def test_talk_between_items_keeps_its_place_and_is_no_group():
    found = section("Секция «Дом» спорила. Участники рекомендуют школам открыть клубы. Итоги радуют.\nСпорили долго.")

    assert [(remark.text, remark.place, remark.source) for remark in found.remarks][:2] == [
        ("Секция «Дом» спорила.", 0, (2, 2)),
        ("Итоги радуют.", 2, (2, 2)),
    ]
    assert (found.groups, found.recommendations[0].group) == ((), None)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Рекомендовать мэрии города открыть клуб.", "recommend"),
        ("Мэрии города открыть клуб.", "recommend"),
        ("Необходимо просить мэрию о клубе.", "recommend"),
        ("Просить мэрию города открыть клуб.", "ask"),
        ("Обратиться в Думу города за поддержкой.", "ask"),
        ("Обратиться в Думу города с предложением открыть клуб.", "propose"),
        ("Предложить мэрии города открыть клуб.", "propose"),
        ("Поручить оргкомитету открыть клуб.", "instruct"),
        ("Контроль за исполнением возложить на оргкомитет.", "instruct"),
        ("Принять к сведению доклад мэрии.", "note"),
        ("Поддержать инициативу школ.", "note"),
        ("Выразить благодарность мэрии города.", "note"),
        ("Создать рабочую группу.", "decide"),
        ("Утвердить план.", "decide"),
        ("Администрации города утвердить план.", "recommend"),
        ("Школам поддержать инициативу родителей.", "recommend"),
        ("Направить настоящую резолюцию в Думу города.", "decide"),
        ("Провести следующий форум в мае.", "decide"),
        ("Усилить контроль на дорогах.", "recommend"),
    ],
)
def test_what_a_resolution_does_by_an_item(text, act):
    assert [item.act for item in section(f"Форум решил:\n1. {text}").recommendations] == [act]


@pytest.mark.parametrize(
    ("lines", "acts"),
    [
        (["Участники просят:"], ["ask"]),
        (["Участники рекомендуют и просят:"], ["recommend"]),
        (["Форум решил дать следующие поручения:"], ["instruct"]),
        (["Обсудив итоги, форум предлагает следующее.", "Секция «Дом»"], ["propose"]),
    ],
)
def test_an_item_without_a_verb_of_its_own_does_what_the_line_above_says(lines, acts):
    assert [item.act for item in section("\n".join([*lines, "1. Открыть клуб."])).recommendations] == acts


@pytest.mark.parametrize(
    ("text", "by_when", "how_often"),
    [
        ("до 1 марта 2027 года и далее ежегодно", "2027-03-01", "ежегодно"),
        ("в течение 30 дней со дня получения", DaysFrom(30), None),
        ("в течение 10 (десяти) календарных дней с момента поступления резолюции", DaysFrom(10), None),
        ("в 30-дневный срок со дня получения", DaysFrom(30), None),
        ("в течение 30 рабочих дней со дня получения", "в течение 30 рабочих дней со дня получения", None),
        ("в течение 30 дней", "в течение 30 дней", None),
        ("до конца года", "до конца года", None),
        ("не реже одного раза в полугодие", None, "не реже одного раза в полугодие"),
        ("не менее двух выездных приёмов в год", None, "не менее двух выездных приёмов в год"),
        ("каждый квартал", None, "каждый квартал"),
        ("два раза в год", None, "два раза в год"),
        ("на постоянной основе", None, None),
        ("акцию «Ежегодно»", None, None),
    ],
)
def test_by_when_and_how_often_are_two_things(text, by_when, how_often):
    assert (deadline(f"Провести смотр {text}."), repeats(f"Провести смотр {text}.")) == (by_when, how_often)


def test_the_term_of_a_line_is_that_of_its_items():
    first, second = section(
        "Форум решил:\n1. Школам города (срок – до 10.09.2026):\nа) открыть клуб;\nб) провести смотр до 01.02.2026."
    ).recommendations

    assert (first.deadline, second.deadline) == ("2026-09-10", "2026-02-01")


@pytest.mark.parametrize(
    ("text", "others", "addressees"),
    [
        ("Контроль за исполнением возложить на оргкомитет форума.", [("оргкомитет форума", "controller")], []),
        (
            "Направить настоящую резолюцию в Думу города и мэрию города.",
            [("Дума города", "recipient"), ("мэрия города", "recipient")],
            [],
        ),
        ("Довести решение до сведения школ города.", [("школы города", "recipient")], []),
        (
            "Поручить оргкомитету направить отчёт в адрес Губернатора.",
            [("Губернатор", "recipient")],
            ["оргкомитет"],
        ),
        ("Рекомендовать Думе города открыть клуб.", [], ["Дума города"]),
    ],
)
def test_who_gets_a_paper_or_controls_is_not_asked(text, others, addressees):
    (item,) = section(f"Форум решил:\n1. {text}").recommendations

    assert [(other.name, other.role) for other in item.others] == others
    assert [mention.name for mention in item.addressees] == addressees


def test_a_part_has_its_own_addressee_term_and_place():
    (item,) = section(
        "Форум решил:\n1. Создать клуб, для чего:\nа) мэрии города дать залы до 1 мая 2027 года;\nб) найти людей."
    ).recommendations

    assert [
        (part.label, [mention.name for mention in part.addressees], part.deadline, part.source) for part in item.parts
    ] == [("а)", ["мэрия города"], "2027-05-01", (4, 4)), ("б)", [], None, (5, 5))]


@pytest.mark.parametrize(
    ("lines", "adopted"),
    [
        (["УТВЕРЖДЕНО решением форума", "от 30 мая 2023 г.", "РЕЗОЛЮЦИЯ форума"], ("2023-05-30", None, None)),
        (["ПРОТОКОЛ № 3", "собрания жителей"], (None, "3", None)),
        (["РЕШЕНИЕ", "форума жителей", "от 4 июня 2023 года № 12-р"], (None, "12-р", None)),
        (["РЕШЕНИЕ № ____", "форума жителей"], None),
    ],
)
def test_day_and_number_of_the_paper(lines, adopted):
    text = "\n".join([*lines, "Форум решил:", "1. Открыть клуб."])
    found = read_outline(text.encode(), "txt", general_directory())[1].adopted

    assert (found and (found.date, found.number, found.votes)) == adopted


def test_the_vote_is_kept_as_written():
    found = read("Форум решил:\n1. Открыть клуб.\nПринято единогласно.")[1].adopted

    assert found.votes == "Принято единогласно."
    assert read_adopted([], 0, []) is None


def without_blanks(lines):
    return ["".join(line.removeprefix("~ ").split()) for line in lines]


@pytest.mark.xdist_group("every document")
def test_the_adopted_text_is_the_source_line_by_line(every_document):
    """But for tables, of which rows are printed as recommendations: those lines are left out on both sides."""
    unequal = {}
    for document in every_document:
        blocks, outline = document.reading
        kept = from_json(json.loads(json.dumps(to_json(outline))))
        source = without_blanks(line for block in blocks if not block.table for line in block.printed.split("\n"))
        printed = without_blanks(adopted_text(kept, blocks))
        if any(block.table for block in blocks):
            printed = [line for line in printed if line in source]
        if printed != source:
            unequal[document.name] = [line for line in source if line not in printed]

    assert unequal == {}


def test_each_line_of_a_paragraph_that_was_left_out_is_marked():
    blocks = [
        Block("paragraph", 0, "", "Форум решил:", "", (1, 1)),
        Block("item", 0, "1.", "Открыть клуб.", "", (2, 2)),
        Block("paragraph", 0, "", "Приложение\nк решению форума", "", (3, 4)),
        Block("paragraph", 0, "", "Список участников", "", (5, 5)),
    ]

    assert adopted_text(outline_of(blocks, general_directory()), blocks)[2:] == [
        "~ Приложение", "~ к решению форума", "~ Список участников"
    ]  # fmt: skip


def test_what_was_left_out_is_marked_at_its_place():
    blocks, outline = read("Форум решил:\n1. Открыть клуб.\nПринято единогласно.\nПриложение\nСписок участников")

    assert adopted_text(outline, blocks)[3:] == [
        "1. Открыть клуб.", "~ Принято единогласно.", "~ Приложение", "~ Список участников"
    ]  # fmt: skip
    assert adopted_text(outline)[3:] == ["1. Открыть клуб."]


def test_an_outline_of_format_1_has_one_group_at_the_head_of_a_section():
    new = to_json(read(NESTED)[1])
    old = json.loads(json.dumps(new))
    old["format"] = 1
    for key in ("head", "adopted"):
        del old[key]
    for part in old["sections"]:
        part["lead_in"] = "Форум решил:\n2. Администрации города:\n3. Школам:"
        for key in ("groups", "remarks", "annex", "title_as_written"):
            del part[key]
        for item in part["recommendations"]:
            for key in ("group", "label", "act", "repeats", "others"):
                del item[key]

    found = from_json(old)
    (only,) = found.sections

    assert [(group.text, group.place, group.label) for group in only.groups] == [
        ("Форум решил:\n2. Администрации города:\n3. Школам:", 0, None)
    ]
    assert {(item.group, item.act, item.label) for item in only.recommendations} == {(0, "recommend", None)}
    assert from_json(to_json(found)) == found
    assert replace(found, sections=()).head is None
