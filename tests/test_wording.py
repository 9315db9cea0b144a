"""Where an item stands and how it is headed, in words."""

import re
from pathlib import Path

import pytest

from resolution_reader import DaysFrom
from resolutions.wording import beginning, place, place_beside, term

pytestmark = pytest.mark.pure
TEMPLATES = Path(__file__).parent.parent / "templates"
COUNTED = re.compile(r"\{\{ ((?:\w+\.)*(?:total|count|more|rest|\w+_count|opened|times)) \}\}")


def test_a_count_that_may_be_large_is_never_shown_in_one_piece():
    """«100000»: no register of a test is so large; the desks of editors count what is on one page."""
    texts = {path: path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.*")}
    public = {path: text for path, text in texts.items() if path.parent.name not in ("workspace", "admin")}

    assert sum(text.count("|grouped }}") for text in public.values()) > 20
    assert [(path.name, found) for path, text in public.items() for found in COUNTED.findall(text)] == []


@pytest.mark.parametrize(
    ("labels", "rank", "said"),
    [
        (["3.", "в)"], None, "пункт 3, в)"),
        (["", "5."], 2, "пункт 5"),
        (["2.", "2.1."], 2, "пункт 2.1"),
        (["2", "21."], 2, "пункт 2, 21"),
        (["1.", "", "1.2.", "а)"], None, "пункт 1, 1.2, а)"),
        (["3.", "–"], 4, "4-я в секции"),
        (["3.", ""], None, ""),
        ([], 1, "1-я в секции"),
        (["1)"], None, "пункт 1)"),
    ],
)
def test_a_place_is_said_by_the_numbers_above_and_its_own(labels, rank, said):
    assert place(labels, rank) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("провести анализ;", "Провести анализ"),
        ("Построить школу.", "Построить школу"),
        ("а б в г д е ж з, и", "А б в г д е ж з …"),
        ("до 2030 г. и далее\nпри мэрии города, области, края", "До 2030 г. и далее при мэрии города …"),
    ],
)
def test_a_heading_is_the_first_words_without_what_joined_them_to_the_next(text, said):
    assert beginning(text) == said


@pytest.mark.parametrize(
    ("deadline", "said"),
    [
        ("2026-05-01", "до 1 мая 2026 г."),
        (DaysFrom(1), "1 день со дня получения"),
        ("до конца года", "до конца года"),
        (None, ""),
    ],
)
def test_a_term_is_a_day_days_or_words(deadline, said):
    assert term(deadline) == said


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("советы ТОС", "Томск", "Томск"),
        ("мэрия города Томска", "Томск", ""),
        ("томская дума", "Томск", ""),
        ("администрация Великих Лук", "Великие Луки", ""),
        ("администрация города Великие Дубы", "Великие Луки", "Великие Луки"),
        ("совет Йошкар-Олы", "Йошкар-Ола", ""),
        ("администрация Озёрска", "Озерск", ""),
        ("атомское агентство", "Томск", "Томск"),
        ("совет Уфы", "Уфа", ""),
        ("НКО", "", ""),
    ],
)
def test_a_place_stands_beside_a_name_that_does_not_say_it(name, place, said):
    assert place_beside(name, place) == said
