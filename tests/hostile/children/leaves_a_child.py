"""Ends well, but leaves a process behind."""

import os
import sys
import time

if __name__ == "__main__":
    child = os.fork()
    if child == 0:
        time.sleep(600)
    sys.stdout.write(str(child))
