"""Titles as they are shown: no word in capitals but for abbreviations, names with theirs."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from resolution_reader import in_sentence_case
from resolution_reader.language.words import ALIKE

SHOWN = {
    # a whole title, its first word, one word
    "РЕЗОЛЮЦИЯ XI ГОРОДСКОГО ФОРУМА «ЖИЗНЬ МЕСТНОГО СООБЩЕСТВА»": (
        "Резолюция XI городского форума «Жизнь местного сообщества»"
    ),
    "РЕЗОЛЮЦИЯ XI городского форума «Жизнь местного сообщества»": (
        "Резолюция XI городского форума «Жизнь местного сообщества»"
    ),
    "ИТОГОВЫЙ ДОКУМЕНТ дискуссии «Молодёжь остаётся»": "Итоговый документ дискуссии «Молодёжь остаётся»",
    "Форум ГОРОД И МЫ": "Форум город и мы",
    "НАШ город": "Наш город",
    "ЯЗЫК В ШКОЛЕ И ВУЗЕ": "Язык в школе и вузе",
    "О РАЗВИТИИ САДОВ, А НЕ СТОЯНОК": "О развитии садов, а не стоянок",
    # what has a small letter is as its author wanted it
    "Резолюция форума ТОС «Двор начинается с нас»": "Резолюция форума ТОС «Двор начинается с нас»",
    "Встреча КнАГУ и ТОСов": "Встреча КнАГУ и ТОСов",
    "Форум Санкт-ПЕТЕРБУРГ": "Форум Санкт-Петербург",
    # abbreviations, with their endings and beside words
    "НКО И ВЛАСТЬ: РОЛЬ ТОСОВ, ТСЖ И СМИ": "НКО и власть: роль ТОСов, ТСЖ и СМИ",
    "ЖКХ И ШКОЛЫ: МБОУ СОШ № 5, ГТО, ОВЗ": "ЖКХ и школы: МБОУ СОШ № 5, ГТО, ОВЗ",
    "СЪЕЗД ВОИ И ДОСААФ": "Съезд ВОИ и ДОСААФ",
    "ФОРУМ КДНиЗП И АРОО ОБЛАСТИ": "Форум КДНиЗП и АРОО области",
    "Фонд ДАР и АПРООИ": "Фонд ДАР и АПРООИ",
    "ПОДДЕРЖКА СО НКО И РАБОТА СО СТАРОСТАМИ": "Поддержка СО НКО и работа со старостами",
    "ОХРАНА ЛЕСОВ И ВОД": "Охрана лесов и вод",
    "РЕЗОЛЮЦИЯ ВОД «МАТЕРИ РОССИИ»": "Резолюция ВОД «Матери России»",
    "О БОРЬБЕ С COVID-19 В IT-СФЕРЕ": "О борьбе с COVID-19 в IT-сфере",
    # numerals
    "1-Й СЪЕЗД XXI ВЕКА К 80-ЛЕТИЮ ПОБЕДЫ": "1-й съезд XXI века к 80-летию победы",
    "РЕЗОЛЮЦИЯ ХХI ФОРУМА В 2022 ГОДУ": "Резолюция ХХI форума в 2022 году",
    # places
    "СОВЕТ ГОРОДА НОВОСИБИРСКА": "Совет города Новосибирска",
    "СЪЕЗД НКО РОССИЙСКОЙ ФЕДЕРАЦИИ": "Съезд НКО Российской Федерации",
    "ФОРУМ НОВОСИБИРСКОЙ ОБЛАСТИ И ЧУВАШСКОЙ РЕСПУБЛИКИ": "Форум Новосибирской области и Чувашской Республики",
    "ФОРУМ РЕСПУБЛИКИ КОМИ И ФЕДЕРАЦИЙ СПОРТА": "Форум Республики Коми и федераций спорта",
    "СОВЕТ ОЗЁРСКОГО ГОРОДСКОГО ОКРУГА, ГОРОДСКОЙ ОКРУГ": "Совет Озёрского городского округа, городской округ",
    "ЖИТЕЛИ РОСТОВА-НА-ДОНУ, УЛАН-УДЭ И ЙОШКАР-ОЛЫ": "Жители Ростова-на-Дону, Улан-Удэ и Йошкар-Олы",
    "ДЕНЬ НИЖНЕГО НОВГОРОДА НА БЕРЕГУ АМУРА": "День Нижнего Новгорода на берегу Амура",
    "СХОД ГОРОДА ОРЛА О ПОЛЁТЕ ОРЛА": "Сход города Орла о полёте орла",
    "РЕЗОЛЮЦИЯ ФОРУМА. Г. ОМСК, УЛ. МИРА, 2022 Г.": "Резолюция форума. Г. Омск, ул. мира, 2022 г.",
    "СХОД Г. ОМСКА": "Сход г. Омска",
    # people
    "ЧТЕНИЯ ИМЕНИ А.С. ПУШКИНА И Г. ТУКАЯ": "Чтения имени А.С. Пушкина и Г. Тукая",
    # where a sentence or a quotation begins
    "СЕКЦИЯ 1. РАЗВИТИЕ ТОС. ЧТО ДЕЛАТЬ?": "Секция 1. Развитие ТОС. Что делать?",
    "СЕКЦИЯ А. СЕКЦИЯ В": "Секция А. Секция В",
    "ТРУД": "Труд",
    'КРУГЛЫЙ СТОЛ "В ГОСТЯХ У СОСЕДА"': 'Круглый стол "В гостях у соседа"',
    # a Latin letter among ours
    "РЕЗOЛЮЦИЯ ФОРУМА": "Резолюция форума",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize("printed", SHOWN)
def test_a_title_is_shown_in_sentence_case(printed):
    assert in_sentence_case(printed) == SHOWN[printed]


@pytest.mark.parametrize("shown", SHOWN.values())
def test_what_is_in_sentence_case_stays(shown):
    assert in_sentence_case(shown) == shown


WORDS = sorted({word for title in SHOWN for word in title.split()})


@given(st.lists(st.sampled_from(WORDS) | st.text('АВГИНСЯО ия.-«»"1X', max_size=6)).map(" ".join) | st.text())
@example("Г. А. Я")
def test_any_text_is_shown_in_one_form_that_differs_in_capitals_alone(text):
    shown = in_sentence_case(text)

    assert in_sentence_case(shown) == shown
    assert shown.translate(ALIKE).lower() == text.translate(ALIKE).lower()


@pytest.mark.parametrize("title", ["Резолюция форума «Наш город»", "XI форум НКО и ТОС: ЖКХ"])
def test_what_has_no_other_capitals_asks_no_dictionary(title):
    """It takes a tenth of a second to load, and most titles need none."""
    script = (
        f"from resolution_reader import in_sentence_case; in_sentence_case({title!r})\n"
        "from resolution_reader.language.morphology import analyzer; print(analyzer.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"0\n"
