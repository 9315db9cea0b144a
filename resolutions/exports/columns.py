"""What stands in which column of a table, in this order; docs/exports.md and the files themselves say the same.

A column takes a record (resolutions/records.py), never a row of the database: what is not public has no way here.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from resolution_reader import DaysFrom
from resolutions.records import RecommendationRecord
from resolutions.vocabulary import Act, AddressingRole, OtherRole
from resolutions.wording import term

Value = str | int | date | None
Kind = Literal["текст", "дата", "число"]
SEPARATOR = "; "


@dataclass(frozen=True)
class Column:
    """`of` takes a record; in the table by addressees, the record and the one addressee of the row. A column without it
    is for people to fill in.
    """

    name: str
    kind: Kind
    meaning: str
    of: Callable[..., Value] = lambda *_: None
    width: int = 20  # in a spreadsheet, in letters
    one_of: tuple[str, ...] = ()  # what a spreadsheet lets people choose


def names(record: RecommendationRecord, role: AddressingRole) -> str:
    return SEPARATOR.join(body["name"] for body in record["addressees"] if body["role"] == role)


def day(record: RecommendationRecord) -> date | None:
    return date.fromisoformat(record["forum"]["date"]) if record["forum"]["date"] else None


def year(record: RecommendationRecord) -> int | None:
    known = day(record)
    return known.year if known else None


def term_of(record: RecommendationRecord) -> str:
    due = record["deadline"]
    return term(DaysFrom(due["days"]) if isinstance(due, dict) else due)


def others(record: RecommendationRecord, role: OtherRole) -> str:
    return SEPARATOR.join(body["name"] for body in record["others"] if body["role"] == role)


CODE = Column("Код", "текст", "постоянный код рекомендации, никогда не меняется", lambda record: record["code"], 11)
NUMBER = Column(
    "Номер", "текст", "как напечатан в резолюции; бывает пустым и повторяется", lambda record: record["number"], 9
)
TEXT = Column("Текст", "текст", "рекомендация дословно", lambda record: record["text"], 60)
FORUM = Column("Форум", "текст", "название форума", lambda record: record["forum"]["title"], 32)
DAY = Column("Дата форума", "дата", "первый известный день форума; пусто, если дата не указана", day, 13)
YEAR = Column("Год", "число", "год форума; пусто, если дата не указана", year, 7)
PLACE = Column("Место", "текст", "город или район, где прошёл форум", lambda record: record["forum"]["place"], 18)
SECTION = Column("Секция", "текст", "часть резолюции", lambda record: record["section"]["title"], 25)
LINK = Column("Ссылка", "текст", "постоянный адрес рекомендации на портале", lambda record: record["url"], 34)

RECOMMENDATIONS = (
    CODE,
    NUMBER,
    TEXT,
    Column(
        "Исполнители",
        "текст",
        "кого просят действовать; несколько через точку с запятой; пусто, если адресат не указан",
        lambda record: names(record, AddressingRole.LEAD),
        34,
    ),
    Column(
        "Соисполнители",
        "текст",
        "кто участвует («совместно с …»); несколько через точку с запятой",
        lambda record: names(record, AddressingRole.CO_EXECUTOR),
        18,
    ),
    FORUM,
    DAY,
    YEAR,
    PLACE,
    SECTION,
    Column(
        "Темы",
        "текст",
        "темы секции; несколько через точку с запятой",
        lambda record: SEPARATOR.join(theme["name"] for theme in record["themes"]),
        20,
    ),
    LINK,
    Column("Как напечатан номер", "текст", "номер со знаком: «в)», «2.1.», «–»", lambda record: record["label"], 9),
    Column(
        "Под строкой",
        "текст",
        "строки, под которыми стоит, сначала внешняя: «3. Управлению культуры:»",
        lambda record: "\n".join(record["path"]),
        34,
    ),
    Column(
        "Что делает",
        "текст",
        "рекомендует, просит, предлагает, поручает; «решает само» и «отмечает» – не просьбы",
        lambda record: Act(record["act"]).label,
        14,
    ),
    Column("Срок", "текст", "день, число дней со дня получения или слова текста; пусто, если его нет", term_of, 20),
    Column("Как часто", "текст", "«ежеквартально»; пусто, если один раз", lambda record: record["repeats"], 16),
    Column(
        "Кому направить",
        "текст",
        "кто получает бумагу; действовать просят не его",
        lambda record: others(record, OtherRole.RECIPIENT),
        24,
    ),
    Column(
        "Кто контролирует",
        "текст",
        "на кого возложен контроль; действовать просят не его",
        lambda record: others(record, OtherRole.CONTROLLER),
        24,
    ),
)

# Nothing of the register's: for who works with the list.

STATUSES = ("нет ответа", "в работе", "исполнено", "исполнено частично", "отклонено", "неактуально")
WORKING = (
    Column("Ответ", "текст", "пусто: для вашей работы; в реестр не попадает", width=40),
    Column("Ответственный", "текст", "пусто: для вашей работы", width=24),
    Column("Статус", "текст", f"пусто: для вашей работы, из списка: {', '.join(STATUSES)}", one_of=STATUSES),
    Column("Примечание", "текст", "пусто: для вашей работы", width=32),
)


def repeated(column: Column) -> Column:
    return replace(column, of=lambda record, _: column.of(record))


PAIRS = (
    Column("Адресат", "текст", "кого просят действовать, одного в строке", lambda _, body: body["name"], 40),
    Column("Роль", "текст", "исполнитель или соисполнитель", lambda _, body: AddressingRole(body["role"]).label, 14),
    *map(repeated, (CODE, NUMBER, TEXT, FORUM, DAY, YEAR, PLACE, SECTION, LINK)),
    Column("Код пары", "текст", "постоянный код пары «рекомендация и адресат»", lambda _, body: body["code"], 11),
)
