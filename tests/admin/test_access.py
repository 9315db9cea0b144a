"""Who signs in to the admin, and what each role finds and may do there."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from resolutions.models import Forum, Section, User
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    ForumFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def address(model, screen, *args):
    return reverse(f"admin:resolutions_{model}_{screen}", args=args)


# Signing in


@pytest.mark.parametrize("path", [INDEX, address("forum", "changelist"), "/admin/nothing/"])
def test_a_stranger_is_sent_to_the_portals_own_login_and_back(client, path):
    answer = client.get(path, follow=True)

    assert answer.redirect_chain[-1] == (f"{reverse('login')}?next={path}", 302)
    assert answer.templates[0].name == "registration/login.html"


def test_whoever_is_signed_in_already_is_not_asked_again(signed_in):
    assert signed_in(role=Role.EDITOR).get(reverse("admin:login"))["Location"] == INDEX


def test_an_official_may_not_enter_and_is_told_so(signed_in):
    answer = signed_in(role=Role.OFFICIAL).get(INDEX, follow=True)

    assert answer.status_code == 403


def test_password_and_way_out_are_the_portals_own(signed_in):
    editor = signed_in(role=Role.EDITOR)

    assert editor.get(reverse("admin:password_change"))["Location"] == reverse("password-change")
    assert editor.get(reverse("admin:password_change_done"))["Location"] == reverse("password-change-done")
    assert editor.post(reverse("admin:logout"))["Location"] == reverse("home")
    assert editor.get(INDEX).status_code == 302


def test_a_change_of_role_and_a_closed_account_count_from_the_next_request(signed_in):
    person = signed_in(role=Role.ADMINISTRATOR)
    people = address("user", "changelist")
    seen = [person.get(people).status_code]

    User.objects.filter(pk=person.user.pk).update(role=Role.MODERATOR)
    seen.append(person.get(people).status_code)
    User.objects.filter(pk=person.user.pk).update(is_active=False)
    seen.append(person.get(INDEX).status_code)

    assert seen == [200, 403, 302]


# What each role finds on the first page


@pytest.mark.parametrize(
    ("role", "may_view", "may_change"),
    [
        (
            Role.EDITOR,
            "addressee draft forum locality organizer recommendation region section theme",
            "forum recommendation section",
        ),
        (
            Role.MODERATOR,
            "addressee forum locality organizer recommendation region section theme",
            "addressee locality region theme",
        ),
        (
            Role.ADMINISTRATOR,
            "addressee draft forum locality mail organizer recommendation region section subscription theme user",
            "addressee forum locality organizer recommendation region section theme user",
        ),
    ],
)
def test_each_role_finds_its_own_shelves(signed_in, role, may_view, may_change):
    (shelf,) = signed_in(role=role).get(INDEX).context["app_list"]

    models = {entry["model"]._meta.model_name: entry["perms"] for entry in shelf["models"]}
    assert sorted(models) == may_view.split()
    assert sorted(name for name, perms in models.items() if perms["change"]) == may_change.split()


@pytest.mark.parametrize("model", ["forum", "section", "recommendation"])
def test_a_moderator_reads_forums_and_changes_nothing(signed_in, another, model):
    moderator = signed_in(role=Role.MODERATOR)
    row = another[model]
    change = address(model, "change", row.pk)

    page = moderator.get(change)
    statuses = [
        moderator.post(change, {}).status_code,
        moderator.post(address(model, "delete", row.pk), {"post": "yes"}).status_code,
        moderator.get(address(model, "add")).status_code,
    ]

    assert (page.status_code, "_save" in page.content.decode()) == (200, False)
    assert statuses == [403, 403, 403]


def test_an_editor_does_not_see_who_keeps_the_directories(signed_in):
    editor = signed_in(role=Role.EDITOR)

    assert editor.get(address("addressee", "history", AddresseeFactory().pk)).status_code == 403


def test_editors_get_a_plus_where_a_moderator_checks_what_they_add(signed_in):
    editor = signed_in(role=Role.EDITOR)
    pages = [editor.get(address(model, "add")) for model in ("forum", "section", "recommendation", "addressee")]

    links = [
        re.findall(r'related-widget-wrapper-link [^>]*?id="(\w+_id_[\w-]+)"', page.content.decode()) for page in pages
    ]
    assert [[link for link in found if "__prefix__" not in link] for found in links] == [
        ["add_id_locality"],
        ["add_id_recommendations-0-leads", "add_id_recommendations-0-co_executors"],
        ["add_id_addressings-0-addressee"],
        ["add_id_locality", "add_id_parent"],
    ]
    assert all("добавьте кнопкой «+»; модератор потом проверит" in page.content.decode() for page in pages)


def test_an_unpublished_forum_is_previewed_by_its_editor_at_its_public_address(client, signed_in):
    forum = ForumFactory(published_at=None)
    editor = signed_in(role=Role.EDITOR, organizer=forum.organizer)
    stranger = signed_in(role=Role.EDITOR)

    statuses = [person.get(forum.get_absolute_url()).status_code for person in (client, stranger, editor)]

    assert statuses == [404, 404, 200]


@pytest.mark.parametrize("key", ["abc", "1" * 40, "-1", "1.5", "x_3D"])
@pytest.mark.parametrize("screen", ["change", "delete", "history"])
def test_a_key_that_is_none_is_not_found(signed_in, key, screen):
    administrator = signed_in(role=Role.ADMINISTRATOR)

    assert administrator.get(address("forum", screen, key)).status_code == 404


@pytest.mark.parametrize("key", ["abc", "1" * 40, "-1"])
def test_a_choice_that_is_no_key_is_refused_with_the_form_kept(signed_in, key):
    own = SectionFactory()
    RecommendationFactory(section=own)
    administrator = signed_in(role=Role.ADMINISTRATOR)
    path = address("section", "change", own.pk)
    data = filled(administrator.get(path), forum=key, themes=[key], title="Новое название")
    data |= {"recommendations-0-leads": [key]}

    answer = administrator.post(path, data)

    assert answer.status_code == 200
    assert sorted(answer.context["adminform"].form.errors) == ["forum", "themes"]
    assert list(answer.context["inline_admin_formsets"][0].formset.errors[0]) == ["leads"]
    assert "Новое название" in answer.content.decode()
    assert Section.objects.get().title != "Новое название"


def test_the_journal_of_the_admin_names_the_person(signed_in):
    editor = signed_in(role=Role.EDITOR)
    editor.post(address("forum", "add"), filled(editor.get(address("forum", "add")), title="Мой форум"))

    entry = LogEntry.objects.get()
    assert (entry.user, entry.get_change_message()) == (editor.user, "Добавлено.")
    assert Forum.objects.get().history.get().history_user == editor.user


def test_people_are_kept_by_administrators_only(signed_in):
    person = UserFactory()

    statuses = [
        signed_in(role=role).get(address("user", "change", person.pk)).status_code
        for role in (Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR)
    ]

    assert statuses == [403, 403, 200]


@pytest.mark.parametrize("key", ["abc", "1" * 40])
def test_an_action_on_what_is_no_key_is_a_bad_request(signed_in, key):
    data = {"action": "delete_selected", "_selected_action": [key], "index": "0"}

    answer = signed_in(role=Role.ADMINISTRATOR).post(address("forum", "changelist"), data)

    assert answer.status_code == 400
