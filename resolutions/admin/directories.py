"""Organizers, localities, regions: short lists that the whole register shares."""

from django.contrib import admin

from resolutions.admin.base import VersionedAdmin
from resolutions.admin.site import site
from resolutions.models import Locality, Organizer, Region


@admin.register(Organizer, site=site)
class OrganizerAdmin(VersionedAdmin):
    list_display = ("name", "contact_email", "contact_phone", "website")
    search_fields = ("name_key",)
    fields = ("name", "contact_email", "contact_phone", "website")


@admin.register(Region, site=site)
class RegionAdmin(VersionedAdmin):
    search_fields = ("name_key",)
    fields = ("name",)


@admin.register(Locality, site=site)
class LocalityAdmin(VersionedAdmin):
    list_display = ("name", "region", "oktmo")
    list_select_related = ("region",)
    list_filter = ("region",)
    search_fields = ("name_key", "region__name_key")
    autocomplete_fields = ("region",)
    fields = ("name", "region", "oktmo")
