"""A small document and the sheet of it, for tests of operations: two sections, five items, every kind of paragraph."""

from resolution_reader import general_directory, read_outline
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup, SheetSection, sheet_of

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


ADOPTED = """Резолюция III Форума дворов

5 июня 2023 года, город Томск

Секция «Дворы»

Участники секции рекомендуют:

1. Администрации города Томска:

а) провести конкурс дворов. Итоги подвести осенью;

б) ежеквартально отчитываться о ремонте.

2. Штабу озеленения:

а) разработать план посадок до 1 мая 2024 года;

б) принять к сведению опыт Северска.

Секция «Соседи»

1. Рекомендовать НКО открыть соседский центр.

Участники поблагодарили соседей.

2. Школам раздать саженцы.
"""

ADOPTED_BLOCKS, ADOPTED_OUTLINE = read_outline(ADOPTED.encode(), "txt", general_directory())


def adopted_sheet() -> Sheet:
    return sheet_of(ADOPTED_OUTLINE)


SHARED = f"""{ADOPTED}
Саженцев в городе мало. Поэтому участники просят администрацию города Томска посадить сад. Соседи готовы помогать. \
Рекомендовать школам выделить саженцы.
"""

SHARED_BLOCKS, SHARED_OUTLINE = read_outline(SHARED.encode(), "txt", general_directory())


def shared_sheet() -> Sheet:
    """The same and a paragraph that two recommendations share with what is said around them."""
    return sheet_of(SHARED_OUTLINE)


def printed(found: Sheet) -> list[list[str]]:
    """What each section holds, in order: lines by their text, cards by key and by the line they stand under."""
    return [[row_printed(row, section) for row in section.body] for section in found.sections]


def row_printed(row: Row, section: SheetSection) -> str:
    if not isinstance(row, Card):
        return f"{'>' * row.level} {row.printed}" if isinstance(row, SheetGroup) else f"~ {row.text}"
    over = section.groups[row.group].key if row.group is not None else None
    assert over == row.under
    return f"{row.key} < {over}" if over else f"{row.key}"
