"""The moderator's desk in a real browser: accessible, and without a sideways scroll, at every width."""

import pytest
from django.urls import reverse

from resolutions.vocabulary import Role
from tests.factories import AddresseeFactory, AddressingFactory, LocalityFactory, UserFactory
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_editor_in_browser import WIDTHS, overflow, signed_in_context

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_desk_is_accessible_and_fits_at_every_width(live_server, new_context):
    town = LocalityFactory(name="Томск")
    AddresseeFactory(name="администрация города", locality=town)
    for name in ("д", "Администрация г. Томска", "Межведомственная комиссия " + "по развитию городской среды " * 5):
        AddressingFactory(addressee=AddresseeFactory(name=name, is_reviewed=False, locality=town))
    moderator = UserFactory(role=Role.MODERATOR)
    page = signed_in_context(new_context, live_server.url, moderator, **AXE).new_page()
    page.goto(live_server.url + reverse("desk"))
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = (overflow(page), faults(page))

    assert found == {width: (0, []) for width in WIDTHS}
