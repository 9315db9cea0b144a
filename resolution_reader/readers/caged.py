"""Reading in the cage, seen from outside: start the reader's module as a child, take its blocks or say why not."""

from resolution_reader import cage
from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.limits import NoPlaceFree, UnreadableDocument
from resolution_reader.readers.served import reading_of

REFUSALS: dict["cage.Reason", str] = {  # in quotes: a child must not load what starts children
    "slow": "Документ читается слишком долго: оставьте в нём только текст резолюции и загрузите снова.",
    "greedy": "Документ слишком сложный: оставьте в нём только текст резолюции, сохраните заново и загрузите снова.",
    "killed": "Чтение документа прервалось: загрузите его ещё раз, а если не поможет, сохраните его как .docx.",
    "failed": "Файл повреждён: откройте его в своей программе, сохраните заново и загрузите снова.",
    "busy": "Сейчас читаются другие документы: подождите минуту и загрузите файл снова.",
}


def read_caged(module: str, data: bytes, *, seconds: float = cage.SECONDS) -> Reading:
    """The reading by `python -m module`; UnreadableDocument, with one Russian sentence, whatever becomes of it.

    `seconds`: by the clock.
    """
    return reading_of(_printed(module, data, seconds))


def picture_of_page(data: bytes, number: int) -> bytes:
    """A page of a .pdf, counted from 1, in shades of grey (.pgm); UnreadableDocument as read_caged() has it."""
    return _printed("resolution_reader.readers.page_picture", b"%d\n%b" % (number, data), cage.SECONDS)


def _printed(module: str, data: bytes, seconds: float) -> bytes:
    try:
        return cage.run(module, data, seconds=seconds)
    except cage.Stopped as stopped:
        refusal = NoPlaceFree if stopped.reason == "busy" else UnreadableDocument
        raise refusal(REFUSALS[stopped.reason]) from stopped
