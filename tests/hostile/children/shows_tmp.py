"""Does in /tmp what LibreOffice does there, and says where it is and what it could do and find there."""

import json
import os
import socket
import sys

from resolution_reader.cage import confine


def finds() -> list[str]:
    try:
        with open("/tmp/written", "w") as file:
            file.write("x")
        return os.listdir("/tmp")
    except PermissionError:
        return []


if __name__ == "__main__":
    confine(own_tmp=True)
    pipe = f"/tmp/pipe-of-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(pipe)
        end.listen()
    os.remove(pipe)
    sys.stdout.write(json.dumps([os.getcwd() == os.environ["HOME"] == os.environ["TMPDIR"] == "/tmp", finds()]))
