"""People who sign in. One person has one role; resolutions/permissions/ says what each role may do."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from resolutions.models.addressee import Addressee
from resolutions.models.organizer import Organizer
from resolutions.permissions import may, may_everything
from resolutions.permissions.grants import GRANTS
from resolutions.vocabulary import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, **fields | {"role": Role.ADMINISTRATOR})

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """An editor of an organizer, an official of addressees, a moderator or an administrator."""

    email = models.EmailField("электронная почта", unique=True)
    full_name = models.CharField("имя", max_length=200, blank=True)
    role = models.CharField("роль", max_length=20, choices=Role.choices, default=Role.EDITOR)
    organizer = models.ForeignKey(
        Organizer, models.PROTECT, related_name="editors", null=True, blank=True, verbose_name="организатор"
    )
    addressees = models.ManyToManyField(
        Addressee, related_name="officials", blank=True, verbose_name="адресаты, за которых отвечает"
    )
    is_active = models.BooleanField("может входить", default=True)
    date_joined = models.DateTimeField("добавлен", auto_now_add=True)
    # Since when signing in takes more than the password; what it takes is in second_factor.py.
    second_factor_since = models.DateTimeField("второй шаг входа с", null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=[addressees])

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Пользователь с такой почтой уже есть.",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.EDITOR) | models.Q(organizer__isnull=False),
                name="user_editor_has_organizer",
                violation_error_message="Укажите организатора, к которому относится редактор.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    # What Django's admin and auth ask of a user.

    @property
    def is_staff(self) -> bool:
        return may(self, "enter_admin")

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Of Django's permissions, «resolutions.change_forum»; those that are no verb are an administrator's."""
        app, _, verb = perm.partition(".")
        known = app == self._meta.app_label and verb in GRANTS
        return may(self, verb, obj) if known else may_everything(self)

    def has_perms(self, perm_list: Any, obj: models.Model | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return may_everything(self) or (app_label == self._meta.app_label and self.is_staff)
