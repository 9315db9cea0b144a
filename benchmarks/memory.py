"""What a process holds for itself alone, and what of it the index accounts for."""

import re
from pathlib import Path

MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+\s*(?P<file>.*)$")
PRIVATE = re.compile(r"^Private_(?:Clean|Dirty): +(?P<kilobytes>\d+) kB$")


def private_memory(pid: int, apart: Path) -> float:
    """Megabytes that are freed when this process ends, files mapped from the folder `apart` left out."""
    kilobytes, counts = 0, True
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if mapping := MAPPING.match(line):
            counts = not mapping["file"].startswith(str(apart))
        elif counts and (private := PRIVATE.match(line)):
            kilobytes += int(private["kilobytes"])
    return kilobytes / 1024
