"""An addressing is withdrawn, never deleted: it keeps its row and its code, and no door shows it any more."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from resolutions.models import Addressee, Addressing, Recommendation
from resolutions.open_data.tables import TABLES
from resolutions.register.addressing import Asked, address, withdraw_addressing
from resolutions.register.deleting import delete_forum
from resolutions.register.merge import merge_addressees
from resolutions.review.restoring import restore_forum
from resolutions.tracking import changed_since, content_version
from resolutions.vocabulary import AddresseeKind, Role
from tests.admin.forms import filled
from tests.factories import AddresseeFactory, AddressingFactory, RecommendationFactory, UserFactory
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST, API = reverse("recommendation-list"), "/api/v1/recommendations/"


def withdrawn(**values):
    """One that was there for everybody."""
    return withdraw_addressing(AddressingFactory(**values), by=None)


@pytest.fixture
def row():
    """Public, addressed to «мэрия»; to «дума» no more, which nobody has checked and nothing else names."""
    recommendation = AddressingFactory(addressee__name="мэрия", recommendation__text="Осветить двор.").recommendation
    council = AddresseeFactory(name="дума", kind=AddresseeKind.COUNCIL, is_reviewed=False)
    withdrawn(recommendation=recommendation, addressee=council)
    return recommendation


@pytest.fixture
def lost(row):
    """Of the same section; nobody is asked any more, and «мэрия» was."""
    found = RecommendationFactory(section=row.section, text="Другое.", order=2)
    withdrawn(recommendation=found, addressee=Addressee.objects.get(name="мэрия"))
    return found


def asked(addressing):
    return addressing.code, addressing.addressee.name, addressing.role, addressing.as_written, addressing.version


# The verbs


def test_who_stays_keeps_row_and_code_and_who_goes_is_withdrawn():
    first, second, third = (AddresseeFactory(name=name) for name in ("мэрия", "дума", "НКО"))
    stays = AddressingFactory(addressee=first, as_written="мэрии")
    changes = AddressingFactory(recommendation=stays.recommendation, addressee=second, as_written="думе", order=2)
    goes = AddressingFactory(recommendation=stays.recommendation, addressee=third, order=3)
    editor = UserFactory(role=Role.EDITOR, organizer=stays.recommendation.section.forum.organizer)

    address(stays.recommendation, [Asked(first, 1, "lead"), Asked(second, 2, "co-executor", "с думой")], editor)

    assert [asked(one) for one in stays.recommendation.addressings.all()] == [
        (stays.code, "мэрия", "lead", "мэрии", 1),
        (changes.code, "дума", "co-executor", "с думой", 2),
    ]
    left = Addressing.everything.get(pk=goes.pk)
    assert (left.code, left.version, left.withdrawn_at is None) == (goes.code, 2, False)
    assert [one.history.count() for one in (stays, changes, goes)] == [1, 2, 2]
    assert [one.history.first().history_user for one in (changes, goes)] == [editor, editor]
    again = withdraw_addressing(left, by=None)
    assert (again.version, again.withdrawn_at) == (2, left.withdrawn_at)


def test_who_is_asked_again_is_asked_by_a_new_row_with_a_code_of_its_own(row):
    council = Addressee.objects.get(name="дума")
    before = Addressing.everything.get(addressee=council)

    address(row, [Asked(council, 1, "lead", "думе"), Asked(council, 2, "co-executor")], by=None)

    now = row.addressings.get()
    assert (now.addressee, now.role, now.as_written, now.code != before.code) == (council, "lead", "думе", True)
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressingFactory(recommendation=row, addressee=council)


def test_what_was_withdrawn_goes_over_with_a_merge_and_stays_withdrawn(row):
    keep, absorb, moderator = AddresseeFactory(), Addressee.objects.get(name="дума"), UserFactory(role=Role.MODERATOR)
    before = Addressing.everything.get(addressee=absorb)
    twin = AddressingFactory(recommendation=row, addressee=absorb)
    stays = AddressingFactory(recommendation=row, addressee=keep)

    merge_addressees(keep, absorb, by=moderator)

    rows = Addressing.everything.filter(addressee=keep).order_by("pk")
    assert [(one.code, one.withdrawn_at is None, one.version) for one in rows] == [
        (before.code, False, 3),
        (twin.code, False, 2),
        (stays.code, True, 2),
    ]
    assert not absorb.addressings(manager="everything").exists()


def test_a_restored_forum_names_nobody_of_whom_it_asks_nothing_any_more(row):
    forum = delete_forum(row.section.forum, by=None)
    merge_addressees(AddresseeFactory(), Addressee.objects.get(name="дума"), by=UserFactory(role=Role.MODERATOR))

    assert restore_forum(forum, by=None).merged == []


# The gates


def test_only_who_is_asked_is_named_counted_and_visible(row, lost):
    editor = UserFactory(role=Role.EDITOR, organizer=row.section.forum.organizer)
    council = AddresseeFactory(name="совет")
    withdrawn(addressee=council)
    addressees = Addressee.objects.order_by("name_key")

    assert [body.name for body in addressees.named()] == ["мэрия"]
    assert [body.name for body in addressees.public()] == ["мэрия", "совет"]
    assert [body.name for body in addressees.visible_to(editor)] == ["мэрия", "совет"]
    assert [(body.name, body.recommendation_count) for body in addressees.named_most()] == [("мэрия", 1)]
    counts = addressees.filter(name__in=["мэрия", "совет"]).with_counts()
    assert [body.recommendation_count for body in counts] == [1, 0]


QUESTIONS = {"to=meriya": ["Осветить двор."], "to=none": ["Другое."], "kind=city-hall": ["Осветить двор."]}


@pytest.mark.parametrize("is_indexed", [True, False])
@pytest.mark.parametrize("question", [*QUESTIONS, "kind=council"])
def test_a_list_asks_with_and_without_the_index_who_is_asked_now(client, settings, row, lost, question, is_indexed):
    if not is_indexed:
        Path(settings.INDEX_ROOT).write_text("")

    found = client.get(f"{API}?{question}").json()["results"]

    assert [one["text"] for one in found] == QUESTIONS.get(question, [])
    assert client.get(f"{API}?to=duma").status_code == 400


@pytest.mark.parametrize("is_indexed", [True, False])
def test_pages_and_programs_count_who_is_asked_now(client, settings, row, lost, is_indexed):
    if not is_indexed:
        Path(settings.INDEX_ROOT).write_text("")
    withdrawn(recommendation=row, addressee=AddresseeFactory(name="совет"))

    bodies = client.get("/api/v1/addressees/").json()["results"]
    hall = client.get(Addressee.objects.get(name="мэрия").get_absolute_url())

    assert [(body["name"], body["count"]) for body in bodies] == [("мэрия", 1), ("совет", 0)]
    assert (texts_of(hall), hall.context["total"]) == (["Осветить двор."], 1)


def test_no_door_says_who_is_asked_no_more(client, row, lost):
    standing, forum = row.addressings.get(), row.section.forum
    doors = [
        *(one.get_absolute_url() for one in (row, lost, forum)),
        *(f"{forum.get_absolute_url()}{path}" for path in ("export/json/", "akn.xml")),
        *(f"{LIST}{path}" for path in ("", "feed/", "export/json/", "export/csv/")),
        *(f"{API}{path}" for path in ("", f"{row.code}/", "?facets=to")),
    ]
    texts = [body_of(client.get(path)) for path in doors]

    assert ["Осветить двор." in text for text in texts] == [True] * len(doors)
    assert [path for path, text in zip(doors, texts, strict=True) if "дума" in text] == []
    assert client.get(Addressee.objects.get(name="дума").get_absolute_url()).status_code == 404
    assert [one["code"] for one in client.get(f"{API}{row.code}/").json()["addressees"]] == [standing.code]
    assert [one.code for one in TABLES["addressings"].rows()] == [standing.code]


def body_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    return content.decode()


# What has changed


@pytest.mark.django_db(transaction=True)
def test_what_happens_to_a_withdrawn_one_is_no_change_of_what_anybody_sees(row):
    gone = Addressing.everything.get(addressee__name="дума")
    before = content_version()

    Addressing.everything.filter(pk=gone.pk).update(as_written="думе")
    assert content_version() == before
    Addressee.objects.filter(name="дума").update(kind=AddresseeKind.MEDIA)
    assert changed_since(before).touched == ()
    withdraw_addressing(row.addressings.get(), by=None)
    assert changed_since(before).forums == [row.section.forum_id]


# The admin


@pytest.fixture
def editor(signed_in, row):
    return signed_in(role=Role.EDITOR, organizer=row.section.forum.organizer)


def test_the_form_of_a_recommendation_withdraws_and_does_not_show_what_was_withdrawn(editor, row):
    path = reverse("admin:resolutions_recommendation_change", args=[row.pk])
    page = editor.get(path)
    assert page.content.decode().count("дума") == 0

    editor.post(path, filled(page, addressings__0__DELETE="on"))

    assert [one.withdrawn_at is None for one in Addressing.everything.all()] == [False, False]
    record = Addressing.history.filter(addressee__name="мэрия").first()
    assert (record.history_type, record.history_user, record.version) == ("~", editor.user, 2)
    assert Recommendation.objects.get(pk=row.pk).version == 2


def test_nobody_is_asked_twice_by_a_form(editor, row):
    path = reverse("admin:resolutions_recommendation_change", args=[row.pk])
    hall, other = row.addressings.get().addressee, AddresseeFactory()
    new = {"addressings-TOTAL_FORMS": "3", "addressings-1-role": "lead", "addressings-2-role": "lead"}

    twice = new | {"addressings-1-addressee": other.pk, "addressings-2-addressee": other.pk}
    refused = editor.post(path, filled(editor.get(path)) | twice)
    known = editor.post(path, filled(editor.get(path)) | new | {"addressings-1-addressee": hall.pk})
    opened = filled(editor.get(path))
    AddressingFactory(recommendation=row, addressee=other)  # by somebody else meanwhile
    late = editor.post(path, opened | {"addressings-1-addressee": other.pk, "addressings-1-role": "lead"})

    assert "повторяющееся значение" in refused.content.decode()
    assert ["Этот адресат у рекомендации уже есть." in body_of(answer) for answer in (known, late)] == [True, True]
    assert ({refused.status_code, known.status_code, late.status_code}, row.addressings.count()) == ({200}, 2)


def test_a_section_shows_and_merging_counts_who_is_asked_now(editor, signed_in, row):
    section = editor.get(reverse("admin:resolutions_section_change", args=[row.section.pk])).content.decode()
    hall, council = (Addressee.objects.get(name=name) for name in ("мэрия", "дума"))
    moderator = signed_in(role=Role.MODERATOR)

    page = moderator.get(f"{reverse('admin:resolutions_addressee_merge')}?row={hall.pk}&row={council.pk}")

    assert ("мэрия" in section, "дума" in section) == (True, False)
    assert [(body.name, body.addressed) for body in page.context["pair"]] == [("мэрия", 1), ("дума", 0)]
