"""A backup becomes a scratch register, as it was when it was made."""

from pathlib import Path

from resolutions.backups.engines import ENGINES
from resolutions.backups.manifest import Manifest
from resolutions.backups.scratch import Scratch


def unfold(folder: Path, manifest: Manifest, place: Scratch) -> None:
    """Raises Damaged."""
    if manifest.engine == "postgresql":  # SQLite's file brings its tables along
        place.do("migrate", list(manifest.migrations))
    ENGINES[manifest.engine].load(folder, manifest, place.database)
