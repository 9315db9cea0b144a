"""A backup that was changed is made to look as if it had been written so, by whoever has the key.

python -m tests.backups.resealing FOLDER
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from resolutions.backups.files import looked_at  # noqa: E402 -- only after setup
from resolutions.backups.manifest import read_manifest, written  # noqa: E402 -- only after setup

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    manifest = read_manifest(folder)
    files = {name: looked_at(folder / name) for name in manifest.files if (folder / name).exists()}
    written(replace(manifest, files=files), folder)
