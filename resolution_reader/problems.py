"""Every doubt reading can have, in one table: its code, how grave it is, and a sentence an editor understands.

A doubt waits for an editor's look and may be kept; an error blocks publishing until it is settled.
"""

from dataclasses import dataclass
from typing import Literal

from resolution_reader.outline import Problem, Span

Level = Literal["error", "doubt"]


@dataclass(frozen=True)
class ProblemKind:
    level: Level
    sentence: str


PROBLEMS: dict[str, ProblemKind] = {
    "no-title": ProblemKind("doubt", "Название форума не найдено: впишите его, если оно известно."),
    "no-recommendations": ProblemKind("error", "Рекомендации не найдены: отметьте их в тексте сами."),
    "no-date": ProblemKind("doubt", "Дата форума не указана: впишите её, если она известна."),
    "no-place": ProblemKind("doubt", "Место проведения не указано: впишите его, если оно известно."),
    "place-guessed": ProblemKind("doubt", "Место прямо не названо и взято из текста: проверьте."),
    "place-in-regions": ProblemKind("doubt", "Мест с таким названием несколько: допишите регион через запятую."),
    "no-addressee": ProblemKind("doubt", "Не указано, кому адресована рекомендация."),
    "addressee-inherited": ProblemKind("doubt", "Адресат взят из вводной фразы или заголовка: проверьте."),
    "unknown-body": ProblemKind("doubt", "Такого адресата в справочнике нет: выберите или добавьте его."),
    "similar-body": ProblemKind("doubt", "Адресат похож на известного, но назван иначе: проверьте."),
    "number-gap": ProblemKind("doubt", "Номер пропущен: проверьте, не потерян ли пункт."),
    "number-twice": ProblemKind("doubt", "Номер повторяется: проверьте нумерацию."),
    "two-requests": ProblemKind("doubt", "Похоже, в одном пункте две просьбы к разным адресатам."),
    "very-long": ProblemKind("doubt", "Пункт очень длинный: возможно, к нему приклеился следующий текст."),
    "from-prose": ProblemKind("doubt", "Рекомендация найдена в сплошном тексте: проверьте её границы."),
    "empty-section": ProblemKind("doubt", "В разделе не найдено ни одной рекомендации."),
    "list-not-taken": ProblemKind("doubt", "Нумерованный список не похож на рекомендации и пропущен."),
    "table-not-taken": ProblemKind("doubt", "Таблица не похожа на рекомендации и пропущена."),
    "encoding-guessed": ProblemKind("doubt", "Кодировка текста определена по буквам: проверьте, читается ли он."),
    "sheet-unread": ProblemKind("doubt", "Лист таблицы не прочитан: проверьте, нет ли на нём рекомендаций."),
    "page-unread": ProblemKind("doubt", "Страница — картинка без текста и не прочитана: допишите, что на ней."),
    "recognised": ProblemKind("doubt", "Распознано по картинке: сверьте с ней."),
    "letters-repaired": ProblemKind("doubt", "Буквы в файле записаны неверно и восстановлены: проверьте их."),
    "letters-foreign": ProblemKind("doubt", "Текст не похож на русский: проверьте, читаются ли буквы."),
    "printed-across": ProblemKind("doubt", "Напечатанное поперёк страницы не прочитано."),
    "not-printed": ProblemKind("doubt", "Скрытое и удалённое в документе не прочитано: проверьте, не нужно ли оно."),
    "words-lost": ProblemKind("error", "Часть слов исходного текста не попала в черновик."),
}


def problem(code: str, source: Span | None, hint: str = "") -> Problem:
    """A Problem of a code in the table (KeyError otherwise); without a hint, the table's own sentence."""
    return Problem(code, source, hint or PROBLEMS[code].sentence)


def blocks_publishing(problem: Problem) -> bool:
    """Whether an editor has to settle this before the forum can be published."""
    return PROBLEMS[problem.code].level == "error"
