"""The walls around a process: no network, a limit to how many it may become, nothing of root's, a /tmp of its own."""

import os
import re
import resource
from contextlib import suppress

from resolution_reader.cage.kernel import KEEP_CAPABILITIES, keep_capability, mount, prctl, unshare

NEW_MOUNTS, NEW_USER, NEW_NETWORK = 0x00020000, 0x10000000, 0x40000000  # CLONE_NEW… of <sched.h>
PASSED_ON_TO_NOBODY, BOUND = 0x44000, 0x1000  # MS_REC | MS_PRIVATE, MS_BIND of <sys/mount.h>
NOBODY = 65534
MAY_READ_ALL = 2  # CAP_DAC_READ_SEARCH: programs may lie where only root may read
PROCESSES = 100  # threads count as well, and LibreOffice has some thirty
COUNTED_BY_NAMESPACE = (5, 14)  # before, the limit would count all that the portal's user runs
TMP = "/tmp"


def stand_alone(*, own_tmp: bool) -> tuple[bool, bool, bool]:
    """For good: whether there is no network, a limit of processes, a /tmp of its own where one is asked for.

    Root needs no namespace of users for an empty network, and a container may allow the one but not the other. Who has
    one counts her processes in it; root is counted nowhere and becomes nobody.
    """
    is_root = os.getuid() == 0
    by_right = unshare(NEW_NETWORK | NEW_MOUNTS)
    by_namespace = not by_right and unshare(NEW_USER | NEW_NETWORK | NEW_MOUNTS)
    has_tmp = own_tmp and (by_right or by_namespace) and _take_tmp()
    is_counted = (not by_namespace and _become_nobody()) if is_root else by_namespace and counts_by_namespace()
    if is_counted:
        resource.setrlimit(resource.RLIMIT_NPROC, (PROCESSES, PROCESSES))
    return by_right or by_namespace, is_counted, has_tmp


def counts_by_namespace() -> bool:
    numbers = re.findall(r"\d+", os.uname().release)
    return tuple(map(int, numbers[:2])) >= COUNTED_BY_NAMESPACE


def _take_tmp() -> bool:
    """Show this process its own folder in the place of /tmp, where some programs write whatever they are told."""
    folder = os.fsencode(os.getcwd())
    if not (mount(None, b"/", PASSED_ON_TO_NOBODY) and mount(folder, os.fsencode(TMP), BOUND)):
        return False
    os.chdir(TMP)
    os.environ.update(TMPDIR=TMP, HOME=TMP)
    return True


def _become_nobody() -> bool:
    """Give root up, but for reading; the folder goes along."""
    with suppress(OSError):
        os.chown(".", NOBODY, -1)
        prctl(KEEP_CAPABILITIES, 1)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        return keep_capability(MAY_READ_ALL)
    return False
