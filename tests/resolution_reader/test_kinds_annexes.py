"""G. Annexes that ask, whatever stands between their name and their list; lines that say more of whom they name."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from tests.resolution_reader.as_lines import lines

LIST = "Съезд решил:\n1. Утвердить наказы.\n\n"
OWN = "1 | Утвердить наказы. | → –"


@pytest.mark.parametrize(
    ("annex", "taken"),
    [
        (
            "Приложение\nк резолюции съезда\nПЕРЕЧЕНЬ ПРОСЬБ,\nпоступивших на съезд\nЖители просят музей:\n"
            "1) продлить часы;\n2) чинить крышу.\nПросим почту:\n3) вернуть ящик.",
            ["[ПЕРЕЧЕНЬ ПРОСЬБ, поступивших на съезд] 1 | продлить часы; | → музей^",
             "[ПЕРЕЧЕНЬ ПРОСЬБ, поступивших на съезд] 2 | чинить крышу. | → музей^",
             "[ПЕРЕЧЕНЬ ПРОСЬБ, поступивших на съезд] 3 | вернуть ящик. | → почта^"],
        ),
        (
            "Приложение № 2. О чём пишут соседи\nНе успевшие прийти просят:\n"
            "а) чтобы у реки поставили скамьи;\nб) музей – продлить часы.",
            ["[Приложение № 2. О чём пишут соседи] а | чтобы у реки поставили скамьи; | → –",
             "[Приложение № 2. О чём пишут соседи] б | музей – продлить часы. | → музей"],
        ),
        (
            "Приложение\nНаказы съезда\n(слог сохранён)\nДелегаты просят:\nмузей –\n– чтобы зал работал в среду;\n"
            "почту в посёлке –\n– вернуть ящик.\nКроме того, просим аптеку работать в ночь.",
            ["[Наказы съезда] – | чтобы зал работал в среду; | → музей^",
             "[Наказы съезда] – | вернуть ящик. | → почта^",
             "[Наказы съезда] – | Кроме того, просим аптеку работать в ночь. | → аптека"],
        ),
        ("Приложение 1\nСостав совета\nВ совет входят:\n1. Иванов И.И.\n2. Петрова А.А.", []),
        ("Приложение 1\nПеречень отклонённых просьб\nНе приняты:\n1. Закрыть музей.\n2. Продать лес.", []),
    ],
    ids=["several lists", "the line alone says that they ask", "names alone", "people", "not adopted"],
)  # fmt: skip
def test_lists_of_requests_in_annexes(annex, taken):
    assert lines(LIST + annex) == [OWN, *taken]


def test_what_asks_all_sections_does_not_ask_in_the_annex():
    assert lines(
        "Форум рекомендует школам:\n\nРаздел 1. Сады\n1. Открыть сады.\n\n"
        "Приложение\nНаказы\n1. Чинить мост.\n2. Беречь лес."
    ) == [
        "[Сады] 1 | Открыть сады. | → школы^",
        "[Наказы] 1 | Чинить мост. | → –",
        "[Наказы] 2 | Беречь лес. | → –",
    ]


@pytest.mark.parametrize(
    ("line", "whom"),
    [
        ("Управлению культуры, которому подчинены клубы и в ведении которого находится музей:", "Управление культуры"),
        ("Управлению культуры, а также главам поселений в пределах их полномочий и смет:",
         "Управление культуры; главы поселений"),
        ("Комитету культуры (на который возложен надзор) с учётом мнения жителей:", "Комитет культуры"),
    ],
)  # fmt: skip
def test_a_line_that_says_more_of_whom_it_names(line, whom):
    told = lines(f"Слушания рекомендуют:\n1. {line}\n1.1. открыть сады;\n1.2. чинить мост.\n2. Школам беречь лес.")

    assert [entry.split(" | ")[::2] for entry in told] == [
        ["1.1", f"→ {whom}^"], ["1.2", f"→ {whom}^"], ["2", "→ Школы"]
    ]  # fmt: skip


def test_a_line_with_a_task_of_its_own_is_none():
    assert lines(
        "Слушания рекомендуют:\n1. Школам, которым выделены средства, открыть:\n1.1. сад;\n1.2. музей.\n2. Беречь лес."
    )[0].startswith("1 | Школам, которым выделены средства, открыть:")


def test_a_table_of_votes_asks_nothing_again():
    html = (
        "<p>РЕЗОЛЮЦИЯ</p><p>форума «Соседи»</p><p>Форум решил:</p><p>1. Просить школы открыть сады.</p>"
        "<table><tr><td>Вопрос</td><td>За</td><td>Против</td></tr>"
        "<tr><td>Просить школы о садах</td><td>50</td><td>1</td></tr>"
        "<tr><td>Утвердить план</td><td>40</td><td>2</td></tr></table>"
    )
    read = draft_outline(html.encode(), "html", general_directory())

    assert [entry.text for section in read.sections for entry in section.recommendations] == [
        "Просить школы открыть сады."
    ]
    assert [problem.code for problem in read.problems if problem.code == "table-not-taken"] == []


NAMED = "Приложение № 1 к протоколу\nРЕКОМЕНДАЦИИ\nсовета по паркам\n"
DECLARED = "<h1>Протокол совета</h1><p>г. Кимры, 5 мая 2024 года</p><p>Решили:</p><p>1. Утвердить рекомендации.</p>"


def sections_of(annex: str) -> list[tuple[str | None, int]]:
    html = DECLARED + "".join(f"<p>{line}</p>" for line in annex.splitlines())
    outline = draft_outline(html.encode(), "html", general_directory())
    return [(section.title, len(section.recommendations)) for section in outline.sections]


@pytest.mark.parametrize(
    ("below", "named"),
    [
        ("Летом в парке побывало сто человек. Книга отзывов полна.\nСовет рекомендует:\n1. Школам сажать липы.",
         [("РЕКОМЕНДАЦИИ совета по паркам", 1)]),
        ("Совет считает, что парк надо беречь, и рекомендует музею:\n1. открыть сад;\n2. сажать липы.",
         [("РЕКОМЕНДАЦИИ совета по паркам", 2)]),
        ("Мы сделали не всё.\n<b>Аллеи</b>\nШколам:\n1. сажать липы;\n<b>Фонтан</b>\nПросим:\n2. Музею чистить чашу.",
         [("Аллеи", 1), ("Фонтан", 1)]),
        ("<b>Аллеи</b>\nСовет просит:\n1. Школам сажать липы.\n<b>Фонтан</b>\nСовет просит:\n2. Музею чистить чашу.",
         [("Аллеи", 1), ("Фонтан", 1)]),
        ("<b>Аллеи</b>\n1. Школам сажать липы.\n<b>Фонтан</b>\n2. Музею чистить чашу.", [("Аллеи", 1), ("Фонтан", 1)]),
    ],
    ids=["talk", "one sentence over the list", "talk and sections", "sections", "sections without lines over"],
)  # fmt: skip
def test_the_name_of_an_annex_ends_where_its_text_begins(below, named):
    assert sections_of(NAMED + below) == [(None, 1), *named]
