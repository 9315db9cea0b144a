"""What a file is called: what is inside and the day it was taken, in Russian, with an ASCII name for old programs."""

import re
from urllib.parse import quote

from resolutions.exports.document import visible
from resolutions.exports.selection import Selection
from resolutions.models.fields import transliterated

LENGTH = 100  # of the words; a file system takes 255 bytes, and a Russian letter is two
FORBIDDEN = re.compile(r'[<>:"/\\|?*]+')  # on Windows
INVISIBLE = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff]")


def disposition(selection: Selection, extension: str) -> str:
    """RFC 6266: to be saved, under either name."""
    name = f"{words_of(selection)} – {selection.taken_at:%Y-%m-%d}.{extension}"
    ascii_name = f"{transliterated(words_of(selection)) or 'recommendations'}-{selection.taken_at:%Y-%m-%d}.{extension}"
    return f"attachment; filename=\"{ascii_name}\"; filename*=utf-8''{quote(name, safe='')}"


def words_of(selection: Selection) -> str:
    """The title, and what was chosen beyond what the title says; safe as the name of a file anywhere."""
    chosen = [value for values in selection.told.values() for value in values if value not in selection.title]
    words = visible(INVISIBLE.sub("", FORBIDDEN.sub(" ", ", ".join([selection.title, *chosen]))))
    if len(words) > LENGTH:
        words = words[:LENGTH].rsplit(" ", 1)[0]
    return re.sub(r"\s+", " ", words).strip(" .,") or "Рекомендации"
