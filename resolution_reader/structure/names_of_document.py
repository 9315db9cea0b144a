"""The recogniser with one document's directory and short names; also the parser's window on names."""

import re
from dataclasses import replace

from resolution_reader.addressees.bodies import ABBREVIATIONS
from resolution_reader.addressees.cell_names import names_in_cell
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.others import others_in
from resolution_reader.addressees.recogniser import addressees_in, unique
from resolution_reader.addressees.requests.reading import asked_by_heading, nothing_but_names, written_to
from resolution_reader.addressees.requests.sentence import Sentence
from resolution_reader.outline import Mention, Other
from resolution_reader.titles import in_sentence_case

LONGEST_HEADING, LONGEST_TERM = 400, 100  # characters
LETTER = re.compile(r"^\W*(?:(?:открыт|коллективн)\w+\s+)?(?:обращени|письм)\w*\s", re.I)
TO_WHOM = re.compile(r"^\W*(?:кому|адресат\w*)\s*[:–—-]\s*", re.I)
TERM_OF_LINE = re.compile(
    r"[,\s]*\(?\b(?:в\s+срок\s+(?:до|к|не\s+позднее)|срок\b[^.;]{0,10}|до|не\s+позднее)\s+[«\"]?\d[^:;]{0,40}$", re.I
)
WITH_REQUEST = re.compile(r"\s+с\s+(?:просьбой|предложением|ходатайством|инициативой)$", re.I)


class Recogniser:
    """The recogniser with one document's directory and short names; also the parser's window on names."""

    def __init__(self, directory: Directory, shorthand: dict[str, str]) -> None:
        self.directory = directory
        self.shorthand = shorthand
        self._asked: dict[str, tuple[Mention, ...]] = {}

    def asked(self, text: str) -> tuple[Mention, ...]:
        """The bodies some request in the text is directed at; each text is read once."""
        if text not in self._asked:
            self._asked[text] = addressees_in(text, self.directory, self.shorthand)
        return self._asked[text]

    def whole(self, text: str, verb: str = "") -> tuple[Mention, ...]:
        """The bodies when the text is nothing but their names (or those whom the verb of a lead-in asks); else none."""
        if len(text) > LONGEST_HEADING + LONGEST_TERM:
            return ()
        bare = WITH_REQUEST.sub("", TERM_OF_LINE.sub("", _small(TO_WHOM.sub("", text).rstrip(" :.–—-;"))))
        if len(bare) > LONGEST_HEADING:
            return ()
        if verb and (asked := self.asked(f"{verb} {bare}")) and bare.endswith((asked[-1].as_written, ")")):
            return asked
        # «Школы» alone is the title of a section, «Школы:» and «Школам» say who is asked
        sentence = Sentence(bare, self.directory, self.shorthand)
        announces = text.rstrip().endswith((":", "–", "—"))
        return unique(
            nothing_but_names(sentence, nominative=announces) or asked_by_heading(sentence, announces=announces)
        )

    def written_to(self, title: str) -> tuple[Mention, ...]:
        """To whom a letter goes by its title; none where the title is of no letter."""
        if not LETTER.match(title):
            return ()
        return unique(written_to(Sentence(in_sentence_case(title), self.directory, self.shorthand)))

    def others(self, text: str) -> tuple[Other, ...]:
        """The bodies that the text names as recipients of a paper and as controllers."""
        return others_in(text, self.directory, self.shorthand)

    def in_cell(self, text: str, *, dative: bool) -> tuple[Mention, ...]:
        """The bodies a table's cell names; `dative` says how its header puts them."""
        return unique(names_in_cell(text, self.directory, self.shorthand, dative=dative))

    def helpers_in_cell(self, text: str) -> tuple[Mention, ...]:
        return tuple(replace(mention, role="co-executor") for mention in self.in_cell(text, dative=False))


def _small(text: str) -> str:
    """A line in capitals without them, but for known abbreviations: «НКО И ВЛАСТЬ» names no body ВЛАСТЬ."""
    if not text.isupper() or text in ABBREVIATIONS:
        return text
    return " ".join(word if word.strip(",«»") in ABBREVIATIONS else word.lower() for word in text.split())
