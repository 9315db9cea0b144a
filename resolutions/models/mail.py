"""Mails that wait to be sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from resolutions.models.errand import Errand
from resolutions.models.subscription import Digest, Subscription
from resolutions.vocabulary import ErrandKind, MailKind

# Answers that somebody waits for come before news.
SENDING = (ErrandKind.MAIL, ErrandKind.NEWS)


def sort_of(mail: Mail) -> ErrandKind:
    """Of the errand by which it is sent."""
    return ErrandKind.NEWS if mail.digest_id else ErrandKind.MAIL


class MailQuerySet(QuerySet["Mail"]):
    @transaction.atomic(savepoint=False)
    def post(self, kind: str, **recipient: Any) -> Mail:
        """The mail, waiting to be sent at once; one of this kind that waits for this recipient already is the same."""
        mail, is_new = self.get_or_create(kind=kind, **recipient)
        if is_new:
            Errand.objects.post(sort_of(mail), mail.pk)
        elif mail.given_up:
            self.filter(pk=mail.pk).again()
        return mail

    @transaction.atomic
    def again(self) -> int:
        """To be tried anew, as if just posted; how many."""
        mails = list(self)
        for mail in mails:
            Errand.objects.post(sort_of(mail), mail.pk)
        Errand.objects.filter(kind__in=SENDING, key__in=[str(mail.pk) for mail in mails]).update(
            due=timezone.now(), attempts=0
        )
        return self.update(given_up=False)

    def in_vain(self, before: datetime) -> MailQuerySet:
        """To mailboxes that somebody typed and no server knows: nobody will ask for them to be tried anew."""
        return self.filter(given_up=True, posted_at__lt=before).exclude(asked_by="")

    def forget_errands(self) -> int:
        """Those given up whose mail has gone with its recipient: whoever sends does not come by any more. How many."""
        mine = self.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("key"))
        errands = Errand.objects.filter(kind__in=SENDING, due__isnull=True)
        return int(errands.filter(~Exists(mine)).delete()[0])

    def with_tries(self) -> MailQuerySet:
        """`.attempts` so far; `.next_try_at`, None where there will be none by itself."""
        errands = Errand.objects.filter(kind__in=SENDING, key=Cast(OuterRef("pk"), CharField()))
        tried, due, held = (Subquery(errands.values(name)[:1]) for name in ("attempts", "due", "claimed_until"))
        # Whoever is at it may die: then it comes again when the claim ends.
        return self.annotate(attempts=tried, next_try_at=Coalesce(held, due))


class Mail(models.Model):
    """To whom and about what; the words are found when it is sent, and then the row is gone.

    So nothing here has to be kept right: an address that is erased takes its mails along, no link with a
    password in it lies about, and what was unpublished meanwhile is not told. That it is to be sent is an Errand, which
    counts the tries.
    """

    kind = models.CharField("о чём", max_length=20, choices=MailKind.choices)
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, related_name="mails", null=True, blank=True, verbose_name="подписка"
    )
    digest = models.OneToOneField(Digest, models.CASCADE, null=True, blank=True, verbose_name="рассылка нового")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mails", null=True, blank=True, verbose_name="кому"
    )
    # Somebody who may or may not have an account: whether she has is looked up when it is sent, not while she waits.
    asked_by = models.EmailField("кто просил", blank=True)
    posted_at = models.DateTimeField("поставлено в очередь", default=timezone.now)
    last_error = models.TextField("что ответил сервер", blank=True)
    given_up = models.BooleanField("попытки прекращены", default=False)

    # Of mails asked for by .with_tries() alone.
    attempts: int
    next_try_at: datetime | None

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо в очереди"
        verbose_name_plural = "письма в очереди"
        ordering = ["posted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subscription__isnull=False, user__isnull=True, asked_by="")
                | models.Q(subscription__isnull=True, user__isnull=False, asked_by="")
                | models.Q(subscription__isnull=True, user__isnull=True) & ~models.Q(asked_by=""),
                name="mail_has_one_recipient",
                violation_error_message="Письмо пишут либо подписчику, либо пользователю, либо тому, кто просил.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=MailKind.DIGEST, digest__isnull=False)
                | ~models.Q(kind=MailKind.DIGEST) & models.Q(digest__isnull=True),
                name="mail_of_news_has_digest",
                violation_error_message="Письмо о новом пишут по рассылке.",
            ),
            # A mail server that is down for a week must not fill a mailbox afterwards.
            models.UniqueConstraint(
                fields=["kind", "subscription"],
                name="mail_once_per_subscription",
                violation_error_message="Такое письмо подписчику уже ждёт отправки.",
            ),
            models.UniqueConstraint(
                fields=["kind", "user"],
                name="mail_once_per_user",
                violation_error_message="Такое письмо этому человеку уже ждёт отправки.",
            ),
            models.UniqueConstraint(
                fields=["kind", "asked_by"],
                condition=~models.Q(asked_by=""),
                name="mail_once_per_request",
                violation_error_message="Такое письмо на этот адрес уже ждёт отправки.",
            ),
        ]

    def __str__(self) -> str:
        return f"Письмо № {self.pk}: {self.get_kind_display()}"

    @property
    def email(self) -> str:
        """Where it goes today."""
        recipient = self.subscription or self.user
        return recipient.email if recipient else self.asked_by
