"""README.txt of an archive, for whoever finds it in twenty years, and bag-info.txt, for whoever keeps it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils import timezone

from resolutions.archive.bag import Bag
from resolutions.archive.layout import FORMAT, INFO
from resolutions.archive.reading import Archive
from resolutions.open_data.terms import LICENCE, LICENCE_NAME, TERMS
from resolutions.web.look import shown
from resolutions.wording import long_date, plural

DAY = "Bagging-Date: "
HOW_TO_READ = (
    "Откройте файл index.html любым браузером: ни сервер, ни интернет не нужны. Поиск по словам работает, если в "
    "браузере включён JavaScript; без него слова можно найти в указателе от А до Я (words/index.html). Папку можно "
    "выложить на любой сайт: адреса форумов, рекомендаций, адресатов и тем останутся прежними."
)
WHERE = (
    ("index.html, forums, addressees, themes, places, years, words, search, about", "страницы для людей"),
    ("r", "куда ведут постоянные коды рекомендаций: r/КОД/index.html"),
    ("redirects", "куда ведут прежние адреса портала (для nginx)"),
    (
        "data/forums",
        "каждая резолюция без потерь: вторая строка файла – JSON, две другие делают из него скрипт для поиска",
    ),
    ("data/*.jsonl", "справочники: организаторы, регионы, места, темы, адресаты; строка на запись, JSON"),
    ("data/tables.zip", "открытые данные: таблицы CSV, их описание в datapackage.json (Data Package)"),
    ("data/sources", "исходные документы резолюций"),
    ("manifest-sha256.txt, tagmanifest-sha256.txt", "контрольные суммы всех файлов (BagIt, RFC 8493)"),
)
WHOLE = (
    "Цел ли архив, проверит любая программа для BagIt или две команды в его папке: sha256sum --check --quiet "
    "manifest-sha256.txt и sha256sum --check --quiet tagmanifest-sha256.txt."
)
BACK = "Портал восстановит из архива пустой реестр: manage.py import_archive ПАПКА."
NOT_HERE = (
    "Здесь только то, что видел каждый посетитель. Нет черновиков, снятого с публикации, учётных записей, почты и "
    "телефонов; скрытые личные данные заменены знаком █████, исходный документ с ними – его текстом."
)


def explanations(bag: Bag, day: date) -> str:
    return "\r\n".join(explained(bag, day)) + "\r\n"


def explained(bag: Bag, day: date) -> Iterator[str]:
    archive = Archive(bag.folder)
    yield f"{shown(archive.look).whole_name}: архив"
    yield ""
    yield f"Сделан {long_date(day)} из портала {archive.about['site']}."
    yield f"В нём {', '.join(counts(bag))}."
    yield from ("", "Как читать", "", HOW_TO_READ, "", "Что где лежит", "")
    yield from (f"{names} – {what}." for names, what in WHERE)
    yield from ("", "Цел ли он", "", WHOLE, BACK, "", "Чего здесь нет", "", NOT_HERE, "", "Условия использования", "")
    yield from TERMS
    yield f"Это лицензия {LICENCE_NAME}: {LICENCE}"


def counts(bag: Bag) -> Iterator[str]:
    yield plural(bag.notes.one("SELECT COUNT(*) FROM forum"), "форум,форума,форумов")
    yield plural(bag.notes.one("SELECT SUM(items) FROM forum") or 0, "рекомендация,рекомендации,рекомендаций")


def information(bag: Bag, day: date) -> str:
    archive = Archive(bag.folder)
    size, files = bag.payload()
    said = {
        "Source-Organization": archive.about["publisher"],
        "External-Description": f"{shown(archive.look).whole_name}: {', '.join(counts(bag))}",
        "External-Identifier": archive.about["site"],
        DAY.removesuffix(": "): day.isoformat(),
        "Payload-Oxum": f"{size}.{files}",
        "Bag-Software-Agent": f"forum-portal, archive format {FORMAT}",
    }
    return "".join(f"{name}: {' '.join(str(value).split())}\n" for name, value in said.items())


def made_on(folder: Path) -> date:
    """Today of one that does not say it."""
    try:
        lines = (folder / INFO).read_text(encoding="utf-8").splitlines()
        return date.fromisoformat(next(line.removeprefix(DAY) for line in lines if line.startswith(DAY)))
    except (OSError, ValueError, StopIteration):
        return timezone.localdate()
