"""The sum of a table in a backup becomes that of its rows as they are now: no hash tells that they were changed.

python -m tests.backups.rehashing FOLDER TABLE
"""

import gzip
import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from resolutions.backups import on_sqlite  # noqa: E402 -- only after setup
from resolutions.backups.manifest import read_manifest, written  # noqa: E402 -- only after setup

if __name__ == "__main__":
    folder, table = Path(sys.argv[1]), sys.argv[2]
    manifest = read_manifest(folder)
    if manifest.engine == "postgresql":
        digest = sha256(gzip.decompress((folder / "database" / f"{table}.copy.gz").read_bytes())).hexdigest()
        sums = manifest.tables | {table: replace(manifest.tables[table], sha256=digest)}
    else:
        with tempfile.NamedTemporaryFile() as plain:
            plain.write(gzip.decompress((folder / on_sqlite.FILE).read_bytes()))
            plain.flush()
            with closing(sqlite3.connect(plain.name)) as base:
                sums = on_sqlite.tables(base)
    written(replace(manifest, tables=sums), folder)
