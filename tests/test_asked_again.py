"""A page that asks once for each of its rows fails the test that opens it, whether it is made at once or streamed."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from forum_portal import urls
from resolutions.models import Section
from tests.asked_again import MOST, AskedAgain
from tests.factories import SectionFactory


def links():
    """Each asks for its forum."""
    return (section.get_absolute_url() for section in Section.objects.all())


urlpatterns = [
    path("page/", lambda request: HttpResponse(links())),
    path("stream/", lambda request: StreamingHttpResponse(links())),
    *urls.urlpatterns,
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize("door", ["/page/", "/stream/"])
def test_what_asks_for_each_of_its_rows_raises(client, door):
    SectionFactory.create_batch(MOST)
    assert client.get(door).getvalue().count(b"/forums/") == MOST

    SectionFactory()

    with pytest.raises(AskedAgain, match=r"^models/contents.py:\d+, time 4 in one request: SELECT .*forum"):
        client.get(door).getvalue()


def test_a_test_asks_as_often_as_it_wants(client):
    SectionFactory.create_batch(MOST + 1)
    client.head("/stream/")  # whose rows nobody reads

    assert [len(Section.objects.all()) for _ in range(MOST + 1)] == [MOST + 1] * (MOST + 1)
