"""readme.txt: what is in the dump, of when, how many rows, what every column means, on which terms."""

from collections.abc import Iterator

from django.utils.formats import date_format

from resolutions.open_data.catalogue import title_of
from resolutions.open_data.dumps import Dump
from resolutions.open_data.publisher import contact_email, contact_name, file_address, publisher_name
from resolutions.open_data.tables import TABLES
from resolutions.open_data.terms import LICENCE, LICENCE_NAME, PERIOD, TERMS
from resolutions.web.look import Shown

README = "readme.txt"
FORMAT = (
    "CSV по RFC 4180: кодировка UTF-8, разделитель «запятая», строки кончаются CR LF, первая строка: имена полей. "
    "Даты записаны так: 2026-11-23. Пустое поле: неизвестно или нет. Тексты приведены дословно, управляющие знаки "
    "убраны; поле бывает в несколько строк и бывает длинным. Ячейка может начинаться со знака = или +: в Excel "
    "загружайте файл через «Данные», «Из текстового/CSV-файла», а не двойным щелчком. Готовые таблицы для Excel: на "
    "странице «Рекомендации»."
)


def explanations(dump: Dump, look: Shown) -> str:
    return "\r\n".join(explained(dump, look)) + "\r\n"


def explained(dump: Dump, look: Shown) -> Iterator[str]:
    yield title_of(look)
    yield ""
    yield f"Выгрузка от {date_format(dump.made, 'j E Y, H:i')}. Обновляется {PERIOD}."
    yield f"{publisher_name()}. {contact_name()}." + (f" {contact_email()}" if contact_email() else "")
    yield ""
    yield FORMAT
    for found in dump.sets:
        table = TABLES[found.table]
        yield from ("", "", f"{table.title} ({table.name}): строк {found.newest.rows}", table.description)
        yield f"Данные от {date_format(found.newest.day, 'j E Y')}:"
        yield file_address(found.table, found.newest.data.path.rsplit("/", 1)[-1])
        yield ""
        for column in table.columns:
            yield f"  {column.name} ({column.format}): {column.russian}"
    yield from ("", "", "Условия использования", "")
    yield from TERMS
    yield f"Это лицензия {LICENCE_NAME}: {LICENCE}"
