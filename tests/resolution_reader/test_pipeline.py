"""From text to outline: structure, inheritance, doubts, and that nothing is lost on the way."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader.addressees.directory import general_directory
from resolution_reader.outline import OutlineFormatError
from resolution_reader.outline_json import from_json, to_json
from resolution_reader.pipeline import draft_outline, outline_of
from resolution_reader.problems import PROBLEMS
from resolution_reader.readers import read
from resolution_reader.readers.blocks import Block


def outline(text):
    return draft_outline(text.encode(), "txt", general_directory())


def items(text):
    return [entry for section in outline(text).sections for entry in section.recommendations]


def codes(text):
    return [found.code for found in outline(text).problems]


def spans(found):
    return [
        *found.source, *found.skipped,
        *(span for section in found.sections for span in section.source),
        *(entry.source for section in found.sections for entry in section.recommendations),
    ]  # fmt: skip


HEAD = "Резолюция форума\nг. Томск, 5 июня 2023 г.\n\n"


def test_a_heading_gives_its_addressees_to_items_that_name_nobody():
    first, second, third = items(
        HEAD + "Участники рекомендуют мэрии города:\n1. Создать совет.\n2. Рекомендовать Думе дать помещение.\n"
        "3. Совместно с НКО провести смотр."
    )

    assert [(m.name, m.role) for m in first.addressees] == [("мэрия города", "lead")]
    assert (first.implicit, first.lead_in) == (True, "Участники рекомендуют мэрии города:")
    assert ([m.name for m in second.addressees], second.implicit) == (["Дума"], False)
    assert [(m.name, m.role) for m in third.addressees] == [("мэрия города", "lead"), ("НКО", "co-executor")]


def test_sub_items_are_parts_of_their_item():
    (entry, following) = items(
        HEAD
        + "Участники предлагают:\n1. Разработать программу, в которой отразить:\nа) сроки;\nб) расходы."
        + "\n2. Создать совет."
    )

    assert [(part.number, part.text) for part in entry.parts] == [("а", "сроки;"), ("б", "расходы.")]
    assert entry.text == "Разработать программу, в которой отразить:\nа) сроки;\nб) расходы."
    assert (entry.source, following.number) == ((3, 5), "2")


def test_deeper_numbers_and_bullets_under_an_item_are_its_parts():
    found = items(
        HEAD
        + "Участники предлагают:\n1. Провести:\n- форум;\n- ярмарку.\n2. Создать центр:\n2.1. в школе;\n2.2. в парке."
    )

    assert [[part.number for part in entry.parts] for entry in found] == [[None, None], ["2.1", "2.2"]]


def test_a_paragraph_between_two_items_goes_on_with_the_first():
    first, second = items(HEAD + "Участники предлагают:\n1. Создать совет.\nОпределить его состав.\n2. Провести форум.")

    assert (first.text, second.text) == ("Создать совет.\nОпределить его состав.", "Провести форум.")


def test_a_list_of_opinions_holds_no_recommendations():
    found = outline(
        HEAD + "Участники отмечают:\n1. ТОС растут.\n2. Помещений мало.\n\nУчастники предлагают:\n1. Дать помещения."
    )

    assert [entry.text for section in found.sections for entry in section.recommendations] == ["Дать помещения."]
    assert [p.source for p in found.problems if p.code == "list-not-taken"] == [(3, 4)]


def test_a_numbered_opinion_among_decisions_is_none():
    assert [entry.number for entry in items(HEAD + "Форум решил:\n1. Одобрить отчёт.\n2. Форум гордится итогами.")] == [
        "1"
    ]


def test_only_the_asking_sentences_of_prose_count_and_the_rest_is_kept():
    found = outline(HEAD + "Секция «Дом» обсудила многое. Участники рекомендуют школам открыть клубы. Итоги радуют.")

    assert [entry.text for entry in found.sections[-1].recommendations] == [
        "Участники рекомендуют школам открыть клубы."
    ]
    house = found.sections[-1]
    assert (house.title, house.preamble) == ("Дом", None)
    assert [(line.text, line.place) for line in house.remarks] == [
        ("Секция «Дом» обсудила многое.", 0),
        ("Итоги радуют.", 2),
    ]


def test_signatures_votes_and_annexes_are_skipped():
    found = outline(
        HEAD
        + "Форум решил:\n1. Создать совет.\n\nПринято единогласно.\nПредседатель И.И. Иванов"
        + "\n______\nПриложение № 1\n1. Создать всё."
    )

    assert found.skipped == ((4, 8),)


def test_headings_by_looks_open_sections():
    blocks = [
        Block("heading", 0, "", "Резолюция форума соседей", "bold", (1, 1)),
        Block("heading", 1, "", "Дворы", "bold", (2, 2)),
        Block("item", 0, "1.", "Рекомендовать мэрии города убрать снег.", "", (3, 3)),
        Block("paragraph", 0, "", "Школы", "bold", (4, 4)),
        Block("item", 0, "1.", "Открыть стадионы.", "", (5, 5)),
    ]

    assert [section.title for section in outline_of(blocks, general_directory()).sections] == ["Дворы", "Школы"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Участники обсудили всё.\n\n1. Создать совет.", "no-title"),
        ("Общественная палата города Томска\n5 мая 2024 года\n\n1. Создать совет.", "title-unlikely"),
        ("Резолюция форума\nТомская область, 5 мая 2024 года\n\n1. Создать совет.", "place-guessed"),
        ("Резолюция форума\n\n1. Создать совет.", "no-date"),
        ("Резолюция форума\n\n1. Создать совет.", "no-place"),
        ("Резолюция форума\n\n1. Создать совет в городе Томске.", "place-guessed"),
        (HEAD + "Форум прошёл.", "no-recommendations"),
        (HEAD + "1. Создать совет.", "no-addressee"),
        (HEAD + "Мэрии города:\n1. Создать совет.", "addressee-inherited"),
        (HEAD + "1. Рекомендовать Клубу соседей помочь.", "unknown-body"),
        (HEAD + "1. Рекомендовать мэрии города Томска помочь.", "similar-body"),
        (HEAD + "1. Создать совет.\n3. Создать клуб.", "number-gap"),
        (HEAD + "1. Создать совет.\n1. Создать клуб.", "number-twice"),
        (HEAD + "1. Рекомендовать Думе помочь. Рекомендовать школам учить.", "two-requests"),
        (HEAD + "1. Создать совет" + " и клуб" * 300 + ".", "very-long"),
        (HEAD + "Участники рекомендуют школам открыть клубы.", "from-prose"),
        (HEAD + "Секция 1. Дворы\n\nСекция 2. Школы\n\n1. Создать совет.", "empty-section"),
        (HEAD + "В форуме участвовали:\n1. Жители.\n2. Школы.\n\nРешили:\n1. Создать совет.", "list-not-taken"),
    ],
)  # fmt: skip
def test_every_doubt_is_told(text, code):
    assert codes(text).count(code) >= 1


def test_each_lead_in_of_a_section_counts_from_one():
    text = HEAD + "Рекомендовать школам:\n1. Открыть клубы.\n2. Учить.\n\nРекомендовать музеям:\n1. Открыть залы."

    (section,) = outline(text).sections
    assert [(row.number, row.lead_in) for row in section.recommendations] == [
        ("1", "Рекомендовать школам:"),
        ("2", "Рекомендовать школам:"),
        ("1", "Рекомендовать музеям:"),
    ]
    assert "number-twice" not in codes(text)
    assert codes(text + "\n1. Учить.").count("number-twice") == 1


def test_every_problem_has_a_sentence_and_a_level():
    assert {kind.level for kind in PROBLEMS.values()} == {"error", "doubt"}
    assert [code for code, kind in PROBLEMS.items() if not kind.sentence.endswith(".")] == []


lines = st.sampled_from(
    ["Резолюция форума", "г. Томск, 5 июня 2023 г.", "1. Создать совет.", "2) Рекомендовать мэрии:", "а) убрать снег;",
     "- дать",
     "Секция «Дом»", "Участники рекомендуют:", "Участники отмечают:", "ДВОРЫ", "Администрации города:", "",
     "Приложение",
     "I. Школы",
     "Просим помочь. Это важно.", "1.1. открыть", "Председатель И.И. Иванов", "Необходимо создать центр.",
     "•", "_____", ";"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(lines, min_size=1, max_size=25).filter(any))
def test_every_block_that_goes_in_comes_out_and_belongs_once(chosen):
    data = "\n".join(chosen).encode()

    found = draft_outline(data, "txt", general_directory())

    held = {index for first, last in spans(found) for index in range(first, last + 1)}
    assert held == set(range(len(read(data, "txt"))))
    assert [p for p in found.problems if p.code == "words-lost"] == []
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


@pytest.mark.parametrize(
    "data", [None, [], {}, {"format": 3}, {"format": 2}, {"format": 1}, {"format": 1, "title": None, "sections": 5}]
)
def test_what_is_no_outline_is_refused_in_russian(data):
    with pytest.raises(OutlineFormatError, match="Черновик"):
        from_json(data)


def cpu_seconds(text: str) -> float:
    """Of this process alone, whatever else the machine does; the best of three."""

    def once() -> float:
        started = time.process_time()
        outline(text)
        return time.process_time() - started

    return min(once() for _ in range(3))


def test_recommendations_take_time_in_proportion():
    def text(count: int) -> str:
        lines = (f"{n}. Рекомендовать мэрии города и школам провести смотр № {n}." for n in range(1, count + 1))
        return HEAD + "\n".join(lines)

    assert cpu_seconds(text(400)) < 16 * cpu_seconds(text(50))


@pytest.mark.parametrize("lead_in", ["Управлению культуры:", "{n}. Управлению культуры:"])
def test_lines_over_items_take_time_in_proportion(lead_in):
    def text(count: int) -> str:
        groups = (lead_in.format(n=n) + "\n– провести смотр." for n in range(1, count + 1))
        return HEAD + "Форум решил:\n" + "\n".join(groups)

    assert cpu_seconds(text(400)) < 16 * cpu_seconds(text(50))


@pytest.mark.parametrize(
    "piece", ["(", "«", '"', "а. Б", "(далее ", "рекомендовать мэрии ", "и ", "1 января 2020 - ", "мэрии, "]
)
def test_a_hostile_paragraph_costs_a_few_honest_ones(piece):
    honest = "Участники рекомендуют провести смотр во дворах. "

    assert cpu_seconds(piece * (45_000 // len(piece))) < 30 * cpu_seconds(honest * (45_000 // len(honest)))


def test_thousands_of_paragraphs_take_time_in_proportion():
    paragraph = "Участники форума отметили важность развития дворов."

    assert cpu_seconds("\n\n".join([paragraph] * 4_000)) < 16 * cpu_seconds("\n\n".join([paragraph] * 500))


@pytest.mark.parametrize("text", ["***", "1. ***\n2. ...", "Участники рекомендуют:\n1. ___", "\u00a7 \u00a7 \u00a7"])
def test_lines_without_a_single_word_are_read(text):
    draft_outline(text.encode(), "txt", general_directory())
