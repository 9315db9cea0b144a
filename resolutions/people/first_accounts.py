"""The accounts that a new portal starts with."""

import secrets

from resolutions.models import User
from resolutions.permissions import people_who
from resolutions.register.organizers import default_organizer

ADMINISTRATOR = "admin@localhost"
EDITOR = "editor@localhost"


def create_first_accounts() -> list[tuple[str, str]]:
    """(e-mail, password) of an administrator and an editor; nothing where an administrator exists already."""
    if User.objects.filter(people_who("invite")).exists():
        return []
    passwords = {ADMINISTRATOR: secrets.token_urlsafe(12), EDITOR: secrets.token_urlsafe(12)}
    User.objects.create_superuser(ADMINISTRATOR, passwords[ADMINISTRATOR])
    User.objects.create_user(EDITOR, passwords[EDITOR], organizer=default_organizer())
    return list(passwords.items())
