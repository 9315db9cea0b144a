"""What a section holds, as one list: cards, and the lines between them. Whoever changes the order changes this list.

`with_body` makes a section of it again: places, levels, under which group a card stands, and lead-ins follow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from resolutions.models.line import DEEPEST
from resolutions.review.sheet import Card, Row, SheetGroup, SheetRemark, SheetSection


def with_body(section: SheetSection, body: Iterable[Row]) -> SheetSection:
    """A card stays under its group while that is open where the card stands; else it stands as what is above it does.

    A group is closed by a line of its level or above, and by a card that stands outside of it.
    """
    cards: list[Card] = []
    groups: list[SheetGroup] = []
    remarks: list[SheetRemark] = []
    places: dict[int, int] = {}
    over: list[SheetGroup] = []  # the groups that are open here, the outermost first
    for place, row in enumerate(body):
        if isinstance(row, Card):
            over = _opened_for(row, over)
            cards.append(_standing(row, over, places))
        elif isinstance(row, SheetRemark):
            remarks.append(replace(row, place=place))
        else:
            level = min(row.level, (groups[-1].level if groups else 0) + 1, DEEPEST)
            groups.append(replace(row, place=place, level=level))
            over = opened_by(groups[-1], over)
            places[row.key] = len(groups) - 1
    return replace(
        section,
        recommendations=tuple(cards),
        groups=tuple(groups),
        remarks=tuple(remarks),
        lead_in=groups[0].printed if groups else None,
    )


def opened_by(group: SheetGroup, over: Sequence[SheetGroup]) -> list[SheetGroup]:
    """What is open below a group."""
    return [*(outer for outer in over if outer.level < group.level), group]


def _opened_for(card: Card, over: list[SheetGroup]) -> list[SheetGroup]:
    keys = [group.key for group in over]
    if card.under is None:
        return []
    return over[: keys.index(card.under) + 1] if card.under in keys else over


def _standing(card: Card, over: Sequence[SheetGroup], places: dict[int, int]) -> Card:
    """An old draft's lead-in of one card may be a line of what is one group there: it stays while the card does."""
    if not over:
        return replace(card, group=None, under=None, lead_in=card.lead_in if card.under is None else None)
    inner = over[-1]
    stays = card.under == inner.key and card.lead_in
    return replace(card, group=places[inner.key], under=inner.key, lead_in=card.lead_in if stays else inner.text)


def placed(card: Card, under: int | None) -> Card:
    """The card to stand under this group, or under none."""
    return card if card.under == under else replace(card, under=under, lead_in=None)


def group_above(body: Sequence[Row], place: int) -> int | None:
    """The group that what comes in at this place stands under."""
    for row in reversed(body[:place]):
        if isinstance(row, Card):
            return row.under
        if isinstance(row, SheetGroup):
            return row.key
    return None


def below(body: Sequence[Row], place: int) -> int:
    """Where the group at this place ends: the place after all that stands in it."""
    group = body[place]
    if not isinstance(group, SheetGroup):
        return place + 1
    inside = {group.key}
    end = place + 1
    for at, row in enumerate(body[place + 1 :], place + 1):
        if isinstance(row, SheetGroup):
            if row.level <= group.level:
                break
            inside.add(row.key)
        elif isinstance(row, Card) and row.under not in inside:
            break
        if not isinstance(row, SheetRemark):
            end = at + 1
    return end
