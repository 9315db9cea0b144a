"""A picture on a page: its drawing as a part of the page, named and described for screen readers."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from resolutions.asking.chosen import canonical_query
from resolutions.asking.filters import RecommendationFilter
from resolutions.pictures.kinds import KINDS, Kind
from resolutions.pictures.picture import Picture
from resolutions.pictures.places import places_of
from resolutions.pictures.svg import element, whole
from resolutions.pictures.years import years_of

TOWNS_OF_HOME = 6


@dataclass(frozen=True)
class Shown:
    """`query` is that of the filter, with its question mark; may be empty."""

    kind: Kind
    picture: Picture
    query: str

    @cached_property
    def drawing(self) -> SafeString:
        """Empty where there is nothing to draw."""
        if self.picture.drawing is None:
            return SafeString("")
        # A group and no image: an image hides its links from screen readers.
        ids = {"aria-labelledby": f"{self.kind.name}-name", "aria-describedby": f"{self.kind.name}-words"}
        heads = (
            element("title", f"{self.kind.title}, картинка", id=ids["aria-labelledby"]),
            element("desc", self.picture.sentence, id=ids["aria-describedby"]),
        )
        return mark_safe(whole(self.picture.drawing, *heads, class_="picture__drawing", role="group", **ids))

    @property
    def url(self) -> str:
        return reverse("picture-page", args=[self.kind.name]) + self.query

    @property
    def files(self) -> list[tuple[str, str]]:
        """Labels and addresses."""
        return [
            (label, reverse("picture-file", args=[self.kind.name, format]) + self.query)
            for format, label in (("png", "PNG"), ("svg", "SVG"), ("csv", "таблица CSV"))
        ]


def query_of(filtered: RecommendationFilter) -> str:
    """With its question mark; the same for the same choice."""
    query = canonical_query(filtered)
    return f"?{query}" if query else ""


def shown_of(kind: Kind, filtered: RecommendationFilter, picture: Picture) -> Shown:
    return Shown(kind, picture, query_of(filtered))


def pictures_of(filtered: RecommendationFilter) -> list[Shown]:
    """Those that have something drawn; none while nobody has counted."""
    made = [(kind, kind.of(filtered)) for kind in KINDS.values()]
    return [shown_of(kind, filtered, picture) for kind, picture in made if picture and picture.drawing]


def pictures_of_home(filtered: RecommendationFilter) -> dict[str, Shown]:
    """{name: picture}: places, small, and years of a few towns; those that have something to compare."""
    made = {"places": places_of(filtered, is_small=True), "years": years_of(filtered, most=TOWNS_OF_HOME)}
    return {
        name: shown_of(KINDS[name], filtered, picture)
        for name, picture in made.items()
        if picture and picture.drawing and len(picture.rows) > 1
    }
