"""What editors, moderators and operators do to a register, each through its door or its verb."""

import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from resolutions.models import (
    Addressee,
    Draft,
    Forum,
    HiddenWords,
    Line,
    Look,
    Offer,
    Organizer,
    Recommendation,
    Section,
    Theme,
    User,
)
from resolutions.register.deleting import delete_forum
from resolutions.register.look import COLOURS, WORDS
from resolutions.register.merge import CannotMerge, merge_addressees
from resolutions.register.offers import offer
from resolutions.register.publish import NotPublishable, publish, withdraw
from resolutions.register.settling import TooMany
from resolutions.register.themes import CannotMergeThemes, merge_themes
from resolutions.review.importing import Outcome, import_document
from resolutions.review.queue import read_at_once
from resolutions.review.receive import AlreadyReceived, receive
from resolutions.review.reread_forum import CannotReread, reread_forum
from resolutions.review.restoring import CannotRestore, restore_forum
from resolutions.review.revise import comparison
from resolutions.vocabulary import DraftState
from resolutions.web.request_id import HEADER
from tests.admin.forms import filled
from tests.storm.documents import PLACES, corrected, resolution, word
from tests.storm.readers import failure

ORGANIZERS = 3
IN_ONE_PLACE = 6  # operations of a writer, during which all meet in the same new place
FEW_THEMES = 8
DARK = ["#006600", "#660066", "#7a1f1f", "#123a6b"]  # colours of the city in which one can read
FAILURES = range(500, 600)


class Fault(Exception):
    """What nobody should ever see."""


class Editor:
    """Somebody who does one thing after another; what she does is decided by `chance` and by the register as it is."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.browser = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
        self.browser.force_login(by)

    def do(self, kind: str, place: int, chance: random.Random) -> str:
        """Does it; says how it went."""
        try:
            return OPERATIONS[kind][1](self, place, chance)
        except (
            AlreadyReceived,
            CannotMerge,
            CannotMergeThemes,
            CannotReread,
            CannotRestore,
            NotPublishable,
            TooMany,
        ) as refusal:
            return f"refused: {refusal}"

    def bring(self, place: int, chance: random.Random) -> str:
        """An operator's import, which publishes by itself."""
        text, organizer = self.document(place, chance)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "резолюция.txt"
            path.write_text(text, encoding="utf-8")
            imported = import_document(path, organizer, publish_it=True)
        if imported.outcome is not Outcome.IN:
            raise Fault(imported.sentence)
        return "done"

    def enter(self, place: int, chance: random.Random) -> str:
        """An editor's document, which she publishes."""
        text, organizer = self.document(place, chance)
        try:
            draft = receive(text.encode(), "резолюция.txt", organizer, self.by)
        except AlreadyReceived as known:  # by the one who was killed meanwhile
            draft = known.draft
        return self.post(reverse("draft-publish", args=[draft.pk]), {"revision": draft.revision})

    def document(self, place: int, chance: random.Random) -> tuple[str, Organizer]:
        organizer, _ = Organizer.objects.get_or_create(name=f"Организатор {chance.randrange(ORGANIZERS)}")
        return resolution(chance, PLACES[place // IN_ONE_PLACE % len(PLACES)]), organizer

    def switch(self, place: int, chance: random.Random) -> str:
        """Every second time the same forum as everybody else."""
        forums = list(Forum.objects.order_by("pk"))
        if not forums:  # all are deleted at this moment
            return "done"
        forum = forums[0] if chance.random() < 0.5 else chance.choice(forums)
        chance.choice((publish, withdraw))(forum, self.by)
        return "done"

    def delete(self, place: int, chance: random.Random) -> str:
        """A forum goes, or one that went comes back."""
        gone = list(Forum.everything.filter(deleted_at__isnull=False).order_by("pk"))
        standing = list(Forum.objects.order_by("pk"))
        if gone and (not standing or chance.random() < 0.5):
            restore_forum(chance.choice(gone), self.by)
        elif standing:
            delete_forum(chance.choice(standing), self.by)
        return "done"

    def merge(self, place: int, chance: random.Random) -> str:
        bodies = list(Addressee.objects.filter(addressings__isnull=False).distinct().order_by("pk"))
        keep, absorb = chance.sample(bodies, 2)
        merge_addressees(keep, absorb, self.by)
        return "done"

    def look(self, place: int, chance: random.Random) -> str:
        """A moderator at her desk: a name is accepted, struck out, or told apart from another."""
        bodies = list(Addressee.objects.filter(addressings__isnull=False).distinct().order_by("pk"))
        one, other = chance.sample(bodies, 2)
        press = chance.choice([f"accept:{one.pk}", f"strike:{one.pk}", f"apart:{one.pk}-{other.pk}"])
        return self.answered(reverse("desk"), self.browser.post(reverse("desk"), {"op": press}))

    def hide(self, place: int, chance: random.Random) -> str:
        """Words are hidden, every second time in the forum that others correct; or what was hidden comes back."""
        forums = list(Forum.objects.order_by("pk"))
        if not forums:
            return "refused: there is nothing yet"
        shared = list(Forum.objects.filter(pk__in=entered().values("forum")[:1]))
        forum = shared[0] if shared and chance.random() < 0.5 else chance.choice(forums)
        address = reverse("forum-hide", args=[forum.slug])
        hidings = list(HiddenWords.objects.standing().filter(forum=forum).order_by("pk"))
        if hidings and chance.random() < 0.4:
            return self.post(address, {"show": chance.choice(hidings).pk})
        texts = Recommendation.objects.filter(section__forum=forum).order_by("pk").values_list("text", flat=True)
        quoted = re.findall(r"«(\w+)»", " ".join(texts))
        words = chance.choice(quoted or ["культуры"])
        return self.post(address, {"words": words, "reason": "name", "op": "hide"})

    def correct(self, place: int, chance: random.Random) -> str:
        """A corrected file of a forum comes in, of the same one every second time, and all that it says is accepted."""
        drafts = list(entered().select_related("forum", "source"))
        if not drafts:
            return "refused: there is nothing yet"
        draft = drafts[0] if chance.random() < 0.5 else chance.choice(drafts)
        with draft.source.file.open() as file:
            text = corrected(file.read().decode(), chance)
        revising = receive(text.encode(), "исправлено.txt", draft.organizer, self.by, revises=draft.forum)
        keys = [difference.key for difference in comparison(revising).differences()]
        return self.post(reverse("draft-differences", args=[revising.pk]), {"accept": keys})

    def reread(self, place: int, chance: random.Random) -> str:
        """The document of a forum is read anew, and all that is understood otherwise now is accepted."""
        drafts = list(entered().select_related("forum__organizer"))
        if not drafts:
            return "refused: there is nothing yet"
        revising = read_at_once(reread_forum(chance.choice(drafts).forum, self.by))
        if revising.is_unread:
            return "refused: it waits to be read"
        keys = [difference.key for difference in comparison(revising).differences()]
        return self.post(reverse("draft-differences", args=[revising.pk]), {"accept": keys})

    def line(self, place: int, chance: random.Random) -> str:
        """A line says something else, or goes, on the page of its section."""
        keys = list(Line.objects.order_by("pk").values_list("section_id", flat=True))
        if not keys:
            return "refused: there is nothing yet"
        address = reverse("admin:resolutions_section_change", args=[chance.choice(keys)])
        page = self.browser.get(address)
        if page.status_code != 200:
            return self.answered(address, page)
        gone = {"lines-0-DELETE": "on"} if chance.random() < 0.3 else {"lines-0-text": f"Просят «{word(chance)}»:"}
        return self.post(address, filled(page) | gone)

    def edit(self, place: int, chance: random.Random) -> str:
        """Every second time in the forum that others correct."""
        rows = Recommendation.objects.order_by("pk").values_list("pk", flat=True)
        shared = rows.filter(section__forum=entered().values("forum")[:1]) if chance.random() < 0.5 else rows
        key = chance.choice(list(shared) or list(rows))
        address = reverse("admin:resolutions_recommendation_change", args=[key])
        page = self.browser.get(address)
        if page.status_code != 200:
            return self.answered(address, page)
        fields = filled(page)
        return self.post(address, fields | {"text": f"{fields['text']} И «{word(chance)}»."})

    def mend(self, place: int, chance: random.Random) -> str:
        """An item is mended where it is read, every second time one that others edit; one more body is asked."""
        rows = Recommendation.objects.order_by("pk").values_list("code", flat=True)
        shared = rows.filter(section__forum=entered().values("forum")[:1]) if chance.random() < 0.5 else rows
        codes = list(shared) or list(rows)
        if not codes:
            return "refused: there is nothing yet"
        address = reverse("mend-recommendation", args=[chance.choice(codes)])
        page = self.browser.get(address)
        if page.status_code != 200:
            return self.answered(address, page)
        fields = filled(page)
        typed = {"text": f"{fields['text']} Или «{word(chance)}».", "who-new-name": f"совет «{word(chance)}»"}
        return self.post(address, fields | typed)

    def theme(self, place: int, chance: random.Random) -> str:
        """A section is about something else; or two themes become one, while there are many."""
        themes = list(Theme.objects.current().order_by("pk"))
        if len(themes) > FEW_THEMES and chance.random() < 0.3:
            merge_themes(*chance.sample(themes, 2), by=self.by)
            return "done"
        keys = list(Section.objects.filter(forum__deleted_at=None).order_by("pk").values_list("pk", flat=True))
        if not (themes and keys):
            return "refused: there is nothing yet"
        address = reverse("section-themes", args=[chance.choice(keys)])
        page = self.browser.get(address)
        if page.status_code != 200:
            return self.answered(address, page)
        return self.post(address, filled(page) | {"themes": [chance.choice(themes).slug]})

    def dress(self, place: int, chance: random.Random) -> str:
        """The portal is called something else, in another colour; who has not seen the last change is told so."""
        usual = dict.fromkeys((*WORDS, *COLOURS), "")
        look = {"name": f"Портал «{word(chance)}»", "main_colour": chance.choice(DARK)}
        return self.post(reverse("look"), usual | look | {"version": Look.objects.current().version})

    def offer(self, place: int, chance: random.Random) -> str:
        """An organisation asks to be let in; or what one has asked is settled, by several at once if need be."""
        waiting = list(Offer.objects.new().order_by("pk"))
        if waiting and chance.random() < 0.6:
            return self.post(reverse("offer-settle", args=[waiting[0].pk]), {})
        said = {"organisation": f"Общество «{word(chance)}»", "person": "Вера", "email": "vera@example.org"}
        offer(**said, resolution="Форум дворов.", consent_from=None)
        return "done"

    def post(self, address: str, fields: dict[str, object]) -> str:
        return self.answered(address, self.browser.post(address, fields))

    def answered(self, address: str, answer: HttpResponse) -> str:
        """A redirect says that it is done, a page that it is refused, in words."""
        if answer.status_code in FAILURES:
            raise Fault(failure(address, answer.status_code, answer.headers.get(HEADER)))
        return "done" if answer.status_code == 302 else f"refused: {answer.status_code}"


def entered() -> QuerySet[Draft]:
    """Of documents that were brought in here; first that of the oldest forum that is there."""
    drafts = Draft.objects.filter(state=DraftState.ENTERED, revises=None, source__original_name="резолюция.txt")
    return drafts.order_by(F("forum__deleted_at").asc(nulls_first=True), "forum_id")


# How often each is done, and what it is.
OPERATIONS: dict[str, tuple[int, Callable[[Editor, int, random.Random], str]]] = {
    "bring": (6, Editor.bring),
    "enter": (6, Editor.enter),
    "switch": (10, Editor.switch),
    "delete": (3, Editor.delete),
    "merge": (4, Editor.merge),
    "look": (3, Editor.look),
    "hide": (5, Editor.hide),
    "correct": (5, Editor.correct),
    "reread": (2, Editor.reread),
    "line": (3, Editor.line),
    "edit": (9, Editor.edit),
    "mend": (4, Editor.mend),
    "theme": (6, Editor.theme),
    "dress": (3, Editor.dress),
    "offer": (3, Editor.offer),
}
