"""A register made by chance, and addresses of lists made by chance; the same for the same seed."""

from datetime import UTC, date, datetime
from random import Random
from urllib.parse import urlencode

from django.db import connection

from resolutions.models import Addressee, Addressing, Forum, Locality, Recommendation, Region, Section, Theme
from resolutions.vocabulary import Act, AddresseeKind
from tests.factories import (
    AddresseeFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)

# Forms, so that a query seldom says a word as the text does.
NOUNS = [
    ("мэр", "мэра", "мэру"),
    ("мэрия", "мэрии", "мэрию"),
    ("совет", "советы", "советов"),
    ("ребёнок", "дети", "детей"),
    ("человек", "люди", "людям"),
    ("двор", "дворы", "дворов"),
    ("ТОС", "ТОСы", "ТОСов"),
    ("школа", "школы", "школ"),
    ("учёт", "учета", "учёту"),
    ("волонтёр", "волонтеры", "медиа-волонтёров"),
]
VERBS = [("создать", "создан"), ("поддержать", "поддержка"), ("рекомендует", "рекомендовать"), ("провести", "провели")]
DAYS = [date(2019, 12, 12), date(2021, 4, 21), date(2021, 4, 21), date(2023, 10, 1)]
WITHDRAWN_AT = datetime(2024, 3, 1, tzinfo=UTC)
FORUMS, SECTIONS, ROWS = 14, 3, 240


def make_register(random: Random) -> None:
    """Published forums and drafts, with and without dates and places; places in the order may be the same."""
    regions = RegionFactory.create_batch(3)
    places = [LocalityFactory(region=random.choice([*regions, None])) for _ in range(6)]
    themes = ThemeFactory.create_batch(5)
    organizer = OrganizerFactory()
    sections = []
    for _ in range(FORUMS):
        day = random.choice([*DAYS, None])
        ends_only = bool(day) and random.random() < 0.3
        forum = ForumFactory(
            organizer=organizer,
            locality=random.choice([*places, None]),
            starts_on=None if ends_only else day,
            ends_on=day if ends_only else None,
            published_at=None if random.random() < 0.15 else datetime(2024, 1, 1, tzinfo=UTC),
            title=title(random),
        )
        sections += [
            SectionFactory(forum=forum, order=random.randint(1, 2), title=title(random)) for _ in range(SECTIONS)
        ]
    for section in sections:
        section.themes.set(random.sample(themes, random.choice([0, 1, 2])))
    rows = Recommendation.objects.bulk_create(
        Recommendation(
            section=random.choice(sections),
            order=random.randint(1, 9),
            text=text(random),
            act=random.choice([*Act.values, Act.RECOMMEND, Act.RECOMMEND]),
        )
        for _ in range(ROWS)
    )
    bodies = make_bodies(random)
    pairs = [(row, body) for row in rows for body in random.sample(bodies, random.choice([0, 1, 1, 2, 3]))]
    Addressing.objects.bulk_create(
        Addressing(recommendation=row, addressee=body, withdrawn_at=None if number % 5 else WITHDRAWN_AT)
        for number, (row, body) in enumerate(pairs)
    )
    if (
        connection.vendor == "postgresql"
    ):  # what is not committed yet has no statistics, and plans without them take minutes
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def make_bodies(random: Random) -> list[Addressee]:
    """A tree of three levels, and two bodies that were merged into others."""
    kinds = random.sample(AddresseeKind.values, 5)
    bodies: list[Addressee] = []
    for _ in range(15):
        parent = random.choice([None, *bodies[:8]])
        bodies.append(AddresseeFactory(kind=random.choice(kinds), parent=parent, is_reviewed=random.random() < 0.7))
    for body in bodies[:2]:
        AddresseeFactory(merged_into=body)
    return bodies


def text(random: Random) -> str:
    words = [random.choice(random.choice([*NOUNS, *VERBS])) for _ in range(random.randint(3, 9))]
    return f"{' '.join(words)}."


def title(random: Random) -> str:
    """Often of no word that anybody asks for."""
    return " ".join(["Встреча", *random.sample([forms[0] for forms in NOUNS], random.choice([0, 0, 1]))])


def addresses(random: Random, count: int) -> list[str]:
    """Query strings of lists: up to four parameters, each with one to three values of the register."""
    known = known_values()
    return [address(random, known) for _ in range(count)]


def known_values() -> dict[str, list[str]]:
    """The values of each parameter that stand for something public."""
    public = {"forum__published_at__isnull": False}
    sections = Section.objects.filter(**public).values_list("forum__slug", "slug")
    by_forum = {f"forums__{name}": value for name, value in {"published_at__isnull": False}.items()}
    return {
        "to": ["none", *bodies_with_old_names()],
        "kind": AddresseeKind.values,
        "forum": list(Forum.objects.filter(published_at__isnull=False).values_list("slug", flat=True)),
        "section": [f"{forum}/{section}" for forum, section in sections],
        "theme": list(
            Theme.objects.filter(sections__forum__published_at__isnull=False).distinct().values_list("slug", flat=True)
        ),
        "place": list(Locality.objects.filter(**by_forum).distinct().values_list("slug", flat=True)),
        "region": list(
            Region.objects.filter(localities__forums__published_at__isnull=False)
            .distinct()
            .values_list("slug", flat=True)
        ),
        "act": Act.values,
        "year": ["none", "2019", "2020", "2021", "2023"],
    }


def bodies_with_old_names() -> list[str]:
    current = Addressee.objects.public()
    return list(Addressee.objects.filter(pk__in=current).values_list("slug", flat=True)) + list(
        Addressee.objects.filter(merged_into__in=current).values_list("slug", flat=True)
    )


def address(random: Random, known: dict[str, list[str]]) -> str:
    pairs = [
        (name, value)
        for name in random.sample(sorted(known), random.choice([0, 1, 1, 2, 2, 3, 4]))
        for value in random.choices(known[name], k=random.choice([1, 1, 2, 3]))
    ]
    if random.random() < 0.4:
        pairs.append(("departments", "1"))
    if random.random() < 0.5:
        words = random.sample([*NOUNS, *VERBS], random.choice([1, 1, 2]))
        pairs.append(("q", " ".join(random.choice(forms) for forms in words)))
    if random.random() < 0.6:
        pairs.append(("sort", random.choice(["newest", "document", "relevance"])))
    pairs += random.choice([[], [("page_size", "100")], [("page_size", "40")], [("to", ""), ("unknown", "1")]])
    random.shuffle(pairs)
    return urlencode(pairs)
