"""The look of the portal is changed: what cannot be read or shown is refused, each with its sentence."""

from collections.abc import Mapping

from django.db import transaction

from resolutions.colours import READABLE, darker, readability
from resolutions.models import Look, User
from resolutions.models.look import NO_COLOUR, ONLY
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.authorship import save_version
from resolutions.register.emblem import NoEmblem, emblem_of, version_of

COLOURS = ("main_colour", "accent_colour")
WORDS = ("name", "contact_email", "contact_phone", "contact_address")


class Unfit(Exception):
    """{field: a Russian sentence}; nothing has been written."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        super().__init__(*sentences.values())
        self.sentences = sentences


class LookChanged(Exception):
    """Somebody else has changed it since it was shown; nothing has been written."""


@transaction.atomic
def change_look(by: User | None, version: int, values: Mapping[str, str], emblem: bytes | None = None) -> Look:
    """`values` of all COLOURS and WORDS, empty for the usual; `emblem` as it was sent, empty to take it away, None to
    leave it. Raises Unfit and LookChanged."""
    require(by, "change_look")
    changed = {name: values[name].strip() for name in WORDS} | {name: values[name].lower() for name in COLOURS}
    picture = fit(changed, emblem)
    rows = Look.objects.select_for_update().filter(pk=ONLY)
    look = found_or_made(rows.first, Look.objects.create)
    if look.version != version:
        raise LookChanged
    for name, value in changed.items():
        setattr(look, name, value)
    if picture is not None:
        look.emblem, look.emblem_version = picture, version_of(picture)
    return save_version(by, look)


def fit(changed: Mapping[str, str], emblem: bytes | None) -> bytes | None:
    """The emblem as it is kept. Raises Unfit."""
    sentences = {name: said for name in COLOURS if (said := fault_of(changed[name]))}
    try:
        picture = emblem_of(emblem) if emblem else emblem
    except NoEmblem as refusal:
        sentences["emblem"] = str(refusal)
    if sentences:
        raise Unfit(sentences)
    return picture


def fault_of(colour: str) -> str:
    """Why the pages cannot be written in it, and what could; empty if they can, or if it is the usual one."""
    if not colour:
        return ""
    try:
        ratio = readability(colour)
    except ValueError:
        return NO_COLOUR
    if ratio >= READABLE:
        return ""
    return (
        f"Цвет {colour} слишком светлый: контраст с фоном {said(ratio)} : 1, а читать можно от {said(READABLE)} : 1. "
        f"Подойдёт чуть темнее: {darker(colour)}."
    )


def said(ratio: float) -> str:
    return f"{int(ratio * 10) / 10:.1f}".replace(".", ",")
