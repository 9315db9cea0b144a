"""Who is asked, in a table's column: nothing but names, in the dative or the nominative, whatever bodies they are."""

import re

from resolution_reader.addressees.bodies import guess_kind, is_body_word
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.name_lists import RELATIVE
from resolution_reader.addressees.requests.reading import listed
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.language.morphology import has_part_of_speech, is_participle, lemmas
from resolution_reader.outline import Mention, Role

# A full stop ends a name after a whole word or a closing mark, not after «г.», «им.» or initials.
PIECES = re.compile(r"\s*(?:;|\n|(?:(?<=[а-яё]{4})|(?<=[А-ЯЁ]{2})|(?<=[»)]))\.\s+(?=[А-ЯЁ]))\s*")
COMMAS = re.compile(r",\s*(?![^«(]{0,300}[»)])")
LONGEST_LIST = 1_000  # characters that grammar looks at together; a longer list is cut at its commas first
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


def _apart(names: str) -> list[str]:
    """At commas, but for what only describes the name before: «ИП, торгующие на рынке», «дома, где живут»."""
    pieces: list[str] = []
    for piece in COMMAS.split(names):
        if pieces and _describes(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def _describes(piece: str) -> bool:
    first, second = [*piece.split()[:2], "", ""][:2]
    if lemmas(first) & RELATIVE or (lemmas(second) & RELATIVE and has_part_of_speech(first, "PREP")):
        return True
    return is_participle(first, "nomn") and not is_body_word(second)  # «управляющие компании» are a name


def _of_piece(piece: str, directory: Directory, shorthand: dict[str, str], dative: bool, role: Role) -> list[Mention]:
    cases: tuple[str, ...] = ("datv", "nomn") if dative else ("nomn", "datv")
    bare = HELPED.sub("", piece)
    if role == "co-executor":
        cases = ("gent", "ablt", "nomn")
    pieces = _apart(bare)
    described = len(pieces) < len(COMMAS.split(bare))
    whole = [] if described or len(bare) > LONGEST_LIST else listed(Sentence(bare, directory, shorthand), cases, role)
    if whole:
        return whole
    if len(pieces) > 1:
        return [mention for part in pieces for mention in _of_piece(part, directory, shorthand, dative, role)]
    found = directory.find(bare)
    return [Mention(bare, bare, role, found.match if found else "new", found.body.kind if found else guess_kind(bare))]
