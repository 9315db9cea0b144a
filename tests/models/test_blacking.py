"""Which words of a text are hidden, and what stays."""

import pytest

from resolutions.models.blacking import MARK, blacked, blacked_paragraphs, hits_in, lines_in

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Иванов", "Иванов сказал", f"{MARK} сказал"),
        ("Иванов", "ИВАНОВ, иванов.", f"{MARK}, {MARK}."),
        ("Иванов", "Иванова и Ивановка", "Иванова и Ивановка"),
        ("Фёдор Семенов", "федор\u00a0\n семёнов", MARK),
        ("Иванов И.И.", "Иванов И. И. и Иванов И.И.", f"{MARK} и {MARK}"),
        ("И. И. Иванов", "И.И.Иванов", MARK),
        ("8 913 123-45-67", "тел.: 8 913 123‑45 – 67,", f"тел.: {MARK},"),
        ("+7 913", "(+7 913)", f"({MARK})"),
        ("Иванов", "Ива\u00adнов", MARK),
        ("5", "д. 5, кв. 15", f"д. {MARK}, кв. 15"),
        ("ул. Мира, 5", "ул. Мира, 5а", "ул. Мира, 5а"),
        ("Анна\nАнна Иванова", "Анна Иванова и Анна", f"{MARK} и {MARK}"),
        ("a+b", "a+b aab", f"{MARK} aab"),
        ("Иванов", "без него", "без него"),
        ("Иванов", MARK, MARK),
    ],
)
def test_whole_words_are_hidden_however_they_are_written(words, text, left):
    assert blacked(text, lines_in(words)) == left


def test_words_that_one_paragraph_ends_and_the_next_begins_are_gone_from_both():
    paragraphs = ["Живёт Анна", "Иванова, дом 5.", "", "Иванова"]

    assert blacked_paragraphs(paragraphs, ["Анна Иванова"]) == [f"Живёт {MARK}", f"{MARK}, дом 5.", "", "Иванова"]
    assert blacked_paragraphs(paragraphs, []) == paragraphs
    assert blacked_paragraphs(["а", "Иванова, Иванова"], ["Иванова"]) == ["а", f"{MARK}, {MARK}"]


def test_where_they_stand_is_told_with_what_is_around():
    assert hits_in("Дать Иванову парк", ["иванову"], around=5) == [("Дать ", "Иванову", " парк")]
    assert lines_in(" Иванов  И. \n\nПетров\nПетров") == ("Иванов И.", "Петров")
