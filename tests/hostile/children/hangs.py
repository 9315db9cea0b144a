"""Ignores polite signals, starts a child of its own that does the same, and never ends; says who they are."""

import os
import signal
import sys
import time

if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = os.fork()
    if child:
        with open(sys.stdin.read(), "w") as told:
            told.write(f"{os.getpid()} {child} {os.getcwd()}")
    time.sleep(600)
