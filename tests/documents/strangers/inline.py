"""The marks inside a text of the markup -> the pieces to print, and what they say; markup.py documents them."""

import re
from dataclasses import dataclass

INLINE = re.compile(r"\{\{(?P<hidden>[^{}]+)\}\}|\{(?P<shown>[^{}]*)\}")
OTHERS = {">": "recipient", "!": "controller"}


@dataclass
class Piece:
    text: str
    kind: str = "plain"  # plain, inserted, deleted, footnote


def inline(text: str) -> tuple[list[Piece], dict]:
    pieces: list[Piece] = []
    marks: dict = {"addressees": [], "deadline": {}, "repeats": {}, "others": []}
    at = 0
    for mark in INLINE.finditer(text):
        pieces.append(Piece(text[at : mark.start()]))
        at = mark.end()
        if mark["hidden"]:
            note(mark["hidden"], marks)
        elif mark["shown"] == "*":
            pieces.append(Piece("", "footnote"))
        elif mark["shown"][0] in "-^":
            pieces.append(Piece(mark["shown"][1:], "deleted" if mark["shown"][0] == "-" else "inserted"))
        else:
            pieces.append(Piece(note(mark["shown"], marks)))
    pieces.append(Piece(text[at:].rstrip()))
    return [piece for piece in pieces if piece.text or piece.kind == "footnote"], marks


def note(spec: str, marks: dict) -> str:
    """Writes what a mark says among the others; -> the words that are printed in its place."""
    sign = spec[0]
    if sign == "~":
        marks["deadline"] = deadline(spec[1:])
        return marks["deadline"]["deadline_as_written"]
    if sign == "%":
        marks["repeats"] = {"repeats": spec[1:].removeprefix("?")} | optional("repeats_", spec[1:])
        return marks["repeats"]["repeats"]
    if sign in OTHERS:
        found = named(spec[1:].removeprefix("?")) | {"role": OTHERS[sign]} | optional("", spec[1:])
        marks["others"].append(found)
        return found["as_written"]
    marks["addressees"].append(addressee(spec))
    return marks["addressees"][-1]["as_written"]


def optional(of: str, spec: str) -> dict:
    return {f"{of}optional": True} if spec[0] == "?" else {}


def addressee(spec: str) -> dict:
    sign = spec[0] if spec[0] in "+?" else ""
    return named(spec.removeprefix(sign)) | {"": {}, "+": {"role": "co-executor"}, "?": {"optional": True}}[sign]


def named(spec: str) -> dict:
    written, _, names = spec.partition("=")
    stem, *endings = written.split("|")
    name = stem
    if endings:
        _, space, rest = endings[1].partition(" ")
        written, name = stem + endings[0] + space + rest, stem + endings[1]
    name, *aliases = (names or name).split("/")
    return {"name": name, "as_written": written} | ({"aliases": aliases} if aliases else {})


def deadline(spec: str) -> dict:
    written, _, iso = spec.partition("=")
    return {"deadline": iso or written, "deadline_as_written": written}


def cell_of(kind: str, cell: str) -> tuple[str, dict]:
    pieces, marks = inline(cell)
    text = "".join(piece.text for piece in pieces)
    if kind == "~":
        marks["deadline"] = deadline(text)
        text = marks["deadline"]["deadline_as_written"]
    return text, marks
