"""What the index no longer holds is not offered, and an index of another past is found out.

On the disk an index keeps the words of rows that were taken out of it until its parts are merged.
"""

import logging

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from lxml import html

from resolutions.models import Forum, Recommendation
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import withdraw
from resolutions.search import store
from resolutions.search.index import opened, up_to_date
from resolutions.tracking import content_version
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
BOTH = ["кузяврик", "кузявриков"]  # what a word that no dictionary knows may be a form of
SUGGEST, LIST = "/recommendations/suggest/", "/recommendations/"


def forum_of(*texts):
    section = SectionFactory(forum=ForumFactory())
    for text in texts:
        RecommendationFactory(section=section, text=text)
    return section.forum


def words(client, beginning):
    """Those suggested; read from the page, as it may be a remembered one."""
    page = html.fromstring(f"<div>{client.get(SUGGEST, {'q': beginning}).content.decode()}</div>")
    return sorted(link.text_content().strip().lower() for link in page.xpath("//a[contains(@href, '?q=')]"))


def offer(client, query):
    return client.get(LIST, {"q": query}).context["corrected"]


def correct(row, text):
    row.text = text
    row.save()


def unpublished(row):
    withdraw(row.section.forum, by=None)


def deleted(row):
    delete_forum(row.section.forum, by=None)


def corrected(row):
    correct(row, "Накормить ежей")


def removed(row):
    row.delete()


@pytest.mark.parametrize("take_back", [unpublished, deleted, corrected, removed])
def test_a_word_is_offered_only_while_a_public_row_has_it(client, take_back):
    """All in one part of the index, as after any build: there the words of what was taken out stay."""
    own = forum_of("Накормить кузявриков", "Накормить кузьмичей")
    forum_of("Кузница для всех", "Лаборатория", "Лаборатория", "Лавочка у дома")
    assert (words(client, "кузявр"), words(client, "куз")) == (BOTH, ["кузница", "кузьмич", *BOTH])

    take_back(own.sections.get().recommendations.order_by("pk")[0])

    left = {unpublished: ["кузница"], deleted: ["кузница"]}.get(take_back, ["кузница", "кузьмич"])
    assert (words(client, "кузявр"), words(client, "куз")) == ([], left)
    opened.cache_clear()
    assert (words(Client(), "кузявр"), words(Client(), "куз")) == ([], left)


def test_words_that_rows_have_are_found_behind_many_that_none_has_any_more(client):
    names = [f"ква{first}{second}" for first in "бвгдж" for second in "бвгдж"]
    gone = forum_of(*(f"Место {name} и {name}" for name in names), *names)
    forum_of("Квартира", "Дом")
    assert len(words(client, "ква")) == 4

    withdraw(gone, by=None)

    assert words(client, "ква") == ["квартира"]


def test_a_word_that_was_taken_back_does_not_stand_before_one_that_rows_have(client):
    """Both are one letter off what was typed, and the one that is gone was the more frequent."""
    gone = forum_of("Лавочка", "Две лавочки", "Три лавочки")
    forum_of("Липочка, чтобы была лапочка", "Дом")
    assert offer(client, "лаочка")["words"] == "лавочка"

    withdraw(gone, by=None)

    assert offer(client, "лаочка")["words"] == "лапочка"


def test_while_the_index_is_behind_no_word_is_offered_and_none_as_a_correction(client):
    gone = forum_of("Накормить кузявриков")
    forum_of("Дом")
    assert (words(client, "кузявр"), offer(client, "кузявиков")["words"]) == (BOTH, "кузявриков")

    with store.writing(0.0) as alone:
        withdraw(gone, by=None)
        behind = words(client, "кузявр"), offer(client, "кузявиков")

    assert (alone, behind) == (True, ([], None))


def test_an_index_built_anew_makes_remembered_pages_void(client):
    forum_of("Двор", "Дом")
    pages = [LIST, SUGGEST + "?q=дв", Forum.objects.get().get_absolute_url()]
    tags = [client.get(page)["ETag"] for page in pages]
    assert [client.get(page)["ETag"] for page in pages] == tags

    call_command("rebuild_index")

    assert [client.get(page)["ETag"] == tag for page, tag in zip(pages, tags, strict=True)] == [False] * 3
    assert client.get(LIST, {"q": "двор"}).context["total"] == 1


# After an older backup has been put back


@pytest.fixture
def other_past(client):
    """other_past(change) -> how far the index went with a change that the database has forgotten, as with a backup put
    back; then the register is changed until nobody could tell by its number."""

    def go(change):
        forum_of(*(f"Двор {number}" for number in range(3)))
        other = forum_of("Дом", "Дом")
        client.get(LIST)
        backup = transaction.savepoint()
        change(Forum.objects.last())
        client.get(LIST)
        transaction.savepoint_rollback(backup)
        current = store.read_pointer()
        while content_version() < current.version:
            correct(other.sections.get().recommendations.first(), f"Дом {content_version()}")
            client.get("/about/")  # on PostgreSQL: a transaction ends
        opened.cache_clear()  # the portal is started anew
        return current

    return go


def total(client, words=""):
    return client.get(LIST, {"q": words}).context["total"]


def test_an_index_that_holds_less_than_the_register_is_found_out_when_it_is_opened(client, other_past, caplog):
    current = other_past(lambda forum: withdraw(forum, by=None))
    assert (current.version, current.folder) == (content_version(), store.read_pointer().folder)

    with caplog.at_level(logging.WARNING, logger="resolutions.search"):
        assert total(client) == Recommendation.objects.public().count() == 5

    assert store.read_pointer().folder != current.folder
    assert caplog.messages == ["The index holds 2 recommendations and the register 5: it is built anew."]
    assert content_version() > current.version  # pages that were made from it are void


def test_where_its_pages_cannot_be_made_void_it_is_found_out_again(other_past):
    current = other_past(lambda forum: withdraw(forum, by=None))
    rename("resolutions_forumchange", "away")
    with pytest.raises(DatabaseError):
        up_to_date()
    rename("away", "resolutions_forumchange")

    assert up_to_date().version == content_version() > current.version
    assert store.read_pointer().folder != current.folder


def rename(table, name):
    """Rolled back with the test."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")


def test_the_command_finds_it_out_too(client, other_past):
    current = other_past(lambda forum: withdraw(forum, by=None))

    call_command("rebuild_index", "--if-needed")

    assert store.read_pointer().folder != current.folder
    assert total(client) == 5


def test_an_index_of_this_register_is_opened_as_it_is(client, django_assert_num_queries):
    forum_of("Двор")
    client.get(LIST)
    current = store.read_pointer()
    opened.cache_clear()

    with django_assert_num_queries(3):  # the version, the same before the COUNT, the COUNT
        up_to_date()
    with django_assert_num_queries(1):
        up_to_date()

    call_command("rebuild_index", "--if-needed")
    assert store.read_pointer() == current


def test_after_restore_makes_right_what_no_number_tells(client, other_past):
    """As many rows as before, other words."""
    current = other_past(lambda forum: correct(forum.sections.get().recommendations.first(), "Кузявры"))
    assert (total(client, "кузявры"), total(client, "двор")) == (1, 2)  # nobody could tell

    call_command("after_restore")

    assert (total(client, "кузявры"), total(client, "двор")) == (0, 3)
    assert content_version() - current.version > 1


def test_after_restore_leaves_no_made_page_and_no_number_of_a_page_as_they_were(client, settings):
    forum_of("Двор")
    pages = [LIST, Forum.objects.get().get_absolute_url(), "/api/v1/forums/"]
    tags = [client.get(page)["ETag"] for page in pages]
    assert list(settings.CACHES["pages"]["LOCATION"].glob("*")) != []

    call_command("after_restore")

    assert list(settings.CACHES["pages"]["LOCATION"].glob("*")) == []
    assert [client.get(page)["ETag"] == tag for page, tag in zip(pages, tags, strict=True)] == [False] * 3
