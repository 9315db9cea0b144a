"""The works there are: what each does with the errands of its kinds, and how many of a machine do it at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from resolution_reader.cage import READERS
from resolution_reader.language import plural
from resolutions.letters.sending import send_waiting
from resolutions.models.letter import SENDING
from resolutions.review.queue import LEASE, read_waiting
from resolutions.vocabulary import ErrandKind

READ, MAIL = "read", "mail"


@dataclass(frozen=True)
class Work:
    """`do(who)` does all that is due of these kinds, claimed under the name `who`, and tells each step in a sentence.

    Raises CannotNow. `places`: so many processes of a machine do it side by side; `seconds`: one step that takes longer
    ends its process.
    """

    name: str
    kinds: tuple[ErrandKind, ...]
    do: Callable[[str], Iterator[str]]
    places: int = 1
    seconds: int | None = None


class CannotNow(Exception):
    """Something outside does not answer: whoever works rests for a minute."""


def read(who: str) -> Iterator[str]:
    for draft in read_waiting(who):
        yield f"{draft.name}: {draft.get_state_display()}. {draft.refusal}".strip()


def mail(who: str) -> Iterator[str]:
    done = send_waiting(who)
    if done.sent or done.put_off:
        yield f"Отправлено {letters(done.sent)}, отложено {letters(done.put_off)}."
    if not done.server_answers:
        raise CannotNow("Почтовый сервер не отвечает: письма ждут в очереди.")


def letters(number: int) -> str:
    return f"{number} {plural(number, 'письмо', 'письма', 'писем')}"


ALL = (
    Work(READ, (ErrandKind.READ,), read, places=READERS.places, seconds=int(LEASE.total_seconds())),
    Work(MAIL, SENDING, mail),
)
WORKS = {work.name: work for work in ALL}
