"""A list as a table: what stands in its cells. The words of a recommendation and whom it asks have links, and the
template sets them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from resolutions.asking.looks import COLUMNS
from resolutions.models import Recommendation
from resolutions.models.contents import THEMES_OF_SECTION
from resolutions.vocabulary import Act
from resolutions.wording import dates, term


@dataclass(frozen=True)
class Cell:
    name: str
    label: str
    text: str


WORDS: dict[str, Callable[[Recommendation], str]] = {
    "to": lambda row: "",
    "term": lambda row: term(row.deadline),
    "section": lambda row: row.section.heading,
    "theme": lambda row: ", ".join(theme.name for theme in row.section.themes_shown),
    "act": lambda row: Act(row.act).label,
    "forum": lambda row: row.section.forum.heading,
    "place": lambda row: row.section.forum.locality.name if row.section.forum.locality else "",
    "day": lambda row: dates(row.section.forum),
    "code": lambda row: row.code,
}
assert set(WORDS) == set(COLUMNS)


def with_cells(rows: Sequence[Recommendation], columns: Iterable[str]) -> None:
    """Each of the rows gets `.cells`, in the order of the columns; themes are one question more for all of them."""
    names = list(columns)
    if "theme" in names:
        prefetch_related_objects(rows, THEMES_OF_SECTION)
    for row in rows:
        row.cells = [Cell(name, COLUMNS[name], WORDS[name](row)) for name in names]
