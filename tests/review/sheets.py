"""A small document and the sheet of it, for tests of operations: two sections, five items, every kind of paragraph."""

from resolution_reader import general_directory, read_outline
from resolutions.review.sheet import Sheet, sheet_of

TEXT = """Резолюция II Форума дворов

5 июня 2023 года, город Томск

Секция «Дворы»

Участники секции предлагают:

1. Рекомендовать администрации города Томска провести конкурс дворов. Итоги подвести осенью.

2. Штабу озеленения разработать план посадок.

4. Провести субботник.

Секция «Соседи»

Участники секции предлагают:

1. Рекомендовать НКО открыть соседский центр.

2. Штабу озеленения раздать саженцы.
"""

BLOCKS, OUTLINE = read_outline(TEXT.encode(), "txt", general_directory())


def sheet() -> Sheet:
    return sheet_of(OUTLINE)


def numbers(found: Sheet) -> list[list[str | None]]:
    return [[card.number for card in section.recommendations] for section in found.sections]


def texts(found: Sheet) -> list[list[str]]:
    return [[card.text for card in section.recommendations] for section in found.sections]


def keys(found: Sheet) -> list[int]:
    return [card.key for card in found.cards]
