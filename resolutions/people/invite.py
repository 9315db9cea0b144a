"""A new person gets no password from anybody: a letter with a link to choose one."""

from resolutions.models import Letter, User
from resolutions.permissions import require
from resolutions.vocabulary import LetterKind


def invite(user: User, by: User | None) -> Letter:
    """The letter, waiting to be sent."""
    require(by, "invite")
    letter: Letter = Letter.objects.post(LetterKind.INVITATION, user=user)
    return letter
