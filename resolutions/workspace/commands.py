"""What a button of the review form asks for: `name=op value=merge:17` to a Change of the sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from resolution_reader import Block, Directory, Mention
from resolutions.characters import plain
from resolutions.review.doubts import doubts_of
from resolutions.review.editing import Change
from resolutions.review.named import SameBody, names_in, same_bodies
from resolutions.review.operations import addressees, cards, lines, moving, paragraphs, sections, themes
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.proposed import slugs_proposed
from resolutions.review.sheet import Sheet
from resolutions.workspace.form import called, number_in

ADDED = ADDED_CARD, ADDED_LINE = "Рекомендация добавлена", "Вводная строка добавлена"
UNKNOWN = "Эта кнопка устарела: обновите страницу и нажмите снова."


@dataclass(frozen=True)
class Asked:
    """A button's words and all that stood in the form with it."""

    words: Sequence[str]
    post: Mapping[str, str]
    sheet: Sheet
    directory: Directory
    blocks: Sequence[Block]

    def number(self, place: int) -> int:
        try:
            return int(self.words[place])
        except (IndexError, ValueError):
            raise ImpossibleOperation(UNKNOWN) from None

    def section(self, kind: str) -> int:
        """Chosen beside the button, to move a card or a line there."""
        chosen = number_in(self.post.get(f"{kind}-{self.number(1)}-to", ""))
        if chosen is None:
            raise ImpossibleOperation("Выберите секцию и нажмите снова.")
        return chosen

    @property
    def name(self) -> str:
        """How the card is called."""
        try:
            return called(self.sheet.card(self.number(1)))
        except KeyError:
            raise ImpossibleOperation("Этой рекомендации в черновике уже нет.") from None

    @property
    def line(self) -> str:
        """How the line is called."""
        found = next((line for line in self.sheet.lines if line.key == self.number(1)), None)
        if found is None:
            raise ImpossibleOperation(lines.GONE)
        return called(found)

    @property
    def mention(self) -> Mention:
        """The addressee in question: the second number counts those of the card."""
        found = self.sheet.card(self.number(1)).addressees if self.name else ()
        place = self.number(2)
        if not 0 <= place < len(found):
            raise ImpossibleOperation("Этого адресата у рекомендации уже нет.")
        return found[place]

    @property
    def body(self) -> Mention:
        """Whom the editor chose instead: named by the button itself, or typed beside it."""
        typed = ":".join(self.words[3:]) or plain(self.post.get(f"body-{self.words[1]}-{self.words[2]}", "")).strip()
        if not typed:
            raise ImpossibleOperation("Впишите, какой это адресат, и нажмите снова.")
        return addressees.mention_of(typed, self.directory)


def change_of(op: str, post: Mapping[str, str], sheet: Sheet, directory: Directory, blocks: Sequence[Block]) -> Change:
    """Raises ImpossibleOperation for a button that means nothing (any more)."""
    asked = Asked(op.split(":"), post, sheet, directory, blocks)
    build = BUTTONS.get(asked.words[0])
    if build is None:
        raise ImpossibleOperation(UNKNOWN)
    return build(asked)


def _merge(asked: Asked) -> Change:
    return Change(f"{asked.name}: объединена с предыдущей", partial(cards.merge_with_previous, key=asked.number(1)))


def _split_at(asked: Asked) -> Change:
    offsets = [asked.number(place) for place in range(2, len(asked.words))]
    return Change(f"{asked.name}: разделена", partial(cards.split, key=asked.number(1), offsets=offsets))


def _up(asked: Asked) -> Change:
    return Change(f"{asked.name}: поднята выше", partial(moving.move, key=asked.number(1), step=-1))


def _down(asked: Asked) -> Change:
    return Change(f"{asked.name}: опущена ниже", partial(moving.move, key=asked.number(1), step=1))


def _to_section(asked: Asked) -> Change:
    move = partial(moving.move_to_section, key=asked.number(1), section_key=asked.section("card"))
    return Change(f"{asked.name}: перенесена в другую секцию", move)


def _line_above(asked: Asked) -> Change:
    return Change(ADDED_LINE, partial(lines.add_line, before=asked.number(1)))


def _line_up(asked: Asked) -> Change:
    return Change(f"Поднята выше: {asked.line}", partial(moving.move, key=asked.number(1), step=-1))


def _line_down(asked: Asked) -> Change:
    return Change(f"Опущена ниже: {asked.line}", partial(moving.move, key=asked.number(1), step=1))


def _line_remove(asked: Asked) -> Change:
    return Change(f"Убрана: {asked.line}", partial(lines.remove_line, key=asked.number(1), blocks=asked.blocks))


def _line_turn(asked: Asked) -> Change:
    return Change(f"Обсуждение или вводная строка: {asked.line}", partial(lines.turn_line, key=asked.number(1)))


def _line_deeper(asked: Asked) -> Change:
    return Change(f"Вложена глубже: {asked.line}", partial(lines.change_level, key=asked.number(1), step=1))


def _line_outer(asked: Asked) -> Change:
    return Change(f"На уровень выше: {asked.line}", partial(lines.change_level, key=asked.number(1), step=-1))


def _line_to_section(asked: Asked) -> Change:
    move = partial(moving.move_to_section, key=asked.number(1), section_key=asked.section("line"))
    return Change(f"В другую секцию: {asked.line}", move)


def _remove(asked: Asked) -> Change:
    return Change(f"{asked.name}: убрана", partial(cards.remove_card, key=asked.number(1)))


def _add_after(asked: Asked) -> Change:
    key = asked.number(1)
    asked.name  # noqa: B018 -- the card must be there
    section = asked.sheet.section_of(asked.sheet.card(key)).key
    return Change(ADDED_CARD, partial(cards.add_card, section_key=section, after=key))


def _add(asked: Asked) -> Change:
    return Change(ADDED_CARD, partial(cards.add_card, section_key=asked.number(1)))


def _new_section(asked: Asked) -> Change:
    before = asked.number(1) if len(asked.words) > 1 else None
    return Change("Секция добавлена", partial(sections.add_section, before=before))


def _remove_section(asked: Asked) -> Change:
    return Change("Секция убрана", partial(sections.remove_section, key=asked.number(1)))


def _section_up(asked: Asked) -> Change:
    return Change("Секция поднята выше", partial(sections.move_section, key=asked.number(1), step=-1))


def _section_down(asked: Asked) -> Change:
    return Change("Секция опущена ниже", partial(sections.move_section, key=asked.number(1), step=1))


def _assign(asked: Asked) -> Change:
    index, kind = asked.number(1), asked.words[-1]

    def assign(sheet: Sheet) -> Sheet:
        after = paragraphs.assign(sheet, index, kind, asked.blocks)
        return addressees.propose(after, after.next_key - 1, asked.directory) if kind == "recommendation" else after

    return Change(f"Абзац {index + 1}: {PARAGRAPH_WORDS.get(kind, 'изменён')}", assign)


PARAGRAPH_WORDS = {
    "recommendation": "рекомендация",
    "continuation": "продолжение предыдущей",
    "group": "вводная строка",
    "remark": "обсуждение",
    "section": "название секции",
    "title": "название",
    "preamble": "преамбула",
    "skip": "пропущен",
}


def _settle(asked: Asked) -> Change:
    codes = [":".join(asked.words[2:])]
    return Change("Сомнение снято", partial(cards.settle, where=asked.number(1), doubts=codes))


def _settle_all(asked: Asked) -> Change:
    where = asked.number(1)
    here = [doubt for doubt in doubts_of(asked.sheet) if doubt.where == where]
    codes = [doubt.settles for doubt in here if doubt.can_be_settled and not (doubt.is_a_choice or doubt.is_of_name)]
    return Change("Сомнения сняты", partial(cards.settle, where=where, doubts=codes))


def _theme_drop(asked: Asked) -> Change:
    drop = partial(themes.drop_theme, key=asked.number(1), theme=asked.words[-1])
    return Change("Тема убрана", drop)


def _themes_accept(asked: Asked) -> Change:
    key = asked.number(1)
    proposed = {place: slugs for place, slugs in slugs_proposed(asked.sheet).items() if place == key}
    return Change("Тема секции принята", partial(themes.accept_themes, proposed=proposed))


def _themes_none(asked: Asked) -> Change:
    return Change("Секция без темы", partial(themes.set_themes, key=asked.number(1), themes=()))


def _themes_right(asked: Asked) -> Change:
    return Change("Темы приняты", partial(themes.accept_themes, proposed=slugs_proposed(asked.sheet)))


def _renumber(asked: Asked) -> Change:
    return Change("Номера как в документе", partial(cards.renumber_as_printed, blocks=asked.blocks))


def _keep(asked: Asked) -> Change:
    keep = partial(addressees.confirm_addressee, key=asked.number(1), name=asked.mention.name)
    return Change(f"Адресат подтверждён: {asked.mention.name}", keep)


def _keep_all(asked: Asked) -> Change:
    keep = partial(addressees.confirm_for_all, name=asked.mention.name)
    return Change(f"Адресат подтверждён везде: {asked.mention.name}", keep)


def _choose(asked: Asked) -> Change:
    choose = partial(addressees.choose_body, key=asked.number(1), name=asked.mention.name, body=asked.body)
    return Change(f"Адресат: {asked.body.name}", choose)


def _choose_all(asked: Asked) -> Change:
    choose = partial(addressees.choose_for_all, name=asked.mention.name, body=asked.body)
    return Change(f"Адресат везде: {asked.body.name}", choose)


def _drop(asked: Asked) -> Change:
    drop = partial(addressees.remove_addressee, key=asked.number(1), name=asked.mention.name)
    return Change(f"Адресат убран: {asked.mention.name}", drop)


def _role(asked: Asked) -> Change:
    turn = partial(addressees.change_role, key=asked.number(1), name=asked.mention.name)
    return Change(f"Роль изменена: {asked.mention.name}", turn)


def _names_right(asked: Asked) -> Change:
    doubts = doubts_of(asked.sheet)
    red = {doubt.detail for doubt in doubts if doubt.is_of_name}
    apart = [pair.settles for pair in same_bodies(asked.sheet, names_in(asked.sheet, doubts))]
    return Change("Адресаты документа верны", partial(addressees.confirm_names, red=red, apart=apart))


def _names_drop(asked: Asked) -> Change:
    drop = partial(addressees.remove_for_all, name=asked.mention.name)
    return Change(f"Адресат убран везде: {asked.mention.name}", drop)


def _names_nobody(asked: Asked) -> Change:
    return Change("Без адресата: так и есть", addressees.confirm_nobody)


def _pair(asked: Asked) -> SameBody:
    found = names_in(asked.sheet, doubts_of(asked.sheet))
    wanted = (":".join(asked.words[1:3]), ":".join(asked.words[3:5]))
    pair = next((row for row in same_bodies(asked.sheet, found) if (row.shorter.at, row.longer.at) == wanted), None)
    if pair is None:
        raise ImpossibleOperation("Об этих двух адресатах уже сказано.")
    return pair


def _names_same(asked: Asked) -> Change:
    pair = _pair(asked)
    choose = partial(addressees.choose_for_all, name=pair.shorter.name, body=pair.longer.mention)
    return Change(f"Адресат везде: {pair.longer.name}", choose)


def _names_apart(asked: Asked) -> Change:
    pair = _pair(asked)
    keep = partial(addressees.keep_apart, pairs=[pair.settles])
    return Change(f"Разные адресаты: {pair.shorter.name}, {pair.longer.name}", keep)


BUTTONS: dict[str, Callable[[Asked], Change]] = {
    "merge": _merge,
    "split-at": _split_at,
    "up": _up,
    "down": _down,
    "to-section": _to_section,
    "line-above": _line_above,
    "line-up": _line_up,
    "line-down": _line_down,
    "line-remove": _line_remove,
    "line-turn": _line_turn,
    "line-deeper": _line_deeper,
    "line-outer": _line_outer,
    "line-to-section": _line_to_section,
    "remove": _remove,
    "add-after": _add_after,
    "add": _add,
    "new-section": _new_section,
    "remove-section": _remove_section,
    "section-up": _section_up,
    "section-down": _section_down,
    "assign": _assign,
    "settle": _settle,
    "settle-all": _settle_all,
    "theme-drop": _theme_drop,
    "themes-accept": _themes_accept,
    "themes-none": _themes_none,
    "themes-right": _themes_right,
    "renumber": _renumber,
    "keep": _keep,
    "keep-all": _keep_all,
    "choose": _choose,
    "choose-all": _choose_all,
    "drop": _drop,
    "role": _role,
    "names-right": _names_right,
    "names-keep": _keep_all,
    "names-this": _choose_all,
    "names-drop": _names_drop,
    "names-same": _names_same,
    "names-apart": _names_apart,
    "names-nobody": _names_nobody,
}
