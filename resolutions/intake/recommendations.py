"""Items of the skeleton to recommendations: who is asked, by when, in how many parts."""

from dataclasses import replace

from resolutions.intake.cell_names import names_in_cell
from resolutions.intake.dates import deadline
from resolutions.intake.directory import Directory
from resolutions.intake.outline import Mention, Part, Recommendation
from resolutions.intake.recogniser import addressees, unique
from resolutions.intake.sentence_reader import SentenceReader
from resolutions.intake.skeleton import Item

LONGEST_HEADING = 400  # characters


class Recogniser:
    """The recogniser with one document's directory and short names; also the parser's window on names."""

    def __init__(self, directory: Directory, shorthand: dict[str, str]) -> None:
        self.directory = directory
        self.shorthand = shorthand
        self._asked: dict[str, tuple[Mention, ...]] = {}

    def asked(self, text: str) -> tuple[Mention, ...]:
        """The bodies some request in the text is directed at; each text is read once."""
        if text not in self._asked:
            self._asked[text] = addressees(text, self.directory, self.shorthand)
        return self._asked[text]

    def whole(self, text: str) -> tuple[Mention, ...]:
        """The bodies when the text is nothing but their names; else none."""
        bare = text.rstrip(" :.–—-;")
        if len(bare) > LONGEST_HEADING:
            return ()
        # «Школы» alone is the title of a section, «Школы:» and «Школам» say who is asked
        reader = SentenceReader(bare, self.directory, self.shorthand)
        return unique(reader.whole(nominative=text.rstrip().endswith((":", "–", "—"))))

    def in_cell(self, text: str, *, dative: bool) -> tuple[Mention, ...]:
        """The bodies a table's cell names; `dative` says how its header puts them."""
        return unique(names_in_cell(text, self.directory, self.shorthand, dative=dative))

    def helpers_in_cell(self, text: str) -> tuple[Mention, ...]:
        return tuple(replace(mention, role="co-executor") for mention in self.in_cell(text, dative=False))


def recommendation(item: Item, recogniser: Recogniser) -> Recommendation:
    """One recommendation; its addressees are its own, else those of the lead-in it stands under (implicit)."""
    own = _own(item, recogniser)
    inherited = item.lead_in.mentions if item.lead_in else ()
    implicit = bool(inherited) and not any(mention.role == "lead" for mention in own)
    return Recommendation(
        number=item.label.number if item.label else None,
        text=item.text,
        deadline=(item.beside and item.beside.deadline) or deadline(item.text),
        implicit=implicit,
        source=(item.first, item.last),
        parts=tuple(Part(label.number if label else None, text) for label, text in item.parts),
        addressees=_with_helpers(inherited, own) if implicit else own,
        lead_in=item.lead_in.text if item.lead_in else None,
    )


def _own(item: Item, recogniser: Recogniser) -> tuple[Mention, ...]:
    """Those whom the row's own cell names, and who helps them by the text; else those whom the text names."""
    said = recogniser.asked(item.text)
    if item.beside and item.beside.addressees:
        return unique([*item.beside.addressees, *(mention for mention in said if mention.role == "co-executor")])
    return said


def _with_helpers(inherited: tuple[Mention, ...], own: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return unique([*inherited, *(replace(mention, role="co-executor") for mention in own)])
