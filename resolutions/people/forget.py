"""Erasing a person who worked here: what she did stays, under nobody's name."""

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from resolutions.models import Mail, User
from resolutions.people.second_factor import take_away
from resolutions.people.sessions import end_sessions
from resolutions.permissions import require


class StillWorksHere(Exception):
    """Whoever may sign in is not erased: closing the door comes first."""


def of_account(email: str) -> Q:
    """The records of sign-ins of this account: those from a known browser stand under its number and the address."""
    return Q(username=email.lower()) | Q(username__endswith=f" {email.lower()}")


@transaction.atomic
def forget_person(user: User, by: User | None) -> None:
    """Address and name are gone from the account, its history, the journal of the admin and the records of sign-ins;
    sessions and what the second step asked for with them.

    Raises StillWorksHere.
    """
    require(by, "forget")
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if user.is_active:
        raise StillWorksHere
    nameless = {"email": f"erased-{user.pk}@invalid", "full_name": ""}
    for records in (AccessAttempt, AccessFailureLog, AccessLog):
        records.objects.filter(of_account(user.email)).delete()
    end_sessions(user)
    take_away(user)
    Mail.objects.filter(user=user).delete()
    account = ContentType.objects.get_for_model(User)
    LogEntry.objects.filter(content_type=account, object_id=str(user.pk)).update(
        object_repr=f"Пользователь № {user.pk}"
    )
    User.history.filter(id=user.pk).update(**nameless)
    User.objects.filter(pk=user.pk).update(**nameless, password=make_password(None))
