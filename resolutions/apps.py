"""The app's configuration."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate

from forum_portal.layout import place_in
from resolution_reader import cage


class ResolutionsConfig(AppConfig):
    name = "resolutions"
    verbose_name = "Реестр резолюций"

    def ready(self) -> None:
        from resolutions import checks  # noqa: F401, PLC0415 -- registers itself
        from resolutions.tracking import install_triggers  # noqa: PLC0415 -- models exist only from here on

        cage.keep_places_in(place_in(Path(settings.DATA_DIR), "places"))
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="resolutions.install_triggers")
