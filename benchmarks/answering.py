"""Changes five recommendations a second through the register's own verbs, and looks how soon visitors find them.

python -m benchmarks.inside answering PORT SECONDS FORUM...

As officials who answer, or editors who mend misprints: each time one recommendation of these forums (addresses) says
something else, with a word that stands nowhere else. Every fifth is looked for. It says that it is ready, begins when
it reads a line, and ends by printing what it saw as JSON.
"""

import random
import sys
from functools import partial
from itertools import cycle, islice

from benchmarks.writer import change_and_look, word_of_its_own
from resolutions.models import Recommendation
from resolutions.register.mending import HANGING, mark_of, mend

A_SECOND = 5
LOOKED_FOR = 5  # one of so many


def main() -> None:
    port, seconds, forums = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]
    slugs = [forum.rstrip("/").rpartition("/")[2] for forum in forums]
    keys = list(Recommendation.objects.filter(section__forum__slug__in=slugs).values_list("pk", flat=True))
    random.Random(1).shuffle(keys)
    changes = [partial(changed, key) for key in islice(cycle(keys), int(seconds * A_SECOND))]
    change_and_look(port, 1 / A_SECOND, changes, one_of=LOOKED_FOR)


def changed(key: int) -> tuple[str, str]:
    """The word that it says now, and its address."""
    row = Recommendation.objects.prefetch_related(*HANGING).get(pk=key)
    word = word_of_its_own()
    before, _, _ = row.text.partition(" Опечатка: ")
    mend(row, mark_of(row), {"text": f"{before} Опечатка: {word}."}, by=None)
    return word, row.get_absolute_url()


if __name__ == "__main__":
    main()
