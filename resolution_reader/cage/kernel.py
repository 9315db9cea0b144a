"""Calls of the Linux kernel that Python has no name for. None of them raises: each says what the kernel answers."""

import ctypes
import struct
import sys

NO_NEW_PRIVILEGES, KEEP_CAPABILITIES, AMBIENT, RAISE = 38, 8, 47, 2  # <sys/prctl.h>
DIE_WITH_PARENT, FILTER = 1, 22
CAPABILITIES_VERSION = 0x20080522  # <linux/capability.h>

_library = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def syscall(number: int, *arguments: object) -> int:
    """The answer to a call by its number; -1 when the kernel refuses or is another one."""
    return int(_library.syscall(number, *arguments)) if _library else -1


def prctl(option: int, *arguments: object) -> bool:
    """Whether a setting of this process was taken."""
    given = [ctypes.c_ulong(argument) if isinstance(argument, int) else argument for argument in arguments]
    given += [ctypes.c_ulong(0)] * (4 - len(given))
    return bool(_library and _library.prctl(option, *given) == 0)


def unshare(namespaces: int) -> bool:
    """Leave namespaces for new ones, for good; only for a process of one thread."""
    return bool(_library and _library.unshare(namespaces) == 0)


def mount(source: bytes | None, place: bytes, flags: int) -> bool:
    """Mount what is there already at one more place, or change how a mount is passed on."""
    return bool(_library and _library.mount(source, place, None, ctypes.c_ulong(flags), None) == 0)


def keep_capability(capability: int) -> bool:
    """Give up all capabilities but this one, which what is started from here inherits."""
    kept = 1 << capability
    header, data = struct.pack("=Ii", CAPABILITIES_VERSION, 0), struct.pack("=6I", kept, kept, kept, 0, 0, 0)
    return bool(_library and _library.capset(header, data) == 0) and prctl(AMBIENT, RAISE, capability)
