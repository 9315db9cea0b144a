import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution_reader.language.folding import fold
from resolution_reader.language.inflection import nominative_word, to_nominative
from resolution_reader.language.morphology import is_surely_infinitive, lemmas
from resolution_reader.language.numerals import plural
from resolution_reader.language.sentence_ends import sentences


@pytest.mark.parametrize(
    "spelling", ["«Учёный  совет» – 1", "„учёный совет“ — 1", '"УЧЕНЫЙ СОВЕТ" - 1', "'Учёный\u00a0совет'\u00ad ‑ 1 "]
)
def test_spellings_of_one_name_have_one_key(spelling):
    assert fold(spelling) == '"ученый совет" - 1'


@given(st.text())
def test_a_key_is_its_own_key(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("number", "word"),
    [(0, "рекомендаций"), (1, "рекомендация"), (2, "рекомендации"), (5, "рекомендаций"), (11, "рекомендаций"),
     (12, "рекомендаций"), (21, "рекомендация"), (104, "рекомендации"), (111, "рекомендаций"), (-1, "рекомендация")],
)  # fmt: skip
def test_a_count_takes_its_plural_form(number, word):
    assert plural(number, "рекомендация", "рекомендации", "рекомендаций") == word


@pytest.mark.parametrize(
    ("phrase", "case", "head", "agreeing", "nominative"),
    [
        ("Экспертному совету по развитию", "datv", 1, [0], "Экспертный совет по развитию"),
        ("общественной палате области", "datv", 1, [0], "общественная палата области"),
        ("всеми некоммерческими организациями", "ablt", 2, [0, 1], "все некоммерческие организации"),
        ("молодежному центру", "datv", 1, [0], "молодежный центр"),
        ("ТОС города", "datv", 0, [], "ТОС города"),
        ("Уполномоченному по правам", "datv", 0, [], "Уполномоченный по правам"),
    ],
)
def test_a_phrase_comes_to_the_nominative_and_its_tail_is_copied(phrase, case, head, agreeing, nominative):
    assert " ".join(to_nominative(phrase.split(), case, head, agreeing)) == nominative


def test_a_word_without_a_reading_in_the_case_is_copied():
    assert nominative_word("рекомендовать", "gent") == "рекомендовать"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Забота, духовность и пр. Комиссии оценивать.", ["Забота, духовность и пр.", "Комиссии оценивать."]),
        ("В г. Томске и др. городах. Далее.", ["В г. Томске и др. городах.", "Далее."]),
        ("Принято в 2024 г. Рекомендовать Думе.", ["Принято в 2024 г.", "Рекомендовать Думе."]),
        ("Просить И.И. Иванова и А. Петрова помочь! Да", ["Просить И.И. Иванова и А. Петрова помочь!", "Да"]),
        ("На ул. Ленина (см. п. 5. Далее) тихо. Всё", ["На ул. Ленина (см. п. 5. Далее) тихо.", "Всё"]),
        ("Форум «Вместе. Рядом. Дружно» прошёл. Итог", ["Форум «Вместе. Рядом. Дружно» прошёл.", "Итог"]),
        ("около 5 тыс. рублей, т.е. мало", ["около 5 тыс. рублей, т.е. мало"]),
        ("Открыть кружки и т. д. Школам дать залы.", ["Открыть кружки и т. д.", "Школам дать залы."]),
        ("Поддержать хоры и т.\u00a0п. Далее", ["Поддержать хоры и т.\u00a0п.", "Далее"]),
        ("Поддержать НКО, в т.ч. ТОС и в т. ч. СОНКО", ["Поддержать НКО, в т.ч. ТОС и в т. ч. СОНКО"]),
        ("Дом на ул. Мира, д. Сосновка", ["Дом на ул. Мира, д. Сосновка"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text, expected):
    assert sentences(text) == expected


@given(st.text(alphabet="абв А.г!?«»() \n", max_size=80))
def test_no_letter_is_lost_between_sentences(text):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_lemmas_fold_yo_and_keep_every_likely_reading():
    assert lemmas("ёлки") == {"елка"}


@pytest.mark.parametrize(("word", "expected"), [("разработать", True), ("есть", False), ("совет", False)])
def test_an_infinitive_is_told_from_what_only_looks_like_one(word, expected):
    assert is_surely_infinitive(word) is expected
