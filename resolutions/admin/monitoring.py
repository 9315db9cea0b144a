"""How the portal fares, for administrators: what /metrics tells programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from resolutions.monitoring import machine, waiting
from resolutions.monitoring.indexed import lately_indexed
from resolutions.monitoring.requests import by_route
from resolutions.permissions import require
from resolutions.wording import ago, gigabytes

MOST_ROUTES = 30


@require_safe
def how_it_fares(request: HttpRequest, frame: dict[str, Any]) -> HttpResponse:
    """`frame`: what every page of the admin shows."""
    assert request.user.is_authenticated  # or the admin would have sent her to sign in
    require(request.user, "monitor")
    now = timezone.now()
    made = {"Резервная копия": machine.backup_made_at(), "Открытые данные": machine.dump_made_at()}
    rooms = {"Диск": machine.disk(), "Память": machine.memory()}
    routes = by_route()
    context = frame | {
        "title": "Состояние портала",
        "index": lately_indexed(),
        "waiting": [*waiting.errands(now), waiting.mails(now)],
        "present": waiting.present_works(),
        "made": {what: ago(now - at) if at else "ещё ни разу" for what, at in made.items()},
        "rooms": {what: f"{gigabytes(room.free)} из {gigabytes(room.whole)}" for what, room in rooms.items()},
        "routes": routes[:MOST_ROUTES],
        "requests": sum(one.requests for one in routes),
        "failed": sum(one.failed for one in routes),
    }
    return TemplateResponse(request, "admin/monitoring.html", context)
