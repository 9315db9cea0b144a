"""The directory of addressees: reviewing, merging, and what happens instead of deleting one in use."""

import pytest
from django.urls import reverse

from resolutions.models import Addressee, Addressing
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import AddresseeFactory, AddressingFactory, LocalityFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:resolutions_addressee_changelist")
MERGE = reverse("admin:resolutions_addressee_merge")


@pytest.fixture
def moderator(signed_in):
    return signed_in(role=Role.MODERATOR)


def act(client, action, rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"} | more
    return client.post(LIST, data, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def test_an_addressee_is_entered_with_its_aliases(moderator):
    path = reverse("admin:resolutions_addressee_add")
    data = filled(moderator.get(path), name="Органы местного самоуправления", kind="local-government")

    moderator.post(path, data | {"aliases-0-name": "ОМСУ"})

    row = Addressee.objects.get()
    assert (row.name, [alias.name for alias in row.aliases.all()]) == ("Органы местного самоуправления", ["ОМСУ"])


def test_a_namesake_in_the_same_place_is_refused_in_words(moderator):
    AddresseeFactory(name="Мэрия", locality=None)
    path = reverse("admin:resolutions_addressee_add")

    answer = moderator.post(path, filled(moderator.get(path), name="мэрия"))

    errors = [text for texts in answer.context["adminform"].form.errors.values() for text in texts]
    assert errors == ["Такой адресат без привязки к месту уже есть."]


def test_an_alias_added_moves_the_version_of_the_addressee(moderator):
    row = AddresseeFactory()
    path = reverse("admin:resolutions_addressee_change", args=[row.pk])

    moderator.post(path, filled(moderator.get(path)) | {"aliases-0-name": "ОМСУ"})

    row.refresh_from_db()
    assert (row.version, row.aliases.get().history.get().history_user) == (2, moderator.user)


def test_those_marked_become_reviewed_with_their_history(moderator):
    rows = AddresseeFactory.create_batch(2, is_reviewed=False)
    other = AddresseeFactory(is_reviewed=False)
    reviewed = AddresseeFactory(is_reviewed=True)

    answer = act(moderator, "mark_reviewed", [*rows, reviewed])

    assert told(answer) == ["Отмечено проверенными: 2."]
    assert list(Addressee.objects.filter(is_reviewed=False)) == [other]
    assert [row.history.first().history_user for row in rows] == [moderator.user] * 2
    assert sorted(Addressee.objects.values_list("version", flat=True)) == [1, 1, 2, 2]


@pytest.mark.parametrize("count", [1, 3])
def test_two_are_needed_to_merge(moderator, count):
    answer = act(moderator, "merge", AddresseeFactory.create_batch(count))

    assert told(answer) == ["Отметьте ровно двух адресатов, которых нужно объединить."]


def test_a_moderator_says_which_of_two_stays(client, moderator):
    keep, absorb = AddresseeFactory(name="мэрия"), AddresseeFactory(name="горадминистрация")
    row = AddressingFactory(addressee=absorb)
    page = act(moderator, "merge", [keep, absorb])
    path = page.redirect_chain[0][0]

    answer = moderator.post(path, {"keep": keep.pk}, follow=True)

    assert page.status_code == 200
    assert told(answer) == ["«горадминистрация» объединён с «мэрия»: старый адрес ведёт на новый, названия сохранены."]
    row.refresh_from_db()
    absorb.refresh_from_db()
    assert (row.addressee, absorb.merged_into) == (keep, keep)
    old = client.get(absorb.get_absolute_url())
    assert (old.status_code, old["Location"]) == (301, keep.get_absolute_url())
    record = absorb.history.first()
    assert (record.history_user, record.merged_into) == (moderator.user, keep)


def test_the_page_warns_of_different_places_and_kinds_and_wants_a_choice(moderator):
    first = AddresseeFactory(name="мэрия", locality=LocalityFactory(), kind="council")
    second = AddresseeFactory(name="управа", locality=None)
    path = f"{MERGE}?row={first.pk}&row={second.pk}"

    page = moderator.get(path).content.decode()
    answer = moderator.post(path, {"keep": AddresseeFactory().pk})
    empty = moderator.post(path, {})

    assert ("Адресаты из разных мест" in page, "У адресатов разный вид" in page) == (True, True)
    assert empty.context["form"].errors["keep"] == ["Отметьте, какой адресат остаётся."]
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["keep"])
    assert Addressee.objects.filter(merged_into__isnull=False).count() == 0


def test_a_merge_that_makes_no_sense_is_refused_on_the_page(moderator):
    above = AddresseeFactory(name="мэрия")
    below = AddresseeFactory(name="отдел", parent=above)

    answer = moderator.post(f"{MERGE}?row={above.pk}&row={below.pk}", {"keep": below.pk})

    assert answer.context["form"].non_field_errors() == [
        "«отдел» входит в «мэрия»: оставьте «мэрия» или сначала уберите подчинение."
    ]


@pytest.mark.parametrize("query", ["", "row=1", "row=abc&row=1", "row=999998&row=999999", f"row={'9' * 30}&row=1"])
def test_a_merge_of_what_is_not_there_is_not_found(moderator, query):
    assert moderator.get(f"{MERGE}?{query}").status_code == 404


def test_an_editor_merges_nothing(signed_in):
    first, second = AddresseeFactory.create_batch(2)

    answer = signed_in(role=Role.EDITOR).post(f"{MERGE}?row={first.pk}&row={second.pk}", {"keep": first.pk})

    assert answer.status_code == 403


def test_an_addressee_in_use_is_not_deleted_and_merging_is_offered(moderator):
    row = AddressingFactory(addressee__name="мэрия")
    path = reverse("admin:resolutions_addressee_delete", args=[row.addressee.pk])

    one = moderator.post(path, {"post": "yes"}).content.decode()
    several = act(moderator, "delete_selected", [row.addressee], post="yes").content.decode()

    assert "Адресата «мэрия» удалить нельзя" in one
    assert "Отмеченных адресатов удалить нельзя" in several
    assert ("действие «Объединить двух адресатов»" in one, LIST in one) == (True, True)
    assert Addressing.objects.count() == 1


def test_one_that_nobody_names_is_deleted(moderator):
    row = AddresseeFactory(name="Лишний")

    answer = moderator.post(reverse("admin:resolutions_addressee_delete", args=[row.pk]), {"post": "yes"}, follow=True)

    assert told(answer) == ["Удалено: адресат «Лишний»."]
    assert Addressee.objects.count() == 0


def test_an_absorbed_addressee_is_no_choice_for_parent_and_successor(moderator):
    gone = AddresseeFactory(merged_into=AddresseeFactory())
    row = AddresseeFactory()
    path = reverse("admin:resolutions_addressee_change", args=[row.pk])

    answer = moderator.post(path, filled(moderator.get(path), parent=gone.pk, successor=gone.pk))

    assert sorted(answer.context["adminform"].form.errors) == ["parent", "successor"]


def test_a_circle_of_bodies_is_refused_in_words(moderator):
    above = AddresseeFactory(name="мэрия")
    department = AddresseeFactory(name="департамент", parent=above)
    below = AddresseeFactory(name="отдел", parent=department)
    path = reverse("admin:resolutions_addressee_change", args=[above.pk])

    answers = [moderator.post(path, filled(moderator.get(path), parent=row.pk)) for row in (above, department, below)]

    assert [answer.context["adminform"].form.errors for answer in answers] == [
        {"__all__": ["Адресат не может входить сам в себя."]},
        {"parent": ["«департамент» сам входит в «мэрия»: выберите другого адресата."]},
        {"parent": ["«отдел» сам входит в «мэрия»: выберите другого адресата."]},
    ]
    above.refresh_from_db()
    assert above.parent is None
