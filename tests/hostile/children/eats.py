"""Takes without end what it is told on its input: memory, output or time."""

import sys

from resolution_reader.cage import confine

if __name__ == "__main__":
    confine()
    what = sys.stdin.read()
    taken = []
    while True:
        if what == "memory":
            taken.append(bytearray(64 * 1024**2))
        elif what == "output":
            sys.stdout.write("слово " * 100_000)
