"""What processes share on the disk, and what goes wrong there."""

import os
import pickle
import time
import zlib
from pathlib import Path

import pytest

from forum_portal.file_cache import FileCache

pytestmark = pytest.mark.pure
PAGE = ("text/html; charset=utf-8", "страница".encode())


def cache_in(folder, most=100, timeout=1000, most_bytes=10**9) -> FileCache:
    """As another process would open the same folder."""
    return FileCache(str(folder), {"TIMEOUT": timeout, "OPTIONS": {"MAX_ENTRIES": most, "MAX_BYTES": most_bytes}})


def files(folder):
    return sorted(folder.glob("*.djcache"))


def page(number: int) -> tuple[str, bytes]:
    return "text/plain", str(number).encode()


def make_older(folder, seconds: float) -> None:
    for file in files(folder):
        os.utime(file, (0, os.stat(file).st_mtime - seconds))


def test_what_one_has_written_another_finds(tmp_path):
    cache_in(tmp_path).set("a", PAGE)

    assert (cache_in(tmp_path).get("a"), cache_in(tmp_path).get("b", "nothing")) == (PAGE, "nothing")


def test_what_is_kept_may_be_kept_under_another_key_as_well(tmp_path):
    cache = cache_in(tmp_path)
    cache.set("a", PAGE)
    cache.set("b", page(1))
    make_older(tmp_path, 50)

    cache.keep_as("b", "a")
    cache.keep_as("c", "what was never there")

    assert [cache.get(key) for key in ("a", "b", "c")] == [PAGE, PAGE, None]
    assert time.time() - cache.made_at("b") < 40


def test_a_file_is_a_line_with_the_type_and_the_packed_content(tmp_path):
    cache_in(tmp_path / "new").set("a", PAGE)
    (file,) = files(tmp_path / "new")

    line, _, packed = file.read_bytes().partition(b"\n")

    assert (line, zlib.decompress(packed)) == (b"kept 1 text/html; charset=utf-8", PAGE[1])
    assert [path.stat().st_mode & 0o777 for path in (file.parent, file)] == [0o700, 0o600]


class Trap:
    """Whoever reads it as a pickle makes a file."""

    def __init__(self, where: Path) -> None:
        self.where = where

    def __reduce__(self):
        return Path.touch, (self.where,)


def test_no_pickle_is_read_whatever_stands_around_it(tmp_path):
    cache = cache_in(tmp_path)
    cache.set("a", PAGE)
    (file,) = files(tmp_path)
    trap = pickle.dumps(Trap(tmp_path / "sprung"))
    pickle.loads(trap)  # it works
    (tmp_path / "sprung").unlink()

    found = []
    # As Django keeps what it caches in files; alone; behind a line of ours.
    for content in (pickle.dumps(None) + zlib.compress(trap), trap, b"kept 1 text/html\n" + trap):
        file.write_bytes(content)
        found.append(cache.get("a"))

    assert (found, (tmp_path / "sprung").exists()) == ([None] * 3, False)


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[:40],
        lambda whole: whole[:-1],
        lambda whole: whole + b"x",
        lambda whole: whole[:-20] + bytes(20),
        lambda whole: bytes(1000),
        lambda whole: b"x" * 1000,
        lambda whole: whole.replace(b"text/html", b"text/html\rX: y"),
        lambda whole: whole.replace(b"kept 1", b"kept 2"),
    ],
    ids=["empty", "halved", "cut", "longer", "overwritten", "zeros", "letters", "another header", "another form"],
)
def test_a_damaged_file_is_as_good_as_none_and_is_written_anew(tmp_path, damage):
    cache = cache_in(tmp_path)
    cache.set("a", PAGE)
    (file,) = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))

    assert cache.get("a") is None
    cache.set("a", PAGE)
    assert cache.get("a") == PAGE


def test_a_folder_that_cannot_be_made_is_as_good_as_empty_and_is_said_once(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    cache = cache_in(tmp_path / "file" / "below")

    cache.set("a", PAGE)
    cache.set("b", PAGE)

    assert (cache.get("a"), len(caplog.records)) == (None, 1)


def test_a_full_disk_is_no_error():
    cache = cache_in("/dev/full")  # where nothing can be made

    cache.set("a", PAGE)

    assert cache.get("a") is None


def test_the_oldest_go_first_when_there_are_too_many(tmp_path):
    cache = cache_in(tmp_path, most=4)  # so few that it is looked at each time
    for number in range(10):
        cache.set(str(number), page(number))
        make_older(tmp_path, 1)

    assert [cache.get(str(number)) for number in range(10)] == [None] * 6 + [page(number) for number in range(6, 10)]


def test_the_oldest_go_first_when_they_are_too_large(tmp_path):
    cache = cache_in(tmp_path, most=1000, most_bytes=50_000)
    for number in range(10):
        cache.set(str(number), ("text/plain", os.urandom(10_000)))  # which cannot be packed
        make_older(tmp_path, 1)

    assert [cache.get(str(number)) is not None for number in range(10)] == [False] * 5 + [True] * 5


def test_what_is_past_its_time_is_not_found_and_goes_though_there_is_room(tmp_path):
    cache = cache_in(tmp_path, most=4, timeout=60)
    cache.set("old", PAGE)
    (old,) = files(tmp_path)
    make_older(tmp_path, 61)

    found = cache.get("old")
    cache.set("new", PAGE)

    assert (found, old.exists(), cache.get("new")) == (None, False, PAGE)


def test_what_a_process_that_was_killed_left_half_written_goes_too(tmp_path):
    cache = cache_in(tmp_path, most=4, timeout=60)
    left = tmp_path / "tmpabc"
    left.write_bytes(b"half")
    os.utime(left, (0, time.time() - 61))

    cache.set("new", PAGE)

    assert (left.exists(), cache.get("new")) == (False, PAGE)


def test_a_large_one_is_looked_through_seldom_and_holds_little_more_than_it_may(tmp_path):
    cache = cache_in(tmp_path, most=200)
    for number in range(600):
        cache.set(str(number), page(number))

    assert len(files(tmp_path)) == 209  # looked through once in ten writes, the last time before the last ten
