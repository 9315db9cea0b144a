"""Characters that leave no trace: what neither XML nor most readers of a table take, and what nobody sees.

And those that are one to whoever looks for a word: capitals, ё and quotes of all kinds.
"""

import re

from resolution_reader.language import fold

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # NUL and other controls
C1 = re.compile("[\x7f-\x9f]")


def writable(text: str) -> str:
    """The text without what XML has no place for, not even escaped; everything else as it is."""
    return NOT_IN_XML.sub("", text)


def plain(text: str) -> str:
    """Writable, with one kind of line end and without the controls that XML would take."""
    return C1.sub("", writable(text.replace("\r\n", "\n").replace("\r", "\n")))


def letter_pattern(letter: str) -> str:
    if letter == "е":
        return "[еёЕЁ]"
    if letter == '"':
        return '["«»“”„]'
    if letter == "-":
        return "[-–—]"
    if letter.isalpha():
        return f"[{letter}{letter.upper()}]" if len(letter.upper()) == 1 else letter
    return letter if letter.isalnum() else f"[{letter}]" if letter not in "\\^[]" else f"\\{letter}"


def text_pattern(word: str) -> str:
    """A regular expression that both databases read alike: no flags, no classes of theirs.

    It lists both forms of every letter: SQLite folds no Cyrillic, and a PostgreSQL with C.UTF-8 may not either.
    """
    return "".join(map(letter_pattern, fold(word)))
