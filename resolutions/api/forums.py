"""Forums and their sections: lists by place and year, and one forum's resolution as it reads."""

from rest_framework.request import Request

from resolutions.api.counting import counted
from resolutions.api.lists import ListView
from resolutions.api.open_view import OpenView
from resolutions.api.shapes import (
    ForumRecord,
    ForumText,
    SectionRecord,
    forum_record,
    forum_text,
    section_record,
)
from resolutions.asking.filters import ForumFilter, ListFilter
from resolutions.models import Forum, Recommendation, Section
from resolutions.models.contents import SectionQuerySet
from resolutions.models.forum import ForumQuerySet
from resolutions.web.errors import absent


class ForumQuery(ListFilter, ForumFilter):
    """Forums by place and year, in pages."""


class ForumList(ListView[ForumQuery, Forum, ForumRecord]):
    operation = "listForums"
    title = "Форумы"
    explanation = "Форумы, сначала новые. Текст резолюции отдаёт адрес одного форума."
    record = ForumRecord
    filterset = ForumQuery
    examples = ("page_size=5", "year=none")

    def everything(self) -> ForumQuerySet:
        return Forum.objects.public().newest_first().for_listing()

    def records(self, rows: list[Forum]) -> list[ForumRecord]:
        return [forum_record(row) for row in rows]


class ForumDetail(OpenView):
    operation = "getForum"
    title = "Форум"
    explanation = "Резолюция целиком: секции и рекомендации по порядку документа."
    record = ForumText

    def body(self, request: Request, **names: str) -> ForumText:
        slug = names["slug"]
        forum = Forum.objects.readable().for_listing().filter(slug=slug).first()
        if forum is None:
            raise absent(Forum.objects.was_public(slug))
        recommendations = Recommendation.objects.in_section_order().with_addressings()
        return forum_text(forum, forum.sections.read(recommendations))


class SectionList(ListView[ForumQuery, Section, SectionRecord]):
    operation = "listSections"
    title = "Секции"
    explanation = "Секции форумов, сначала новых; место и год отбирают форумы."
    record = SectionRecord
    filterset = ForumQuery
    examples = ("page_size=5",)

    def everything(self) -> ForumQuerySet:
        return Forum.objects.public()

    def rows(self, asked: ForumQuery) -> SectionQuerySet:
        return Section.objects.filter(forum__in=asked.qs).newest_first().for_listing()

    def records(self, rows: list[Section]) -> list[SectionRecord]:
        counts = counted("section", rows)
        return [section_record(row, counts.get(row.pk, 0)) for row in rows]
