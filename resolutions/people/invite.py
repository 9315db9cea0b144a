"""A new person gets no password from anybody: a letter with a link to choose one."""

from resolutions.models import Letter, User
from resolutions.vocabulary import LetterKind


def invite(user: User) -> Letter:
    """The letter, waiting to be sent."""
    letter: Letter = Letter.objects.post(LetterKind.INVITATION, user=user)
    return letter
