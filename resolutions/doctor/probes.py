"""All that is looked at, in the order in which it is told: what the rest stands on comes first."""

from functools import partial

from resolutions.doctor import copies, letters, outside, owner, register, software, surroundings
from resolutions.doctor.finding import Probe, instance

AGAIN = "Повторите; если снова так, смотрите журнал служб."
DATABASE = "systemctl status postgresql; верен ли DATABASE_URL?"
MAIL_SECONDS = 30.0  # a server that thinks about strangers before it greets them is no broken one


def probes(mail_to: str = "") -> list[Probe]:
    """`mail_to`: who gets a letter to try the mail; empty: nobody."""
    return [
        Probe("Программы", software.versions, AGAIN),
        Probe("Память", surroundings.memory, AGAIN),
        Probe("Диск", surroundings.disk, AGAIN),
        Probe("База данных", software.database, DATABASE),
        Probe("Миграции", software.migrations, DATABASE),
        Probe("Часы", surroundings.clock, DATABASE),
        Probe("Имя сайта", outside.name, "Проверьте DNS этой машины (/etc/resolv.conf)."),
        Probe("TLS", outside.certificate, "systemctl status nginx", 15.0),
        Probe("Веб-сервер", outside.web_server, f"systemctl restart {instance()}-web"),
        Probe("Почта", partial(letters.letters, mail_to), AGAIN, MAIL_SECONDS),
        Probe("Работа без посетителя", register.work, DATABASE),
        Probe("Поручения", register.waiting, DATABASE),
        Probe("Письма", register.post, DATABASE),
        Probe("Поисковый индекс", register.index, DATABASE),
        Probe("Резервная копия", copies.backup, AGAIN),
        Probe("Открытые данные", copies.open_data, AGAIN),
        Probe("Стены вокруг документов", software.walls, AGAIN),
        Probe("Администратор", owner.administrators, DATABASE),
        Probe("Владелец", owner.publisher, DATABASE),
    ]
