"""`python -m resolution_reader`: the command, also where it is not installed."""

import sys

from resolution_reader.command import main

if __name__ == "__main__":
    sys.exit(main())
