"""The directory of addressees, and one addressee with all that is addressed to it."""

import pytest
from django.urls import reverse

from resolutions.models import Addressee
from resolutions.vocabulary import AddresseeKind
from tests.factories import AddresseeFactory, AddressingFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
ADDRESSEES = reverse("addressee-list")
LIST = reverse("recommendation-list")


def test_addressees_stand_by_kind_in_alphabetical_order_with_public_numbers(client):
    council = AddresseeFactory(name="Ялтинский совет", kind=AddresseeKind.COUNCIL)
    yolka = AddresseeFactory(name="ёлочный комитет", kind=AddresseeKind.CITY_HALL)
    hall = AddresseeFactory(name="Администрация", kind=AddresseeKind.CITY_HALL)
    zhuk = AddresseeFactory(name="Жуковская мэрия", kind=AddresseeKind.CITY_HALL)
    AddressingFactory(addressee=hall)
    AddressingFactory(addressee=hall, recommendation__section__forum__published_at=None)
    AddresseeFactory(name="слита", merged_into=hall)

    groups = client.get(ADDRESSEES).context["groups"]

    assert [(kind, [(row, row.recommendation_count) for row in rows]) for kind, rows in groups] == [
        ("Мэрии и администрации", [(hall, 1), (yolka, 0), (zhuk, 0)]),
        ("Думы и советы депутатов", [(council, 0)]),
    ]


def test_an_addressee_shows_what_is_addressed_to_it_by_forum(client):
    addressee = AddresseeFactory()
    section = SectionFactory()
    rows = [RecommendationFactory(section=section) for _ in range(2)]
    for row in rows:
        AddressingFactory(recommendation=row, addressee=addressee)
    AddressingFactory(addressee=addressee, recommendation__section__forum__published_at=None)
    AddressingFactory()

    context = client.get(addressee.get_absolute_url()).context

    assert context["groups"] == [{"forum": section.forum, "recommendations": rows}]
    assert (context["total"], context["list_url"]) == (2, f"/recommendations/?to={addressee.slug}")


def test_the_old_address_of_a_merged_addressee_redirects_for_good(client):
    kept = AddresseeFactory()
    absorbed = AddresseeFactory(merged_into=kept)

    answer = client.get(absorbed.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, kept.get_absolute_url())


def test_a_deleted_addressee_is_gone_and_an_unknown_one_was_never_there(client):
    addressee = AddresseeFactory()
    Addressee.objects.all().delete()

    statuses = [client.get(address).status_code for address in (addressee.get_absolute_url(), "/addressees/x/")]

    assert statuses == [410, 404]


@pytest.mark.parametrize("count", [1, 25])
def test_an_addressee_costs_the_same_for_any_number_of_rows(client, count, django_assert_num_queries):
    addressee = AddresseeFactory()
    for _ in range(count):
        AddressingFactory(addressee=addressee)
        AddressingFactory(addressee__parent=addressee)
    client.get(LIST)  # brings the index up to date

    # content version (page, index), addressee, may it be seen, rows, addressings, aliases, departments
    with django_assert_num_queries(8):
        client.get(addressee.get_absolute_url())


def test_a_body_above_that_is_nobodys_business_yet_is_not_named(client):
    above = AddresseeFactory(name="Тайный департамент", is_reviewed=False)
    addressee = AddressingFactory(addressee__parent=above, addressee__successor=above).addressee

    pages = [client.get(address).content.decode() for address in (ADDRESSEES, addressee.get_absolute_url())]

    assert ["Тайный департамент" in page for page in pages] == [False, False]
