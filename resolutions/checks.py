"""System checks: of settings with every command, of what a machine must offer with `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from resolution_reader.cage import can_cut_network
from resolutions.open_data.publisher import is_inn


@register(deploy=True)
def readers_have_no_network(**_: Any) -> list[CheckMessage]:
    if can_cut_network():
        return []
    return [
        Warning(
            "Documents are read in child processes that could reach the network: the kernel refuses to take it away.",
            hint="Allow unprivileged user namespaces, or run the portal where outgoing connections are cut otherwise.",
            id="resolutions.W001",
        )
    ]


@register()
def the_publishers_number_is_an_inn(**_: Any) -> list[CheckMessage]:
    if not settings.OPEN_DATA_INN or is_inn(settings.OPEN_DATA_INN):
        return []
    return [
        Error(
            "OPEN_DATA_INN is not an INN: its control digits are wrong.",
            hint="10 digits of an organization or 12 of a person; it becomes a part of the names of data sets.",
            id="resolutions.E001",
        )
    ]
