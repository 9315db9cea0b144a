"""A process that changes the register: python -m tests.storm.inside writing NUMBER SEED FIRST LAST

It prints a line of JSON before and after each of its operations. Which they are is decided by seed, number and place
alone, so that another process can go on where this one was killed, with the same document.
"""

import json
import random
import sys
import traceback
from typing import Any

from resolutions.models import User
from resolutions.people.first_accounts import ADMINISTRATOR
from tests.storm.operations import OPERATIONS, Editor


def main(number: int, seed: int, first: int, last: int) -> None:
    editor = Editor(User.objects.get(email=ADMINISTRATOR))
    weights = [weight for weight, _ in OPERATIONS.values()]
    for place in range(first, last):
        chance = random.Random(f"{seed} {number} {place}")
        (kind,) = chance.choices(list(OPERATIONS), weights)
        tell(place=place, kind=kind, outcome="begun")
        try:
            outcome = editor.do(kind, place, chance)
        except Exception as fault:  # every one of them is what this looks for
            traceback.print_exc()
            outcome = f"fault: {fault!r}"
        tell(place=place, kind=kind, outcome=outcome)


def tell(**words: Any) -> None:
    sys.stdout.write(json.dumps(words, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
