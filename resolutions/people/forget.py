"""Erasing a person who worked here: what she did stays, under nobody's name."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from resolutions.models import Mail, User
from resolutions.permissions import require


class StillWorksHere(Exception):
    """Whoever may sign in is not erased: closing the door comes first."""


@transaction.atomic
def forget_person(user: User, by: User | None) -> None:
    """Address and name are gone from the account, its history, the journal of the admin and the records of sign-ins.

    Raises StillWorksHere.
    """
    require(by, "forget")
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_active:
        raise StillWorksHere
    nameless = {"email": f"erased-{user.pk}@invalid", "full_name": ""}
    for records in (AccessAttempt, AccessFailureLog, AccessLog):
        records.objects.filter(username=user.email).delete()
    Mail.objects.filter(user=user).delete()
    account = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=account, object_id=str(user.pk)).update(
        object_repr=f"Пользователь № {user.pk}"
    )
    User.history.filter(id=user.pk).update(**nameless)
    User.objects.filter(pk=user.pk).update(**nameless, password=make_password(None))
