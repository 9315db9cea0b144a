"""No verb relies on the door it was called from: who may not is refused before anything is asked of the database."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.models import Addressee, Complaint, Draft, Forum, HiddenWords, Offer, Organizer
from resolutions.people.forget import forget_person
from resolutions.people.invite import invite
from resolutions.people.second_factor import reset_second_factor
from resolutions.permissions import NotAllowed
from resolutions.register.addressing import address, withdraw_addressing
from resolutions.register.bodies import merge_all, put_below, rename, strike_out, tell_apart
from resolutions.register.complaints import settle
from resolutions.register.deleting import delete_forum
from resolutions.register.directory import mark_reviewed
from resolutions.register.edit import remove
from resolutions.register.hiding import hide_words
from resolutions.register.look import change_look
from resolutions.register.mending import mend
from resolutions.register.mending_items import mend_recommendation
from resolutions.register.merge import merge_addressees
from resolutions.register.offers import settle_offer
from resolutions.register.parts import write_parts
from resolutions.register.publish import publish, withdraw
from resolutions.register.themes import assign_themes, merge_themes
from resolutions.register.unhiding import show_words
from resolutions.review.accept import accept_and_publish
from resolutions.review.editing import discard, edit, redo, restore, start_from_nothing, undo
from resolutions.review.enter import enter
from resolutions.review.queue import try_again
from resolutions.review.receive import receive, take_in
from resolutions.review.reread_forum import reread_forum
from resolutions.review.restoring import restore_forum
from resolutions.review.revise import correct_instead, revise, stand_apart
from resolutions.review.sharing import share, unshare
from resolutions.vocabulary import HidingReason
from tests.permissions.scene import CONTENTS, Scene, kind_of, matrix

TEXT = "Резолюция форума\n1. Убрать двор.\n".encode()

# {(a verb of the matrix, the function): how it is called with a row}
VERBS = {
    ("publish", publish): lambda forum, by: publish(forum, by),
    ("unpublish", withdraw): lambda forum, by: withdraw(forum, by),
    ("delete_forum", delete_forum): lambda forum, by: delete_forum(forum, by),
    ("delete_addressing", withdraw_addressing): withdraw_addressing,
    ("delete_addressing", remove): remove,
    ("delete_section", remove): remove,
    ("delete_line", remove): remove,
    ("delete_part", remove): remove,
    ("change_recommendation", write_parts): lambda recommendation, by: write_parts(recommendation, [], by),
    ("correct", reread_forum): reread_forum,
    ("hide", hide_words): lambda forum, by: hide_words(forum, "Иванов", HidingReason.NAME, by),
    ("hide", show_words): lambda forum, by: show_words(HiddenWords(forum=forum), by),
    ("settle", settle): settle,
    ("settle_offer", settle_offer): lambda _, by: settle_offer(Offer(), by),
    ("change_look", change_look): lambda _, by: change_look(by, 1, {}),
    ("change_forum", mend): lambda forum, by: mend(forum, "", {}, by),
    ("change_section", mend): lambda section, by: mend(section, "", {}, by),
    ("change_line", mend): lambda line, by: mend(line, "", {}, by),
    ("change_recommendation", mend_recommendation): lambda row, by: mend_recommendation(row, "", {}, [], [], by),
    ("change_recommendation", address): lambda recommendation, by: address(recommendation, [], by),
    ("restore_forum", restore_forum): lambda forum, by: restore_forum(forum, by),
    ("correct", take_in): lambda forum, by: take_in(TEXT, "а.txt", by.organizer or forum.organizer, by, forum),
    ("correct", receive): lambda forum, by: receive(TEXT, "а.txt", by.organizer or forum.organizer, by, forum),
    ("receive", take_in): lambda organizer, by: take_in(TEXT, "а.txt", organizer, by),
    ("receive", receive): lambda organizer, by: receive(TEXT, "а.txt", organizer, by),
    ("receive", start_from_nothing): start_from_nothing,
    ("edit", edit): lambda draft, by: edit(draft, 1, [], by),
    ("edit", undo): lambda draft, by: undo(draft, 1, by),
    ("edit", redo): lambda draft, by: redo(draft, 1, by),
    ("edit", correct_instead): lambda draft, by: correct_instead(draft, 1, "forum", by),
    ("edit", stand_apart): stand_apart,
    ("edit", try_again): try_again,
    ("accept", accept_and_publish): lambda draft, by: accept_and_publish(draft, 1, by),
    ("accept", enter): enter,
    ("revise", revise): lambda draft, by: revise(draft, [], by),
    ("discard", discard): discard,
    ("restore_draft", restore): restore,
    ("share", share): lambda draft, by: share(draft, timezone.now(), by),
    ("share", unshare): unshare,
    ("mark_reviewed", mark_reviewed): lambda _, by: mark_reviewed(Addressee.objects.all(), by),
    ("merge", merge_addressees): lambda body, by: merge_addressees(body, body, by),
    ("merge", merge_all): lambda body, by: merge_all([], body, by),
    ("assign_themes", assign_themes): lambda section, by: assign_themes(section, [], by),
    ("merge_themes", merge_themes): lambda theme, by: merge_themes(theme, theme, by),
    ("merge", tell_apart): lambda body, by: tell_apart(body, body, by),
    ("change_addressee", put_below): lambda body, by: put_below([], body, by),
    ("change_addressee", rename): lambda body, by: rename(body, "мэрия", by),
    ("strike_out", strike_out): strike_out,
    ("invite", invite): lambda _, by: invite(by, by),
    ("forget", forget_person): lambda _, by: forget_person(by, by),
    ("reset_second_factor", reset_second_factor): lambda _, by: reset_second_factor(by, by),
}


@pytest.mark.django_db
def test_who_may_not_is_refused_before_anything_is_touched():
    scene = Scene()
    people = {role: person for role, person in scene.people.items() if role != "visitor"}
    refused, expected = set(), set()
    for (verb, function), call in VERBS.items():
        for role, person in people.items():
            for whose, row, answer in zip(("own", "others"), scene.pair(verb), matrix()[verb, role], strict=False):
                if answer == "yes":
                    continue
                key = (verb, function.__name__, role, whose)
                expected.add(key)
                with CaptureQueriesContext(connection) as asked, pytest.raises(NotAllowed):
                    call(row, person)
                if all("SAVEPOINT" in query["sql"] for query in asked.captured_queries):
                    refused.add(key)

    assert refused == expected
    assert len(expected) > len(VERBS) * 3


@pytest.mark.django_db
def test_the_operator_and_who_may_are_not_refused():
    scene = Scene()
    forum, draft, organizer = (scene.own[kind] for kind in (Forum, Draft, Organizer))
    for by in (None, scene.people["editor"], scene.people["administrator"]):
        publish(forum, by)
        restore_forum(delete_forum(withdraw(forum, by), by), by)
        take_in(TEXT + str(by).encode(), "а.txt", organizer, by, forum)
        restore(discard(start_from_nothing(organizer, by), by), by)
        share(draft, timezone.now(), by)

    assert {kind_of(verb) for verb, _ in VERBS} == {*CONTENTS, Organizer, Draft, Complaint, None}
    assert Draft.objects.count() == 2 + 6
