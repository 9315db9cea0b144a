"""Operations that move a card or a line: by one place, or into another section."""

from resolutions.review.body import below, group_above, placed
from resolutions.review.operations.cards import ImpossibleOperation, place_of, with_rows
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup

NOWHERE_TO = "Дальше двигать некуда."
OVER_ITS_ITEMS = "Строка стоит над своими пунктами: сначала перенесите их."


def move(sheet: Sheet, key: int, step: int) -> Sheet:
    """One place up (-1) or down (1); over the edge of its section into the next one.

    A card that goes over a line goes into its group or out of it; over another card, to where that one stands.
    A group that goes up over a card stands over it from then on.
    """
    above, place = place_of(sheet, key)
    rows = list(sheet.sections[above].body)
    if not 0 <= place + step < len(rows):
        return _over_the_edge(sheet, (above, place), step)
    row, crossed = rows[place], rows[place + step]
    rows[place], rows[place + step] = crossed, row
    if isinstance(row, Card):
        rows[place + step] = placed(row, _beyond(row, crossed, rows, place + step))
    elif isinstance(row, SheetGroup) and isinstance(crossed, Card):
        if step > 0 and crossed.under == row.key:
            raise ImpossibleOperation(OVER_ITS_ITEMS)
        rows[place] = placed(crossed, row.key) if step < 0 else crossed
    moved = with_rows(sheet, above, rows)
    if not isinstance(row, Card):
        _refuse_to_leave(sheet, moved, above, except_for=crossed.key)
    return moved


def _beyond(card: Card, crossed: Row, rows: list[Row], place: int) -> int | None:
    """What a card stands under that has come to this place over that row."""
    if isinstance(crossed, Card):
        return crossed.under
    return group_above(rows, place) if isinstance(crossed, SheetGroup) else card.under


def _refuse_to_leave(before: Sheet, after: Sheet, above: int, *, except_for: int) -> None:
    """A line may not be taken from over its cards, nor put between others and theirs."""
    stood = {card.key: card.under for card in before.sections[above].recommendations}
    if any(stood[card.key] != card.under for card in after.sections[above].recommendations if card.key != except_for):
        raise ImpossibleOperation(OVER_ITS_ITEMS)


def _over_the_edge(sheet: Sheet, at: tuple[int, int], step: int) -> Sheet:
    above, place = at
    target = above + step
    if not 0 <= target < len(sheet.sections):
        raise ImpossibleOperation(NOWHERE_TO)
    rows, others = list(sheet.sections[above].body), list(sheet.sections[target].body)
    if below(rows, place) > place + 1:
        raise ImpossibleOperation(OVER_ITS_ITEMS)
    row = rows.pop(place)
    where = len(others) if step < 0 else 0
    others.insert(where, placed(row, group_above(others, where)) if isinstance(row, Card) else row)
    return with_rows(with_rows(sheet, above, rows), target, others)


def move_to_section(sheet: Sheet, key: int, section_key: int) -> Sheet:
    """To the end of another section; a group with all that stands under it."""
    above, place = place_of(sheet, key)
    target = next((place for place, section in enumerate(sheet.sections) if section.key == section_key), None)
    if target is None:
        raise ImpossibleOperation("Этой секции в черновике уже нет.")
    if target == above:
        return sheet
    rows = list(sheet.sections[above].body)
    end = below(rows, place)
    moved = [placed(row, None) if isinstance(row, Card) and row.key == key else row for row in rows[place:end]]
    rest = [*rows[:place], *rows[end:]]
    return with_rows(with_rows(sheet, above, rest), target, [*sheet.sections[target].body, *moved])
