"""make drill [ARGS=--short]: prints, for each thing that goes wrong, what a reader and an editor saw meanwhile.

Ends with status 1 if anything that the portal said it has is not there at the end, or if a reader saw an error of ours.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from tests.drills.faults import FAULTS, Fault
from tests.drills.people import Editor, Reader, Seen
from tests.drills.stack import Stack, command, missing, standing

QUIET = 5.0  # seconds, before and between
ROW = "    {who:<7} {seen}\n"
PASSWORD = re.compile(r"editor@localhost\s+(\S+)")
IS_THERE = """
from resolutions.models import SourceDocument
import sys
there = {{word for row in SourceDocument.objects.iterator() for word in [row.file.read().decode(errors='replace')]}}
print(sum(not any(word in text for text in there) for word in {words!r}))
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*", default=[fault.name for fault in FAULTS])
    chosen = parser.parse_args().only
    if lacking := missing():
        raise SystemExit(f"Not here: {', '.join(lacking)} (apt-get install).")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drill-") as folder, standing(Path(folder)) as stack:
        lost, wrong = drilled(stack, [fault for fault in FAULTS if fault.name in chosen])
    sys.stdout.write(f"\n{lost} of what the portal said it has is lost; {wrong} times a reader saw an error of ours; ")
    sys.stdout.write(f"{(time.monotonic() - began) / 60:.0f} minutes.\n")
    raise SystemExit(bool(lost or wrong))


def drilled(stack: Stack, faults: list[Fault]) -> tuple[int, int]:
    password = PASSWORD.search((stack.folder / "portal.log").read_text())
    assert password, "make run says the first passwords once"
    reader, editor = Reader(stack.nginx.port), Editor(stack.nginx.port, password[1])
    reader.start()
    editor.start()
    time.sleep(QUIET)
    wrong = told("nothing", reader.told(), editor.told())
    for fault in faults:
        with fault.happening(stack):
            time.sleep(fault.seconds)
            wrong += told(fault.name, reader.told(), editor.told())
        time.sleep(QUIET * 2)
        wrong += told(f"after: {fault.name}", reader.told(), editor.told())
    for one in (reader, editor):
        one.ended.set()
        one.join()
    lost = int(command(stack, "shell", "--verbosity=0", "-c", IS_THERE.format(words=editor.written)).split()[-1])
    sys.stdout.write(f"\n{len(editor.written)} documents were said to be kept.\n")
    return lost, wrong


def told(what: str, reader: Seen, editor: Seen) -> int:
    sys.stdout.write(f"{what}\n{ROW.format(who='reader', seen=reader)}{ROW.format(who='editor', seen=editor)}")
    sys.stdout.flush()
    return reader.kinds["500"] + editor.kinds["500"]


if __name__ == "__main__":
    main()
