"""A new person gets no password from anybody: a mail with a link to choose one."""

from resolutions.models import Mail, User
from resolutions.permissions import require
from resolutions.vocabulary import MailKind


def invite(user: User, by: User | None) -> Mail:
    """The mail, waiting to be sent."""
    require(by, "invite")
    mail: Mail = Mail.objects.post(MailKind.INVITATION, user=user)
    return mail
