"""Operations on whom a recommendation is addressed to."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from resolution_reader import Directory, Mention, addressees_in, guess_kind
from resolution_reader.language import fold
from resolutions.review.operations import cards
from resolutions.review.operations.cards import ImpossibleOperation, with_card
from resolutions.review.sheet import RED, Card, Sheet


def mention_of(name: str, directory: Directory, as_written: str = "") -> Mention:
    """A body as an editor names it: of the directory when it is there, proposed to it when not."""
    name = " ".join(name.split())
    found = directory.find(name)
    if found and found.match == "known":
        known_as = found.body.name if fold(found.body.name) != fold(name) else None
        return Mention(name, as_written, "lead", "known", found.body.kind, known_as)
    return Mention(name, as_written, "lead", "new", found.body.kind if found else guess_kind(name))


def edit_text(sheet: Sheet, key: int, text: str, directory: Directory) -> Sheet:
    """A card that is typed here asks whom its words ask, until somebody says otherwise."""
    edited, before = cards.edit_text(sheet, key, text), sheet.card(key)
    if before.blocks or before.addressees != _asked(sheet, before, directory):
        return edited
    return propose(edited, key, directory)


def propose(sheet: Sheet, key: int, directory: Directory) -> Sheet:
    """Whom the card asks, as one who reads it would say: whom its own words name, else a line over it."""

    def change(card: Card) -> Card:
        return replace(
            card, addressees=_asked(sheet, card, directory), implicit=not addressees_in(card.text, directory)
        )

    return with_card(sheet, key, change)


def _asked(sheet: Sheet, card: Card, directory: Directory) -> tuple[Mention, ...]:
    if not card.text.strip():
        return ()
    above = (line.addressees for line in cards.lines_over(sheet.section_of(card), card))
    return addressees_in(card.text, directory) or next(filter(None, above), ())


def add_addressee(sheet: Sheet, key: int, mention: Mention) -> Sheet:
    """One more; a body that is there already stays as it is. Typing it is confirming it."""

    def change(card: Card) -> Card:
        if any(fold(there.name) == fold(mention.name) for there in card.addressees):
            return card
        return replace(card, addressees=(*card.addressees, mention), settled=(*card.settled, *_typed(mention.name)))

    return with_card(sheet, key, change)


def _typed(name: str) -> tuple[str, ...]:
    """Who has typed a name means it, short as it may be."""
    return tuple(f"{code}:{fold(name)}" for code in ("unknown-body", *RED))


def remove_addressee(sheet: Sheet, key: int, name: str) -> Sheet:
    def change(card: Card) -> Card:
        return replace(
            card, addressees=tuple(mention for mention in card.addressees if fold(mention.name) != fold(name))
        )

    return with_card(sheet, key, change)


def change_role(sheet: Sheet, key: int, name: str) -> Sheet:
    """Leads become helpers and helpers leads; leads stay in front."""

    def change(card: Card) -> Card:
        turned = [
            replace(mention, role="lead" if mention.role == "co-executor" else "co-executor")
            if fold(mention.name) == fold(name)
            else mention
            for mention in card.addressees
        ]
        return replace(card, addressees=tuple(sorted(turned, key=lambda mention: mention.role != "lead")))

    return with_card(sheet, key, change)


def confirm_addressee(sheet: Sheet, key: int, name: str) -> Sheet:
    """«Оставить»: the body is named rightly, and enters the directory if it is not there."""

    def change(card: Card) -> Card:
        if not names(card, name):
            raise ImpossibleOperation("Этого адресата у рекомендации уже нет.")
        return _confirmed(card, name)

    return with_card(sheet, key, change)


def _confirmed(card: Card, name: str) -> Card:
    return _settled(card, [*_typed(name), f"similar-body:{fold(name)}"])


def _settled(card: Card, codes: Iterable[str]) -> Card:
    return replace(card, settled=tuple(dict.fromkeys((*card.settled, *codes))))


def choose_body(sheet: Sheet, key: int, name: str, body: Mention) -> Sheet:
    """This name means that body of the directory: its words of the text and its role are kept."""
    return with_card(sheet, key, lambda card: _chosen(card, name, body))


def _chosen(card: Card, name: str, body: Mention) -> Card:
    changed: dict[str, Mention] = {}
    for mention in card.addressees:
        same = fold(mention.name) == fold(name)
        row = replace(body, as_written=mention.as_written, role=mention.role) if same else mention
        changed.setdefault(fold(row.name), row)
    settled = (*card.settled, *_typed(body.name)) if body.match == "new" else card.settled
    return replace(card, addressees=tuple(changed.values()), settled=settled)


def names(card: Card, name: str) -> bool:
    return any(fold(mention.name) == fold(name) for mention in card.addressees)


def choose_for_all(sheet: Sheet, name: str, body: Mention) -> Sheet:
    """«Применить ко всем таким же»; the register learns the other name when the draft is entered."""
    sheet = _for_all(sheet, name, lambda card: _chosen(card, name, body))
    learned = (name, body.known_as or body.name)
    if fold(name) == fold(learned[1]) or learned in sheet.aliases:
        return sheet
    return replace(sheet, aliases=(*sheet.aliases, learned))


def confirm_for_all(sheet: Sheet, name: str) -> Sheet:
    return _for_all(sheet, name, lambda card: _confirmed(card, name))


def remove_for_all(sheet: Sheet, name: str) -> Sheet:
    """«Убрать»: nobody is asked by this name."""
    return _for_all(
        sheet,
        name,
        lambda card: replace(card, addressees=tuple(row for row in card.addressees if fold(row.name) != fold(name))),
    )


def confirm_names(sheet: Sheet, red: Collection[str], apart: Sequence[str]) -> Sheet:
    """«Все верно»: all names but the red ones, folded. `apart`: pairs that are two bodies (named.SameBody.settles)."""

    def change(card: Card) -> Card:
        right = [fold(mention.name) for mention in card.addressees if mention.match != "known"]
        codes = ("unknown-body", "similar-body")
        return _settled(card, [f"{code}:{name}" for name in right if name not in red for code in codes])

    return keep_apart(_of_cards(sheet, change), apart)


def confirm_nobody(sheet: Sheet) -> Sheet:
    """«Так и есть»: whoever is asked by nothing is asked by nothing."""
    return _of_cards(sheet, lambda card: card if card.addressees else _settled(card, ["no-addressee"]))


def keep_apart(sheet: Sheet, pairs: Sequence[str]) -> Sheet:
    """The two names of each are two bodies."""
    return replace(sheet, settled=tuple(dict.fromkeys((*sheet.settled, *pairs))))


def _for_all(sheet: Sheet, name: str, change: Callable[[Card], Card]) -> Sheet:
    """In one go: thousands may name this body in these words."""
    return _of_cards(sheet, lambda card: change(card) if names(card, name) else card)


def _of_cards(sheet: Sheet, change: Callable[[Card], Card]) -> Sheet:
    sections = tuple(
        replace(section, recommendations=tuple(map(change, section.recommendations))) for section in sheet.sections
    )
    return replace(sheet, sections=sections)
