"""What the web processes of a machine have last seen of the register: all they know of it while the database is away.

A page that was made before may then be shown only if nothing newer has been seen: what was taken back must not come up
again. The numbers lie in memory that processes share which part after the application was loaded, as they share START
of web/remembering.py and with it their pages; others know nothing of them. No number goes down, unless two processes
whose ids differ by a multiple of PROCESSES write at the same instant.
"""

import mmap
import os
import struct
import zlib
from hashlib import blake2b
from threading import Lock

# Each process writes into a place of its own, so that none waits for another, not even for one that was killed.
PROCESSES = 64
FORUMS = 4096  # rows; two forums that share one know less
# The forum's slug as a digest, the register's number, the length of the forum's version, and the version.
ROW = struct.Struct("<16sqH94s")
CHECK = struct.Struct("<L")  # a row that is read while it is written is none
ROOM = ROW.size + CHECK.size

numbers = memoryview(mmap.mmap(-1, 8 * PROCESSES)).cast("q")
# Apart from those: the number after a doubt may be the one that the register's next change gets.
doubts = memoryview(mmap.mmap(-1, 8 * PROCESSES)).cast("q")
forums = mmap.mmap(-1, ROOM * FORUMS)
LOCK = Lock()  # for the threads of one process


def note(number: int) -> None:
    """The register's content version, read just now."""
    raise_to(number, numbers)


def newest() -> int:
    """The content version; 0 as long as none was seen."""
    return max(state())


def doubt() -> None:
    """Something may have changed, and nobody can say: no page that was made before is the last one any more."""
    raise_to(newest() + 1, doubts)


def state() -> tuple[int, int]:
    """Another one after every change that was seen, and after every doubt."""
    return max(numbers), max(doubts)


def raise_to(number: int, places: memoryview) -> None:
    place = os.getpid() % PROCESSES
    if places[place] < number:
        with LOCK:
            places[place] = max(places[place], number)


def note_forum(slug: str, version: str, number: int) -> None:
    """The forum's version, read when the register stood at that number or a later one."""
    words = version.encode()
    if len(words) > 94:
        return
    place, digest = place_of(slug)
    row = ROW.pack(digest, number, len(words), words)
    forums[place : place + ROOM] = row + CHECK.pack(zlib.crc32(row))


def newest_of_forum(slug: str) -> str:
    """Its version, if it was read since the register last changed, as far as this machine has seen; else nothing."""
    place, digest = place_of(slug)
    row, check = forums[place : place + ROW.size], forums[place + ROW.size : place + ROOM]
    if CHECK.pack(zlib.crc32(row)) != check:
        return ""
    of, number, length, words = ROW.unpack(row)
    return words[:length].decode() if (of, number) == (digest, newest()) else ""


def place_of(slug: str) -> tuple[int, bytes]:
    digest = blake2b(slug.encode(), digest_size=16).digest()
    return int.from_bytes(digest[:4]) % FORUMS * ROOM, digest


def forget() -> None:
    for places in (numbers, doubts):
        places[:] = memoryview(bytes(8 * PROCESSES)).cast("q")
    forums[:] = bytes(len(forums))
