"""System checks: of settings with every command, of what a machine must offer with `manage.py check --deploy`."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from resolution_reader.cage import lacking
from resolutions.open_data.publisher import is_inn
from resolutions.permissions import UnknownRole, roles_that_must
from resolutions.pictures.layout import LayoutError, layout

# The last migration of the oldest release whose register is taken over (tests/upgrades holds that it is).
TAKEN_OVER_FROM, ITS_LAST_MIGRATION = "0.4.0", "0009_forum_versions"


@register(Tags.database)
def no_release_is_skipped(databases: Collection[str] | None = None, **_: Any) -> list[CheckMessage]:
    """`migrate` asks so: what an older register needs on its way has been tried from that release on only."""
    for alias in databases or ():
        recorder = MigrationRecorder(connections[alias])
        ours = {name for app, name in recorder.applied_migrations() if app == "resolutions"}
        if ours and ITS_LAST_MIGRATION not in ours:
            return [
                Error(
                    f"The register is of a release before {TAKEN_OVER_FROM}: it cannot be taken over in one step.",
                    hint=f"Install {TAKEN_OVER_FROM} first, run `migrate` there, then come back.",
                    id="resolutions.E002",
                )
            ]
    return []


# What a child could do that reads a document and has been taken over, where the kernel lacks a wall of the cage.
LACKING = {
    "network": Warning(
        "Documents are read in child processes that could reach the network: the kernel refuses to take it away.",
        hint="Allow unprivileged user namespaces, or run the portal where outgoing connections are cut otherwise.",
        id="resolutions.W001",
    ),
    "files": Warning(
        "Documents are read in child processes that could reach the portal's files: the kernel has no Landlock.",
        hint="Linux 5.13 or newer has it, if /sys/kernel/security/lsm names it; a container must not refuse it.",
        id="resolutions.W002",
    ),
    "calls": Warning(
        "Documents are read in child processes that could reach a database's socket: the kernel filters no calls.",
        hint="Run the portal on x86_64 or aarch64, with a kernel that has seccomp.",
        id="resolutions.W003",
    ),
    "processes": Warning(
        "Documents are read in child processes that could start any number of others: the kernel counts none apart.",
        hint="Allow unprivileged user namespaces (Linux 5.14 or newer), or limit the service (TasksMax= of systemd).",
        id="resolutions.W004",
    ),
}


@register(deploy=True)
def readers_are_walled_off(**_: Any) -> list[CheckMessage]:
    return [LACKING[wall] for wall in lacking()]


@register()
def the_layout_of_regions_can_be_read(**_: Any) -> list[CheckMessage]:
    try:
        layout()
    except LayoutError as trouble:
        return [
            Error(
                f"REGIONS_TILES is no layout of regions: {trouble}.",
                hint="A line is name, label of at most 4 letters, column, row, with tabs between; docs/operations.md.",
                id="resolutions.E003",
            )
        ]
    return []


@register()
def production_shows_no_demonstration(**_: Any) -> list[CheckMessage]:
    if not (settings.PRODUCTION and settings.DEMO):
        return []
    return [
        Warning(
            "DEMO=1 is ignored: in production no invented forum is entered.",
            hint="Take DEMO out of the environment.",
            id="resolutions.W005",
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


@register()
def whoever_needs_a_second_factor_is_known(**_: Any) -> list[CheckMessage]:
    try:
        roles_that_must()
    except UnknownRole as trouble:
        return [
            Error(
                str(trouble),
                hint="Nobody of a role could sign in while it is unclear whom it means; docs/accounts.md.",
                id="resolutions.E004",
            )
        ]
    return []


@register(deploy=True)
def keepers_need_more_than_a_password(**_: Any) -> list[CheckMessage]:
    try:
        is_asked = bool(roles_that_must())
    except UnknownRole:  # E004 says so
        return []
    if is_asked or not settings.PRODUCTION:
        return []
    return [
        Warning(
            "REQUIRE_SECOND_FACTOR=nobody: a password that was guessed or stolen opens an administrator's account.",
            hint="Take it out of the environment: administrators and moderators then set up a second step.",
            id="resolutions.W006",
        )
    ]
