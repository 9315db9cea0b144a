"""What is taken away: which recommendations, in which order, and how that is said in words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from resolutions.asking.choice import SAID_IN_WORDS, choice_of
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Addressee, Forum, Recommendation, Section
from resolutions.records import absolute
from resolutions.wording import dates

ALL = "Рекомендации общественных форумов"
ONE_BODY = "Сводка по адресату: {}"
OF_A_SCREEN = ("page", "page_size")  # a file has no pages


@dataclass(frozen=True)
class Selection:
    """Exactly these recommendations. `chunks()` gives every row once, with all that a record holds."""

    title: str
    told: dict[str, list[str]]  # what was chosen: parameter in words -> values in words
    address: str  # of the page that shows the same
    taken_at: datetime
    count: int
    chunks: Callable[[], Iterator[list[Recommendation]]]
    forum: Forum | None = None  # when it is one resolution, read as a whole
    taken_by: str = ""  # whose place it takes; nobody's are not counted


def filtered(query: QueryDict) -> RecommendationFilter:
    """The list's filter under an address of the list; in chunks it gives the order of documents, never of relevance."""
    query = query.copy()
    for name in OF_A_SCREEN:
        query.pop(name, None)
    return RecommendationFilter(query, Recommendation.objects.public())


def selection_of_list(found: RecommendationFilter, query: QueryDict, taken_at: datetime) -> Selection:
    """Of a filter in which nothing is wrong."""
    known = [
        (name, value)
        for name in RecommendationFilter.base_filters
        if name not in OF_A_SCREEN
        for value in query.getlist(name)
        if value
    ]
    return Selection(
        title=title_of(found),
        told=chosen_in_words(found),
        address=absolute(reverse("recommendation-list")) + (f"?{urlencode(known)}" if known else ""),
        taken_at=taken_at,
        count=found.found.count(),
        chunks=found.found.in_chunks,
    )


def title_of(found: RecommendationFilter) -> str:
    bodies = {body.pk: body for body in found.rows("to", Addressee)}
    if len(bodies) == 1 and all(found.chosen("to").values()):
        return ONE_BODY.format(bodies.popitem()[1].name)
    return ALL


def chosen_in_words(found: RecommendationFilter) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for one in choice_of(found):
        if one.name != "q":
            words.setdefault(one.parameter, []).append("да" if one.name in SAID_IN_WORDS else one.label)
    return words


def selection_of_forum(forum: Forum, taken_at: datetime) -> Selection:
    """A whole resolution, in the order in which it was printed."""
    where = {"Где": [forum.locality.name]} if forum.locality else {}

    def chunks() -> Iterator[list[Recommendation]]:
        for section in sections_of(forum):
            yield section.recommendations_shown

    return Selection(
        title=forum.heading,
        told={"Форум": [forum.heading], "Когда": [dates(forum)]} | where,
        address=absolute(forum.get_absolute_url()),
        taken_at=taken_at,
        count=forum.recommendation_count,
        chunks=chunks,
        forum=forum,
    )


def sections_of(forum: Forum) -> list[Section]:
    """The sections with `.recommendations_shown`, each of them fit for a record."""
    recommendations = Recommendation.objects.in_section_order().with_addressings()
    return forum.sections.read(recommendations)
