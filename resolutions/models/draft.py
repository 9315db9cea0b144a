"""A document on its way into the register: what it says, before an editor has accepted it."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from simple_history.models import HistoricalRecords

from resolution_reader import in_sentence_case
from resolutions.models.errand import Errand
from resolutions.models.forum import Forum
from resolutions.models.kept_files import WholeFiles
from resolutions.models.organizer import Organizer
from resolutions.permissions import Visitor, rows
from resolutions.vocabulary import DraftState, ErrandKind


class DraftQuerySet(QuerySet["Draft"]):
    def source_of(self, forum: Forum) -> Draft | None:
        """The draft of the document that a forum stands on now: its newest correction, or the first one; or None."""
        entered = self.filter(Q(forum=forum) | Q(revises=forum), state=DraftState.ENTERED, source__isnull=False)
        rows = entered.select_related("source").only("forum", "revises", "source__file", "source__original_name")
        return rows.order_by("-changed_at", "-pk").first()

    def owned_by(self, user: Visitor) -> DraftQuerySet:
        """Of the organizers whose forums she keeps; whether she may look into a draft is asked besides."""
        return self.filter(rows(user, "view_forum"))

    def edited_by(self, user: Visitor) -> DraftQuerySet:
        """Drafts this person reviews."""
        return self.filter(rows(user, "edit"))

    def standing(self) -> DraftQuerySet:
        """Without those of forums that were deleted: such a draft is history, and its document may come anew."""
        gone_for_good = Q(state=DraftState.ENTERED, forum__isnull=True, revises__isnull=True)
        deleted = Q(forum__deleted_at__isnull=False) | Q(revises__deleted_at__isnull=False)
        return self.exclude(gone_for_good | deleted)

    def waiting(self) -> DraftQuerySet:
        return self.filter(state=DraftState.WAITING)

    def with_queue_place(self, at: datetime) -> DraftQuerySet:
        """`.queue_place`: 1 for the one read next, counted over all organizers; `.is_being_read`."""
        ahead = Q(waiting_since__lt=OuterRef("waiting_since")) | Q(
            waiting_since=OuterRef("waiting_since"), pk__lt=OuterRef("pk")
        )
        before = Draft.objects.waiting().filter(ahead).order_by().values("state")
        claimed = Errand.objects.filter(kind=ErrandKind.READ, claimed_until__gt=at)
        return self.annotate(
            queue_place=1 + Coalesce(Subquery(before.annotate(number=Count("pk")).values("number")), 0),
            is_being_read=Exists(claimed.filter(key=Cast(OuterRef("pk"), CharField()))),
        )

    def for_listing(self, at: datetime) -> DraftQuerySet:
        """Without the texts, which are long; the title alone, as `.title`."""
        people = ("created_by", "changed_by")
        return (
            self.select_related("source", "organizer", "forum", "revises", *people)
            .annotate(title=F("outline__title"))
            .with_queue_place(at)
            .defer("outline", "blocks")
        )


SOURCES = "sources"  # folder of the documents as they came
UNREAD = (DraftState.WAITING, DraftState.REFUSED)


def storage_name(document: SourceDocument, filename: str) -> str:
    """A name made here; the uploader's own is kept as data only."""
    return f"{SOURCES}/{document.organizer_id}/{document.sha256[:2]}/{document.sha256}"


class SourceDocument(models.Model):
    """The original file, as it came; one per organizer and content."""

    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="documents", verbose_name="организатор")
    file = models.FileField("файл", upload_to=storage_name, storage=WholeFiles(), max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    media_type = models.CharField("тип", max_length=100)
    original_name = models.CharField("имя файла", max_length=255)
    received_at = models.DateTimeField("получен", auto_now_add=True)

    class Meta:
        verbose_name = "исходный документ"
        verbose_name_plural = "исходные документы"
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizer", "sha256"],
                name="document_unique_per_organizer",
                violation_error_message="Этот файл уже загружен.",
            )
        ]

    def __str__(self) -> str:
        return self.original_name


class Draft(models.Model):
    """An outline (resolutions.review.sheet, as JSON) with every doubt listed; nothing public yet.

    Before that, a document that waits to be read, or one that could not be read: their outline is empty.
    """

    # Empty where an editor typed the resolution from nothing.
    source = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="drafts", null=True, blank=True, verbose_name="документ"
    )
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="drafts", verbose_name="организатор")
    # The paragraphs as the reader gave them, by number; nothing ever changes them.
    blocks = models.JSONField("абзацы источника", default=list, blank=True, editable=False)
    outline = models.JSONField("содержание", default=dict)
    revision = models.PositiveIntegerField("редакция", default=1)
    # Number of the edit whose outline this is; undo and redo move it.
    position = models.PositiveIntegerField("место среди правок", default=0, editable=False)
    doubts_left = models.PositiveIntegerField("к проверке", default=0, editable=False)
    state = models.CharField("состояние", max_length=20, choices=DraftState.choices, default=DraftState.OPEN)
    # The queue: who came first is read first. That it is to be read is an Errand, which a worker holds.
    waiting_since = models.DateTimeField("ждёт с", null=True, blank=True, editable=False)
    refusal = models.TextField("почему не прочитан", blank=True, editable=False)
    forum = models.OneToOneField(
        Forum, models.SET_NULL, related_name="draft", null=True, blank=True, verbose_name="форум"
    )
    # A corrected file is compared with the forum it corrects, and never becomes one itself while it does; stand_apart()
    # makes it a draft of its own.
    revises = models.ForeignKey(
        Forum, models.CASCADE, related_name="corrections", null=True, blank=True, verbose_name="исправляет форум"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="кто загрузил",
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="кто правил",
    )
    created_at = models.DateTimeField("создан", auto_now_add=True)
    changed_at = models.DateTimeField("изменён", auto_now=True)
    # Who holds the link sees the preview without an account, until it expires or is taken back.
    share_key = models.CharField("ключ ссылки", max_length=50, blank=True, editable=False)
    shared_until = models.DateTimeField("ссылка действует до", null=True, blank=True, editable=False)

    objects = DraftQuerySet.as_manager()
    title: str | None  # only of a row that for_listing() gave
    queue_place: int  # only of a row that with_queue_place() gave, as the next one
    is_being_read: bool
    # What the outline was before is kept by the edits.
    history = HistoricalRecords(excluded_fields=["blocks", "outline", "share_key"])

    class Meta:
        verbose_name = "черновик"
        verbose_name_plural = "черновики"
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["waiting_since", "id"], name="draft_queue", condition=Q(waiting_since__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DraftState.WAITING, waiting_since__isnull=False)
                | (~Q(state=DraftState.WAITING) & Q(waiting_since__isnull=True)),
                name="draft_waits_since",
                violation_error_message="Черновик в очереди должен помнить, с какого времени ждёт; другой не ждёт.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNREAD) | Q(outline={}, source__isnull=False, forum__isnull=True),
                name="draft_unread_is_a_document_alone",
                violation_error_message="Непрочитанный черновик ещё не имеет содержания и не может стать форумом.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[*UNREAD, DraftState.DISCARDED]) | ~Q(outline={}),
                name="draft_read_before_review",
                violation_error_message="Сначала документ надо прочитать.",
            ),
            models.CheckConstraint(
                condition=(Q(state=DraftState.REFUSED) & ~Q(refusal=""))
                | Q(state=DraftState.DISCARDED)
                | (~Q(state__in=[DraftState.REFUSED, DraftState.DISCARDED]) & Q(refusal="")),
                name="draft_refused_says_why",
                violation_error_message="У непрочитанного черновика должно быть сказано, почему.",
            ),
            models.CheckConstraint(
                condition=Q(share_key="", shared_until__isnull=True)
                | (~Q(share_key="") & Q(shared_until__isnull=False)),
                name="draft_shared_until",
                violation_error_message="У ссылки на черновик должно быть сказано, до какого времени она действует.",
            ),
        ]

    def __str__(self) -> str:
        return f"Черновик: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("draft-review", args=[self.pk])

    @property
    def is_unread(self) -> bool:
        """There is nothing but the document yet; also of one that was put aside because it could not be read."""
        return self.state == DraftState.WAITING or bool(self.refusal)

    @property
    def became(self) -> Forum | None:
        """The forum that it is in: the one it has made, or the one it has corrected."""
        return self.revises or self.forum if self.state == DraftState.ENTERED else None

    @property
    def is_of_nothing(self) -> bool:
        """The forum that it had become was deleted for good."""
        return self.state == DraftState.ENTERED and not (self.forum_id or self.revises_id)

    @property
    def heading(self) -> str:
        """Of a row that for_listing() gave: its title, else its name."""
        return in_sentence_case(self.title or "") or self.name

    @property
    def name(self) -> str:
        return self.source.original_name if self.source else "набран вручную"


class DraftEdit(models.Model):
    """One reversible step of an editor: the outline after it. Number 0 is the outline as it came."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="edits", verbose_name="черновик")
    number = models.PositiveIntegerField("номер")
    kind = models.CharField("что сделано", max_length=200)
    outline = models.JSONField("содержание после правки")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кто"
    )
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "правка черновика"
        verbose_name_plural = "правки черновика"
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "number"],
                name="draft_edit_unique_number",
                violation_error_message="Правка с таким номером уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.kind
