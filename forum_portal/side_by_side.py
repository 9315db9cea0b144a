"""The web server and the work without a visitor, side by side under one parent: what `manage.py serve` becomes.

It is small and loads nothing of the portal. Who dies is started again; one signal ends both; when this process is
killed, so are they.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from types import FrameType

PAUSE = 0.5  # seconds between two looks; also before somebody who died is started again
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>


class Ended(Exception):
    """Somebody has told this process to end."""


def main(web: list[str], work: list[str]) -> int:
    """The exit status of the web server, if it gives up by itself (no port, no rights); else 0, when told to end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    running: dict[str, subprocess.Popen[bytes]] = {}
    commands = {"web": web, **({"work": work} if work else {})}
    try:
        while True:
            for name, command in commands.items():
                status = running[name].poll() if name in running else 0
                if name in running and status is None:
                    continue
                if name == "web" and status and status > 0:
                    return status
                running[name] = start(command, name)
            time.sleep(PAUSE)
    except Ended:
        return 0
    finally:
        end_all(list(running.values()))


def start(command: list[str], name: str) -> subprocess.Popen[bytes]:
    around = {} if name == "web" else {"WEB": "0"}  # statements of work may take their time
    # This process has one thread, so Python may run between fork and exec.
    return subprocess.Popen(command, env=os.environ | around, preexec_fn=die_with_parent)


def die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def end(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):  # once is enough
        signal.signal(each, signal.SIG_IGN)
    raise Ended


def end_all(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        process.wait()


if __name__ == "__main__":
    border = sys.argv.index("--")
    sys.exit(main(sys.argv[1:border], sys.argv[border + 1 :]))
