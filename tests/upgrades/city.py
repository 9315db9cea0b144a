"""What a city has besides resolutions: how its portal looks, who asks to be let in, counts, a demonstration."""

import io
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from resolutions.models import Addressee, Forum, Look, Offer, Section, Theme, User
from resolutions.register.bodies import tell_apart
from resolutions.register.look import COLOURS, WORDS, change_look
from resolutions.register.offers import offer, settle_offer, tell_moderators
from resolutions.register.themes import merge_themes
from resolutions.review.demonstration import enter_demonstration
from resolutions.web.tallying import TALLY

LOOK = dict.fromkeys((*WORDS, *COLOURS), "") | {"name": "Томск решает", "main_colour": "#006600"}


def settle_in(people: dict[str, User], forum: Forum) -> dict[str, Any]:
    """`doors` that answer, and `moved`: the old address of what was merged -> its new."""
    dress(people["administrator"])
    ask_to_be_let_in(people["moderator"])
    moved = merge_a_theme(people["moderator"], forum)
    tell_two_apart(people["moderator"])
    shown = enter_demonstration()
    assert shown is not None
    read_in_vain(forum)
    return {
        "doors": [reverse("look-style"), reverse("emblem"), reverse("theme-list"), shown.get_absolute_url()],
        "moved": moved,
    }


def dress(administrator: User) -> None:
    emblem = io.BytesIO()
    Image.new("RGB", (64, 64), "#006600").save(emblem, "PNG")
    change_look(administrator, Look.objects.current().version, LOOK, emblem.getvalue())


def ask_to_be_let_in(moderator: User) -> None:
    """One that somebody has seen to, and one that waits."""
    for number, organisation in enumerate(("Совет дворов", "Союз садов")):
        offer(
            organisation=organisation,
            person="Вера Заявкина",
            email=f"asks{number}@example.org",
            resolution="Форум дворов, Томск, 2024",
            consent_from="192.0.2.7",
        )
    settle_offer(Offer.objects.earliest("pk"), moderator)
    tell_moderators(timezone.now())


def merge_a_theme(moderator: User, forum: Forum) -> dict[str, str]:
    keep, absorb = Theme.objects.filter(sections__forum=forum).order_by("name_key")
    address = absorb.get_absolute_url()
    merge_themes(keep, absorb, moderator)
    return {address: keep.get_absolute_url()}


def tell_two_apart(moderator: User) -> None:
    one, other = Addressee.objects.filter(merged_into=None).order_by("pk")[:2]
    tell_apart(one, other, moderator)


def read_in_vain(forum: Forum) -> None:
    """Pages that were opened, and words that found nothing, the ones that look private as well."""
    visitor = Client(headers={"host": "127.0.0.1", "user-agent": "Mozilla/5.0"})
    section = Section.objects.filter(forum=forum)[0]
    for address in (forum.get_absolute_url(), section.recommendations.all()[0].get_absolute_url()):
        assert visitor.get(address).status_code == 200
    for words in ("космодром", "vera@example.org"):
        assert visitor.get(reverse("recommendation-list"), {"q": words}).status_code == 200
    TALLY.write()
