"""Reads one file in a process of its own and says what came of it, how long it took and how much memory at most."""

import json
import resource
import sys
import time

from resolutions.intake.readers import UnreadableDocument, read

if __name__ == "__main__":
    begun = time.perf_counter()
    answer: dict = {"refused": "", "read": []}
    try:
        answer["read"] = [block.printed for block in read(sys.stdin.buffer.read(), sys.argv[1])]
    except UnreadableDocument as refusal:
        answer["refused"] = str(refusal)
    answer["seconds"] = time.perf_counter() - begun
    answer["megabytes"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps(answer))  # noqa: T201 -- its only output
