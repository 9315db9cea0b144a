"""The words by which a text calls its addressees, marked where they stand."""

import re

from resolutions.open_data.akoma_ntoso.elements import A, Element, to


def marked(line: str, wanted: dict[str, str]) -> list[str | Element]:
    """The line with `<organization>` around the words of `wanted` (words -> identifier), each the first time.

    What has been found is taken out of `wanted`, so that the next line does not mark it again.
    """
    pieces: list[str | Element] = []
    end = 0
    for start, words in sorted(found(line, wanted), key=lambda place: (place[0], -len(place[1]))):
        if start < end:
            continue  # «мэрии города» inside «мэрии города Новосибирска»
        pieces += [line[end:start], A.organization(words, refersTo=to(wanted.pop(words)))]
        end = start + len(words)
    return [*pieces, line[end:]]


def found(line: str, wanted: dict[str, str]) -> list[tuple[int, str]]:
    places = [(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line), words) for words in wanted if words]
    return [(place.start(), words) for place, words in places if place]
