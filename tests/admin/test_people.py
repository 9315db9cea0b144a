"""People: what they may be given, and how a new one is invited."""

import re

import pytest
from django.urls import reverse

from resolutions.models import User
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.admin.letterbox import mail_server, no_mail_server
from tests.factories import AddresseeFactory, OrganizerFactory, UserFactory

pytestmark = pytest.mark.django_db
ADD = reverse("admin:resolutions_user_add")
LIST = reverse("admin:resolutions_user_changelist")


@pytest.fixture
def administrator(signed_in):
    return signed_in(role=Role.ADMINISTRATOR)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.django_db(transaction=True)
def test_a_new_person_gets_a_mail_and_no_password(administrator, settings):
    organizer = OrganizerFactory()
    data = filled(administrator.get(ADD), email="Anna@Example.org", role="editor", organizer=organizer.pk)

    with mail_server(settings) as box:
        answer = administrator.post(ADD, data, follow=True)

    user = User.objects.get(email="anna@example.org")
    (mail,) = box.letters
    assert (user.organizer, user.has_usable_password()) == (organizer, False)
    assert mail["To"] == "anna@example.org"
    assert told(answer)[1] == "Приглашение отправлено на anna@example.org."


@pytest.mark.django_db(transaction=True)
def test_without_a_mail_server_the_account_stays_and_the_link_is_shown(client, administrator, settings):
    no_mail_server(settings)
    data = filled(administrator.get(ADD), email="anna@example.org", role="moderator")

    answer = administrator.post(ADD, data, follow=True)

    told_link = re.search(r"<code>https?://[^/]+(\S+)</code>", told(answer)[1])[1]
    assert "Учётная запись сохранена." in told(answer)[1]
    assert client.get(told_link, follow=True).context["validlink"] is True
    assert User.objects.filter(email="anna@example.org").exists()


def test_an_invitation_is_sent_again_only_to_whoever_has_no_password_yet(administrator, mailoutbox):
    waiting, ready = UserFactory(email="a@example.org"), UserFactory(email="b@example.org")
    waiting.set_unusable_password()
    waiting.save()
    ready.set_password("верная лошадь")
    ready.save()
    data = {"action": "invite_again", "_selected_action": [waiting.pk, ready.pk], "index": "0"}

    answer = administrator.post(LIST, data, follow=True)

    assert [mail.to for mail in mailoutbox] == [["a@example.org"]]
    assert told(answer) == [
        "Приглашение отправлено на a@example.org.",
        "b@example.org: пароль уже задан или вход закрыт, приглашение не нужно.",
    ]


@pytest.mark.parametrize(
    ("role", "field", "sentence"),
    [
        ("editor", "organizer", "Укажите организатора, к которому относится редактор."),
        ("official", "addressees", "Укажите, за каких адресатов отвечает сотрудник."),
    ],
)
def test_a_role_wants_what_belongs_to_it(administrator, role, field, sentence):
    answer = administrator.post(ADD, filled(administrator.get(ADD), email="anna@example.org", role=role))

    assert answer.context["adminform"].form.errors[field] == [sentence]


def test_an_official_answers_for_addressees(administrator):
    rows = AddresseeFactory.create_batch(2)
    data = filled(administrator.get(ADD), email="anna@example.org", role="official")

    administrator.post(ADD, data | {"addressees": [row.pk for row in rows]})

    official = User.objects.get(email="anna@example.org")
    assert (set(official.addressees.all()), official.is_staff) == (set(rows), False)
    assert official.history.first().history_user == administrator.user


@pytest.mark.parametrize("email", ["anna@example.org", "ANNA@example.org"])
def test_one_mail_is_one_person(administrator, email):
    UserFactory(email="anna@example.org")

    answer = administrator.post(ADD, filled(administrator.get(ADD), email=email, role="moderator"))

    assert (answer.status_code, User.objects.count()) == (200, 2)


def test_nobody_shuts_the_door_behind_oneself(administrator):
    path = reverse("admin:resolutions_user_change", args=[administrator.user.pk])

    administrator.post(path, filled(administrator.get(path), role="moderator", is_active=""))

    administrator.user.refresh_from_db()
    assert (administrator.user.role, administrator.user.is_active) == (Role.ADMINISTRATOR, True)


def test_a_person_is_not_deleted_but_kept_out(administrator):
    person = UserFactory()
    path = reverse("admin:resolutions_user_change", args=[person.pk])
    data = filled(administrator.get(path))
    del data["is_active"]

    administrator.post(path, data)
    deleted = administrator.post(reverse("admin:resolutions_user_delete", args=[person.pk]), {"post": "yes"})

    person.refresh_from_db()
    assert (person.is_active, deleted.status_code) == (False, 403)


def test_the_page_of_a_person_holds_no_password_and_no_groups(administrator):
    page = administrator.get(reverse("admin:resolutions_user_change", args=[UserFactory().pk]))

    assert list(page.context["adminform"].form.fields) == [
        "email",
        "full_name",
        "role",
        "organizer",
        "addressees",
        "is_active",
    ]
