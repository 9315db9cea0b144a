"""What a written text says of groups, acts, repetitions and others, as a row of the gold."""

import pytest

from .strangers.markup import Reading

pytestmark = pytest.mark.pure


def rows(*lines, annotated=True):
    head = "format: txt\ntitle: Резолюция" + ("\nannotated: acts" if annotated else "")
    return Reading("d", "\n".join([head, "===", *lines])).read().gold("d.txt")["sections"]


def only(key, sections):
    return [found.get(key) for section in sections for found in section["recommendations"]]


def test_a_line_over_items_is_a_group_before_the_next_of_them():
    (section,) = rows(
        ">> P<> Прошло три заседания. Участники форума решили:",
        "R 1.| Принять доклад к сведению.",
        "> P 2.<b>| {Управлени|ю|е культуры} (далее – Управление):",
        "R а)| открыть клуб.",
    )

    assert section["groups"] == [
        {
            "starts_with": "Прошло три заседания. Участники форума решили",
            "number": None,
            "aliases": ["Участники форума решили"],
            "before": 0,
        },
        {"starts_with": "Управлению культуры (далее – Управление)", "number": "2", "before": 1},
    ]


def test_a_line_that_opens_the_list_leaves_who_is_asked_as_it_was():
    lines = ["> P<> {Управлени|ю|е культуры}:", ">> P<> Необходимо:", "R –| открыть клуб."]

    assert [row["name"] for row in only("addressees", rows(*lines))[0]] == ["Управление культуры"]


def test_a_heading_of_an_addressee_and_what_stands_above_a_heading_are_optional():
    first, second = rows(
        ">> P<> Форум рекомендует:",
        "SA Школе | P<b> {Школ|е|а}",
        "R 1.| Открыть клуб.",
        "S Дворы | P<b> Дворы",
        "R 1.| Починить лавки.",
    )

    assert first["groups"] == [
        {"starts_with": "Форум рекомендует", "number": None, "optional": True, "before": 0},
        {"starts_with": "Школе", "number": None, "optional": True, "before": 0},
    ]
    assert second["groups"] == []


def test_a_line_over_debatable_items_alone_is_optional():
    (section,) = rows(">> P<> Решили:", "D 1.| Считать.", "R 2.| Открыть.", "> P<> Родители готовы:", "D –| дежурить.")

    assert [group.get("optional") for group in section["groups"]] == [None, True]


def test_an_act_stands_in_brackets_and_is_else_recommend():
    sections = rows("R(note) 1.| Принять.", "R 2.| Открыть.", "R(ask?) 3.| Обратиться.", "P<> [[(ask)Просим помочь.]]")

    assert only("act", sections) == ["note", "recommend", "ask", "ask"]
    assert only("act_optional", sections) == [None, None, True, None]


def test_an_act_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="Not an act: 'order'"):
        rows("R(order) 1.| Открыть.")


def test_repetitions_recipients_and_controllers():
    sections = rows(
        "R 1.| {%Ежегодно} посылать отчёт в {>Думу=Дума}.",
        "R 2.| Контроль возложить на {?совет}.{{!совет}}",
        "R 3.| Провести {%?ежегодный} форум.",
        "R 4.| Встречаться не реже {~раза в год}.{{%не реже раза в год}}",
    )

    assert only("repeats", sections) == ["Ежегодно", None, "ежегодный", "не реже раза в год"]
    assert only("repeats_optional", sections) == [None, None, True, None]
    assert only("deadline_optional", sections) == [None, None, None, True]
    assert only("others", sections)[:2] == [
        [{"name": "Дума", "as_written": "Думу", "role": "recipient"}],
        [{"name": "совет", "as_written": "совет", "role": "controller"}],
    ]


def test_a_table_has_one_act_its_cells_say_how_often_and_a_heading_row_whom():
    first, second = rows(
        "TABLE(instruct) #№ | !Что | @Кому | ~Срок",
        "||A {Школ|е|а}",
        "| 1 | Собирать бумагу | | {%ежегодно}, май",
        "|| II. Дворы",
        "| 2 | Сажать {%раз в год} деревья | | постоянно",
    )

    assert (only("act", [first, second]), only("repeats", [first, second])) == (
        ["instruct", "instruct"],
        ["ежегодно", "раз в год"],
    )
    assert only("deadline_optional", [first, second]) == [True, True]
    assert first["groups"] == [{"starts_with": "Школе", "number": None, "optional": True, "before": 0}]
    assert only("addressees", [first, second]) == [[{"name": "Школа", "as_written": "Школе"}], []]
    assert (second["title"], second["groups"]) == ("Дворы", [])


def test_without_the_line_in_the_head_there_are_groups_alone():
    sections = rows(">> P<> Решили:", "R(note) 1.| {%Ежегодно} писать в {>Думу=Дума}.", annotated=False)

    assert len(sections[0]["groups"]) == 1
    assert only("act", sections) == only("repeats", sections) == only("others", sections) == [None]
