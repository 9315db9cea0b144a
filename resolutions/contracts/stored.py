"""Values of closed lists: they stand in columns, in addresses and in files."""

from django.db.models import TextChoices

from resolutions import vocabulary


def stored_values() -> dict[str, list[str]]:
    lists = [found for found in vars(vocabulary).values() if isinstance(found, type) and issubclass(found, TextChoices)]
    return {found.__name__: sorted(found.values) for found in lists if found is not TextChoices}
