"""P. Requests in prose: read wherever a list stands; what only reports of requests is none."""

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from tests.resolution_reader.as_lines import HEAD, lines

ASKED = "Дорога разбита. Просим дорожную службу засыпать ямы."
TAKEN = "– | Просим дорожную службу засыпать ямы. | → дорожная служба"


@pytest.mark.parametrize(
    ("below", "more"),
    [
        ("Приложение:\n1. Снимки дороги – 12 шт.\n2. Копия ответа – 1 л.", []),
        ("Сход также решил:\n1. Избрать старосту.", ["1 | Избрать старосту. | → –"]),
        ("Отдельно рекомендуем школам:\n– открыть сады;\n– чинить ограды.", [
            "– | открыть сады; | → школы^", "– | чинить ограды. | → школы^"]),
        ("С нами согласны:\n1) совет ветеранов;\n2) клуб рыбаков.", []),
        ("Участники отметили:\n• снег лежит до мая;\n• автобус опаздывает.", []),
    ],
    ids=["an annex", "decisions", "a list of requests", "who agrees", "a report"],
)  # fmt: skip
def test_a_list_below_changes_nothing_about_the_prose_above(below, more):
    assert lines(f"{ASKED}\n\n{below}") == [TAKEN, *more]


def test_prose_above_the_first_request_that_says_who_is_to_act():
    assert lines(
        "Надо жить дружно. Мы выступаем за то, чтобы отчёты висели в подъездах. "
        "Инспекция должна отвечать на жалобы по существу. Просим школы открыть сады."
    ) == [
        "– | Мы выступаем за то, чтобы отчёты висели в подъездах. | → –",
        "– | Инспекция должна отвечать на жалобы по существу. | → Инспекция",
        "– | Просим школы открыть сады. | → школы",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ещё в марте отделу культуры было поручено найти зал.",
        "Жители просили отдел культуры найти зал, но ответа нет.",
        "Многие высказывались за то, чтобы вернуть автобус, но денег нет.",
        "Мы не требуем от школ невозможного.",
        "Жители готовы платить взносы и чинить крышу.",
        "Вода дорога, и жаловаться на неё люди устали.",
        "В распутицу до магазина не дойти.",
        "Дорога в школу должна быть безопасной.",
    ],
)
def test_what_only_reports_of_requests(sentence):
    assert lines(f"Просим школы открыть сады. {sentence}") == ["– | Просим школы открыть сады. | → школы"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Было предложено школам открыть музеи.",
        "Участники попросили школы открыть музеи.",
        "Участники высказались за то, чтобы школы открыли музеи.",
        "Не рекомендуем школам закрывать музеи.",
        "Школам музеев не закрывать.",
        "Закрытия школ не допустить.",
        "Школа должна открыть музей.",
    ],
)
def test_what_asks_though_it_looks_like_a_report(sentence):
    assert [line.split(" | ")[1] for line in lines(f"Просим аптеку работать в ночь. {sentence}")] == [
        "Просим аптеку работать в ночь.", sentence
    ]  # fmt: skip


def test_a_sentence_that_sends_the_paper_somewhere_below_the_list():
    assert lines(
        "Просим:\n1. Школы открыть сады.\n\nРезолюцию направить главе района и в газету.\nПредседатель П. П. Лунин"
    ) == [
        "1 | Школы открыть сады. | → Школы",
        "– | Резолюцию направить главе района и в газету. | → –",
    ]


@pytest.mark.parametrize(
    ("item", "whom"),
    [
        ("чтобы лесхоз убрал валежник;", "лесхоз"),
        ("чтобы у реки стояли скамьи;", "–"),
        ("к директору музея, чтобы он открыл зал;", "–"),
        ("отметить активную работу клуба рыбаков;", "–"),
        ("чтобы никто не ждал на морозе, построить навес;", "–"),
    ],
)
def test_items_that_go_on_with_the_sentence_of_the_line_above(item, whom):
    assert lines(f"Считаем необходимым:\n1) школам открыть сады;\n2) {item}\n3) беречь лес.")[1] == (
        f"2 | {item} | → {whom}"
    )


@pytest.mark.parametrize(
    "item", ["отметить рост обращений;", "отметить, что дорогу чинят;", "дорога, по которой идут дети, не чинится;"]
)
def test_opinions_among_requests_stay_opinions(item):
    assert len(lines(f"Считаем необходимым:\n1) школам открыть сады;\n2) {item}\n3) беречь лес.")) == 2


def test_what_is_not_taken_of_an_annex_is_told():
    read = draft_outline(
        (HEAD + "Просим:\n1. Школы открыть сады.\n\nПриложение\nОсобое мнение\nПрошу музей не закрывать зал.").encode(),
        "txt",
        general_directory(),
    )

    assert [problem.hint for problem in read.problems if problem.code == "list-not-taken"] == [
        "Пропущен список: «Прошу музей не закрывать зал.…»"
    ]
