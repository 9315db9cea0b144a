"""Writes the golden pages anew: `make golden`. What has changed in them is then the difference of the commit."""

import os
import subprocess
import sys

ASKED_FOR = "RENEW_GOLDEN_PAGES"  # the test then keeps what it sees

if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "tests/golden/test_golden.py", "-q", "-n", "0", "-p", "no:cacheprovider"]
    sys.exit(subprocess.run(command, env=os.environ | {ASKED_FOR: "1"}, check=False).returncode)
