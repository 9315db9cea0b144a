"""What a forum holds: sections and their recommendations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from simple_history.models import HistoricalRecords

from resolution_reader import in_sentence_case
from resolutions.models.addressee import Addressee
from resolutions.models.addresses import address_of
from resolutions.models.addressing import Addressing
from resolutions.models.due import Due, days_in_range, one_term
from resolutions.models.fields import PermanentSlugField, new_code
from resolutions.models.forum import Forum, TakenBack, forum_taken_back
from resolutions.models.gate import listed, owned_by, published
from resolutions.models.line import Line
from resolutions.models.others import OthersField
from resolutions.models.terms import Term, terms_of
from resolutions.models.theme import Theme
from resolutions.models.versioned import Versioned
from resolutions.permissions import Visitor
from resolutions.vocabulary import Act, LineKind
from resolutions.wording import beginning, first_words, place, term


class SectionQuerySet(QuerySet["Section"]):
    def public(self) -> SectionQuerySet:
        return self.filter(listed("forum__"))

    def readable(self) -> SectionQuerySet:
        return self.filter(published("forum__"))

    def owned_by(self, user: Visitor) -> SectionQuerySet:
        return self.filter(owned_by(user, "forum__"))

    def newest_first(self) -> SectionQuerySet:
        """As forums are, each forum's in its own order."""
        newest_day = F("forum__known_day").desc(nulls_last=True)
        return self.order_by(newest_day, "-forum__published_at", "-forum", "order", "pk")

    def for_listing(self) -> SectionQuerySet:
        return self.select_related("forum__locality").with_themes()

    def in_document_order(self) -> SectionQuerySet:
        return self.order_by("forum", "order", "pk")

    def read(self, recommendations: RecommendationQuerySet) -> list[Section]:
        """Each with `.recommendations_shown`, taken from the queryset given, and `.lines_shown`; each knows its way."""
        shown = Prefetch("recommendations", queryset=recommendations, to_attr="recommendations_shown")
        sections = list(self.prefetch_related(shown).with_lines().with_themes().in_document_order())
        for section in sections:
            section.lead_the_way()
        return sections

    def with_lines(self) -> SectionQuerySet:
        """Each with `.lines_shown`, from which `.lead_in` is."""
        return self.prefetch_related(Prefetch("lines", queryset=Line.objects.in_section_order(), to_attr="lines_shown"))

    def with_themes(self) -> SectionQuerySet:
        return self.prefetch_related(Prefetch("themes", to_attr="themes_shown"))


class Section(Versioned):
    """A part of a resolution. Lines and recommendations stand in it in one order; `preamble` is what precedes all."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="sections", verbose_name="форум")
    order = models.PositiveIntegerField("порядок", default=1)
    title = models.TextField("название", blank=True)
    preamble = models.TextField("обсуждение", blank=True)
    title_as_written = models.TextField(
        "заголовок, как напечатан", blank=True, help_text="«Секция 2. Дом»; пусто, если секция названа внутри фразы."
    )
    annex = models.CharField("приложение", max_length=300, blank=True, help_text="«Приложение 1», если секция в нём.")
    slug = PermanentSlugField(within=("forum_id",))
    themes = models.ManyToManyField(Theme, related_name="sections", blank=True, verbose_name="темы")

    objects = SectionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[themes])
    recommendations_shown: list[Recommendation]  # these two only of a row that read() gave
    lines_shown: list[Line]
    themes_shown: list[Theme]  # only of a row that with_themes() gave

    class Meta:
        verbose_name = "секция"
        verbose_name_plural = "секции"
        ordering = ["forum", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "slug"],
                name="section_slug_unique_in_forum",
                violation_error_message="Секция с таким адресом у форума уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{self.forum.get_absolute_url()}#s-{self.slug}"

    @property
    def heading(self) -> str:
        return self.shown_title or "Без названия секции"

    @property
    def shown_title(self) -> str:
        """As every door says it; `title` is as printed. Empty if the document gives none."""
        return in_sentence_case(self.title)

    @property
    def body_shown(self) -> list[Recommendation | Line]:
        """All that it holds, as printed; of a row that read() gave."""
        rows: list[Recommendation | Line] = [*self.lines_shown, *self.recommendations_shown]
        return sorted(rows, key=lambda row: row.order)  # of two with one place the line is above

    def lead_the_way(self) -> None:
        """What it shows of lines and recommendations stands under these same lines: their `.way` asks nothing."""
        lines = {line.pk: line for line in self.lines_shown}
        for line in self.lines_shown:
            line.above = lines.get(line.above_id or 0)
        for row in self.recommendations_shown:
            row.group = lines.get(row.group_id or 0)

    @property
    def lead_in(self) -> str:
        """Its first group as printed: «Участники предлагают:»; of a row that has `.lines_shown`."""
        return next((line.printed for line in self.lines_shown if line.kind == LineKind.GROUP), "")

    def slug_words(self) -> str:
        return self.title or "section"


FORUM = "section__forum__"

# Columns, not relations: a relation would order by what its model orders itself by, forums backwards.
NEWEST_FORUM_FIRST = (F("section__forum__known_day").desc(nulls_last=True), "-section__forum_id")
LINES_ABOVE = ("group", "group__above", "group__above__above")
WAY = 20  # words of each line above a recommendation that is shown alone
# What a card, a record and the words of either say; a row of any of these five tables has far more.
SHOWN_OF_ITSELF = (
    *("order", "number", "label", "text", "code", "act", "repeats", "others"),
    *("due_on", "due_in_days", "due_as_written"),
    *(f"{group}__{name}" for group in LINES_ABOVE for name in ("label", "text")),
)
SHOWN_OF_SECTION = (
    *("slug", "title"),
    *(f"forum__{name}" for name in ("slug", "title", "starts_on", "ends_on", "published_at", "is_demonstration")),
    "forum__locality__name",
)
SHOWN = (*SHOWN_OF_ITSELF, *(f"section__{name}" for name in SHOWN_OF_SECTION))
SHOWN_OF_ADDRESSEE = ("slug", "name", "name_key", "kind", "is_reviewed", "is_seconded", "locality__name")
SHOWN_OF_ADDRESSING = ("recommendation", "code", "role", "order", "as_written", "part__label", "part__text")
THEMES_OF_SECTION = Prefetch("section__themes", to_attr="themes_shown")
IN_FORUM = ["section__order", "section_id", "order", "pk"]


class RecommendationQuerySet(QuerySet["Recommendation"]):
    def public(self) -> RecommendationQuerySet:
        return self.filter(listed(FORUM))

    def readable(self) -> RecommendationQuerySet:
        return self.filter(published(FORUM))

    def owned_by(self, user: Visitor) -> RecommendationQuerySet:
        return self.filter(owned_by(user, FORUM))

    def visible_to(self, user: Visitor) -> RecommendationQuerySet:
        return self.filter(published(FORUM) | owned_by(user, FORUM))

    def without_addressee(self) -> RecommendationQuerySet:
        return self.filter(~Exists(Addressing.objects.filter(recommendation=OuterRef("pk"))))

    def addressed_to(self, addressee: Addressee) -> RecommendationQuerySet:
        return self.filter(addressings__addressee=addressee, addressings__withdrawn_at__isnull=True)

    def newest_first(self) -> RecommendationQuerySet:
        return self.order_by(*NEWEST_FORUM_FIRST, *IN_FORUM)

    def in_document_order(self) -> RecommendationQuerySet:
        """By forum as they were entered, then as printed: the order does not change when a forum is published."""
        return self.order_by("section__forum_id", *IN_FORUM)

    def in_section_order(self) -> RecommendationQuerySet:
        return self.order_by("order", "pk")

    def with_way(self) -> RecommendationQuerySet:
        """Each with the lines that it stands under: `.way` asks nothing more."""
        return self.select_related(LINES_ABOVE[-1])

    def with_rank(self) -> RecommendationQuerySet:
        """Each that has no number with its `.rank` among those of its section; what has one is found by it."""
        sooner = Q(order__lt=OuterRef("order")) | Q(order=OuterRef("order"), pk__lte=OuterRef("pk"))
        counted = Recommendation.objects.filter(sooner, section=OuterRef("section")).order_by()
        rank = Subquery(counted.values("section").annotate(sooner=Count("pk")).values("sooner"))
        return self.annotate(rank=Case(When(number="", then=rank)))

    def with_addressings(self) -> RecommendationQuerySet:
        """Each with `.addressings_shown`: leads before co-executors, as the text names them."""
        return self.prefetch_related(ADDRESSINGS_SHOWN)

    def for_listing(self) -> RecommendationQuerySet:
        """With all that a card shows, in a number of queries that does not depend on the number of rows."""
        return self.select_related("section__forum__locality").with_way().with_addressings().only(*SHOWN)

    def for_page(self) -> RecommendationQuerySet:
        """With all that its own page shows but its place in the section and HANGING_ON_PAGE."""
        return self.select_related("section__forum__locality", "section__forum__organizer")

    def for_records(self) -> RecommendationQuerySet:
        """With all that leaves the register (resolutions/records.py), and who publishes it."""
        rows = self.for_listing().select_related("section__forum__organizer").prefetch_related(THEMES_OF_SECTION)
        return rows.only(*SHOWN, "section__forum__organizer__name")

    def for_many_records(self) -> RecommendationQuerySet:
        """The same of a thousand rows at a time: what many of them share is read once, in two questions more."""
        sections = Section.objects.select_related("forum__locality", "forum__organizer").with_themes()
        bodies = Addressee.objects.select_related("locality").only(*SHOWN_OF_ADDRESSEE)
        addressings = Addressing.objects.select_related("part").only(*SHOWN_OF_ADDRESSING, "addressee")
        return (
            self.with_way()
            .only(*SHOWN_OF_ITSELF, "section")
            .prefetch_related(
                Prefetch("section", sections.only(*SHOWN_OF_SECTION, "forum__organizer__name")),
                shown_of(addressings.prefetch_related(Prefetch("addressee", bodies))),
            )
        )

    def was_public(self, code: str) -> TakenBack | None:
        """That a recommendation stood under this code for everyone, and does not any more; None if none ever did."""
        standing = Recommendation.objects.filter(code=code).values_list("pk", "section__forum_id").first()
        if standing:
            pk, forum = standing
            found = forum_taken_back(id=forum)
            return found if found and was_there(pk, found.at) else None
        removed = Recommendation.history.filter(code=code, history_type="-").first()
        return removed_from_forum(removed) if removed else None


def shown_of(addressings: QuerySet[Addressing]) -> Prefetch[str]:
    return Prefetch("addressings", addressings.order_by("-role", "order", "pk"), to_attr="addressings_shown")


ADDRESSINGS_SHOWN = shown_of(
    Addressing.objects.select_related("addressee__locality", "part").only(
        *SHOWN_OF_ADDRESSING, *(f"addressee__{name}" for name in SHOWN_OF_ADDRESSEE)
    )
)
HANGING_ON_PAGE = (ADDRESSINGS_SHOWN, THEMES_OF_SECTION)  # of a recommendation on its own page


def removed_from_forum(removed: Any) -> TakenBack | None:
    """By a correction, or together with its forum: what that was then decides, as it may be another way since."""
    section = Section.history.filter(id=removed.section_id).first()
    if section is None:
        return None
    records = Forum.history.filter(id=section.forum_id, history_date__lte=removed.history_date)
    then = records.exclude(history_type="-").first()
    if then is None or not (then.published_at or then.withdrawn_at):
        return None
    if then.withdrawn_at and not was_there(removed.id, then.withdrawn_at):
        return None
    now = Forum.objects.readable().filter(pk=then.id).values_list("slug", "organizer__name").first()
    if now is None:
        return forum_taken_back(id=then.id)
    slug, organizer = now
    return TakenBack(removed.history_date, organizer, is_deleted=True, public_forum=slug)


def was_there(key: int, moment: datetime) -> bool:
    """Written before that; what was written into a forum after it had been withdrawn, nobody has seen."""
    seen: bool = Recommendation.history.filter(id=key, history_date__lte=moment).exists()
    return seen


class Recommendation(Due, Versioned):
    """One item of a resolution, verbatim. The permanent code, not the printed number, identifies it."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="recommendations", verbose_name="секция")
    order = models.PositiveIntegerField("порядок", default=1)
    # Sections are numbered afresh and sources misnumber: a number may be empty and may repeat.
    number = models.CharField("номер", max_length=20, blank=True, help_text="Как напечатано: «2.1».")
    label = models.CharField(
        "номер со знаком", max_length=30, blank=True, help_text="Как напечатан: «2.1.», «1)», «–»; пусто – без номера."
    )
    text = models.TextField("текст")
    group = models.ForeignKey(
        Line,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name="под строкой",
        help_text="Вводная строка этой секции, под которой стоит пункт.",
    )
    act = models.CharField("что делает резолюция", max_length=10, choices=Act.choices, default=Act.RECOMMEND)
    repeats = models.CharField("как часто", max_length=200, blank=True, help_text="«Ежеквартально».")
    others = OthersField()
    code = models.CharField("код", max_length=12, unique=True, default=new_code, editable=False)
    # First and last block of the source document, zero-based; empty where it was typed by hand.
    source_first = models.PositiveIntegerField(null=True, blank=True, editable=False)
    source_last = models.PositiveIntegerField(null=True, blank=True, editable=False)

    objects = RecommendationQuerySet.as_manager()
    history = HistoricalRecords()
    addressings_shown: list[Addressing]  # only of a row that with_addressings() gave
    rank: int | None = None  # only of a row that with_rank() or ranked() gave
    cells: Any = None  # of a row that a table shows, see pages/table.py
    excerpt: Any = None  # the pieces of its text around the words asked for, on a page that was asked for words

    class Meta:
        verbose_name = "рекомендация"
        verbose_name_plural = "рекомендации"
        ordering = ["section", "order", "pk"]
        indexes = [models.Index(fields=["section", "order"], name="recommendation_in_section")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="recommendation_has_text",
                violation_error_message="У рекомендации должен быть текст.",
            ),
            models.CheckConstraint(
                condition=models.Q(source_first__isnull=True, source_last__isnull=True)
                | models.Q(source_last__gte=models.F("source_first")),
                name="recommendation_source_in_order",
                violation_error_message="Конец рекомендации в источнике стоит раньше начала.",
            ),
            one_term("recommendation_has_one_term"),
            days_in_range("recommendation_days_in_range"),
            models.CheckConstraint(
                condition=models.Q(act__in=Act.values),
                name="recommendation_act_known",
                violation_error_message="Такого действия у резолюции не бывает.",
            ),
        ]

    def __str__(self) -> str:
        words = self.text.split()
        beginning = " ".join(words[:10]) + (" …" if len(words) > 10 else "")
        return f"{self.number}. {beginning}" if self.number else beginning

    def get_absolute_url(self) -> str:
        return address_of("recommendation-detail", self.code)

    @property
    def way(self) -> list[Line]:
        """The groups that it stands under, the outermost first."""
        return self.group.way if self.group else []

    @property
    def mark(self) -> str:
        """The label as printed; what was typed by hand may have a number alone."""
        return self.label or (f"{self.number}." if self.number else "")

    @property
    def printed(self) -> str:
        return f"{self.mark} {self.text}".strip()

    # Shown alone, it carries its way: every door says these and composes none of its own.

    @property
    def alone(self) -> str:
        """«3. Управлению культуры: в) провести …»; of long lines above it the first words."""
        return " ".join([*(first_words(line.printed, WAY) for line in self.way), self.printed])

    @property
    def heading(self) -> str:
        return beginning(self.text)

    @property
    def place(self) -> str:
        """«пункт 3, в)», «5-я в секции»; empty where it has no number and with_rank() was not asked."""
        return place([*(line.label for line in self.way), self.mark], self.rank)

    @property
    def terms(self) -> list[Term]:
        """What the text says besides: by when, how often, who gets it, who controls."""
        return terms_of(act=self.act, due=term(self.deadline), repeats=self.repeats, others=self.others)


def ranked(rows: Sequence[Recommendation]) -> Sequence[Recommendation]:
    """Those that have no number get their `.rank`: one question for all of them, none where each has a number."""
    nameless = [row.pk for row in rows if not row.number]
    if nameless:
        asked = Recommendation.objects.filter(pk__in=nameless).order_by().only("pk").with_rank()
        ranks = {row.pk: row.rank for row in asked}
        for row in rows:
            row.rank = ranks.get(row.pk)
    return rows


def addressees_by_count(sections: Iterable[Section]) -> list[Addressee]:
    """Whom these sections address, most often first, each with its `.recommendation_count` here."""
    counts = Counter(
        addressing.addressee
        for section in sections
        for recommendation in section.recommendations_shown  # by read()
        for addressing in recommendation.addressings_shown
    )
    for addressee, count in counts.items():
        addressee.recommendation_count = count  # as with_counts() names it
    return sorted(counts, key=lambda addressee: (-counts[addressee], addressee.name_key))
