"""The top of a resolution: title, ordinal, date, place. Everything before the first sentence, heading or item."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from resolution_reader.language.folding import fold
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import EventDates, event_dates
from resolution_reader.structure.front.letterhead import addressed, letterhead
from resolution_reader.structure.front.lines import (
    EVENTS,
    OF_DATE,
    PUBLISHED,
    is_contacts,
    is_number,
    is_place_or_date,
    names_event,
    own_number,
    publishes,
    unspaced,
    without_place_and_date,
)
from resolution_reader.structure.front.mail import end_of_header, subject
from resolution_reader.structure.front.stamps import ADOPTED, STAMPED, approves, date_of_approval, is_boilerplate
from resolution_reader.structure.front.title import end_of_front, is_topic, lies_there
from resolution_reader.structure.front.when_and_where import dates_in_body, ordinal_of, place_of
from resolution_reader.structure.furniture import is_crumbs, is_furniture
from resolution_reader.structure.places import place_in_line

LONGEST_MENU = 60  # paragraphs


@dataclass(frozen=True)
class Front:
    """What the top says; unknown is None. `end` is the first block that is not part of it."""

    title: str | None
    ordinal: str | None
    dates: EventDates | None
    place: str | None
    place_guessed: bool
    end: int
    addressed: str = ""  # whom the head of a letter names: «Главе администрации / города Выборга»


@dataclass
class _Told:
    """What the lines of the top have said so far; who says a thing first is right."""

    title: list[str] = field(default_factory=list)
    dates: EventDates | None = None
    adopted: EventDates | None = None  # the day of approval, when nothing tells a better one
    with_hour: EventDates | None = None  # a day with an hour or weekday under the title, which may be the site's
    place: str | None = None
    closed: bool = False  # a date or place line ends the title

    def by_stamp(self, line: str) -> None:
        self.adopted = self.adopted or date_of_approval(line)

    def by_place_or_date(self, line: str) -> None:
        if publishes(line):
            if self.title and not PUBLISHED.search(line):
                self.with_hour = self.with_hour or event_dates(line)[0]
            return
        self._dated_by(line)
        self.place = self.place or place_in_line(line)
        self.closed = self.closed or any(map(names_event, self.title))

    def by_title(self, line: str) -> None:
        if fold(unspaced(line)) not in map(fold, self.title):  # a file's own title, printed again below
            self.title.append(unspaced(without_place_and_date(line)))
        self._dated_by(line)
        if EVENTS.search(line) and "№" not in line:
            self.by_stamp(line)  # «резолюция форума от 5 мая 2024 года»

    def _dated_by(self, line: str) -> None:
        self.dates = self.dates or next(iter(event_dates(line)), None)


def read_front(blocks: Sequence[Block]) -> Front:
    """Title, ordinal, date and place of the document, and where its body begins."""
    if start := _below_menu(blocks):
        below = read_front(blocks[start:])
        return replace(below, end=start + below.end)
    end = end_of_front(blocks)
    told = _told(blocks, end)
    title = " ".join(told.title) or subject(blocks[: end_of_header(blocks)]) or None
    place, guessed = place_of(told.place, title, blocks, end)
    return Front(
        title=title,
        ordinal=ordinal_of(title, blocks, end),
        dates=told.dates or dates_in_body(blocks[end:]) or told.adopted or told.with_hour,
        place=place,
        place_guessed=guessed,
        end=end,
        addressed=addressed(blocks),
    )


def _below_menu(blocks: Sequence[Block]) -> int:
    """Where the text of a page begins: at the heading right below «Главная » Новости » Обращение»; 0 without them."""
    menu = range(min(len(blocks) - 1, LONGEST_MENU))
    return next((at + 1 for at in menu if is_crumbs(blocks[at].printed) and blocks[at + 1].kind == "heading"), 0)


def _of_stamp(blocks: Sequence[Block], index: int) -> bool:
    """«от 11.03.2025» in the stamp above the title: of the decree that approved it."""
    return bool(STAMPED.match(blocks[0].printed) and OF_DATE.match(blocks[index].printed))


def _told(blocks: Sequence[Block], end: int) -> _Told:
    told, above_title = _Told(), letterhead(blocks)
    for index, block in enumerate(blocks[:end]):
        line = own_number(block.printed)
        if index < above_title and end_of_header(blocks):
            continue  # whoever sent it wrote that
        if is_furniture(line) and not is_place_or_date(line) and told.title:
            continue
        of_writer = index < above_title and (is_contacts(block.printed) or _of_stamp(blocks, index))
        if of_writer or is_boilerplate(blocks, index) or approves(blocks, index):
            told.by_stamp(line)
        elif is_place_or_date(line) or lies_there(blocks, index) or (told.title and is_number(line)):
            told.by_place_or_date(line)
        elif index < above_title:
            if ADOPTED.match(blocks[0].printed):
                told.by_stamp(line)
        elif not told.closed or is_topic(blocks, index):
            told.by_title(line)
    return told
