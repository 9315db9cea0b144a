"""Characters that leave no trace: what neither XML nor most readers of a table take, and what nobody sees."""

import re

NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # NUL and other controls
C1 = re.compile("[\x7f-\x9f]")


def writable(text: str) -> str:
    """The text without what XML has no place for, not even escaped; everything else as it is."""
    return NOT_IN_XML.sub("", text)


def plain(text: str) -> str:
    """Writable, with one kind of line end and without the controls that XML would take."""
    return C1.sub("", writable(text.replace("\r\n", "\n").replace("\r", "\n")))
