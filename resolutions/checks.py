"""System checks of what a machine must offer: `manage.py check --deploy`."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from resolutions.intake.cage import can_cut_network


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
