"""Kinds of headings: how they look, what stands below them, and lines that look like headings and are none."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.outline import Outline
from resolution_reader.pipeline import draft_outline
from tests.resolution_reader.as_lines import HEAD

RIVER = "<p><b>Река</b></p><ul><li>Музеям убрать берег.</li></ul>"
PAGE = "<h1>Резолюция форума «Соседи»</h1><p>г. Кимры, 5 мая 2024 года</p>"


def text(body: str) -> Outline:
    return draft_outline((HEAD + body).encode(), "txt", general_directory())


def page(body: str) -> Outline:
    return draft_outline((PAGE + body).encode(), "html", general_directory())


def told(read: Outline) -> list[str]:
    """«title: how many recommendations»."""
    return [f"{section.title or '–'}: {len(section.recommendations)}" for section in read.sections]


@pytest.mark.parametrize(
    "heading",
    [
        "Чего мы ждём",
        "О чём просят жители",
        "Что сделаем сами",
        "Как мы видим наш город",
        "К кому обращаются соседи",
        "Дворы, в которых живут дети",
    ],
)
def test_a_heading_in_bold_may_hold_a_verb(heading):
    body = f"<p>Соседи встретились.</p><p><b>{heading}</b></p><ul><li>Школам открыть дворы.</li></ul>"

    assert told(page(body + RIVER)) == [f"{heading}: 1", "Река: 1"]


@pytest.mark.parametrize("heading", ["Дом", "Лес", "Быт", "Мы и река"])
def test_a_heading_in_bold_may_be_short(heading):
    body = f"<p>Соседи встретились.</p><p><b>{heading}</b></p><p>Просим школы открыть дворы.</p>"

    assert told(page(body + RIVER)) == [f"{heading}: 1", "Река: 1"]


@pytest.mark.parametrize("heading", ["Чего мы ждём от района", "Где живут наши дети", "За что отвечает совет"])
def test_a_question_is_a_heading_without_bold(heading):
    body = f"Соседи встретились.\n\n{heading}\n\n- Школам открыть дворы;\n- музеям ждать гостей."

    assert told(text(f"{body}\n\nЧто с рекой\n\n- Музеям убрать берег.")) == [f"{heading}: 2", "Что с рекой: 1"]


@pytest.mark.parametrize(
    "heading",
    ["<p><b>Девиз форума: услышать каждого</b></p>", "<h2>Дворы и улицы</h2>", "<p><b>Соседи – друг другу</b></p>"],
)
def test_a_single_heading_over_all_divides_nothing(heading):
    body = f"<p>Соседи встретились.</p>{heading}<p>Форум рекомендует школам:</p><ol><li>открыть дворы.</li></ol>"

    assert told(page(body)) == ["–: 1"]
    assert told(page(f"<p>Просим музей убрать берег.</p>{body}"))[0] == "–: 1"


def test_a_single_section_named_by_its_words_or_below_other_items_stays():
    section = "<p><b>Секция 1. Дворы</b></p><ol><li>Школам открыть дворы.</li></ol>"

    assert told(page(section)) == ["Дворы: 1"]
    assert told(page(f"<p>Форум решил:</p><ol><li>Создать совет.</li></ol>{RIVER}")) == ["–: 1", "Река: 1"]


@pytest.mark.parametrize("line", ["Жители ждут перемен.", "Мы ждём:", "Давно пора!"])
def test_a_sentence_in_bold_is_no_heading(line):
    assert told(page(f"<p>Соседи встретились.</p><p><b>{line}</b></p><ol><li>Школам открыть дворы.</li></ol>")) == [
        "–: 1"
    ]


@pytest.mark.parametrize("caption", ["Таблица 1. Сбор средств", "Таблица № 2", "Рис. 3. Карта свалок", "Диаграмма 1"])
def test_a_caption_names_no_section(caption):
    figures = "<table><tr><th>Год</th><th>Собрано</th></tr><tr><td>2023</td><td>120</td></tr></table>"

    assert told(page(f"<p><b>{caption}</b></p>{figures}<p>Форум решил:</p><ol><li>Создать совет.</li></ol>")) == [
        "–: 1"
    ]


def test_a_heading_over_nothing_that_asks_is_talk():
    read = page(
        "<h2>Что нас тревожит</h2><ul><li>нет автобуса;</li></ul><h2>Дороги</h2><ul><li>Школам открыть дворы.</li></ul>"
        "<h2>Благодарности</h2><p>Спасибо всем помощникам форума и соседям.</p>"
        "<h2>Реки</h2><ul><li>Музеям убрать берег.</li></ul>"
    )

    assert told(read) == ["Дороги: 1", "Реки: 1"]
    assert read.preamble == "Что нас тревожит\n• нет автобуса;"
    assert [line.text for line in read.sections[0].remarks] == [
        "Благодарности", "Спасибо всем помощникам форума и соседям."
    ]  # fmt: skip


def test_a_heading_over_a_line_that_stands_over_the_next_heading_is_talk_and_the_line_stays():
    read = page(
        "<p>Соседи встретились.</p><h2>Дворы</h2><ol><li>Школам открыть дворы.</li></ol><h2>План работ</h2>"
        "<p>Форум рекомендует:</p><h3>Реки</h3><ol><li>Музеям убрать берег.</li></ol>"
    )

    assert told(read) == ["Дворы: 1", "Реки: 1"]
    assert [group.text for group in read.sections[0].groups] == ["Форум рекомендует:"]


@pytest.mark.parametrize(
    ("body", "sections"),
    [
        ("Секция 1. Дворы\nСекция прошла хорошо.\n\nСекция 2. Школы\n1. Создать совет.", ["Дворы: 0", "Школы: 1"]),
        (
            "ДВОРЫ\nЛюдям важно, чтобы дворы мели.\n\nШКОЛЫ\n1. Создать совет.",
            ["ДВОРЫ: 1", "ШКОЛЫ: 1"],
        ),
        ("1. ВОДА\nРешили собрать деньги и купить насос.\n2. ШКОЛЫ\nПросим открыть дворы.", ["ВОДА: 0", "ШКОЛЫ: 1"]),
    ],
)
def test_a_section_by_its_words_or_with_a_request_stays(body, sections):
    assert told(text(body)) == sections


def test_решения_over_its_lead_in_is_a_section_among_sections():
    read = page(
        "<h2>Дворы</h2><ol><li>Школам открыть дворы.</li></ol>"
        "<h2>Решения</h2><p>Форум решил:</p><ol><li>Создать совет.</li></ol>"
    )

    assert told(read) == ["Дворы: 1", "Решения: 1"]
    assert [group.text for group in read.sections[1].groups] == ["Форум решил:"]
    assert told(page("<h2>Решения</h2><p>Форум решил:</p><ol><li>Создать совет.</li></ol>")) == ["–: 1"]


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        (["Раздел первый. Земля", "Раздел второй. Вода"], ["Земля", "Вода"]),
        (["Первая секция: Земля", "Вторая секция: Вода"], ["Земля", "Вода"]),
        (["1-я площадка «Земля»", "2-я площадка «Вода»"], ["Земля", "Вода"]),
        (["Направление: Земля", "Направление: Вода"], ["Земля", "Вода"]),
        (["Группа 1 (модератор О. Белова)", "Группа 2 (модератор С. Ким)"], ["Группа 1", "Группа 2"]),
        (["Секция «Земля» (ведущий О. Белов)", "Секция «Вода» (руководитель С. Ким)"], ["Земля", "Вода"]),
        (["Площадка № 1\n«Земля»", "Площадка № 2\n«Вода»"], ["Земля", "Вода"]),
        (["Секция 1\nЗЕМЛЯ", "Секция 2\nВОДА"], ["ЗЕМЛЯ", "ВОДА"]),
        (["I\nЗЕМЛЯ", "II\nВОДА"], ["ЗЕМЛЯ", "ВОДА"]),
    ],
)
def test_a_heading_by_its_words_is_called_by_its_name(headings, titles):
    first, second = headings

    assert told(text(f"{first}\n1. Школам открыть дворы.\n{second}\n1. Музеям убрать берег.")) == [
        f"{titles[0]}: 1", f"{titles[1]}: 1"
    ]  # fmt: skip


def test_the_number_above_its_name_is_part_of_the_heading():
    section = text("Секция 1\nДВОРЫ И УЛИЦЫ\n1. Школам открыть дворы.").sections[0]

    assert section.title_as_written == "Секция 1\nДВОРЫ И УЛИЦЫ"


def test_a_numbered_line_over_paragraphs_that_ask_is_a_heading():
    read = text(
        "Съезд прошёл.\n\n1. Защита пчёл\n\nФермерам предупреждать пасечников.\n\n2. Сбыт\n\n"
        "Министерству торговли открыть ярмарку мёда.\n\n3. Наука\n\nУниверситету ввести курс."
    )

    assert told(read) == ["Защита пчёл: 1", "Сбыт: 1", "Наука: 1"]


@pytest.mark.parametrize(
    ("line", "sections"),
    [("Вода", ["Вода: 1", "Лес: 1"]), ("Сельский сход", ["–: 2"]), ("Жители деревни", ["–: 2"])],
)
def test_a_bare_line_over_what_was_decided_is_a_heading_unless_it_says_who_decided(line, sections):
    second = "\n\nЛес\nРешили:\nШколам беречь лес." if line == "Вода" else "\nШколам беречь лес."

    assert told(text(f"Соседи встретились.\n\n{line}\nРешили:\nМузеям убрать берег.{second}")) == sections


def test_a_line_apart_that_only_names_stands_over_paragraphs():
    read = text(
        "Мы, родители, встретились.\n\nПравительству Республики Коми\nПостроить школу.\nОткрыть кружки.\n\n"
        "Администрации Ухты\nОсветить дорогу."
    )

    (section,) = read.sections
    assert [(group.text, group.place) for group in section.groups] == [
        ("Правительству Республики Коми", 0), ("Администрации Ухты", 3)
    ]  # fmt: skip
    assert [entry.addressees[0].name for entry in section.recommendations] == [
        "Правительство Республики Коми", "Правительство Республики Коми", "Администрация Ухты"
    ]  # fmt: skip


def test_a_line_over_figures_opens_no_list():
    figures = "<table><tr><th>Год</th><th>Собрано</th></tr><tr><td>2023</td><td>120</td></tr></table>"
    read = page(f"<p>Дел стало больше, и это видно:</p>{figures}<p>Форум решил:</p><p>1. Создать совет.</p>")

    assert [group.text for group in read.sections[0].groups] == ["Форум решил:"]


@pytest.mark.parametrize(
    "tail",
    [
        "<h3>Читайте также</h3><ul><li>Палата рекомендует проверить дома</li></ul>",
        "<p>Похожие материалы (3)</p><p>Просим чистить снег</p>",
        "<p>© Палата, 2024. Просим указывать источник.</p>",
        "<p>Поделиться: ВКонтакте, Телеграм</p>",
        "<p>Комментарии (2)</p><p>Надо чинить дороги.</p>",
    ],
)
def test_what_a_site_prints_below_is_no_text(tail):
    assert told(page(f"<ol><li>Школам открыть дворы.</li></ol>{tail}")) == ["–: 1"]


@pytest.mark.parametrize("line", ["Отметить, что дороги разбиты.", "В посёлке нет воды.", "Детям нельзя без парка."])
def test_a_short_sentence_over_a_list_is_no_heading(line):
    body = (
        f"I. О дорогах\n\n{line}\n\n1. Мэрии взять дороги на баланс.\n\nII. О воде\n\n1. Водоканалу заменить трубы.\n"
    )

    assert told(text(body)) == ["О дорогах: 1", "О воде: 1"]
