"""make drill: prints, for each thing that goes wrong, what a reader, an editor and subscribers saw meanwhile.

Ends with status 1 if anything that the portal said it has is not there at the end, after all of it was restored from a
backup into an empty place, if a letter was not written or written twice, or if anybody saw an error of ours.
"""

import argparse
import re
import sys
import tempfile
import time
from pathlib import Path

from tests.drills.ending import letters_kept, restored
from tests.drills.faults import FAULTS, Fault, is_possible
from tests.drills.people import Editor, Reader, Subscribers, Watcher
from tests.drills.stack import Stack, missing, standing

QUIET = 5.0  # seconds, before and between
ROW = "    {who:<12}{seen}\n"
PASSWORD = re.compile(r"editor@localhost\s+(\S+)")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*", default=[fault.name for fault in FAULTS])
    chosen = parser.parse_args().only
    if lacking := missing():
        raise SystemExit(f"Not here: {', '.join(lacking)} (apt-get install).")
    began = time.monotonic()
    faults = [fault for fault in FAULTS if fault.name in chosen and is_possible(fault)]
    with tempfile.TemporaryDirectory(prefix="drill-") as folder, standing(Path(folder)) as stack:
        lost, wrong = drilled(stack, faults)
    sys.stdout.write(f"\n{lost} of what the portal said it has is lost; {wrong} times somebody saw an error of ours; ")
    sys.stdout.write(f"{(time.monotonic() - began) / 60:.0f} minutes.\n")
    raise SystemExit(bool(lost or wrong))


def drilled(stack: Stack, faults: list[Fault]) -> tuple[int, int]:
    password = PASSWORD.search((stack.folder / "portal.log").read_text())
    assert password, "make run says the first passwords once"
    editor, subscribers = Editor(stack.nginx.port, password[1]), Subscribers(stack.nginx.port)
    people = [Reader(stack.nginx.port), editor, subscribers]
    for one in people:
        one.start()
    time.sleep(QUIET)
    wrong = told("nothing", people)
    for fault in faults:
        with fault.happening(stack):
            time.sleep(fault.seconds)
            wrong += told(fault.name, people)
        time.sleep(QUIET * 2)
        wrong += told(f"after: {fault.name}", people)
    for one in people:
        one.ended.set()
        one.join()
    lost = letters_kept(stack, subscribers.asked) + restored(stack, editor.written)
    return lost, wrong


def told(what: str, people: list[Watcher]) -> int:
    seen = [one.told() for one in people]
    rows = "".join(ROW.format(who=one.name, seen=saw) for one, saw in zip(people, seen, strict=True))
    sys.stdout.write(f"{what}\n{rows}")
    sys.stdout.flush()
    return sum(saw.kinds["500"] for saw in seen)


if __name__ == "__main__":
    main()
