"""The works there are: what each does with the errands of its kinds, and how many of a machine do it at once.

An outlet's own work lies with it; `resolutions/works.py` has all of them.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import DatabaseError
from django.utils import timezone

from resolution_reader.cage import READING
from resolution_reader.language import plural
from resolutions.following.digests import post_digests
from resolutions.mail.sending import send_waiting
from resolutions.models import Errand
from resolutions.models.mail import SENDING
from resolutions.register.complaints import tell_editors
from resolutions.register.offers import tell_moderators
from resolutions.review.queue import LEASE, read_waiting
from resolutions.search.rebuilding import complete, rebuild
from resolutions.search.store import IndexBroken
from resolutions.vocabulary import ANEW, OF_A_MACHINE, ErrandKind
from resolutions.work.tidying import IN_THE_REGISTER, ON_THE_DISK, Step, tidy

READ, MAIL, INDEX = "read", "mail", "index"
AN_HOUR = timedelta(hours=1)
REST = timedelta(minutes=1)  # until an index that could not be built is tried again
ATTEMPTS = 3  # an errand of the day that has killed so many processes waits for the next day

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """`do(who)` does all that is due of these kinds, claimed under the name `who`, and tells each step in a sentence.

    Raises CannotNow. `places`: so many processes of a machine do it side by side; `seconds`: one step that takes longer
    ends its process. `is_rare`: done by a process made for it, which then goes with the memory that it took. `at`:
    every day, the local time.
    """

    name: str
    kinds: tuple[ErrandKind, ...]
    do: Callable[[str], Iterator[str]]
    places: int = 1
    seconds: int | None = None
    is_rare: bool = False
    at: time | None = None

    @property
    def is_of_a_machine(self) -> bool:
        return OF_A_MACHINE.issuperset(self.kinds)


class CannotNow(Exception):
    """Something outside does not answer: whoever works rests for a minute."""


def read(who: str) -> Iterator[str]:
    for draft in read_waiting(who):
        yield f"{draft.name}: {draft.get_state_display()}. {draft.refusal}".strip()


def mail(who: str) -> Iterator[str]:
    done = send_waiting(who)
    if done.sent or done.put_off:
        yield f"Отправлено {mails(done.sent)}, отложено {mails(done.put_off)}."
    if not done.server_answers:
        raise CannotNow("Почтовый сервер не отвечает: письма ждут в очереди.")


def mails(number: int) -> str:
    return f"{number} {plural(number, 'письмо', 'письма', 'писем')}"


def index(who: str) -> Iterator[str]:
    while errand := Errand.objects.claim_next(ErrandKind.INDEX, who, an_hour):
        try:
            is_built = rebuild() if errand.key == ANEW else complete()
        except (IndexBroken, OSError) as trouble:
            Errand.objects.put_off(errand, timezone.now() + REST)
            raise CannotNow(f"Индекс не построен: {trouble}") from trouble
        if not is_built:  # somebody has been at it for longer than this claim lasts
            return
        Errand.objects.done(errand)
        yield "Индекс построен."


def an_hour(attempt: int) -> timedelta:
    return AN_HOUR


def daily(name: str, at: time, steps: dict[ErrandKind, Callable[[], Iterator[str]]]) -> Work:
    """What is done every day: a standing errand for each kind, due again the next day whatever becomes of it."""

    def do(who: str) -> Iterator[str]:
        for kind, step in steps.items():
            while errand := Errand.objects.claim_next(kind, who, an_hour):
                if errand.attempts <= ATTEMPTS:
                    yield from told(name, step)
                Errand.objects.put_off(errand, next_time(at), attempts=0)

    return Work(name, tuple(steps), do, is_rare=True, at=at)


def told(name: str, step: Callable[[], Iterator[str]]) -> Iterator[str]:
    try:
        yield from step()
    except DatabaseError:
        raise  # it may be back in a moment: whoever works next tries again
    except Exception:
        logger.exception("The work %s failed, and is due again tomorrow", name)


def next_time(at: time) -> datetime:
    now = timezone.localtime()
    today = timezone.make_aware(datetime.combine(now.date(), at))
    return today if today > now else timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), at))


def digests() -> Iterator[str]:
    yield f"О новом: {mails(post_digests(timezone.now()))}."


def complaints() -> Iterator[str]:
    """And offers, at the same hour: what people have sent who have no account."""
    yield f"О сообщениях об ошибках: {mails(tell_editors(timezone.now()))}."
    yield f"О заявках: {mails(tell_moderators(timezone.now()))}."


def tidying(steps: list[Step]) -> Callable[[], Iterator[str]]:
    return lambda: (sentence for sentence, _ in tidy(steps))


ALL = (
    Work(READ, (ErrandKind.READ,), read, places=READING.places, seconds=int(LEASE.total_seconds())),
    Work(MAIL, SENDING, mail),
    Work(INDEX, (ErrandKind.INDEX,), index, is_rare=True),
    daily(
        "tidy",
        time(3, 40),
        {ErrandKind.TIDY: tidying(IN_THE_REGISTER), ErrandKind.LEFTOVERS: tidying(ON_THE_DISK)},
    ),
    daily("digests", time(8), {ErrandKind.DIGESTS: digests, ErrandKind.COMPLAINTS: complaints}),
)
WORKS = {work.name: work for work in ALL}
