"""`reread_forum`: what today's reader understands otherwise in a forum's own document waits as a correction."""

from io import StringIO

import pytest
from django.core.management import call_command

from resolution_reader import to_json
from resolutions.models import Draft, Forum, Line
from resolutions.register.publish import publish
from resolutions.review.editing import discard, restore
from resolutions.review.enter import enter
from resolutions.review.receive import receive
from resolutions.review.reread_forum import THE_SAME
from resolutions.review.revise import comparison, revise
from resolutions.review.sheet import sheet_from_json
from resolutions.vocabulary import DraftState
from tests.factories import ForumFactory, OrganizerFactory, UserFactory
from tests.review.test_revise_as_adopted import shape

pytestmark = pytest.mark.django_db

TEXT = """Резолюция форума дворов

Секция «Двор»

Рекомендовать администрации города:
1) провести конкурс дворов;
2) открыть сквер.
Школам:
3) посадить деревья.
""".encode()


@pytest.fixture
def forum() -> Forum:
    """Entered by a reader that knew format 1: one line over all."""
    draft = receive(TEXT, "итог.txt", OrganizerFactory())
    kept = to_json(sheet_from_json(draft.outline))
    kept["format"], kept["head"] = 1, None
    for section in kept["sections"]:
        section |= {"lead_in": "Рекомендовать администрации города:\nШколам:"}
        del section["groups"], section["remarks"], section["title_as_written"]
        for item in section["recommendations"]:
            del item["group"], item["label"]
    Draft.objects.update(outline=kept)
    return publish(enter(Draft.objects.get(), by=None), by=None)


def reread(slug: str) -> tuple[int, str, str]:
    """How it ended, what was said, what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("reread_forum", slug, stdout=out, stderr=err)
        status = 0
    except SystemExit as end:
        status = end.code
    return status, out.getvalue().strip(), err.getvalue().strip()


def test_the_differences_wait_as_a_correction_and_the_forum_stays_as_it_is(forum):
    before, version = shape(forum), forum.version

    status, said, _ = reread(forum.slug)

    draft = Draft.objects.get(revises=forum)
    kinds = [difference.kind for difference in comparison(draft).differences()]
    assert (status, said) == (0, f"{len(kinds)} отличий ждут решения: {draft.get_absolute_url()}")
    assert kinds == ["forum", "section", "lines", "changed", "changed", "changed"]
    assert draft.state == DraftState.OPEN
    assert (shape(forum), Forum.objects.get().version) == (before, version)


def test_what_is_accepted_is_the_document_of_today(forum):
    reread(forum.slug)
    draft = Draft.objects.get(revises=forum)

    revise(draft, [difference.key for difference in comparison(draft).differences()], by=None)

    assert [group.printed for group in Line.objects.all()] == ["Рекомендовать администрации города:", "Школам:"]
    assert reread(forum.slug) == (0, THE_SAME, "")
    assert Draft.objects.count() == 2  # where nothing differs none is left


def test_a_forum_without_a_document_is_refused():
    forum = ForumFactory()

    assert reread(forum.slug) == (2, "", "У этой резолюции нет исходного документа: перечитывать нечего.")


def test_a_forum_with_a_correction_under_way_is_refused(forum):
    reread(forum.slug)
    waiting = Draft.objects.get(revises=forum)

    sentence = (
        f"Исправление этой резолюции уже ждёт решения: сначала примите или отложите его, {waiting.get_absolute_url()}"
    )
    assert reread(forum.slug) == (2, "", sentence)
    assert Draft.objects.filter(revises=forum).count() == 1


def test_a_forum_that_is_not_there_is_refused():
    assert reread("nowhere") == (2, "", "Форума с адресом «nowhere» нет.")


def test_a_document_that_is_gone_or_cannot_be_read_is_refused_and_leaves_nothing(forum):
    file = Draft.objects.get().source.file
    file.storage.delete(file.name)

    assert reread(forum.slug)[::2] == (2, "Файл пропал с сервера: загрузите его ещё раз.")
    assert Draft.objects.count() == 1


def test_what_was_put_aside_comes_back_beside_the_draft_of_the_same_document(forum):
    reread(forum.slug)
    draft = Draft.objects.get(revises=forum)

    restore(discard(draft, by=None), by=None)

    draft.refresh_from_db()
    assert draft.state == DraftState.OPEN


def test_who_may_correct_the_forum_has_a_button(forum, client):
    client.force_login(UserFactory(organizer=forum.organizer))
    address = f"/editor/forums/{forum.slug}/correct/"
    assert 'value="reread"' in client.get(address).content.decode()

    answer = client.post(address, {"op": "reread"})
    again = client.post(address, {"op": "reread"}, follow=True)

    draft = Draft.objects.get(revises=forum)
    assert answer["Location"] == f"/editor/drafts/{draft.pk}/differences/"
    assert "Исправление этой резолюции уже ждёт решения" in again.content.decode()
