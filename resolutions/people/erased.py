"""Who was erased, so that a backup from before does not bring her back: hashes in a file that no backup holds.

A line says when, what of (an address, or a subscription that its owner has ended) and its hash. It is written beside
the last backups as well: the disk of the register may be the one that dies.
"""

import hashlib
import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from forum_portal.layout import place_in
from forum_portal.made_once import installation_id
from resolutions.last_backup import last_backup

logger = logging.getLogger(__name__)
ADDRESS, SUBSCRIPTION = "address", "subscription"
NAME = "erased"  # of the file, here and beside the backups
COST = 2**12  # of scrypt: some 10 ms, so that a list of addresses is not tried in a minute


class Erased(NamedTuple):
    """Hashes."""

    addresses: frozenset[str]
    subscriptions: frozenset[str]


def hash_of_address(email: str, installation: str) -> str:
    """Another one for each installation, whose number a backup names."""
    return hashlib.scrypt(email.lower().encode(), salt=installation.encode(), n=COST, r=8, p=1, dklen=32).hex()


def hash_of_subscription(key: str) -> str:
    """Of its own key, which is as hard to guess as the hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def note_address(email: str) -> None:
    """In the transaction that erases it: raises OSError where it cannot be noted."""
    note([(ADDRESS, hash_of_address(email, installation_id(Path(settings.DATA_DIR))))])


def note_subscriptions(keys: Iterable[str]) -> None:
    """Whoever leaves is not kept from it by a full disk."""
    try:
        note([(SUBSCRIPTION, hash_of_subscription(key)) for key in keys])
    except OSError as error:
        logger.error("A subscription that ended could not be noted: %s", error)


def note(erased: Iterable[tuple[str, str]]) -> None:
    moment = timezone.now().isoformat()
    text = "".join(f"{moment} {what} {digest}\n" for what, digest in erased)
    append(place_in(Path(settings.DATA_DIR), NAME), text)
    known = last_backup()
    if known and Path(known.folder).is_dir():
        with suppress(OSError):  # the next backup brings the whole list there
            append(Path(known.folder) / NAME, text)


def append(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(number, text.encode())
        os.fsync(number)
    finally:
        os.close(number)


def erased_since(lists: Iterable[Path], moment: datetime) -> Erased:
    """What is noted in any of these files from that moment on: whoever has come back since is not erased again."""
    found: dict[str, set[str]] = {ADDRESS: set(), SUBSCRIPTION: set()}
    for path in lists:
        for line in lines_of(path):
            when, what, digest = line.split()
            if what in found and datetime.fromisoformat(when) >= moment:
                found[what].add(digest)
    return Erased(*map(frozenset, found.values()))


def lines_of(path: Path) -> list[str]:
    """Whole ones; none where there is no such file."""
    if not path.exists():
        return []
    return [line for line in path.read_text(encoding="ascii").splitlines() if len(line.split()) == 3]


def write_list(path: Path, lists: Iterable[Path]) -> None:
    """All that is noted in any of these, once."""
    lines = sorted({line for one in lists for line in lines_of(one)})
    if lines:
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
        fresh.replace(path)
