"""A document on its way into the register: what it says, before an editor has accepted it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from resolutions.models.forum import Forum
from resolutions.models.organizer import Organizer
from resolutions.querysets.draft import DraftQuerySet
from resolutions.vocabulary import DraftState


def storage_name(document: "SourceDocument", filename: str) -> str:
    """A name made here; the uploader's own is kept as data only."""
    return f"sources/{document.organizer_id}/{document.sha256[:2]}/{document.sha256}"


class SourceDocument(models.Model):
    """The original file, as it came; one per organizer and content."""

    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="documents", verbose_name="организатор")
    file = models.FileField("файл", upload_to=storage_name, max_length=200)
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
    """An outline (resolutions.review.sheet, as JSON) with every doubt listed; nothing public yet."""

    # Empty where an editor typed the resolution from nothing.
    source = models.ForeignKey(
        SourceDocument, models.PROTECT, related_name="drafts", null=True, blank=True, verbose_name="документ"
    )
    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="drafts", verbose_name="организатор")
    # The paragraphs as the reader gave them, by number; nothing ever changes them.
    blocks = models.JSONField("абзацы источника", default=list, blank=True, editable=False)
    outline = models.JSONField("содержание")
    revision = models.PositiveIntegerField("редакция", default=1)
    # Number of the edit whose outline this is; undo and redo move it.
    position = models.PositiveIntegerField("место среди правок", default=0, editable=False)
    doubts_left = models.PositiveIntegerField("к проверке", default=0, editable=False)
    state = models.CharField("состояние", max_length=20, choices=DraftState.choices, default=DraftState.OPEN)
    forum = models.OneToOneField(
        Forum, models.SET_NULL, related_name="draft", null=True, blank=True, verbose_name="форум"
    )
    # A corrected file is compared with the forum it corrects, and never becomes one of its own.
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
    # What the outline was before is kept by the edits.
    history = HistoricalRecords(excluded_fields=["blocks", "outline", "share_key"])

    class Meta:
        verbose_name = "черновик"
        verbose_name_plural = "черновики"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"Черновик: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("draft-review", args=[self.pk])

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
