"""Taking a hiding back: what the rows said before stands with it (models/hidden_words.py)."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from resolution_reader.language import fold
from resolutions.models import Addressee, AddresseeAlias, Forum, HiddenWords, User
from resolutions.models.hidden_words import blacked_value
from resolutions.permissions import require
from resolutions.register.authorship import save_as, save_version
from resolutions.register.hidden_names import CALLED
from resolutions.register.locking import lock, lock_with_contents


@dataclass(frozen=True)
class Shown:
    """How many places say it again; `left`: those that somebody has written since, where the words stay hidden."""

    back: int
    left: int


@transaction.atomic
def show_words(hiding: HiddenWords, by: User | None) -> Shown:
    """They can be read again where the row still says what the hiding has left of it; one taken back stays as it is.

    What somebody has written since stays as it is now: the document, read anew, says what stood there.
    """
    require(by, "hide", hiding.forum)
    forum = hiding.forum
    if forum is None:  # it is gone for good
        return Shown(0, 0)
    for table in CALLED:
        lock(table._default_manager.filter(pk__in=hiding.keys_of(table)))
    Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)
    lock_with_contents(forum.sections.all())
    hiding = HiddenWords.objects.select_for_update(of=("self",), no_key=True).get(pk=hiding.pk)
    if hiding.taken_back_at:
        return Shown(0, 0)
    before = HiddenWords.objects.standing().filter(forum=forum)
    all_words, others = before.lines(), list(before.exclude(pk=hiding.pk).order_by("pk"))
    left_words = before.exclude(pk=hiding.pk).lines()
    hiding.taken_back_by, hiding.taken_back_at = by, timezone.now()
    hiding.save(update_fields=["taken_back_by", "taken_back_at"])
    back = 0
    for kind, key, name, value in hiding.stood_in():
        back += put_back(kind, key, name, value, all_words, left_words, by)
        for other in others:
            other.places = [[*place[:3], value] if place[:3] == [kind, key, name] else place for place in other.places]
    HiddenWords.objects.bulk_update(others, ["places"])
    return Shown(back, len(hiding.places) - back)


def put_back(
    kind: str, key: int, name: str, value: Any, hidden: tuple[str, ...], left: tuple[str, ...], by: User | None
) -> bool:
    if kind == "AddresseeAlias":
        body = Addressee.objects.filter(pk=key, aliases__name_key=fold(value)).first()
        if body is None and Addressee.objects.filter(pk=key).exists():
            save_as(by, AddresseeAlias(addressee_id=key, name=value))
        return body is None
    row = apps.get_model("resolutions", kind)._base_manager.filter(pk=key).first()
    if row is None or getattr(row, name) != blacked_value(row, name, value, hidden):
        return False
    setattr(row, name, blacked_value(row, name, value, left))
    try:
        with transaction.atomic():
            save_version(by, row)
    except IntegrityError:  # somebody has entered another one of that name meanwhile
        return False
    return True
