"""Who may see and do what in the admin. What is another organizer's does not exist: 404, everywhere."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import URLPattern, URLResolver, reverse

from resolutions.admin.site import site
from resolutions.models import Draft, Forum, Recommendation, Section, SourceDocument, User
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def address(model, screen, *args):
    return reverse(f"admin:resolutions_{model}_{screen}", args=args)


def draft_of(organizer):
    source = SourceDocument.objects.create(
        organizer=organizer, file="a", sha256="a" * 64, media_type="text/plain", original_name="итоги.docx"
    )
    return Draft.objects.create(organizer=organizer, source=source, outline={"title": "Чужой черновик"})


@pytest.fixture
def another():
    """Rows of another organizer, none of them published."""
    addressing = AddressingFactory(
        recommendation__text="Чужая рекомендация",
        recommendation__section__title="Чужая секция",
        recommendation__section__forum__title="Чужой форум",
        recommendation__section__forum__published_at=None,
        addressee__name="Чужой непроверенный адресат",
        addressee__is_reviewed=False,
    )
    recommendation = addressing.recommendation
    forum = recommendation.section.forum
    return {
        "forum": forum,
        "section": recommendation.section,
        "recommendation": recommendation,
        "draft": draft_of(forum.organizer),
        "addressee": addressing.addressee,
    }


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
            "addressee draft forum locality organizer recommendation region section theme user",
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


# Another organizer's rows


def screens_of_a_row():
    """Every address in the admin that names one row, from the site's own list."""
    for model in ("forum", "section", "recommendation", "draft", "addressee"):
        names = [
            pattern.name
            for pattern in patterns(site.get_urls())
            if (pattern.name or "").startswith(f"resolutions_{model}_") and "object_id" in str(pattern.pattern)
        ]
        yield from ((model, name) for name in names)


def patterns(entries):
    for entry in entries:
        if isinstance(entry, URLResolver):
            yield from patterns(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry


def test_the_addresses_of_rows_are_the_ones_known_here():
    found = {name.rsplit("_", 1)[1] for _, name in screens_of_a_row()}

    assert found == {"change", "delete", "history"}


@pytest.mark.parametrize(("model", "name"), sorted(screens_of_a_row()))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_row_of_another_organizer_does_not_exist(signed_in, another, model, name, method):
    editor = signed_in(role=Role.EDITOR)
    path = reverse(f"admin:{name}", args=[another[model].pk])
    missing = reverse(f"admin:{name}", args=[10**9])
    count = Forum.objects.count(), Recommendation.objects.count()

    answer = getattr(editor, method)(path, {"post": "yes"} if method == "post" else {})
    nothing = getattr(editor, method)(missing, {"post": "yes"} if method == "post" else {})

    expected = 405 if (method, name.rsplit("_", 1)[1]) == ("post", "history") else 404
    assert (answer.status_code, nothing.status_code) == (expected, expected)
    assert "Чуж" not in answer.content.decode()
    assert (Forum.objects.count(), Recommendation.objects.count()) == count


@pytest.mark.parametrize("model", ["forum", "section", "recommendation", "draft", "addressee"])
def test_a_list_holds_nothing_of_another_organizer(signed_in, another, model):
    editor = signed_in(role=Role.EDITOR)

    answer = editor.get(address(model, "changelist"))

    assert answer.context["cl"].result_count == 0
    assert "Чуж" not in answer.content.decode()


@pytest.mark.parametrize(
    ("model", "field"),
    [("section", "forum"), ("recommendation", "section"), ("addressing", "addressee")],
)
def test_suggestions_hold_nothing_of_another_organizer(signed_in, another, model, field):
    own = ForumFactory(title="Чужой не этот", published_at=None)
    SectionFactory(forum=own, title="Чужой не эта")
    AddresseeFactory(name="Чужой не этот адресат")
    editor = signed_in(role=Role.EDITOR, organizer=own.organizer)
    query = {"app_label": "resolutions", "model_name": model, "field_name": field, "term": "чуж"}

    found = editor.get(reverse("admin:autocomplete"), query).json()["results"]

    assert [("не эт" in row["text"]) for row in found] == [True]


def test_a_section_cannot_be_put_into_another_organizers_forum(signed_in, another):
    own = SectionFactory(forum__published_at=None)
    editor = signed_in(role=Role.EDITOR, organizer=own.forum.organizer)
    path = address("section", "change", own.pk)

    answer = editor.post(path, filled(editor.get(path), forum=another["forum"].pk))

    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["forum"]
    own.refresh_from_db()
    assert own.forum.organizer == editor.user.organizer


def test_a_recommendation_cannot_be_put_into_another_organizers_section_nor_named_its_addressee(signed_in, another):
    own = RecommendationFactory(section__forum__published_at=None)
    editor = signed_in(role=Role.EDITOR, organizer=own.section.forum.organizer)
    path = address("recommendation", "change", own.pk)
    data = filled(editor.get(path), section=another["section"].pk)
    data |= {"addressings-0-addressee": another["addressee"].pk}

    answer = editor.post(path, data)

    assert list(answer.context["adminform"].form.errors) == ["section"]
    assert list(answer.context["inline_admin_formsets"][0].formset.errors[0]) == ["addressee"]


def test_an_editor_says_nothing_about_the_organizer_and_the_date_of_publishing(signed_in):
    editor = signed_in(role=Role.EDITOR)
    other = OrganizerFactory()
    path = address("forum", "add")
    page = editor.get(path)

    editor.post(
        path,
        filled(page, title="Мой форум")
        | {"organizer": other.pk, "published_at": "01.01.2020", "version": 7, "slug": "x"},
    )

    forum = Forum.objects.get(title="Мой форум")
    assert "organizer" not in page.context["adminform"].form.fields
    assert (forum.organizer, forum.published_at, forum.version) == (editor.user.organizer, None, 1)


def test_another_organizers_rows_in_a_posted_section_page_stay_as_they_are(signed_in, another):
    own = SectionFactory(forum__published_at=None)
    row = RecommendationFactory(section=own)
    editor = signed_in(role=Role.EDITOR, organizer=own.forum.organizer)
    path = address("section", "change", own.pk)
    data = filled(editor.get(path)) | {
        "recommendations-0-id": another["recommendation"].pk,
        "recommendations-0-text": "Подменено",
    }

    answer = editor.post(path, data)

    assert answer.status_code == 200
    another["recommendation"].refresh_from_db()
    row.refresh_from_db()
    assert (another["recommendation"].text, row.section) == ("Чужая рекомендация", own)


def test_an_action_reaches_only_ones_own_rows(signed_in, another):
    editor = signed_in(role=Role.EDITOR)
    data = {"action": "delete_selected", "_selected_action": [another["forum"].pk], "post": "yes"}

    editor.post(address("forum", "changelist"), data)

    assert Forum.objects.filter(pk=another["forum"].pk).exists()


@pytest.mark.parametrize("query", ["forums=1", "forums__title__contains=Чуж", "addressings=1", "pk__x=1"])
def test_an_address_cannot_ask_about_hidden_rows_through_a_relation(signed_in, another, query):
    editor = signed_in(role=Role.EDITOR)

    statuses = [
        editor.get(f"{address(model, 'changelist')}?{query}").status_code for model in ("locality", "addressee")
    ]

    assert set(statuses) <= {400, 302}


def test_nobody_learns_a_rows_address_from_its_number(signed_in, another):
    editor = signed_in(role=Role.EDITOR)

    assert editor.get(f"/admin/r/1/{another['forum'].pk}/").status_code == 404


def test_an_editor_does_not_see_who_keeps_the_directories(signed_in):
    editor = signed_in(role=Role.EDITOR)

    assert editor.get(address("addressee", "history", AddresseeFactory().pk)).status_code == 403


def test_editors_get_no_plus_beside_a_choice_and_moderators_do(signed_in):
    editor = signed_in(role=Role.EDITOR)
    pages = [editor.get(address(model, "add")) for model in ("forum", "section", "recommendation")]

    assert ["related-widget-wrapper-link" in page.content.decode() for page in pages] == [False] * 3
    moderator_page = signed_in(role=Role.MODERATOR).get(address("addressee", "add"))
    assert 'id="add_id_locality"' in moderator_page.content.decode()


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


@pytest.mark.parametrize(("key", "count"), [("abc", 0), ("9" * 40, 0), ("own", 1), ("other", 0)])
def test_the_filter_by_forum_shows_ones_own(signed_in, another, key, count):
    own = RecommendationFactory()
    editor = signed_in(role=Role.EDITOR, organizer=own.section.forum.organizer)
    forum = {"own": own.section.forum.pk, "other": another["forum"].pk}.get(key, key)

    found = [
        editor.get(address(model, "changelist"), {"forum": forum}).context["cl"].result_count
        for model in ("section", "recommendation")
    ]

    assert found == [count, count]
