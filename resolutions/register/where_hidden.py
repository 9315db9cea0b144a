"""Where words stand before they are hidden, and which other forms of them would stay: for who is about to hide them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Model

from resolution_reader.language import fold, lemmas_of
from resolutions.models import Addressing, Forum, Line, Part, Recommendation, Section
from resolutions.models.blacking import Hit, blacked, hits_in
from resolutions.register.hidden_names import CALLED, address_in, named_in, names_of, tells
from resolutions.register.hiding import document_of, rows_of, texts_of

MOST_FORMS = 20
NAME = re.compile(r"\b[А-ЯЁA-Z][\w-]{2,}")  # what begins with a capital, as names and streets do


class Place(NamedTuple):
    where: str
    hits: list[Hit]


def places_of(forum: Forum, lines: Sequence[str]) -> list[Place]:
    """Rows in their order, then the directories, the document, and addresses."""
    found = [Place(where, hits) for where, text in said(forum, lines) if (hits := hits_in(text, lines))]
    with_addresses = [*rows_of(forum), *named_in(forum, lines)]
    return found + [
        Place("Адрес страницы", [Hit("", address_in(row), "")]) for row in with_addresses if tells(row, lines)
    ]


def said(forum: Forum, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for row in rows_of(forum):
        yield from ((called(row), text) for text in texts_of(row))
    for row in named_in(forum, lines):
        yield from ((CALLED[type(row)], name) for name in names_of(row))
    yield from zip(("Исходный документ", "Имя исходного файла"), document_of(forum), strict=False)


def called(row: Model) -> str:
    match row:
        case Section():
            return f"Секция «{row.heading}»"
        case Line():
            return "Строка между рекомендациями"
        case Recommendation():
            return f"Рекомендация {row.mark}".strip()
        case Part():
            return f"Часть {row.label}".strip()
        case Addressing():
            return "Как в тексте назван адресат"
        case _:
            return "Название, шапка и преамбула"


def other_forms(forum: Forum, lines: Sequence[str]) -> list[str]:
    """«Ивановой», «Иванов» beside «Иванова»: names of the text that would stay visible, as printed."""
    texts = [text for row in rows_of(forum) for text in texts_of(row)]
    printed = " ".join(hit.words for text in texts for hit in hits_in(text, lines))
    wanted = {lemma for word in NAME.findall(printed) for lemma in lemmas_of(word)}
    found: dict[str, str] = {}
    for text in texts if wanted else ():
        for word in NAME.findall(blacked(text, lines)):
            if fold(word) not in found and wanted.intersection(lemmas_of(word)):
                found[fold(word)] = word
    return list(found.values())[:MOST_FORMS]
