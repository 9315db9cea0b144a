"""How long words are in our letters, so that they fit where they are drawn."""

from collections.abc import Iterator

from resolutions.outside.drawing import bold, regular


def length(words: str, size: int, *, is_bold: bool = False) -> float:
    return float((bold if is_bold else regular)(size).getlength(words))


def fitted(words: str, size: int, room: float) -> str:
    """The words, or as many of their letters as there is room for, with an ellipsis."""
    if length(words, size) <= room:
        return words
    short, long = 0, len(words)
    while long - short > 1:
        middle = (short + long) // 2
        short, long = (middle, long) if length(f"{words[:middle]}…", size) <= room else (short, middle)
    return words[:short].rstrip(" ,.;:(«") + "…"


def lines(words: str, size: int, room: float, most: int) -> list[str]:
    """At most so many lines; a word that is longer than one is broken, and the last line is cut."""
    found = list(_filled(words.split(), size, room))
    return found[:most] if len(found) <= most else [*found[: most - 1], fitted(" ".join(found[most - 1 :]), size, room)]


def _filled(words: list[str], size: int, room: float) -> Iterator[str]:
    line = ""
    for word in words:
        if line and length(f"{line} {word}", size) > room:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
        while length(line, size) > room and len(line) > 1:
            kept = next(end for end in range(len(line) - 1, 0, -1) if end == 1 or length(line[:end], size) <= room)
            yield line[:kept]
            line = line[kept:]
    if line:
        yield line
