"""Minutes («протокол») as people write them: the agenda's questions name the sections."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline

MINUTES = """ПРОТОКОЛ заседания общественного совета города Кимры
5 мая 2023 г.

Повестка дня:
1. О школьных автобусах.
2. О парке.

{first}
1. Рекомендовать администрации города купить два автобуса.
2. Рекомендовать отделу образования составить график.

{second}
1. Рекомендовать администрации города поставить скамейки.
"""


def sections(text):
    outline = draft_outline(text.encode(), "txt", general_directory())
    return [
        (section.title, [entry.number for entry in section.recommendations])
        for section in outline.sections
        if section.recommendations
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("По первому вопросу решили:", "По второму вопросу решили:"),
        ("РЕШИЛИ по 1 вопросу:", "РЕШИЛИ по 2 вопросу:"),
        ("По вопросу № 1 решили рекомендовать:", "По вопросу № 2 решили рекомендовать:"),
        ("По первому вопросу «О школьных автобусах»\nРешили:", "По второму вопросу «О парке»\nРешили:"),
        ("По вопросу 1 – о школьных автобусах\nСЛУШАЛИ: Титову.\nРешили:", "По вопросу 2 – о парке\nРешили:"),
        ("По первому вопросу повестки дня:", "По второму вопросу повестки дня:"),
        ("О школьных автобусах", "О парке"),
        ("1. О школьных автобусах.\nРЕШИЛИ:", "2. О парке.\nРЕШИЛИ:"),
    ],
)
def test_each_question_of_the_agenda_is_a_section(first, second):
    assert sections(MINUTES.format(first=first, second=second)) == [
        ("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("По первому вопросу Смирнова рассказала об автобусах.", "По второму вопросу Смирнов рассказал о парке."),
        ("По вопросу № 1 СЛУШАЛИ начальника отдела.", "По вопросу № 2 СЛУШАЛИ председателя совета."),
        ("По 1-му вопросу выступил глава А. Б. Ким.", "По 2-му вопросу говорили жители, спорили до темноты."),
        ("Затем по первому вопросу зачитали отчёт.", "Долго обсуждали по второму вопросу, что делать с парком."),
    ],
)
def test_talk_of_a_question_opens_no_section(first, second):
    text = MINUTES.format(first=f"{first}\nРЕШИЛИ:", second=f"{second}\nРЕШИЛИ:")

    assert sections(text) == [(None, ["1", "2", "1"])]


def test_a_question_in_passing_opens_nothing():
    text = MINUTES.format(first="По первому вопросу решили:", second="По второму вопросу решили:").replace(
        "составить график", "составить график и вернуться на совете к тому, что говорилось по второму вопросу"
    )

    assert sections(text) == [("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])]


def test_who_reports_is_no_part_of_the_question():
    text = MINUTES.replace("2. О парке.", "2. О парке. Докладчик – начальник отдела.").format(
        first="1. О школьных автобусах.\nРЕШИЛИ:", second="2. О парке.\nРЕШИЛИ:"
    )

    assert sections(text) == [("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])]


def test_turning_to_somebody_without_saying_why_is_no_request():
    text = (
        "Итоги форума\n5 мая 2023 г.\n\nУчастники обращаются к органам власти и общественности."
        "\n\n1. Школам открыть парк."
    )

    assert sections(text) == [(None, ["1"])]


def test_an_item_that_points_to_a_question_stays_where_it_is():
    text = MINUTES.format(first="По первому вопросу решили:", second="По второму вопросу решили:").replace(
        "2. Рекомендовать отделу образования составить график.",
        "2. Доложить по вопросу 2 через месяц.\n3. Контроль по пункту 2 возложить на отдел образования.",
    )

    assert sections(text) == [("О школьных автобусах", ["1", "2", "3"]), ("О парке", ["1"])]


@pytest.mark.parametrize(
    "heading",
    ["Повестка", "На повестке дня:", "В повестке дня", "Порядок дня:", "Вопросы повестки дня:", "ПОВЕСТКА ДНЯ СХОДА:"],
)
def test_what_stands_over_the_questions(heading):
    text = MINUTES.replace("Повестка дня:", heading)

    assert sections(text.format(first="По первому вопросу решили:", second="По второму вопросу решили:")) == [
        ("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])
    ]  # fmt: skip


@pytest.mark.parametrize("numbered", ["Вопрос 1. {}", "ВОПРОС № 1. {}", "Вопрос № 1: {}", "Вопрос 1 – {}"])
def test_a_numbered_question_is_a_section(numbered):
    body = "\n\n".join(
        f"{numbered.replace('1', number).format(topic)}\nСлушали председателя.\nРешили: просить школу открыть двор."
        for number, topic in (("1", "Приёмка отчёта"), ("2", "О ремонте дорог"))
    )

    assert sections(f"ПРОТОКОЛ собрания\n5 мая 2023 г.\n\nВсего членов: 20.\n\n{body}") == [
        ("Приёмка отчёта", [None]), ("О ремонте дорог", [None])
    ]  # fmt: skip


def test_what_somebody_asked_at_hearings_is_no_section():
    body = "Вопрос 1. Почему такая цена?\nОтвет: город.\n\nВопрос 2. Куда наши деньги?\nОтвет: в мае."

    assert sections(f"ПРОТОКОЛ слушаний\n5 мая 2023 г.\n\n{body}\n\nРешили:\n1. Школе открыть двор.") == [(None, ["1"])]


@pytest.mark.parametrize("speaker", ["Докладчик: Ким А. А.", "СЛУШАЛИ: Ким А. А.", "Выступили: Ким А. А., Юн Б. Б."])
def test_without_an_agenda_a_bare_line_over_who_spoke_is_a_heading(speaker):
    body = "\n\n".join(
        f"{topic}\n{speaker}\nСовет решил:\n1. Рекомендовать школам {task}.\nГолосовали: за – 9."
        for topic, task in (("О доступности клуба № 3", "открыть дверь"), ("Парковки у больницы", "ждать"))
    )

    assert sections(f"ПРОТОКОЛ заседания совета\n5 мая 2023 г. № 2\n\nПрисутствовали: 9 человек\n\n{body}") == [
        ("О доступности клуба № 3", ["1"]), ("Парковки у больницы", ["1"])
    ]  # fmt: skip


@pytest.mark.parametrize("odd", ["По вопросу 0 решили:", "По пятнадцатому вопросу решили:", "....."])
def test_odd_lines_open_nothing(odd):
    text = MINUTES.format(first="По первому вопросу решили:", second="По второму вопросу решили:") + f"\n{odd}\n"

    assert sections(text) == [("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])]


def test_an_agenda_of_bare_numbers_is_none():
    text = MINUTES.replace("1. О школьных автобусах.\n2. О парке.", "1.\n2.").format(first="Решили:", second="")

    assert [numbers for _, numbers in sections(text)] != []


def test_an_agenda_may_have_dashes():
    text = MINUTES.replace("1. О школьных автобусах.\n2. О парке.", "- О школьных автобусах.\n- О парке.")

    assert sections(text.format(first="По первому вопросу решили:", second="По второму вопросу решили:")) == [
        ("О школьных автобусах", ["1", "2"]), ("О парке", ["1"])
    ]  # fmt: skip


def test_one_question_divides_nothing():
    text = MINUTES.replace("2. О парке.\n", "").format(first="Решили:", second="")

    assert [title for title, _ in sections(text)] == [None]


def test_a_line_that_announces_proposals_is_no_section():
    text = "Протокол слушаний\n5 мая 2023 г.\n\nРекомендации участников слушаний\n\n1. Создать совет.\n2. Открыть парк."

    assert sections(text) == [(None, ["1", "2"])]


def test_among_sections_the_same_line_is_a_section():
    text = "Итоги форума\n5 мая 2023 г.\n\nСекция 1. «Дом»\n1. Создать совет.\n\nРешения форума\n\n1. Принять итоги."

    assert sections(text) == [("Дом", ["1"]), ("Решения форума", ["1"])]


def test_the_last_line_alone_is_a_signature_and_no_section():
    text = "Итоги форума\n5 мая 2023 г.\n\nСекция 1. «Дом»\n1. Создать совет.\n\nРабочая группа форума"

    assert sections(text) == [("Дом", ["1"])]


def test_prose_under_a_numbered_heading_is_no_talk_before_the_next_one():
    text = (
        "Итоги форума\n5 мая 2023 г.\n\nI. ДОМ\n1) Создать совет.\n\nII. УЛИЦА\nВывесок мало. Следует повесить "
        "указатели.\n\nIII. КОНТРОЛЬ\n1) Опубликовать итоги."
    )

    assert sections(text) == [("ДОМ", ["1"]), ("УЛИЦА", [None]), ("КОНТРОЛЬ", ["1"])]


def test_not_knowing_where_to_turn_asks_nobody():
    text = "Итоги форума\n5 мая 2023 г.\n\nЖители не знают, куда обратиться.\n\nФорум решил:\n1. Создать совет."

    assert sections(text) == [(None, ["1"])]


def test_a_letter_asks_whom_its_head_names():
    text = (
        "Главе администрации\nгорода Выборга\n\nОБРАЩЕНИЕ\nучастников собрания «Дорога»\n5 мая 2023 г.\n\n"
        "Мы собрались, чтобы обсудить дорогу.\n\nПросим Вас:\n1. Осветить улицу.\n2. Школам открыть дворы."
    )
    outline = draft_outline(text.encode(), "txt", general_directory())

    assert outline.title == "ОБРАЩЕНИЕ участников собрания «Дорога»"
    assert [
        ([mention.name for mention in entry.addressees], entry.implicit)
        for entry in outline.sections[0].recommendations
    ] == [(["Глава администрации города Выборга"], True), (["Школы"], False)]


def test_a_numbered_line_that_only_names_somebody_stands_over_its_letters():
    text = "Резолюция форума\n\nФорум решил рекомендовать:\n1. Мэрии города открыть парк.\n" + (
        "2. Товариществу рыбаков:\nа) чистить берег;\nб) ставить знаки.\n3. Школам вести кружки."
    )
    outline = draft_outline(text.encode(), "txt", general_directory())

    assert [
        (entry.number, [mention.name for mention in entry.addressees]) for entry in outline.sections[0].recommendations
    ] == [
        ("1", ["Мэрия города"]), ("а", ["Товарищество рыбаков"]), ("б", ["Товарищество рыбаков"]), ("3", ["Школы"])
    ]  # fmt: skip


def test_without_an_agenda_a_question_over_what_was_decided_is_a_section():
    text = (
        "ПРОТОКОЛ собрания\n5 мая 2023 г.\n\n1. О катке\nРешили:\nпросить школу залить каток.\nГолосовали: за – 45.\n"
        "2. О парке.\nСЛУШАЛИ: лесничего.\nРЕШИЛИ:\nпосадить липы."
    )

    assert sections(text) == [("О катке", [None]), ("О парке", [None])]
