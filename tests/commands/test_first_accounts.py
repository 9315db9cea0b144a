"""The accounts that a new portal starts with."""

import pytest

from resolutions.models import User
from resolutions.people.first_accounts import create_first_accounts
from resolutions.register.organizers import default_organizer
from resolutions.vocabulary import Role

pytestmark = pytest.mark.django_db


def test_a_new_portal_gets_an_administrator_and_an_editor_once():
    accounts = dict(create_first_accounts())

    people = {user.email: (user.role, user.organizer) for user in User.objects.all()}
    assert people == {
        "admin@localhost": (Role.ADMINISTRATOR, None),
        "editor@localhost": (Role.EDITOR, default_organizer()),
    }
    assert all(User.objects.get(email=email).check_password(password) for email, password in accounts.items())
    assert create_first_accounts() == []


def test_a_renamed_default_organizer_is_still_the_default_one():
    organizer = default_organizer()
    organizer.name = "Городская палата"
    organizer.save()

    assert default_organizer() == organizer
