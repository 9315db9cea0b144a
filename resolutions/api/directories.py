"""The directories: themes and places that published forums stand behind."""

from django.db.models import QuerySet

from resolutions.api.counting import counted
from resolutions.api.lists import ListView
from resolutions.api.shapes import PlaceRecord, ThemeRecord, place_record, theme_record
from resolutions.asking.filters import ListFilter
from resolutions.models import Forum, Locality, Theme


class ThemeList(ListView[ListFilter, Theme, ThemeRecord]):
    operation = "listThemes"
    title = "Темы"
    explanation = "Темы, которые есть у опубликованных форумов, по алфавиту."
    record = ThemeRecord
    filterset = ListFilter

    def everything(self) -> QuerySet[Theme]:
        return Theme.objects.public().order_by("name_key")

    def records(self, rows: list[Theme]) -> list[ThemeRecord]:
        counts = counted("theme", rows)
        return [theme_record(row, counts.get(row.pk, 0)) for row in rows]


class PlaceList(ListView[ListFilter, Locality, PlaceRecord]):
    operation = "listPlaces"
    title = "Места"
    explanation = "Города и районы, где проходили опубликованные форумы, с регионом, по алфавиту."
    record = PlaceRecord
    filterset = ListFilter

    def everything(self) -> QuerySet[Locality]:
        held = Locality.objects.filter(forums__in=Forum.objects.public()).distinct()
        return held.select_related("region").order_by("name_key", "pk")

    def records(self, rows: list[Locality]) -> list[PlaceRecord]:
        counts = counted("place", rows)
        return [place_record(row, counts.get(row.pk, 0)) for row in rows]
