"""The wall before files (Landlock): the child reads programs and its own code, and writes to its own folder.

What is named here is what may be reached; databases, keys, uploads and pages are not named, wherever they lie. With
Linux 6.12 the child sends no signals to processes outside and reaches no abstract sockets of theirs either; what it
starts is behind the same walls, and none of it can look into a process that is not.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from resolution_reader.cage.kernel import NO_NEW_PRIVILEGES, prctl, syscall

CREATE, ADD_RULE, RESTRICT = 444, 445, 446  # the same on every machine
ASK_VERSION, BENEATH = 1, 1

# Rights to files, by their bits in <linux/landlock.h>.
EXECUTE, WRITE, READ, LIST, REMOVE, MAKE_SOCKET, TRUNCATE = (1 << bit for bit in (0, 1, 2, 3, 5, 9, 14))
KNOWN_WITH = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}  # from that version on
TO_A_FILE = EXECUTE | WRITE | READ | TRUNCATE | 1 << 15
TO_USE = EXECUTE | READ | LIST
TCP_FROM, TCP = 4, 0b11  # bind and connect, refused whole
SIGNALS_FROM, OUTSIDE = 6, 0b11  # abstract sockets and signals

SYSTEM = (
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt/libreoffice", "/nix/store", "/gnu/store",
    "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/alternatives", "/etc/fonts", "/etc/libreoffice",
    "/var/lib/libreoffice", "/var/spool/libreoffice",
    "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf", "/etc/passwd", "/etc/group", "/var/cache/fontconfig",
    "/dev/zero", "/dev/random", "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu",
)  # fmt: skip
OF_PYTHON = ("bin", "lib", "lib64", "share", "pyvenv.cfg")  # not the whole: somebody may keep more beside them
INSTALLED = ("site-packages", "dist-packages")


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("rights", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def wall_off_files(*, sockets_in_tmp: bool = False) -> bool:
    """Put up the wall, for good; False where the kernel has none to put up.

    `sockets_in_tmp`: they may be made and taken away there; what lies there can still not be read.
    """
    version = syscall(CREATE, None, 0, ASK_VERSION)
    if version < 1:
        return False
    handled = max(rights for since, rights in KNOWN_WITH.items() if since <= version)
    asked = _Ruleset(handled, TCP if version >= TCP_FROM else 0, OUTSIDE if version >= SIGNALS_FROM else 0)
    rules = syscall(CREATE, ctypes.byref(asked), ctypes.sizeof(asked), 0)
    if rules < 0:
        return False
    try:
        for place in {*SYSTEM, *_of_python(), *_own_code()}:
            _allow(rules, place, TO_USE & handled)
        _allow(rules, "/dev/null", (READ | WRITE | TRUNCATE) & handled)
        _allow(rules, os.getcwd(), handled)
        if sockets_in_tmp:
            _allow(rules, "/tmp", (MAKE_SOCKET | REMOVE) & handled)
        return prctl(NO_NEW_PRIVILEGES, 1) and syscall(RESTRICT, rules, 0) == 0
    finally:
        os.close(rules)


def _allow(rules: int, place: str, rights: int) -> None:
    """Of what is not there nothing is allowed."""
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rule = _Beneath(rights if os.path.isdir(place) else rights & TO_A_FILE, opened)
        syscall(ADD_RULE, rules, BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(opened)


def _of_python() -> Iterator[str]:
    for prefix in {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}:
        yield from (os.path.join(prefix, name) for name in OF_PYTHON)
    yield from (place for place in sys.path if Path(place).name in INSTALLED)


def _own_code() -> Iterator[str]:
    """The packages of the module that runs and of this reader, not the folder that they lie in: a checkout has more."""
    running = getattr(sys.modules["__main__"], "__spec__", None)
    for name in {__name__, running.name if running else __name__}:
        yield from getattr(sys.modules.get(name.partition(".")[0]), "__path__", ())
