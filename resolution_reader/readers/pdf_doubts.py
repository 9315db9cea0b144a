"""What an editor should know of the pages of a .pdf: those that could not be read, and how others were."""

from collections.abc import Iterator, Sequence

from resolution_reader.readers.completeness import said_by
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf_letters import are_foreign, are_strange
from resolution_reader.readers.pdf_views import View

SCAN = "Это скан: в файле картинки вместо текста. Распознайте текст или загрузите резолюцию как .docx."
NO_LETTERS = "{}: PDF не говорит, какие это буквы. Напечатайте документ в новый PDF или загрузите его как .docx."


def doubts_of(views: Sequence[View]) -> Iterator[tuple[str, str]]:
    """(code, sentence) of each; UnreadableDocument when there is no text, or one of unknown letters."""
    if not any(view.words for view in views):
        raise UnreadableDocument(SCAN)
    read = [view for view in views if not view.is_picture]
    if strange := [view for view in read if are_strange(view.words)]:
        raise UnreadableDocument(NO_LETTERS.format(_pages(strange)))
    if unread := [view for view in views if view.is_picture]:
        if len(unread) == len(views):
            raise UnreadableDocument(SCAN)
        yield "page-unread", f"{_pages(unread)}: картинка без текста, не прочитано. Допишите, что на ней."
    if found := [view for view in read if view.recognised]:
        yield "recognised", f"{_pages(found)}: текст распознан по картинке. Сверьте его с ней."
    if right := [view for view in read if view.repaired]:
        yield "letters-repaired", f"{_pages(right)}: буквы восстановлены по кодировке Windows. Проверьте их."
    if foreign := [view for view in read if are_foreign(view.words)]:
        yield "letters-foreign", f"{_pages(foreign)}: текст не похож на русский. Проверьте, читаются ли буквы."
    for view in views:
        for across in said_by([view.across]):
            yield "printed-across", f"{_pages([view])}: не прочитано напечатанное поперёк: «{across}»."


def _pages(views: Sequence[View]) -> str:
    """«Страница 2», «Страницы 1–3, 5»."""
    runs: list[list[int]] = []
    for number in (view.number + 1 for view in views):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    named = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
    return f"Страница {named}" if len(views) == 1 else f"Страницы {named}"
