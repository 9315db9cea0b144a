"""Whose a document is that nobody has claimed."""

from resolutions.models import Organizer
from resolutions.models.once import found_or_made

# Found by its address, which never changes: an administrator may give it another name.
NOT_GIVEN = {"slug": "ne-ukazan", "name": "не указан"}


def default_organizer() -> Organizer:
    """Whose the documents are that nobody has claimed."""
    known = Organizer.objects.filter(slug=NOT_GIVEN["slug"])
    return found_or_made(known.first, lambda: Organizer.objects.create(**NOT_GIVEN))
