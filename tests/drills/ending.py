"""What is there at the end: every letter once, and every document, after a restore into an empty place too."""

import shutil
import sys
import time
from collections import Counter

import psutil

from tests.drills.stack import Stack, command, until

NOW = """
from django.utils import timezone
from resolutions.models import Errand
Errand.objects.filter(due__isnull=False).update(due=timezone.now(), claimed_by="", claimed_until=None)
"""
THERE = """
from resolutions.models import SourceDocument
texts = [row.file.read().decode() for row in SourceDocument.objects.iterator()]
print(sum(not any(word in text for text in texts) for word in {words!r}))
"""
EMPTY = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("DROP SCHEMA public CASCADE")
    cursor.execute("CREATE SCHEMA public")
"""


def letters_kept(stack: Stack, asked: list[str]) -> int:
    """How many letters have come twice; ends the drill if one that was promised does not come."""
    command(stack, "shell", "--verbosity=0", "-c", NOW)  # as if the pause after a failure were over
    until("all letters have come", lambda: set(asked) <= set(stack.letters.recipients()))
    came = Counter(stack.letters.recipients())
    twice = sum(came[email] > 1 for email in asked)
    sys.stdout.write(f"\n{len(asked)} letters were promised, {twice} came twice.\n")
    return twice


def restored(stack: Stack, words: list[str]) -> int:
    """How many documents that were said to be kept are lost, in the register itself and in the one restored from its
    backup where nothing was left of it."""
    lost = missing_of(stack, words)
    key = stack.folder / "key"
    command(stack, "backup", str(stack.folder / "backups"), "--key", str(key))
    portal = psutil.Process(stack.portal.pid)
    portal.terminate()
    portal.wait(60)
    began = time.monotonic()
    command(stack, "shell", "--verbosity=0", "-c", EMPTY)
    for place in (stack.folder / "data").iterdir():
        shutil.rmtree(place)
    kept = stack.folder / "data" / "kept"
    kept.mkdir()
    shutil.move(key, kept / "development_key")
    command(stack, "restore", str(stack.folder / "backups"))
    seconds = time.monotonic() - began
    after = missing_of(stack, words)
    sys.stdout.write(f"{len(words)} documents were said to be kept; restored into an empty place in {seconds:.0f} s, ")
    sys.stdout.write(f"{after} of them lacking.\n")
    return lost + after


def missing_of(stack: Stack, words: list[str]) -> int:
    return int(command(stack, "shell", "--verbosity=0", "-c", THERE.format(words=words)).split()[-1])
