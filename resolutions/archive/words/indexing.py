"""Which lemmas stand where: of each recommendation, and of the titles that it stands under."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from resolution_reader.language import WORD, folded, spellings, words_of
from resolutions.archive.notes import Notes
from resolutions.archive.pages.forums import Numbered

TEXT, SECTION, FORUM = range(3)  # of what a word is; numbered as `Numbered` numbers them
TABLES = (
    # `places`: those of the words within the text, ascending.
    "occurrence (lemma TEXT, kind INTEGER, number INTEGER, forum INTEGER, places TEXT)",
    "spelling (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "section (number INTEGER PRIMARY KEY, items INTEGER)",
    "sections_of (forum INTEGER PRIMARY KEY, sections INTEGER)",
)


class Index:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        notes.make(*TABLES)

    def add(self, found: Numbered) -> None:
        sections = found.resolution.sections
        texts = [(FORUM, found.forum, found.resolution.forum.title)]
        texts += [(SECTION, number, row.title) for number, row in enumerate(sections, found.section)]
        texts += [(TEXT, number, row.text) for number, row in enumerate(found.resolution.recommendations, found.item)]
        for kind, number, text in texts:
            self.notes.add_all(
                "occurrence", ((lemma, kind, number, found.forum, places) for lemma, places in lemma_places(text))
            )
            self.notes.add_all("spelling", ((word,) for word in spelled(text)))
        sizes = (len(row.recommendations_shown) for row in sections)
        self.notes.add_all("section", zip(count(found.section), sizes, strict=False))
        self.notes.add("sections_of", (found.forum, len(sections)))

    def close(self) -> None:
        """All texts are there."""
        self.notes.make("lemma (lemma TEXT PRIMARY KEY) WITHOUT ROWID")
        self.notes.run("INSERT INTO lemma SELECT DISTINCT lemma FROM occurrence")


def lemma_places(text: str) -> Iterator[tuple[str, str]]:
    """As resolutions/search/schema.py places lemmas: those of a hyphenated word as a whole stand at its first part."""
    places: dict[str, list[int]] = defaultdict(list)
    place = 0
    for word in words_of(text):
        for lemma in word.together:
            places[lemma].append(place)
        for lemmas in word.positions:
            for lemma in lemmas:
                places[lemma].append(place)
            place += 1
    return ((lemma, " ".join(map(str, sorted(set(own))))) for lemma, own in places.items())


def spelled(text: str) -> Iterable[str]:
    """Everything that lemmas were sought of, once."""
    found = set()
    for word in WORD.findall(text):
        parts, together = spellings(word)
        found |= {folded(part) for part in parts} | {folded(together)}
    return found - {""}
