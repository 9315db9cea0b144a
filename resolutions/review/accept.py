"""Reviewed and shown to everyone in one press and one transaction: enter() and publish() of an open draft."""

from functools import partial

from django.db import transaction

from resolution_reader.language import fold
from resolutions.models import Addressee, AddresseeAlias, Forum, User
from resolutions.models.draft import Draft
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.register.directory import AddresseeFinder
from resolutions.register.publish import publish
from resolutions.review.doubts import Doubt, errors_of
from resolutions.review.editing import lock
from resolutions.review.enter import enter
from resolutions.review.like_published import look_again
from resolutions.review.sheet import Sheet, sheet_from_json


class HasErrors(Exception):
    """What must be settled first."""

    def __init__(self, errors: list[Doubt]) -> None:
        super().__init__("Сначала исправьте ошибки.")
        self.errors = errors


def accept_and_publish(draft: Draft, revision: int, by: User | None) -> Forum:
    """The public forum of a reviewed draft. Raises StaleDraft, DraftClosed, HasErrors; then nothing is written.

    But for what the register holds that is like it: that is looked up once more, and stays with the draft.
    """
    require(by, "accept", draft)
    return accept_as_it_is(look_again(draft), revision, by)


@transaction.atomic
def accept_as_it_is(draft: Draft, revision: int, by: User | None) -> Forum:
    draft = lock(draft, revision)
    sheet = sheet_from_json(draft.outline)
    errors = errors_of(sheet)
    if errors:
        raise HasErrors(errors)
    forum = enter(draft, by)
    learn_aliases(sheet, forum, by)
    return publish(forum, by)


def learn_aliases(sheet: Sheet, forum: Forum, by: User | None) -> None:
    """What «apply to all alike» taught becomes another name of the body, for the next document."""
    finder = AddresseeFinder(forum.locality, by)
    for alias, name in sorted(sheet.aliases, key=lambda learned: fold(learned[0])):
        body = finder.in_register(name)
        if body:
            found_or_made(partial(finder.in_register, alias), partial(also_called, body, alias, by))


def also_called(body: Addressee, name: str, by: User | None) -> Addressee:
    save_as(by, AddresseeAlias(addressee=body, name=name))
    return body
