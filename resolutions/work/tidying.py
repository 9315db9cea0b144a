"""Forgets what has had its time, every night: in the register, once, and on the disk of each machine."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from forum_portal.data_dir import close_all_to_others
from resolutions.following.subscribing import forget_lapsed
from resolutions.models import Mail, SoughtInVain
from resolutions.register.complaints import forget_settled
from resolutions.register.offers import LONGEST_KEPT, forget_offers
from resolutions.review.leftovers import remove_leftovers
from resolutions.review.nobodys import TooManyOfNobody, put_aside_nobodys
from resolutions.review.restoring import remove_for_good
from resolutions.web.throttling import forget_sign_ins

# What it is, and a function of the present moment that says how many went.
Step = tuple[str, Callable[[datetime], int]]

logger = logging.getLogger(__name__)
LONG_AGO = timedelta(days=90)
A_YEAR = timedelta(days=365)
YESTERDAY = timedelta(days=1)


def forget_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def forget_mail_in_vain(now: datetime) -> int:
    count: int = Mail.objects.in_vain(now - LONG_AGO).delete()[0]
    Mail.objects.forget_errands()
    return count


def forget_sought(before: datetime) -> int:
    return SoughtInVain.objects.filter(day__lt=timezone.localdate(before)).delete()[0]


IN_THE_REGISTER: list[Step] = [
    ("Просроченные сеансы", forget_sessions),
    ("Записи о входах старше 90 дней", lambda now: forget_sign_ins(now - LONG_AGO)),
    ("Подписки, не подтверждённые вовремя", forget_lapsed),
    ("Недоставленные письма о пароле старше 90 дней", forget_mail_in_vain),
    ("Сообщения об ошибках, разобранные больше 90 дней назад", lambda now: forget_settled(now - LONG_AGO)),
    ("Слова, которых не нашли больше года назад", lambda now: forget_sought(now - A_YEAR)),
    (
        "Заявки, разобранные больше 90 дней назад, и те, которым год",
        lambda now: forget_offers(now - LONG_AGO, now - LONGEST_KEPT),
    ),
    ("Форумы, удалённые больше 90 дней назад", remove_for_good),
]
ON_THE_DISK: list[Step] = [
    ("Остатки прерванной работы на диске", lambda now: remove_leftovers(now - YESTERDAY)),
    ("Исходные файлы, которых нет в реестре", put_aside_nobodys),
    ("Файлы, которые были открыты другим", lambda now: close_all_to_others(Path(settings.DATA_DIR))),
]


def tidy(steps: Sequence[Step]) -> Iterator[tuple[str, bool]]:
    """A sentence for each, and whether it was done. Each makes its own transactions: SQLite has one writer, who must
    not walk through folders meanwhile."""
    now = timezone.now()
    for name, action in steps:
        try:
            yield f"{name}: {action(now)}", True
        except TooManyOfNobody as refusal:
            yield f"{name}: {refusal}", False
        except Exception:  # it does not stop the others
            logger.exception("A step of tidy failed")
            yield f"{name}: не вышло, причина в журнале.", False
