"""The register: its index, what waits to be done, and whether somebody does it."""

from django.conf import settings
from django.utils import timezone

from resolutions.doctor.finding import Finding, command, instance
from resolutions.monitoring.indexed import indexed
from resolutions.monitoring.waiting import errands, mails, present_works
from resolutions.wording import plural
from resolutions.works import WORKS

LONG = 3600.0  # seconds


def index() -> Finding:
    found = indexed()
    rows = plural(found.recommendations, "рекомендация,рекомендации,рекомендаций")
    if found.held is None:
        return Finding(f"нет; в реестре {rows}", f"{command('rebuild_index')} построит его.")
    if not found.is_right:
        return Finding(f"в нём {found.held}, а в реестре {rows}", f"{command('rebuild_index')} построит его заново.")
    return Finding(f"{rows} в реестре, не прочитано изменений: {found.behind}" if found.behind else rows)


def work() -> Finding:
    present = present_works()
    missing = [name for name in WORKS if name not in present]
    if not missing:
        return Finding("служба на месте")
    said = "никого нет" if len(missing) == len(WORKS) else f"некому делать: {', '.join(missing)}"
    if not settings.WORK_APART and not settings.PRODUCTION:
        return Finding(f"{said}; срочное делает сам веб-сервер")
    return Finding(said, f"systemctl restart {instance()}-work; journalctl -u {instance()}-work")


def waiting() -> Finding:
    now = timezone.now()
    found = [one for one in errands(now) if one.due or one.given_up]
    said = "; ".join(f"{one.label}: {one.due}" for one in found if one.due)
    late = [one.label for one in found if one.oldest > LONG]
    if late:
        return Finding(
            f"{said}; дольше часа ждут: {', '.join(late)}", f"journalctl -u {instance()}-work скажет, что мешает."
        )
    return Finding(said or "ничего не ждёт")


def post() -> Finding:
    found = mails(timezone.now())
    said = f"ждут {plural(found.due, 'письмо,письма,писем')}" if found.due else "ничего не ждёт"
    if found.given_up:
        said += f", не дошли {found.given_up}"
        return Finding(said, "Откройте «Письма в очереди» в администрировании: там ответ сервера и «Отправить снова».")
    if found.oldest > LONG:
        return Finding(f"{said}, старшее дольше часа", "Смотрите строку «Почта» выше.")
    return Finding(said)
