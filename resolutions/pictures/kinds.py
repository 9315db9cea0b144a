"""The pictures by the name they have in addresses. A new one is a counting module, a drawing module and a row here."""

from collections.abc import Callable
from dataclasses import dataclass

from resolutions.asking.filters import RecommendationFilter
from resolutions.pictures.addressees import addressees_and_themes_of
from resolutions.pictures.picture import Picture
from resolutions.pictures.places import places_of
from resolutions.pictures.years import years_of


@dataclass(frozen=True)
class Kind:
    """`of` counts and draws; None while nobody has counted."""

    name: str
    title: str
    of: Callable[[RecommendationFilter], Picture | None]

    def picture(self, filtered: RecommendationFilter) -> Picture | None:
        """Of a valid filter; also of one that finds nothing."""
        if not filtered.found.count():
            return Picture("", "По этим фильтрам ничего не найдено.", [], [])
        return self.of(filtered)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("places", "Где прошли форумы", places_of),
        Kind("years", "Когда прошли форумы", years_of),
        Kind("addressees-and-themes", "Кого о чём просят", addressees_and_themes_of),
    )
}
