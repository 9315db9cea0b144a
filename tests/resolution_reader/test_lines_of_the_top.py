"""Kinds of lines at the top of a paper that no title has: where and when, in which region, what a site says."""

import pytest

from resolution_reader.readers import read
from resolution_reader.structure.front import Front, read_front

BODY = "\n\nЖители собрались и всё обсудили." + "\n\n1. Создать совет." * 6
TITLE = "ПРОТОКОЛ\nсобрания жителей"


def front(top: str, body: str = BODY) -> Front:
    return read_front(read((top + body).encode(), "txt"))


def page(top: str) -> Front:
    return read_front(
        read(f"{top}<p>Жители собрались и всё обсудили.</p><ol><li>Создать совет.</li></ol>".encode(), "html")
    )


def told(read: Front) -> tuple[str | None, str | None, str | None]:
    return read.title, read.dates and read.dates[0].isoformat(), read.place


@pytest.mark.parametrize(
    "line",
    [
        "5 мая 2024 года, г. Томск (видеоконференция)",
        "г. Томск, 5 мая 2024 г., в режиме видеоконференции",
        "г. Томск, 5 мая 2024 года (очно-заочное собрание)",
        "5 мая 2024 года, 14:00, г. Томск, актовый зал школы № 3",
        "г. Томск, школа № 3, 05.05.2024",
        "5 мая 2024 года                 г. Томск, здание районной администрации",
    ],
)
def test_how_and_in_which_house_stands_beside_place_and_date(line):
    assert told(front(f"{TITLE}\n{line}")) == ("ПРОТОКОЛ собрания жителей", "2024-05-05", "город Томск")


@pytest.mark.parametrize(
    "lines",
    [
        "Томский район\nс. Дубки, 5 мая 2024 года",
        "Азовский район Ростовской области\nс. Дубки, 5 мая 2024 года",
        "Нижнеломовский район\nПензенская область\n5 мая 2024 года, село Дубки",
        "Республика Мордовия, Зубово-Полянский район\nс. Дубки\n5 мая 2024 г.",
        "Томская область, Томский муниципальный округ\n05.05.2024 с. Дубки",
    ],
)
def test_what_the_place_lies_in_is_no_title(lines):
    assert told(front(f"{TITLE}\n{lines}")) == ("ПРОТОКОЛ собрания жителей", "2024-05-05", "село Дубки")


def test_a_district_over_a_list_is_no_line_of_the_top():
    assert front(f"{TITLE}\n5 мая 2024 г.", "\n\nТомский район\n\n1. Создать совет.").end == 3


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("собрания жителей о парке г. Томск 5 мая 2024 года", "собрания жителей о парке"),
        ("собрания жителей «Наш парк» 5 мая 2024 года г. Томск", "собрания жителей «Наш парк»"),
        ("собрания жителей о парке г. Томска г. Томск 05.05.2024", "собрания жителей о парке г. Томска"),
        ("собрания, состоявшегося в г. Томск 5 мая 2024 года", "собрания, состоявшегося в г. Томск 5 мая 2024 года"),
        ("собрания жителей «Очаг», г. Томск, 5 мая 2024 года", "собрания жителей «Очаг», г. Томск, 5 мая 2024 года"),
    ],
)
def test_place_and_date_that_a_reader_joined_to_the_title_are_none_of_it(line, title):
    assert told(front(f"ПРОТОКОЛ {line}")) == (f"ПРОТОКОЛ {title}", "2024-05-05", "город Томск")


@pytest.mark.parametrize(
    "site",
    [
        "<h1>Итоги круглого стола о парке</h1><p>12.05.2024 | Просмотров: 318 | Версия для печати</p>",
        "<h2>Форум жителей прошёл</h2><p>Опубликовано 12 мая 2024</p>",
        "<h1>О совещании в парке</h1><p>Автор: Пресс-служба, 12.05.2024</p>",
    ],
)
def test_the_headline_of_a_site_is_not_the_paper_s_title(site):
    paper = "<p><b>РЕКОМЕНДАЦИИ круглого стола «Наш парк»</b></p><p>г. Томск, 5 мая 2024 года</p>"

    assert told(page(site + paper)) == ("РЕКОМЕНДАЦИИ круглого стола «Наш парк»", "2024-05-05", "город Томск")


def test_a_headline_over_the_text_alone_is_its_title():
    assert page("<h1>Итоги круглого стола</h1><p>12.05.2024 | Просмотров: 318</p>").title == "Итоги круглого стола"


@pytest.mark.parametrize("line", ["12.05.2024 | просмотров: 1 342", "12 мая 2024, автор: Админ"])
def test_a_day_beside_the_count_of_views_dates_what_nothing_else_does(line):
    assert told(page(f"<h1>Открытое обращение жителей</h1><p>{line}</p>"))[1] == "2024-05-12"


@pytest.mark.parametrize("genre", ["ПЛАН", "ПЕРЕЧЕНЬ", "ИТОГИ"])
def test_a_paper_may_say_what_it_is_in_one_word(genre):
    stamp = "Утверждён решением\nСовета депутатов\nгорода Томска\nот 5 мая 2024 г. № 7"

    assert told(front(f"{stamp}\n\n{genre}\nпо предложениям жителей города Томска")) == (
        f"{genre} по предложениям жителей города Томска", "2024-05-05", "город Томск",
    )  # fmt: skip


@pytest.mark.parametrize(
    "lines", ["г. Томск\n№ 4-п\n05.05.2024", "№ 4\nг. Томск\n5 мая 2024 г.", "5 мая 2024 года\n№ 4-п\nг. Томск"]
)
def test_the_number_may_stand_between_place_and_date(lines):
    assert told(front(f"{TITLE}\n{lines}")) == ("ПРОТОКОЛ собрания жителей", "2024-05-05", "город Томск")


@pytest.mark.parametrize(
    "top",
    [
        "РЕЗОЛЮЦИЯ ФОРУМА ЖИТЕЛЕЙ ГОРОДА ТОМСКА",
        "ОБЩЕСТВЕННАЯ ПАЛАТА ГОРОДА ТОМСКА\nРЕШЕНИЕ\nот 19 марта 2024 года № 5",
        "Совет ветеранов города Томска\nПОСТАНОВЛЕНИЕ\n19 марта 2024 года",
    ],
)
def test_the_town_of_a_title_in_capitals_or_of_who_writes(top):
    assert front(top).place == "город Томск"


@pytest.mark.parametrize(
    ("opening", "last"),
    [
        ("Мы, жители старых домов, собравшиеся в Томске на встречу, заявляем.", ""),
        ("Мы дорожим старыми домами.", "\n\nПринято в Томске 5 мая 2024 года."),
        ("Мы дорожим старыми домами.", "\n\nПринята 5 мая 2024 года в городе Томске"),
    ],
)
def test_where_they_met_or_adopted_it_is_the_place(opening, last):
    read = front("ДЕКЛАРАЦИЯ\nо деревянных домах", f"\n\n{opening}\n\n1. Беречь дома Томской области.{last}")

    assert read.place == "город Томск"
