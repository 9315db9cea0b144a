"""A resolution of an invented town, with everything filled in: what the portal looks like when it is lived in."""

from pathlib import Path

from django.db import transaction

from resolutions.models import Forum, Organizer, Theme
from resolutions.models.once import found_or_made
from resolutions.register.authorship import save_version
from resolutions.register.publish import publish
from resolutions.register.themes import assign_themes
from resolutions.review.editing import DraftClosed
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.review.importing import import_document

DOCUMENT = Path(__file__).resolve().parents[1] / "demonstration" / "primersk-2026.txt"
ORGANIZER = {"slug": "demonstration", "name": "Демонстрация"}
# What the paper does not say.
BUILDING = "Дом культуры города Примерска, большой зал"
THEMES = {
    "Дворы и улицы": ["yards"],
    "Дети и школа": ["education", "youth"],
    "Голос жителей": ["self-government"],
}


def enter_demonstration() -> Forum | None:
    """The forum, published; None where there has been one before: whoever deleted it wants none, and history tells."""
    if Forum.history.filter(is_demonstration=True).exists():
        return None
    draft = import_document(DOCUMENT, organizer(), publish_it=False).draft
    if draft is None:
        return None
    try:
        with transaction.atomic():
            forum = enter(draft, by=None)
            # Before anybody can see it: it is never one of the others.
            forum.is_demonstration, forum.place, forum.adopted_on = True, BUILDING, forum.starts_on
            save_version(None, forum, ("is_demonstration", "place", "adopted_on"))
            for section in forum.sections.all():
                themes = Theme.objects.meant_by(THEMES[section.title])
                assign_themes(section, themes.values(), by=None)
            return publish(forum, by=None)
    except (AlreadyEntered, DraftClosed):  # by another process in the same moment
        return None


def organizer() -> Organizer:
    return found_or_made(
        Organizer.objects.filter(slug=ORGANIZER["slug"]).first, lambda: Organizer.objects.create(**ORGANIZER)
    )
