"""How the portal looks in its city: what it is called, its emblem, two colours, and whom to ask. One row, or none."""

from django.db import models
from simple_history.models import HistoricalRecords

from resolutions.models.versioned import Versioned

ONLY = 1  # its key
COLOUR = 7  # letters of «#rrggbb»
NO_COLOUR = "Цвет пишется так: «#» и шесть цифр или букв от a до f, например #0b4f6c."


class LookQuerySet(models.QuerySet["Look"]):
    def current(self) -> "Look":
        """Without the emblem itself, which has an address of its own; the usual look where nobody has chosen one."""
        return self.defer("emblem").filter(pk=ONLY).first() or Look()


class Look(Versioned):
    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField("название портала", max_length=60, blank=True)
    emblem = models.BinaryField("герб или знак", default=bytes, blank=True)  # PNG, as register/emblem.py makes it
    # Begins the digest of the emblem: its address and its history, which do not hold the picture.
    emblem_version = models.CharField("версия герба", max_length=16, blank=True, editable=False)
    main_colour = models.CharField("основной цвет", max_length=COLOUR, blank=True)
    accent_colour = models.CharField("цвет выделения", max_length=COLOUR, blank=True)
    contact_email = models.EmailField("почта", blank=True)
    contact_phone = models.CharField("телефон", max_length=50, blank=True)
    contact_address = models.CharField("почтовый адрес", max_length=200, blank=True)

    objects = LookQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["emblem"])

    class Meta:
        verbose_name = "вид портала"
        verbose_name_plural = "вид портала"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=ONLY),
                name="look_is_one",
                violation_error_message="Вид у портала один.",
            ),
            models.CheckConstraint(
                condition=models.Q(main_colour="") | models.Q(main_colour__startswith="#"),
                name="look_main_is_colour",
                violation_error_message=NO_COLOUR,
            ),
            models.CheckConstraint(
                condition=models.Q(accent_colour="") | models.Q(accent_colour__startswith="#"),
                name="look_accent_is_colour",
                violation_error_message=NO_COLOUR,
            ),
            models.CheckConstraint(
                condition=models.Q(emblem_version="", emblem=b"")
                | (~models.Q(emblem_version="") & ~models.Q(emblem=b"")),
                name="look_emblem_has_version",
                violation_error_message="У герба должна быть версия.",
            ),
        ]

    def __str__(self) -> str:
        return "Вид портала"
