"""Two addressees become one: nothing is lost, the old address leads on, who did it is kept."""

import pytest
from django.urls import reverse

from resolutions.models import Addressee, AddresseeAlias, Addressing, Recommendation, User
from resolutions.register.merge import CannotMerge, merge_addressees
from resolutions.vocabulary import AddressingRole, Role
from tests.factories import AddresseeFactory, AddressingFactory, LocalityFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return UserFactory(role=Role.MODERATOR)


@pytest.fixture
def pair():
    keep = AddresseeFactory(name="мэрия города Новосибирска", short_name="мэрия")
    absorb = AddresseeFactory(name="администрация города Новосибирска", short_name="горадминистрация")
    return keep, absorb


def names_of(addressee):
    return sorted(alias.name for alias in addressee.aliases.all())


def test_what_was_addressed_to_the_second_is_addressed_to_the_first(pair, moderator):
    keep, absorb = pair
    rows = [AddressingFactory(addressee=absorb, as_written="администрации города") for _ in range(2)]

    merge_addressees(keep, absorb, by=moderator)

    assert [(row.pk, row.addressee, row.as_written) for row in Addressing.objects.order_by("pk")] == [
        (row.pk, keep, "администрации города") for row in rows
    ]
    assert [row.version for row in Recommendation.objects.all()] == [2, 2]


@pytest.mark.parametrize(
    ("kept", "absorbed", "left"),
    [
        ((AddressingRole.LEAD, "мэрии"), (AddressingRole.LEAD, "администрации"), ("lead", "мэрии")),
        ((AddressingRole.CO_EXECUTOR, ""), (AddressingRole.LEAD, "мэрии"), ("lead", "мэрии")),
        ((AddressingRole.LEAD, ""), (AddressingRole.CO_EXECUTOR, "с мэрией"), ("lead", "с мэрией")),
        ((AddressingRole.CO_EXECUTOR, "мэрии"), (AddressingRole.CO_EXECUTOR, ""), ("co-executor", "мэрии")),
    ],
)
def test_a_recommendation_addressed_to_both_keeps_one_row(pair, moderator, kept, absorbed, left):
    keep, absorb = pair
    row = AddressingFactory(addressee=keep, role=kept[0], as_written=kept[1], order=2)
    AddressingFactory(addressee=absorb, recommendation=row.recommendation, role=absorbed[0], as_written=absorbed[1])

    merge_addressees(keep, absorb, by=moderator)

    assert [(r.pk, r.addressee, r.role, r.as_written, r.order) for r in Addressing.objects.all()] == [
        (row.pk, keep, *left, 1)
    ]


def test_every_name_of_the_second_finds_the_first(pair, moderator):
    keep, absorb = pair
    AddresseeAlias.objects.create(addressee=keep, name="мэрия Новосибирска")
    AddresseeAlias.objects.create(addressee=absorb, name="Мэрия Новосибирска")
    AddresseeAlias.objects.create(addressee=absorb, name="АГН")

    merge_addressees(keep, absorb, by=moderator)

    assert names_of(keep) == [
        "АГН",
        "администрация города Новосибирска",
        "горадминистрация",
        "мэрия Новосибирска",
    ]
    assert names_of(absorb) == []


def test_a_name_that_is_its_own_short_name_goes_over_once(moderator):
    keep, absorb = AddresseeFactory(), AddresseeFactory(name="АГН", short_name="агн")

    merge_addressees(keep, absorb, by=moderator)

    assert names_of(keep) == ["АГН"]


def test_departments_predecessors_and_earlier_signposts_follow(pair, moderator):
    keep, absorb = pair
    department = AddresseeFactory(parent=absorb)
    predecessor = AddresseeFactory(successor=absorb)
    signpost = AddresseeFactory(merged_into=absorb)

    merge_addressees(keep, absorb, by=moderator)

    for row in (department, predecessor, signpost):
        row.refresh_from_db()
    assert (department.parent, predecessor.successor, signpost.merged_into) == (keep, keep, keep)
    assert [row.version for row in (department, predecessor, signpost)] == [2, 2, 2]


def test_officials_answer_for_the_first(pair, moderator):
    keep, absorb = pair
    official = UserFactory(role=Role.OFFICIAL)
    official.addressees.add(absorb)

    merge_addressees(keep, absorb, by=moderator)

    assert list(official.addressees.all()) == [keep]


@pytest.mark.parametrize("mutual", [False, True])
def test_a_successor_that_is_merged_in_is_nobodys_successor(pair, moderator, mutual):
    keep, absorb = pair
    Addressee.objects.filter(pk=keep.pk).update(successor=absorb)
    Addressee.objects.filter(pk=absorb.pk).update(successor=keep if mutual else None)

    keep = merge_addressees(keep, absorb, by=moderator)

    keep.refresh_from_db()
    assert keep.successor is None


def test_the_old_address_leads_to_the_first_even_if_only_the_second_was_reviewed(client, moderator):
    keep = AddresseeFactory(is_reviewed=False)
    absorb = AddresseeFactory(is_reviewed=True)

    merge_addressees(keep, absorb, by=moderator)

    answer = client.get(reverse("addressee-detail", args=[absorb.slug]), follow=True)
    assert answer.redirect_chain == [(reverse("addressee-detail", args=[keep.slug]), 301)]
    assert answer.status_code == 200


def test_the_history_of_every_row_touched_names_who_did_it(pair, moderator):
    keep, absorb = pair
    moved = AddressingFactory(addressee=absorb)
    twin = AddressingFactory(addressee=keep)
    dropped = AddressingFactory(addressee=absorb, recommendation=twin.recommendation)
    alias = AddresseeAlias.objects.create(addressee=absorb, name="АГН")
    department = AddresseeFactory(parent=absorb)
    official = UserFactory(role=Role.OFFICIAL)
    official.addressees.add(absorb)

    merge_addressees(keep, absorb, by=moderator)

    touched = [keep, absorb, moved, twin, alias, department, moved.recommendation, official]
    latest = [row.history.first() for row in touched]
    latest += [Addressing.history.filter(id=dropped.pk).first()]
    assert [record.history_user for record in latest] == [moderator] * 9
    assert (latest[-1].withdrawn_at is None, latest[-1].addressee) == (False, keep)
    assert absorb.history.first().merged_into == keep
    assert Addressing.history.filter(id=moved.pk).first().addressee == keep


def test_the_same_row_an_absorbed_one_and_one_from_below_are_refused(moderator):
    above = AddresseeFactory(name="мэрия")
    department = AddresseeFactory(name="департамент", parent=AddresseeFactory(parent=above))
    gone = AddresseeFactory(name="управа", merged_into=above)

    refusals = []
    for keep, absorb in [(above, above), (above, gone), (gone, department), (department, above)]:
        with pytest.raises(CannotMerge) as refusal:
            merge_addressees(keep, absorb, by=moderator)
        refusals.append(refusal.value.message)

    assert refusals == [
        "Адресата нельзя объединить с самим собой.",
        "«управа» уже объединён с адресатом «мэрия».",
        "«управа» уже объединён с адресатом «мэрия»: выберите того.",
        "«департамент» входит в «мэрия»: оставьте «мэрия» или сначала уберите подчинение.",
    ]
    assert Addressee.objects.filter(version=1).count() == Addressee.objects.count()


def test_a_department_is_merged_into_the_body_above_it(moderator):
    above = AddresseeFactory()
    department = AddresseeFactory(parent=above)
    below = AddresseeFactory(parent=department)

    merge_addressees(above, department, by=moderator)

    below.refresh_from_db()
    above.refresh_from_db()
    assert (below.parent, above.parent) == (above, None)


def test_bodies_of_different_places_may_be_merged(moderator):
    keep = AddresseeFactory(name="мэрия", locality=LocalityFactory())
    absorb = AddresseeFactory(name="мэрия", locality=None)

    assert merge_addressees(keep, absorb, by=moderator) == keep
    assert names_of(keep) == []


def test_a_merge_costs_the_same_for_one_addressing_and_for_thirty(
    moderator, django_assert_num_queries, django_assert_max_num_queries
):
    keep, first, second = AddresseeFactory.create_batch(3)
    AddressingFactory(addressee=first)
    AddressingFactory.create_batch(30, addressee=second)

    with django_assert_max_num_queries(40) as one:
        merge_addressees(keep, first, by=moderator)
    with django_assert_num_queries(len(one)):
        merge_addressees(keep, second, by=moderator)
    assert User.objects.count() == 1
