"""What somebody who is signed in may see to besides drafts and directories; by the way in that she comes."""

from django.urls import reverse

from resolutions.permissions import Visitor, may

DESKS = {
    "offer-list": ("settle_offer", "Заявки"),
    "look": ("change_look", "Вид портала"),
    "admin:monitoring": ("monitor", "Состояние портала"),
}


def desks_of(user: Visitor) -> list[dict[str, str]]:
    return [{"url": reverse(page), "label": label} for page, (verb, label) in DESKS.items() if may(user, verb)]
