"""Reads one file in a process of its own and says what came of it, and what the machine spent on it at most."""

import json
import resource
import sys
from pathlib import Path

from resolution_reader import UnreadableDocument, read

if __name__ == "__main__":
    answer: dict = {"refused": "", "read": []}
    try:
        answer["read"] = [block.printed for block in read(sys.stdin.buffer.read(), sys.argv[1])]
    except UnreadableDocument as refusal:
        answer["refused"] = str(refusal)
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # text has no child
    answer["seconds"] = sum(one.ru_utime + one.ru_stime for one in spent)  # of the processor: what else runs is not it
    # Of this process what it had since it was started: ru_maxrss remembers the one that it was forked from.
    own = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line[:6] == "VmHWM:")
    answer["megabytes"] = max(int(own), spent[1].ru_maxrss) / 1024
    print(json.dumps(answer))  # noqa: T201 -- its only output
