"""Where those who would bring in the same document at once wait for each other."""

from resolutions.models import Organizer


def hold(organizer: Organizer) -> Organizer:
    """The organizer's row, locked until the transaction ends: documents come in here, and deleted forums come back."""
    return Organizer.objects.select_for_update(no_key=True).get(pk=organizer.pk)
