"""Pages of plain words."""

import pytest

from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_about_names_whom_to_write_to(client, settings):
    settings.CONTACT_EMAIL = "portal@example.org"
    RecommendationFactory(section__forum__organizer__contact_email="public@example.org")
    RecommendationFactory(
        section__forum__published_at=None, section__forum__organizer__contact_email="hidden@example.org"
    )

    page = client.get("/about/").content.decode()

    assert [f"mailto:{name}@example.org" in page for name in ("portal", "public", "hidden")] == [True, True, False]


def test_researchers_of_security_find_a_contact(client, settings):
    settings.CONTACT_EMAIL = "portal@example.org"

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert [line.split(":")[0] for line in lines] == ["Contact", "Expires", "Preferred-Languages"]
    assert lines[0] == "Contact: mailto:portal@example.org"
