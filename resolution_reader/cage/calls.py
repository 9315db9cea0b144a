"""The wall before calls of the kernel (seccomp): no socket but one to oneself, no look into another process.

What the wall before files cannot see: a connection to a database's socket, a file made shorter or given away by its
name, the memory of a process, more namespaces. A refused call fails; nobody is killed, as a program may ask in vain.
"""

import ctypes
import errno
import os
import struct
import sys

from resolution_reader.cage.kernel import FILTER, NO_NEW_PRIVILEGES, prctl

# Of each call its number on x86_64 and on aarch64; None where the machine has no such call.
REFUSED: dict[str, tuple[int | None, int | None]] = {
    "connect": (42, 203), "io_uring_setup": (425, 425),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_getfd": (438, 438),
    "truncate": (76, 45), "chmod": (90, None), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "lchown": (94, None), "fchownat": (260, 54), "open_by_handle_at": (304, 265),
    "mount": (165, 40), "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "userfaultfd": (323, 282),
    "perf_event_open": (298, 241), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
}  # fmt: skip
SOCKET = (41, 198)
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # AUDIT_ARCH of <linux/audit.h>
OTHER_CALLS = 0x40000000  # from here on: the same calls of x86_64 under other numbers

LOAD, EQUAL, AT_LEAST, AND, GIVE = 0x20, 0x15, 0x35, 0x54, 0x06  # <linux/bpf_common.h>
NUMBER, MACHINE, FIRST, SECOND = 0, 4, 16, 24  # where they lie in struct seccomp_data
ALLOW, FAIL = 0x7FFF0000, 0x00050000 | errno.EACCES
LOCAL, STREAM, KIND_OF_SOCKET = 1, 1, 0xF  # AF_UNIX, SOCK_STREAM


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def wall_off_calls() -> bool:
    """Put up the wall, for good; False on another kernel or machine, where its calls have other numbers."""
    known = MACHINES.get(os.uname().machine) if sys.platform == "linux" and sys.maxsize > 2**32 else None
    if known is None:
        return False
    steps = _steps(*known)
    program = _Program(len(steps), b"".join(steps))
    return prctl(NO_NEW_PRIVILEGES, 1) and prctl(FILTER, 2, ctypes.byref(program))


def _steps(column: int, machine: int) -> list[bytes]:
    """The program that the kernel runs at every call. A jump says how many steps it leaves out."""
    numbers = [row[column] for row in REFUSED.values()]
    refused = [number for number in numbers if number is not None]
    # Who has a stream of its own may listen, as LibreOffice does, and reaches nobody: connecting is refused.
    of_a_socket = [
        _step(LOAD, FIRST),
        _step(EQUAL, LOCAL, otherwise=3),
        _step(LOAD, SECOND),
        _step(AND, KIND_OF_SOCKET),
        _step(EQUAL, STREAM, then=1),
        _step(GIVE, FAIL),
        _step(GIVE, ALLOW),
    ]
    rest = len(of_a_socket)
    return [
        _step(LOAD, MACHINE),
        _step(EQUAL, machine, then=1),
        _step(GIVE, FAIL),
        _step(LOAD, NUMBER),
        _step(AT_LEAST, OTHER_CALLS, then=len(refused) + 1 + rest),
        *(_step(EQUAL, number, then=len(refused) - place + rest) for place, number in enumerate(refused)),
        _step(EQUAL, SOCKET[column], otherwise=rest - 1),
        *of_a_socket,
        _step(GIVE, FAIL),
    ]


def _step(code: int, value: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    """struct sock_filter of <linux/filter.h>."""
    return struct.pack("=HBBI", code, then, otherwise, value)
