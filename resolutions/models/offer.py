"""«Заявка»: somebody asks to have her organisation's resolution in the register."""

from django.db import models

from resolutions.models.sent import Sent, SentQuerySet

LONGEST = 2000  # characters


class OfferQuerySet(SentQuerySet["Offer"]):
    def of(self, email: str) -> "OfferQuerySet":
        """Of one address, in whatever case it was typed."""
        return self.filter(email__iexact=email)


class Offer(Sent):
    """Personal data, so it has no history and its name tells nobody's: it goes when it has been settled for a while,
    or after a year."""

    organisation = models.CharField("организация", max_length=200)
    person = models.CharField("имя", max_length=200)
    email = models.EmailField("электронная почта")
    resolution = models.TextField("что за резолюция", max_length=LONGEST)
    # What the law wants kept of a consent besides its time, which is that of the offer.
    consent_version = models.CharField("версия согласия", max_length=20)
    consent_from = models.GenericIPAddressField("с адреса в сети", null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta(Sent.Meta):
        verbose_name = "заявка"
        verbose_name_plural = "заявки"

    def __str__(self) -> str:
        return f"Заявка № {self.pk}"
