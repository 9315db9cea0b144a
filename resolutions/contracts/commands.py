"""Our commands: what each takes, and with which codes it ends."""

import argparse
from typing import Any

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

APP = "resolutions"
# What Django itself makes of a command that says nothing else: done, and a CommandError.
USUAL_EXITS = (0, 1)


def commands() -> dict[str, dict[str, Any]]:
    return {name: told(name) for name, app in get_commands().items() if app == APP}


def told(name: str) -> dict[str, Any]:
    command = load_command_class(APP, name)
    return {"arguments": arguments_of(command, name), "exits": sorted(getattr(command, "exits", USUAL_EXITS))}


def arguments_of(command: BaseCommand, name: str) -> dict[str, Any]:
    """Without those of every command of Django, and without those that we pass to ourselves."""
    usual = {action.dest for action in BaseCommand().create_parser("manage.py", name)._actions}
    actions = command.create_parser("manage.py", name)._actions
    return {
        name: argument(action)
        for action in actions
        if action.dest not in usual and action.help != argparse.SUPPRESS
        for name in action.option_strings or [action.dest]
    }


def argument(action: argparse.Action) -> dict[str, Any]:
    takes = action.nargs if action.nargs is not None else 1
    return {"takes": takes, "required": action.required} | (
        {"choices": sorted(action.choices)} if action.choices else {}
    )
