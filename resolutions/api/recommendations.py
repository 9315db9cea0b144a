"""Recommendations: the list with its facets, and one under its permanent code."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from django.db.models import prefetch_related_objects
from rest_framework.request import Request

from resolutions.api.lists import ListView
from resolutions.api.open_view import OpenView
from resolutions.asking.closed import ValuesFilter
from resolutions.asking.filters import RecommendationFilter
from resolutions.asking.meanings import NONE
from resolutions.models import Recommendation
from resolutions.models.contents import THEMES_OF_SECTION, RecommendationQuerySet
from resolutions.records import RecommendationRecord, record_of
from resolutions.search.asked import LONGEST, is_cut
from resolutions.search.counting import TOGETHER
from resolutions.search.found import Found
from resolutions.search.schema import PARAMETERS
from resolutions.search.values import labelled
from resolutions.web.errors import absent

FEW = 1000  # recommendations


class FacetValue(TypedDict):
    value: Annotated[str, "значение параметра"]
    label: Annotated[str, "название"]
    count: Annotated[int, "сколько рекомендаций было бы с этим значением, если остальные параметры оставить"]


class Beside(TypedDict):
    facets: Annotated[
        dict[str, list[FacetValue]] | None,
        "подсчёты по параметрам, все ненулевые значения; null, если подсчитать сейчас нельзя",
    ]
    notes: Annotated[list[str], "замечания: например, что слишком длинный запрос обрезан; обычно пусто"]


def known_facets(values: list[str]) -> dict[str, tuple[str, ...]]:
    """{«kind,year»: (kind, year)}; «none» is none of them."""
    known: dict[str, tuple[str, ...]] = {text: () if text == NONE else tuple(text.split(",")) for text in values}
    return {text: names for text, names in known.items() if set(names) <= set(PARAMETERS)}


class RecommendationQuery(RecommendationFilter):
    """The list's parameters, and the API's own: which facets to send."""

    SINGLE = (*RecommendationFilter.SINGLE, "facets")

    facets = ValuesFilter(label="Подсчёты", known=known_facets)


class RecommendationList(ListView[RecommendationQuery, Recommendation, RecommendationRecord]):
    operation = "listRecommendations"
    title = "Рекомендации"
    explanation = (
        "Список с отбором. Значения одного параметра складываются (ИЛИ), разные параметры сужают отбор (И). Пустые "
        "значения и неизвестные параметры не учитываются; неизвестное значение известного параметра: ответ 400."
    )
    record = RecommendationRecord
    extras = Beside
    filterset = RecommendationQuery
    examples = ("page_size=5", "to=none", "kind=city-hall&sort=document", "facets=year,kind&page_size=1")

    def everything(self) -> RecommendationQuerySet:
        return Recommendation.objects.public()

    def rows(self, asked: RecommendationQuery) -> Found:
        return asked.found

    def records(self, rows: list[Recommendation]) -> list[RecommendationRecord]:
        prefetch_related_objects(rows, THEMES_OF_SECTION)  # the rest came with the slice
        return [record_of(row) for row in rows]

    def beside(self, asked: RecommendationQuery) -> Beside:
        named = [names for names in asked.chosen("facets").values() if isinstance(names, tuple)]
        facets = facets_of(asked.found, named[0] if named else usual_facets(asked.found))
        cut = [f"Запрос обрезан до {LONGEST} знаков."] if any(map(is_cut, asked.chosen("q"))) else []
        return {"facets": facets, "notes": cut}


def usual_facets(found: Found) -> list[str]:
    """Without being asked for: forums and sections grow without end, so that many of them are sent by name only."""
    return [name for name in PARAMETERS if name in TOGETHER or (found.count_without(name) or 0) <= FEW]


def facets_of(found: Found, names: Iterable[str]) -> dict[str, list[FacetValue]] | None:
    facets: dict[str, list[FacetValue]] = {}
    for name in names:
        counts = found.counts(name)
        if counts is None:
            return None
        facets[name] = [
            {"value": row.value, "label": row.label, "count": row.count} for row in labelled(name, counts, found.names)
        ]
    return facets


class RecommendationDetail(OpenView):
    operation = "getRecommendation"
    title = "Рекомендация"
    explanation = "Одна рекомендация по постоянному коду."
    record = RecommendationRecord

    def body(self, request: Request, **names: str) -> RecommendationRecord:
        code = names["code"]
        row = Recommendation.objects.readable().for_records().filter(code=code).first()
        if row is None:
            raise absent(Recommendation.objects.was_public(code))
        return record_of(row)
