"""The document a forum stands on: the file as it came, and the paragraph behind each recommendation."""

import pytest

from resolutions.models import Forum, Recommendation
from resolutions.review.importing import accept
from resolutions.review.receive import receive
from resolutions.review.revise import revise
from tests.factories import ForumFactory, OrganizerFactory
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum() -> Forum:
    accept(receive(RESOLUTION, "Итог\r\n «форума».txt", OrganizerFactory()))
    return Forum.objects.get()


def test_the_file_is_given_back_as_it_came_and_only_to_be_saved(client, forum):
    answer = client.get(f"{forum.get_absolute_url()}source/")

    assert b"".join(answer.streaming_content) == RESOLUTION
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert ("\r" in answer["Content-Disposition"], "\n" in answer["Content-Disposition"]) == (False, False)


def test_each_recommendation_leads_to_its_paragraph_and_the_paragraph_back(client, forum):
    recommendation = Recommendation.objects.get(number="2")
    address = f"{forum.get_absolute_url()}text/"

    page = client.get(recommendation.get_absolute_url()).content.decode()
    paragraphs = client.get(address).context["paragraphs"]

    assert f'href="{address}#p{recommendation.source_first}"' in page
    row = paragraphs[recommendation.source_first]
    assert (row["recommendation"], row["text"]) == (recommendation, f"2. {recommendation.text}")


def test_the_newest_accepted_document_is_the_source(client, forum):
    corrected = RESOLUTION + "\n3. Рекомендовать мэрии посадить деревья.\n".encode()
    revise(receive(corrected, "исправлено.txt", forum.organizer, revises=forum), [], by=None)

    answer = client.get(f"{forum.get_absolute_url()}source/")

    assert b"".join(answer.streaming_content) == corrected


@pytest.mark.parametrize("page", ["source", "text"])
def test_a_forum_entered_by_hand_has_no_document(client, page):
    forum = ForumFactory()

    assert client.get(f"{forum.get_absolute_url()}{page}/").status_code == 404
    assert client.get(forum.get_absolute_url()).context["source"] is None


@pytest.mark.parametrize("page", ["source", "text"])
def test_the_document_of_an_unpublished_forum_is_there_for_its_editor_alone(client, signed_in, forum, page):
    Forum.objects.update(published_at=None)
    doors = [client, signed_in(), signed_in(organizer=forum.organizer)]

    answers = [door.get(f"{forum.get_absolute_url()}{page}/") for door in doors]
    for answer in answers:
        list(answer)  # or its file stays open; closed by itself, it would close the connection of the test

    assert [answer.status_code for answer in answers] == [404, 404, 200]
