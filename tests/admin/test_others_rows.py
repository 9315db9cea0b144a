"""What is another organizer's does not exist: not in lists, choices, histories, actions, nor by address."""

import pytest
from django.urls import URLPattern, URLResolver, reverse

from resolutions.admin.site import site
from resolutions.models import Forum, Recommendation
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
INDEX = reverse("admin:index")


def address(model, screen, *args):
    return reverse(f"admin:resolutions_{model}_{screen}", args=args)


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
