"""What is taken back while the index cannot be brought up to date is told by no door: every row passes the gate."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resolutions.following.digests import post_digests
from resolutions.models import Mail
from resolutions.register.publish import withdraw
from resolutions.search import store
from resolutions.search.index import up_to_date
from tests.exports.taking import address_of
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    RecommendationFactory,
    SectionFactory,
    SubscriptionFactory,
    ThemeFactory,
)
from tests.following.mails import sent, text_of

# Committed for real: what is left out is what another connection would be told.
pytestmark = pytest.mark.django_db(transaction=True)
LIST, FEED, API = reverse("recommendation-list"), reverse("recommendation-feed"), reverse("api-recommendation-list")
NAMES = ("to", "forum", "section", "theme", "place", "region")
SECRET = "кадастр"  # in the text, and in the name of everything that stands behind it
DOORS = {
    "the list": LIST,
    "the list, by words": f"{LIST}?q=двор",
    "the list, as printed": f"{LIST}?sort=document",
    "the feed": FEED,
    "the API": API,
    "the API, with what a filter may ask for": f"{API}?facets={','.join(NAMES)}",
    "the statistics": reverse("statistics"),
    "the front page": reverse("home"),
    "the addressees": reverse("addressee-list"),
    "the forums": reverse("forum-list"),
    **{f"the API, {noun}": reverse(f"api-{noun}-list") for noun in ("forum", "section", "addressee", "theme", "place")},
    **{f"a file, {format}": address_of(format) for format in ("csv", "json")},
    **{f"all values of «{name}»": reverse("recommendation-values", args=[name]) for name in NAMES},
}


@pytest.fixture
def register():
    """A forum that stays and one that will go; the rows of both are much alike, so that each page offers the other."""
    rows = []
    for name in ("Второй", "Кадастр"):
        theme = ThemeFactory(name=f"{name}: тема")
        forum = ForumFactory(title=name, locality__name=f"{name}: село", locality__region__name=f"{name}: область")
        section = SectionFactory(forum=forum, title=f"{name}: секция")
        section.themes.add(theme)
        rows.append(RecommendationFactory(section=section, text=f"{name}: благоустроить двор у школы, посадить липы"))
        AddressingFactory(
            recommendation=rows[-1],
            addressee=AddresseeFactory(name=f"{name}: штаб", is_reviewed=False, is_seconded=True),
        )
    return rows


def told(client, doors) -> dict[str, tuple[int, bool, bool]]:
    """By door: how it answered, and whether it told of the forum that stays and of the other one."""
    answers = {}
    for door, address in doors.items():
        answer = client.get(address)
        content = b"".join(answer) if answer.streaming else answer.content
        text = content.decode().casefold()
        answers[door] = (answer.status_code, "второй" in text, SECRET in text)
    return answers


def test_every_door_leaves_out_what_was_taken_back_though_the_index_still_has_it(client, register, settings):
    stays, goes = register
    doors = DOORS | {"the page of what is like it": stays.get_absolute_url()}
    SubscriptionFactory(confirmed_at=timezone.now() - timedelta(days=1))
    for row in register:
        row.section.forum.published_at = timezone.now()
        row.section.forum.save()
    assert told(client, doors) == dict.fromkeys(doors, (200, True, True))
    post_digests(timezone.now())

    with store.writing(0) as alone:
        withdraw(goes.section.forum, by=None)
        found = told(client, doors)
        letters = [text_of(letter).casefold() for letter in sent(settings)]
        behind = up_to_date().is_behind

    assert (alone, behind) == (True, True)
    assert found == dict.fromkeys(doors, (200, True, False))
    assert [("второй" in letter, SECRET in letter) for letter in letters] == [(True, False)]
    assert Mail.objects.count() == 0
