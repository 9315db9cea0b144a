"""One key for one name, whoever typed it: used by intake to match and by the models for uniqueness.

SQLite folds no Cyrillic at all and collations differ between databases, so the key is made here, once.
"""

import unicodedata

QUOTES = dict.fromkeys(map(ord, "«»“”„‟‘’‚‛‹›'`"), '"')
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
YO = {ord("ё"): "е"}
VARIANTS = {**QUOTES, **DASHES, **INVISIBLE}


def fold(text: str) -> str:
    """The key of a name: no capitals, ё = е, one kind of quote and dash, single spaces, nothing invisible."""
    plain = unicodedata.normalize("NFKC", text).translate(VARIANTS).casefold().translate(YO)
    return " ".join(plain.split())
