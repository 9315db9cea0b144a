"""The secret key, apart from the backups: without it links in e-mails die, with it anybody can make such links."""

import os
from pathlib import Path

from django.conf import settings

from resolutions.backups.manifest import Refused


def keep_key(file: Path, place: Path) -> None:
    """For its owner alone. Raises Refused where it would lie with the backups, or in the place of another key."""
    target = file.resolve()
    if target.is_relative_to(place.resolve()) or target.is_relative_to(Path(settings.DATA_DIR).resolve()):
        raise Refused("Ключ рядом с копией открыл бы её вместе с ней: укажите для --key файл в другом месте.")
    key = str(settings.SECRET_KEY)
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except FileExistsError:
        if file.is_symlink() or file.read_text(encoding="utf-8").strip() != key:
            raise Refused(f"В «{file}» лежит что-то другое: укажите для --key новый файл.") from None
        file.chmod(0o600)
        return
    except OSError as error:
        raise Refused(f"Ключ не записан в «{file}»: {error.strerror}.") from error
    with os.fdopen(number, "w", encoding="utf-8") as opened:
        opened.write(key)
        opened.flush()
        os.fsync(number)
