"""The cage from inside: limits a child sets on itself before it looks at a single byte of a document.

Limits bind the child and all it starts; set here and not between fork and exec, where threads of a server make
Python code unsafe.
"""

import ctypes
import os
import resource
import signal
import sys

SECONDS = 15
ADDRESS_SPACE = 2 * 1024**3
OUTPUT = 50 * 1024**2
OPEN_FILES = 256

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of <sched.h>
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


def confine() -> None:
    """Limit time, memory, output and the network of this process, for good."""
    for kind, limit in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (allowed, allowed))
    if sys.platform == "linux":
        # The server may be killed while this child reads: nobody would be left to end it.
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
        cut_network()


def cut_network() -> bool:
    """Leave the network for an empty one, for good; False where the kernel refuses. Only for a child of one thread."""
    if sys.platform != "linux":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    # Root needs no user namespace, and a container may allow the one but not the other.
    return bool(library.unshare(NEW_NETWORK) == 0 or library.unshare(NEW_USER | NEW_NETWORK) == 0)


if __name__ == "__main__":  # the cage asks so whether the network can be cut on this machine
    os._exit(0 if cut_network() else 1)
