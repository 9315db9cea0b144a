"""A forum and its resolution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.db import models
from django.db.models import Count, F, Manager, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.models import HistoricalRecords

from resolution_reader import in_sentence_case
from resolutions.models.addresses import address_of
from resolutions.models.blacking import blacked, lines_in
from resolutions.models.fields import PermanentSlugField
from resolutions.models.gate import listed, published
from resolutions.models.organizer import Organizer
from resolutions.models.places import Locality
from resolutions.models.versioned import Versioned
from resolutions.permissions import Visitor, rows
from resolutions.wording import long_date

# How long a deleted forum can be brought back.
KEPT_DELETED = timedelta(days=90)
HAD_BEEN_PUBLIC = published() | Q(withdrawn_at__isnull=False)
OF_FORUM = ("withdrawn_at", "deleted_at", "organizer__name")


@dataclass(frozen=True)
class TakenBack:
    """What stood under an address for everyone and does not any more: whose and until when, never what it said.

    `at` is when it was seen last; `organizer` is empty where nobody knows any more. `is_deleted`: it was public until
    it was deleted. `public_forum` is the slug of the forum that a recommendation was removed from, if everybody may
    still read that one.
    """

    at: datetime
    organizer: str
    is_deleted: bool = False
    public_forum: str = ""


def forum_taken_back(**which: str | int) -> TakenBack | None:
    """The forum with these values, which had been public; None for one that never was or that is public.

    One that is withdrawn or deleted is there to be asked; of what is gone for good the history tells. Its key is `id`:
    `pk` of the history is the number of a record.
    """
    standing = Forum.everything.filter(withdrawn_at__isnull=False, **which).values_list(*OF_FORUM).first()
    if standing:
        return of_forum(*standing)
    gone = Forum.history.filter(HAD_BEEN_PUBLIC, history_type="-", **which)
    record = gone.values_list(*OF_FORUM, "history_date").first()
    return of_forum(*record) if record else None


def of_forum(
    withdrawn_at: datetime | None, deleted_at: datetime | None, organizer: str | None, gone_at: datetime | None = None
) -> TakenBack:
    """`gone_at`: for good, and without a mark if that was in the days before there were any."""
    at = withdrawn_at or gone_at
    assert at is not None
    return TakenBack(at, organizer or "", is_deleted=withdrawn_at in (None, deleted_at))


class ForumQuerySet(QuerySet["Forum"]):
    def public(self) -> ForumQuerySet:
        """The register, as it is listed and counted."""
        return self.filter(listed())

    def readable(self) -> ForumQuerySet:
        """What everybody may read at its own address: what is public, and the demonstration."""
        return self.filter(published())

    def demonstrations(self) -> ForumQuerySet:
        return self.readable().filter(is_demonstration=True)

    def owned_by(self, user: Visitor) -> ForumQuerySet:
        return self.filter(rows(user, "view_forum"))

    def visible_to(self, user: Visitor) -> ForumQuerySet:
        return self.filter(published() | rows(user, "view_forum"))

    def taken_back(self) -> ForumQuerySet:
        """Of `Forum.everything`: withdrawn or deleted, the last one first."""
        gone = self.filter(Q(withdrawn_at__isnull=False) | Q(deleted_at__isnull=False))
        return gone.order_by(Coalesce("deleted_at", "withdrawn_at").desc(), "-pk")

    def past_return(self, at: datetime) -> ForumQuerySet:
        return self.filter(deleted_at__lte=at - KEPT_DELETED)

    def known_to(self, organizer: Organizer) -> ForumQuerySet:
        """What this organizer's editors may learn of: whatever is public, and all that is its own."""
        return self.filter(published() | Q(organizer=organizer))

    def newest_first(self) -> ForumQuerySet:
        """By the day that is known; forums without any come last."""
        return self.order_by(F("known_day").desc(nulls_last=True), "-published_at", "-pk")

    def for_page(self) -> ForumQuerySet:
        """With organizer, locality and its region; whoever has its sections as well sets `.recommendation_count`."""
        return self.select_related("organizer", "locality__region")

    def for_cards(self) -> ForumQuerySet:
        """With all that a card shows: the locality, and `.recommendation_count`."""
        # A subquery counts for the rows shown; a join would count for every forum before the first is shown.
        itself = Forum.everything.filter(pk=OuterRef("pk")).order_by().values("pk")
        counted = itself.annotate(count=Count("sections__recommendations")).values("count")
        return self.annotate(recommendation_count=Subquery(counted)).select_related("locality")

    def for_listing(self) -> ForumQuerySet:
        """With what a page has, and `.recommendation_count`."""
        return self.for_cards().for_page()

    def was_public(self, slug: str) -> TakenBack | None:
        """That a forum stood under this address for everyone, and does not any more; None if none ever did."""
        return forum_taken_back(slug=slug)


class StandingForumManager(Manager.from_queryset(ForumQuerySet)):  # type: ignore[misc]  # made by Django at run time
    """Leaves out what was deleted: whoever asks for it says so (`Forum.everything`)."""

    def get_queryset(self) -> ForumQuerySet:
        standing: ForumQuerySet = super().get_queryset().filter(deleted_at__isnull=True)
        return standing


class Forum(Versioned):
    """One forum with its resolution. What the source does not say stays empty, «не указано» in public."""

    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="forums", verbose_name="организатор")
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="forums", null=True, blank=True, verbose_name="город или район"
    )
    title = models.TextField("название", blank=True)
    ordinal = models.CharField("номер по счёту", max_length=20, blank=True, help_text="Как напечатано: «V».")
    motto = models.TextField("девиз", blank=True)
    starts_on = models.DateField("первый день", null=True, blank=True)
    ends_on = models.DateField("последний день", null=True, blank=True)
    # Either day may be unknown; year and order go by the one that is known.
    known_day = models.GeneratedField(
        expression=Coalesce("starts_on", "ends_on"), output_field=models.DateField(null=True), db_persist=True
    )
    place = models.CharField("место проведения", max_length=300, blank=True, help_text="Здание, зал, адрес.")
    head = models.TextField("шапка документа", blank=True, help_text="Строки над текстом резолюции, как напечатаны.")
    preamble = models.TextField("преамбула", blank=True)
    adopted_on = models.DateField("принята", null=True, blank=True)
    adopted_number = models.CharField("номер документа", max_length=50, blank=True)
    votes = models.CharField("голосование", max_length=500, blank=True, help_text="Как напечатано: «за – 31».")
    slug = PermanentSlugField(unique=True)
    published_at = models.DateTimeField("опубликован", null=True, blank=True, editable=False)
    # Since when those who could see it cannot: its addresses say so. Stays when it is deleted after that.
    withdrawn_at = models.DateTimeField("снят с публикации", null=True, blank=True, editable=False)
    # Deleted, and can be brought back for a while; then it goes for good.
    deleted_at = models.DateTimeField("удалён", null=True, blank=True, editable=False)
    # Of an invented town, to show what the portal can do; said once, when it is entered (review/demonstration.py).
    is_demonstration = models.BooleanField("демонстрация", default=False, db_default=False, editable=False)

    # The default manager leaves out what was deleted, so that nobody shows it who has not thought of it.
    objects = StandingForumManager()
    everything = ForumQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["known_day"])
    recommendation_count: int  # of a row that for_listing() gave, or that a page has set it of
    first_request: int | None  # its key; of a row that the front page asks for

    class Meta:
        verbose_name = "форум"
        verbose_name_plural = "форумы"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["known_day"], name="forum_known_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="forum_ends_after_start",
                violation_error_message="Последний день форума не может быть раньше первого.",
            ),
            # Whatever asks for what is published, in whatever language, cannot get what was taken back.
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(withdrawn_at__isnull=True, deleted_at__isnull=True),
                name="forum_public_or_taken_back",
                violation_error_message="Снятый с публикации или удалённый форум не может быть опубликован.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return address_of("forum-detail", self.slug)

    @property
    def heading(self) -> str:
        return self.shown_title or "Резолюция форума (название не указано)"

    @property
    def shown_title(self) -> str:
        """As every door says it; `title` is as printed. Empty if the document gives none."""
        return in_sentence_case(self.title)

    @property
    def overline(self) -> str:
        """What kind of document it is, above the heading; empty where the heading says so itself."""
        return "" if "резолюци" in self.heading.lower() else "Резолюция"

    @property
    def day(self) -> date | None:
        return self.starts_on or self.ends_on

    @property
    def paper(self) -> str:
        """«№ 12 от 22 апреля 2021 г.»: number and day of the paper, as far as the document tells them."""
        number = f"№ {self.adopted_number}" if self.adopted_number else ""
        day = f"от {long_date(self.adopted_on)}" if self.adopted_on else ""
        return f"{number} {day}".strip()

    @property
    def is_listed(self) -> bool:
        """As models/gate.py says it of rows."""
        return self.published_at is not None and not self.is_demonstration

    @property
    def is_restorable(self) -> bool:
        """It was deleted, and not too long ago to be brought back."""
        return self.deleted_at is not None and timezone.now() < self.deleted_at + KEPT_DELETED

    @cached_property
    def hidden_words(self) -> tuple[str, ...]:
        """Sets of words that nobody is to read in public; asked once for this row."""
        kept = self.hidings.filter(taken_back_at__isnull=True).values_list("words", flat=True) if self.pk else ()
        return tuple(line for words in kept for line in lines_in(words))

    def blacked(self, text: str) -> str:
        """For whatever shows words of this resolution that are not its rows': earlier ones, the document's."""
        return blacked(text, self.hidden_words)

    def slug_words(self) -> str:
        place = self.locality.name if self.locality else "forum"
        return f"{place} {self.day.year}" if self.day else place
