"""A register of any size: forums of 30 recommendations in 3 sections, each addressed to 1-3 of 300 bodies."""

import random
from datetime import UTC, date, datetime

from django.db import transaction

from resolutions.models import Addressee, Addressing, Forum, Locality, Organizer, Recommendation, Section
from resolutions.vocabulary import AddresseeKind

SECTIONS, IN_SECTION = 3, 10
PLACES, BODIES = 50, 300
WORDS = [
    "двор",
    "город",
    "сосед",
    "совет",
    "развитие",
    "проект",
    "молодёжь",
    "экология",
    "помощь",
    "школа",
    "парк",
    "дорога",
    "работа",
    "план",
    "встреча",
]


@transaction.atomic
def build(recommendations: int) -> dict[str, str]:
    """Fills an empty database; returns the addresses to measure."""
    chance = random.Random(1)
    organizer = Organizer.objects.create(name="Организатор")
    places = [Locality.objects.create(name=f"Город {n}") for n in range(PLACES)]
    kinds = list(AddresseeKind)
    bodies = [
        Addressee.objects.create(name=f"адресат {n}", kind=kinds[n % len(kinds)], is_reviewed=True)
        for n in range(BODIES)
    ]
    forums = [
        Forum(
            organizer=organizer,
            locality=places[n % PLACES],
            title=f"Форум {n}",
            starts_on=date(2005 + n % 20, 5, 1 + n % 28),
            slug=f"forum-{n}",
            preamble=text(chance, 120),
            published_at=datetime(2025, 1, 1, tzinfo=UTC),
        )
        for n in range(max(1, recommendations // (SECTIONS * IN_SECTION)))
    ]
    Forum.objects.bulk_create(forums, batch_size=1000)
    sections = [
        Section(forum=forum, order=n, title=f"Секция {n}", slug=f"section-{n}", lead_in="Участники предлагают:")
        for forum in forums
        for n in range(1, SECTIONS + 1)
    ]
    Section.objects.bulk_create(sections, batch_size=1000)
    rows = [
        Recommendation(section=section, order=n, number=str(n), text=text(chance, 45))
        for section in sections
        for n in range(1, IN_SECTION + 1)
    ]
    Recommendation.objects.bulk_create(rows, batch_size=1000)
    addressings = [
        Addressing(recommendation=row, addressee=body, order=order)
        for row in rows
        for order, body in enumerate(chance.sample(bodies, chance.randint(1, 3)), 1)
    ]
    Addressing.objects.bulk_create(addressings, batch_size=1000)
    return {
        "recommendation": rows[0].get_absolute_url(),
        "home": "/",
        "forum of 30 recommendations": forums[0].get_absolute_url(),
        "filtered list of 25 rows": f"/recommendations/?kind={bodies[0].kind}",
    }


def text(chance: random.Random, length: int) -> str:
    return " ".join(chance.choices(WORDS, k=length)).capitalize() + "."
