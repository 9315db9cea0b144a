"""Tasks of inside.py."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from resolutions.backups.rendering import render
from resolutions.following.personal import erase
from resolutions.following.subscribing import unsubscribe
from resolutions.models import Mail, Offer, Subscription, User
from resolutions.people.erased import hash_of_address, hash_of_subscription
from resolutions.tracking import renew


def migrate_to(migrations: list[str]) -> None:
    """Empty tables as they were when just these migrations had been applied."""
    executor = MigrationExecutor(connection)
    # A squashed migration stands in the graph instead of those that it replaces, and in the table beside them.
    squashed = {name: key for key, one in executor.loader.replacements.items() for name in one.replaces}
    applied = [(app, rest) for app, _, rest in (name.partition(".") for name in migrations)]
    nodes = executor.loader.graph.nodes
    executor.migrate(list(dict.fromkeys(name if name in nodes else squashed.get(name, name) for name in applied)))


def finish(given: dict[str, Any]) -> int:
    """After a restore: whoever was erased since is erased again, nobody is signed in, and no page that was made of the
    register before is taken for one of this. How many rows went."""
    Session.objects.all().delete()
    gone = erase_again(given["installation"], set(given["addresses"])) + end_again(set(given["subscriptions"]))
    renew()
    return gone


def erase_again(installation: str, hashes: set[str]) -> int:
    if not hashes:
        return 0
    rows: list[tuple[Any, str]] = [(Subscription, "email"), (Offer, "email"), (User, "email"), (Mail, "asked_by")]
    known = {email.lower() for model, field in rows for email in model.objects.values_list(field, flat=True)}
    gone = 0
    for email in sorted(known):
        if email and hash_of_address(email, installation) in hashes:
            User.objects.filter(email=email).update(is_active=False)  # as she was when she was erased
            gone += erase(email)
    return gone


def end_again(hashes: set[str]) -> int:
    found = [row for row in Subscription.objects.all() if hash_of_subscription(row.key) in hashes] if hashes else []
    for subscription in found:
        unsubscribe(subscription)
    return len(found)


TASKS: dict[str, Callable[[Any], Any]] = {"migrate": migrate_to, "finish": finish, "render": render}
