"""What the reader makes of a text, a line for each recommendation: short enough to be compared whole."""

from collections.abc import Iterable

from resolution_reader.addressees.directory import general_directory
from resolution_reader.addressees.recogniser import addressees_in
from resolution_reader.outline import Mention
from resolution_reader.pipeline import draft_outline

HEAD = "РЕЗОЛЮЦИЯ\nфорума «Соседи»\nг. Кимры, 5 мая 2024 года\n\n"


def lines(body: str, *, head: str = HEAD) -> list[str]:
    """«[section] number | text | → addressees | deadline»; «+»: who only helps, «^»: whom a line above names."""
    told = []
    for section in draft_outline((head + body).encode(), "txt", general_directory()).sections:
        title = f"[{section.title}] " if section.title else ""
        for entry in section.recommendations:
            text = " ".join(entry.text.split())
            who = names(entry.addressees) + ("^" if entry.implicit else "")
            deadline = f" | {entry.deadline}" if entry.deadline else ""
            told.append(f"{title}{entry.number or '–'} | {text} | → {who}{deadline}")
    return told


def names(mentions: Iterable[Mention]) -> str:
    return "; ".join(("+" if one.role == "co-executor" else "") + one.name for one in mentions) or "–"


def asked(sentence: str) -> str:
    """Who is asked by one sentence: «школы; +Совет мастеров»."""
    return names(addressees_in(sentence, general_directory()))
