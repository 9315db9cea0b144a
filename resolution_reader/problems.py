"""Every doubt reading can have, in one table: its code, how grave it is, a sentence for editors, where it shows.

A doubt waits for an editor's look and may be kept; an error blocks publishing until it is settled. Which code is shown
where follows from how often it stands on what was read wrong (docs/evaluation.md): "card" beside the item, the section
or what is said of the document, "table" among the addressees of the document, "no" nowhere but in the outline.
"""

from dataclasses import dataclass
from typing import Literal

from resolution_reader.outline import Problem, Shown, Span

Level = Literal["error", "doubt"]


@dataclass(frozen=True)
class ProblemKind:
    level: Level
    sentence: str
    shown: Shown = "card"


PROBLEMS: dict[str, ProblemKind] = {
    "no-title": ProblemKind("doubt", "Название форума не найдено: впишите его, если оно известно."),
    "title-unlikely": ProblemKind("doubt", "Не похоже на название форума или его резолюции: проверьте."),
    "no-recommendations": ProblemKind("error", "Рекомендации не найдены: отметьте их в тексте сами."),
    "no-date": ProblemKind("doubt", "Дата форума не указана: впишите её, если она известна."),
    "no-place": ProblemKind("doubt", "Место проведения не указано: впишите его, если оно известно."),
    "place-guessed": ProblemKind("doubt", "Место прямо не названо и взято из текста: проверьте."),
    "place-in-regions": ProblemKind("doubt", "Мест с таким названием несколько: допишите регион через запятую."),
    "no-addressee": ProblemKind("doubt", "Не указано, кому адресована рекомендация.", "table"),
    "addressee-inherited": ProblemKind("doubt", "Адресат взят из вводной фразы или заголовка: проверьте.", "no"),
    "unknown-body": ProblemKind("doubt", "Такого адресата в справочнике нет: выберите или добавьте его.", "table"),
    "similar-body": ProblemKind("doubt", "Адресат похож на известного, но назван иначе: проверьте.", "table"),
    "no-name": ProblemKind("doubt", "Это не похоже на название адресата: впишите его или уберите."),
    "several-bodies": ProblemKind("doubt", "Похоже, под одним названием несколько адресатов: впишите каждого."),
    "names-left": ProblemKind(
        "doubt", "Рядом с адресатом слова, которые не прочитаны: не потерян ли ещё один адресат."
    ),
    "addressee-unread": ProblemKind("doubt", "Похоже, кого-то просят, но адресат не прочитан: впишите его."),
    "nobody-in-prose": ProblemKind(
        "doubt", "Предложение из сплошного текста никого не называет: проверьте, рекомендация ли это."
    ),
    "no-request": ProblemKind("doubt", "Слишком коротко для рекомендации: проверьте, не подпись ли это."),
    "nothing-above": ProblemKind(
        "doubt", "Пункт стоит не под решением и никого не называет: проверьте, рекомендация ли это.", "no"
    ),
    "line-over-others": ProblemKind("doubt", "Похоже на вводную строку с пунктами под ней: разделите или исправьте."),
    "next-number-inside": ProblemKind(
        "doubt", "Внутри пункта строка начинается следующим номером: проверьте, не слились ли два."
    ),
    "tail-inside": ProblemKind("doubt", "Внутри пункта строка, которая ему не принадлежит: уберите её."),
    "much-longer": ProblemKind("doubt", "Пункт намного длиннее соседних: возможно, к нему приклеился следующий текст."),
    "term-unread": ProblemKind("doubt", "Похоже на срок, но он не прочитан: впишите его.", "no"),
    "term-is-how-often": ProblemKind("doubt", "Вместо срока стоит, как часто: перенесите."),
    "term-is-a-year": ProblemKind("doubt", "Проверьте, срок ли это или год, о котором идёт речь.", "no"),
    "heading-missed": ProblemKind("doubt", "Похоже на заголовок: проверьте, не начинается ли здесь секция."),
    "no-section": ProblemKind("doubt", "Похоже на название документа или таблицы, а не секции."),
    "two-dates": ProblemKind("doubt", "В шапке несколько дат: проверьте, какая из них день форума."),
    "number-gap": ProblemKind("doubt", "Номер пропущен: проверьте, не потерян ли пункт."),
    "number-twice": ProblemKind("doubt", "Номер повторяется: проверьте нумерацию."),
    "two-requests": ProblemKind("doubt", "Похоже, в одном пункте две просьбы к разным адресатам."),
    "very-long": ProblemKind("doubt", "Пункт очень длинный: возможно, к нему приклеился следующий текст."),
    "from-prose": ProblemKind("doubt", "Рекомендация найдена в сплошном тексте: проверьте её границы.", "no"),
    "empty-section": ProblemKind("doubt", "В разделе не найдено ни одной рекомендации."),
    "list-not-taken": ProblemKind("doubt", "Может быть рекомендациями, но не взято: проверьте."),
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
    return Problem(code, source, hint or PROBLEMS[code].sentence, PROBLEMS[code].shown)
