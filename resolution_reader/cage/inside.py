"""The cage from inside: limits and walls that a child sets on itself before it looks at a single byte of a document.

They bind the child and all it starts; set here and not between fork and exec, where threads of a server make Python
code unsafe. What the kernel refuses is left out: the document is read all the same, and `manage.py check --deploy`
says which wall is lacking.
"""

import os
import resource
import signal
import sys

from resolution_reader.cage.alone import stand_alone
from resolution_reader.cage.calls import wall_off_calls
from resolution_reader.cage.files import wall_off_files
from resolution_reader.cage.kernel import DIE_WITH_PARENT, prctl

SECONDS = 15
ADDRESS_SPACE = 2 * 1024**3
OUTPUT = 50 * 1024**2
OPEN_FILES = 256

WALLS = ("network", "files", "calls", "processes")


def confine(*, own_tmp: bool = False) -> frozenset[str]:
    """Limit time, memory and output of this process and wall it off, for good; gives those of WALLS that stand.

    `own_tmp`: for programs that write to /tmp whatever they are told; the child's own folder is then called so.
    """
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
    if sys.platform != "linux":
        return frozenset()
    no_network, few_processes, has_tmp = stand_alone(own_tmp=own_tmp)
    # After the last change of who it is, which would void it: a killed server leaves nobody to end this child.
    prctl(DIE_WITH_PARENT, signal.SIGKILL)
    no_files = wall_off_files(sockets_in_tmp=own_tmp and not has_tmp)
    no_calls = wall_off_calls()
    standing = (no_network or no_calls, no_files, no_calls, few_processes)
    return frozenset(name for name, stands in zip(WALLS, standing, strict=True) if stands)


if __name__ == "__main__":  # the cage asks so which walls this machine has
    sys.stdout.write(" ".join(sorted(set(WALLS) - confine())))
    sys.stdout.flush()
    os._exit(0)
