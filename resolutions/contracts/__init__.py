"""What others rely on, gathered from the things themselves: addresses, parameters, shapes, commands, files, links.

`manage.py contracts` prints it. A test holds it against tests/contracts/today.json: what is new is free, what is gone
or other needs a reason in tests/contracts/changed.md.
"""

from typing import Any

from resolutions.contracts.addresses import admin, parameters, routes
from resolutions.contracts.commands import commands
from resolutions.contracts.environment import make_targets, variables
from resolutions.contracts.files import export_columns, export_formats, open_data
from resolutions.contracts.links import letters, signed_links
from resolutions.contracts.openapi import openapi
from resolutions.contracts.outline import outline, problems
from resolutions.contracts.stored import stored_values


def contracts() -> dict[str, Any]:
    """Plain dicts and lists. An order that means nothing is that of the alphabet."""
    return {
        "admin": admin(),
        "commands": commands(),
        "environment": variables(),
        "exports": {"columns": export_columns(), "formats": export_formats()},
        "letters": letters(),
        "make": make_targets(),
        "open_data": open_data(),
        "openapi": openapi(),
        "outline": {"keys": outline(), "problems": problems()},
        "parameters": parameters(),
        "routes": routes(),
        "signed_links": signed_links(),
        "stored_values": stored_values(),
    }
