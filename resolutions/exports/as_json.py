"""JSON: the records as the register gives them to anybody (resolutions/records.py), and which they are.

The number of records stands at the end, because only then it is known how many were written.
"""

import json
from collections.abc import Iterator

from resolutions.exports.selection import Selection
from resolutions.json_data import JSON
from resolutions.records import RecommendationRecord, record_of


def as_json(selection: Selection) -> Iterator[bytes]:
    envelope: JSON = {
        "title": selection.title,
        "filter": [{"parameter": name, "values": values} for name, values in selection.told.items()],
        "url": selection.address,
        "date": selection.taken_at.isoformat(timespec="seconds"),
    }
    begin, written = written_as(envelope).removesuffix(b"}") + b',"results":[\n', 0
    for chunk in filter(None, selection.chunks()):  # a section may have no recommendation
        between = b",\n" if written else b""
        yield begin + between + b",\n".join(written_as(record_of(row)) for row in chunk)
        begin, written = b"", written + len(chunk)
    yield begin + b'\n],"count":%d}\n' % written


def written_as(value: JSON | RecommendationRecord) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
