"""Forgets what has had its time; to be run once a night."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from forum_portal.data_dir import close_all_to_others
from resolutions.following.subscribing import forget_lapsed
from resolutions.models import Letter
from resolutions.review.leftovers import remove_leftovers
from resolutions.review.nobodys import TooManyOfNobody, put_aside_nobodys
from resolutions.review.restoring import remove_for_good
from resolutions.web.throttling import forget_sign_ins

logger = logging.getLogger(__name__)
LONG_AGO = timedelta(days=90)
YESTERDAY = timedelta(days=1)
PARTLY = 1


def forget_sessions(now: datetime) -> int:
    return Session.objects.filter(expire_date__lt=now).delete()[0]


def forget_letters_in_vain(now: datetime) -> int:
    count: int = Letter.objects.in_vain(now - LONG_AGO).delete()[0]
    return count


# What it is, and a function of the present moment that says how many went.
STEPS: list[tuple[str, Callable[[datetime], int]]] = [
    ("Просроченные сеансы", forget_sessions),
    ("Записи о входах старше 90 дней", lambda now: forget_sign_ins(now - LONG_AGO)),
    ("Подписки, не подтверждённые вовремя", forget_lapsed),
    ("Недоставленные письма о пароле старше 90 дней", forget_letters_in_vain),
    ("Форумы, удалённые больше 90 дней назад", remove_for_good),
    ("Остатки прерванной работы на диске", lambda now: remove_leftovers(now - YESTERDAY)),
    ("Исходные файлы, которых нет в реестре", put_aside_nobodys),
    ("Файлы, которые были открыты другим", lambda now: close_all_to_others(Path(settings.DATA_DIR))),
]


class Command(BaseCommand):
    help = "Убирает то, чей срок вышел: сеансы, записи о входах, подписки без подтверждения, удалённое, остатки."
    exits = (0, PARTLY)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done = [self.step(name, action, now) for name, action in STEPS]
        if not all(done):
            raise SystemExit(PARTLY)

    def step(self, name: str, action: Callable[[datetime], int], now: datetime) -> bool:
        """What fails says so and does not stop the others. Each makes its own transactions: SQLite has one writer, who
        must not walk through folders meanwhile."""
        try:
            count = action(now)
        except TooManyOfNobody as refusal:
            self.stderr.write(f"{name}: {refusal}")
            return False
        except Exception:
            logger.exception("A step of tidy failed")
            self.stderr.write(f"{name}: не вышло, причина в журнале.")
            return False
        self.stdout.write(f"{name}: {count}")
        return True
