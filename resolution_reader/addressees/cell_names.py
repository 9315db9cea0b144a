"""Who is asked, in a table's column: nothing but names, in the dative or the nominative, whatever bodies they are."""

import re

from resolution_reader.addressees.bodies import guess_kind
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.requests.reading import listed
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.outline import Mention, Role

PIECES = re.compile(r"\s*(?:;|\n|(?<=[^\d])\.\s+(?=[А-ЯЁ]))\s*")
COMMAS = re.compile(r",\s*(?![^«(]*[»)])")
BEFORE_NAMES = re.compile(
    r"^\W*(?:ответственн\w+(?:\s+(?:исполнител\w+|за\s+исполнение))?|исполнител\w+|адресат\w*|кому)\s*[:–—-]\s*", re.I
)
HELPED = re.compile(r"^(?:соисполнител\w+|партн[её]р\w*|при\s+участии|совместно\s+с)\s*[:–—-]?\s*", re.I)


def names_in_cell(text: str, directory: Directory, shorthand: dict[str, str], *, dative: bool) -> list[Mention]:
    """The names in their order; a piece that grammar cannot read is a name as it is written."""
    found: list[Mention] = []
    for piece in PIECES.split(text.strip()):
        bare = BEFORE_NAMES.sub("", piece).strip(" ,.–—-•·*")
        helped = HELPED.match(bare)
        if bare:
            found += _of_piece(bare, directory, shorthand, dative, "co-executor" if helped else "lead")
    return found


def _of_piece(piece: str, directory: Directory, shorthand: dict[str, str], dative: bool, role: Role) -> list[Mention]:
    cases: tuple[str, ...] = ("datv", "nomn") if dative else ("nomn", "datv")
    bare = HELPED.sub("", piece)
    if role == "co-executor":
        cases = ("gent", "ablt", "nomn")
    whole = listed(Sentence(bare, directory, shorthand), cases, role)
    if whole:
        return whole
    pieces = COMMAS.split(bare)
    if len(pieces) > 1:
        return [mention for part in pieces for mention in _of_piece(part, directory, shorthand, dative, role)]
    found = directory.find(bare)
    return [Mention(bare, bare, role, found.match if found else "new", found.body.kind if found else guess_kind(bare))]
