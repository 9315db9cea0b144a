"""What processes share on the disk, and what goes wrong there."""

import os
import time

import pytest

from forum_portal.file_cache import FileCache


def cache_in(folder, most=100, timeout=1000) -> FileCache:
    """As another process would open the same folder."""
    return FileCache(str(folder), {"TIMEOUT": timeout, "OPTIONS": {"MAX_ENTRIES": most}})


def files(folder):
    return sorted(folder.glob("*.djcache"))


def test_what_one_has_written_another_finds(tmp_path):
    cache_in(tmp_path).set("a", b"page")

    assert (cache_in(tmp_path).get("a"), cache_in(tmp_path).get("b", "nothing")) == (b"page", "nothing")


@pytest.mark.parametrize(
    "content", [b"", b"half", bytes(1000), b"\x80\x55", b"cnowhere\nto_be_found\n."],
    ids=["empty", "halved", "zeros", "of another protocol", "of what is not there"],
)  # fmt: skip
def test_a_damaged_file_is_as_good_as_none_and_is_written_anew(tmp_path, content):
    cache = cache_in(tmp_path)
    cache.set("a", b"page")
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:40] if content == b"half" else content)

    assert cache.get("a") is None
    cache.set("a", b"page")
    assert cache.get("a") == b"page"


def test_a_folder_that_cannot_be_made_is_as_good_as_empty_and_is_said_once(tmp_path, caplog):
    (tmp_path / "file").write_text("")
    cache = cache_in(tmp_path / "file" / "below")

    cache.set("a", b"page")
    cache.set("b", b"page")

    assert (cache.get("a"), len(caplog.records)) == (None, 1)


def test_a_full_disk_is_no_error():
    cache = cache_in("/dev/full")  # where nothing can be made

    cache.set("a", b"page")

    assert cache.get("a") is None


def test_the_oldest_go_first_when_there_are_too_many(tmp_path):
    cache = cache_in(tmp_path, most=4)  # so few that it is looked at each time
    now = time.time()
    for number in range(10):
        cache.set(str(number), number)
        for file in files(tmp_path):
            os.utime(file, (now - 1, os.stat(file).st_mtime - 1))

    assert [cache.get(str(number)) for number in range(10)] == [None] * 6 + [6, 7, 8, 9]


def test_what_is_past_its_time_goes_though_there_is_room(tmp_path):
    cache = cache_in(tmp_path, most=4, timeout=60)
    cache.set("old", 1)
    (old,) = files(tmp_path)
    os.utime(old, (0, time.time() - 61))

    cache.set("new", 2)

    assert (old.exists(), cache.get("new")) == (False, 2)


def test_what_a_process_that_was_killed_left_half_written_goes_too(tmp_path):
    cache = cache_in(tmp_path, most=4, timeout=60)
    left = tmp_path / "tmpabc"
    left.write_bytes(b"half")
    os.utime(left, (0, time.time() - 61))

    cache.set("new", 2)

    assert (left.exists(), cache.get("new")) == (False, 2)


def test_a_large_one_is_looked_through_seldom_and_holds_little_more_than_it_may(tmp_path):
    cache = cache_in(tmp_path, most=200)
    for number in range(600):
        cache.set(str(number), number)

    assert len(files(tmp_path)) < 300
