"""Reads one file in a process of its own and says what came of it, and what the machine spent on it at most."""

import json
import resource
import sys

from resolution_reader import UnreadableDocument, read

if __name__ == "__main__":
    answer: dict = {"refused": "", "read": []}
    try:
        answer["read"] = [block.printed for block in read(sys.stdin.buffer.read(), sys.argv[1])]
    except UnreadableDocument as refusal:
        answer["refused"] = str(refusal)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer["seconds"] = spent.ru_utime + spent.ru_stime  # of the processor: what else runs does not count
    answer["megabytes"] = spent.ru_maxrss / 1024
    print(json.dumps(answer))  # noqa: T201 -- its only output
