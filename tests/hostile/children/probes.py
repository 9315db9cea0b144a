"""Tries, harmlessly, what a reader that is taken over would do, and says what it could: {name: True}.

Input: JSON of what to try it on; "caged": whether to put up the walls before; "another machine": whether its calls have
numbers that the cage does not know.
"""

import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from resolution_reader.cage import calls, confine

MANY = 150


def connects(family: int, address: object) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as end:
        end.settimeout(2)
        end.connect(address)
    return True


def writes(path: str) -> bool:
    with open(path, "a") as file:
        file.write("x")
    return True


def truncates(path: str) -> bool:
    os.truncate(path, 1)
    return True


def looks_into(process: int, address: int) -> bool:
    """A word of its memory."""

    class Piece(ctypes.Structure):
        _fields_ = [("start", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    word = ctypes.create_string_buffer(8)
    here, there = Piece(ctypes.addressof(word), 8), Piece(address, 8)
    library = ctypes.CDLL(None, use_errno=True)
    return library.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) == 8


def signals(process: int) -> bool:
    os.kill(process, 0)
    return True


def multiplies() -> bool:
    """Whether it may become as many; all of them end."""
    started = []
    try:
        while len(started) < MANY:
            child = os.fork()
            if child == 0:
                signal.pause()
            started.append(child)
    finally:
        for child in started:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return True


def could(attempt: Callable[[], object]) -> bool:
    try:
        return bool(attempt())
    except OSError:
        return False


if __name__ == "__main__":
    on = json.load(sys.stdin)
    if on.get("another machine"):
        calls.MACHINES.clear()
    if on["caged"]:
        confine()
    parent = on["parent"]
    tried: dict[str, Callable[[], object]] = {
        "read": lambda: Path(on["file"]).read_bytes(),
        "read beside the code": lambda: Path(on["beside the code"]).read_bytes(),
        "list": lambda: os.listdir(on["folder"]),
        "write": lambda: writes(on["file"]),
        "truncate": lambda: truncates(on["file"]),
        "make": lambda: writes(f"{on['folder']}/made"),
        "remove": lambda: os.remove(on["removable"]) is None,
        "give away": lambda: os.chmod(on["file"], 0o600) is None,
        "unix socket": lambda: connects(socket.AF_UNIX, on["socket"]),
        "abstract socket": lambda: connects(socket.AF_UNIX, "\0" + on["abstract"]),
        "tcp": lambda: connects(socket.AF_INET, ("127.0.0.1", on["port"])),
        "environment": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "memory file": lambda: open(f"/proc/{parent}/mem", "rb").close() is None,
        "memory": lambda: looks_into(parent, on["address"]),
        "signal": lambda: signals(parent),
        "processes": multiplies,
        "own folder": lambda: writes("own") and Path("own").read_bytes() and os.listdir("."),
        "own child": lambda: os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", ""]) == 0,
    }
    sys.stdout.write(json.dumps({name: could(attempt) for name, attempt in tried.items()}))
