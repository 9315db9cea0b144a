"""Every address the portal answers, taken from the resolver: who may open it, and what bad input does to it.

A new route without a rule here fails the build.
"""

from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from resolutions.following.consent import CURRENT
from resolutions.following.links import token_of
from resolutions.models import Complaint, Draft, Mail, SourceDocument
from resolutions.register.offers import CONSENT_VERSIONS
from resolutions.review.operations.cards import blank_card
from resolutions.review.operations.sections import blank_section
from resolutions.review.sheet import EMPTY, sheet_json
from resolutions.vocabulary import ComplaintKind, DraftState, MailKind, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    OfferFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    SubscriptionFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SECRET = "Тайна"
VISITORS = ["nobody", "own editor", "other editor", "official", "moderator", "administrator"]

# The status of a GET for each visitor, in their order. Rows belong to one organizer and are not published.
EVERYONE = [200, 200, 200, 200, 200, 200]
SIGNED_IN = [302, 200, 200, 200, 200, 200]
HIDDEN_PAGE = [404, 200, 404, 404, 200, 200]
DESK = [302, 404, 404, 404, 200, 200]
SHOWN_TO_NOBODY = [404, 404, 404, 404, 404, 404]
STAFF = [302, 200, 200, 302, 200, 200]
EDITORS_OWN = [302, 200, 404, 302, 403, 200]
SEEN_BY_MODERATORS = [302, 200, 404, 302, 200, 200]
EDITORS_ADD = [302, 200, 200, 302, 403, 200]
DRAFT = [302, 200, 404, 302, 403, 200]
MODERATORS = [302, 403, 403, 302, 200, 200]
ADMINISTRATORS = [302, 403, 403, 302, 403, 200]
NOBODY = [302, 403, 403, 302, 403, 403]
ELSEWHERE = [302, 302, 302, 302, 302, 302]
NOWHERE = [404, 404, 404, 404, 404, 404]
UNPUBLISHED_FEED = NOWHERE  # a feed is the same for all, so it has nothing for editors either
POST_ONLY = [405, 405, 405, 405, 405, 405]
WORKSPACE = [302, 200, 200, 404, 404, 200]
PUBLISHED_ONLY = [404, 404, 404, 404, 404, 404]
OWN_DRAFT = [302, 200, 404, 404, 404, 200]


def admin_rules(row: str, **rules: list[int]) -> dict[str, list[int]]:
    return {f"admin:resolutions_{row}_{page}": rule for page, rule in rules.items()}


def contents(row: str) -> dict[str, list[int]]:
    """Forums, sections and recommendations: editors their own, moderators look."""
    return admin_rules(
        row,
        changelist=STAFF,
        add=EDITORS_ADD,
        change=SEEN_BY_MODERATORS,
        delete=EDITORS_OWN,
        history=EDITORS_OWN,
    )


def directory(row: str, add: list[int] = MODERATORS) -> dict[str, list[int]]:
    """Regions, places and themes: moderators keep them, editors look and add what says so."""
    return admin_rules(row, changelist=STAFF, add=add, change=STAFF, delete=MODERATORS, history=MODERATORS)


RULES = {
    "home": EVERYONE,
    "forum-list": EVERYONE,
    "forum-detail": HIDDEN_PAGE,
    "forum-source": HIDDEN_PAGE,
    "forum-text": HIDDEN_PAGE,
    "forum-report": SHOWN_TO_NOBODY,  # of published forums alone
    "recommendation-report": SHOWN_TO_NOBODY,
    "report-sent": EVERYONE,
    "forum-akoma-ntoso": [404, 404, 404, 404, 404, 404],  # of published forums alone
    "recommendation-list": EVERYONE,
    "recommendation-values": EVERYONE,
    "recommendation-suggestions": EVERYONE,
    "forum-export": HIDDEN_PAGE,
    "recommendation-export": EVERYONE,
    "recommendation-detail": HIDDEN_PAGE,
    "recommendation-picture": SHOWN_TO_NOBODY,
    "forum-picture": SHOWN_TO_NOBODY,
    "picture": EVERYONE,
    "embedded-list": EVERYONE,
    "embedded-forum": SHOWN_TO_NOBODY,  # of published forums alone
    "statistics": EVERYONE,
    "statistics-file": EVERYONE,
    "picture-page": EVERYONE,
    "picture-file": EVERYONE,
    "robots": EVERYONE,
    "sitemap": EVERYONE,
    "sitemap-part": EVERYONE,
    "addressee-list": EVERYONE,
    "addressee-detail": HIDDEN_PAGE,
    "theme-list": EVERYONE,
    "theme-detail": SHOWN_TO_NOBODY,  # of published forums alone
    "recommendation-feed": EVERYONE,
    "addressee-feed": UNPUBLISHED_FEED,
    "forum-feed": UNPUBLISHED_FEED,
    "consent": EVERYONE,
    "consent-version": EVERYONE,
    "contribute": EVERYONE,
    "offer-sent": EVERYONE,
    "offer-consent": EVERYONE,
    "offer-consent-version": EVERYONE,
    "look-style": NOWHERE,  # until a city has colours of its own
    "emblem": NOWHERE,
    "site-manifest": EVERYONE,
    "subscribe": EVERYONE,
    "subscribe-sent": EVERYONE,
    "subscription": EVERYONE,  # with the signed word of a letter
    "unsubscribe": EVERYONE,
    "about": EVERYONE,
    "help": EVERYONE,
    "glossary": EVERYONE,
    "privacy": EVERYONE,
    "open-data": EVERYONE,
    "open-data-set": EVERYONE,
    "open-data-file": [404, 404, 404, 404, 404, 404],  # before the first dump
    "open-data-set-file": [404, 404, 404, 404, 404, 404],
    "view-settings": EVERYONE,
    "api": EVERYONE,
    "api-schema": EVERYONE,
    "api-recommendation-list": EVERYONE,
    "api-recommendation-detail": PUBLISHED_ONLY,
    "api-forum-list": EVERYONE,
    "api-forum-detail": PUBLISHED_ONLY,
    "api-section-list": EVERYONE,
    "api-addressee-list": EVERYONE,
    "api-addressee-detail": PUBLISHED_ONLY,
    "api-theme-list": EVERYONE,
    "api-place-list": EVERYONE,
    "login": [200, 302, 302, 302, 302, 302],
    "sign-in-code": ELSEWHERE,  # whose password is right in this session, and whose code is not
    "sign-in-recovery-code": ELSEWHERE,
    "sign-in-passkey": POST_ONLY,
    "passkey-ask-known": POST_ONLY,
    "logout": POST_ONLY,
    "account": [302, 302, 302, 200, 302, 302],
    "security": SIGNED_IN,
    "sessions-end": [302, 405, 405, 405, 405, 405],
    "second-factor-app": SIGNED_IN,
    "recovery-codes": [302, 404, 404, 404, 404, 404],  # without a second step
    "passkey-add": [302, 404, 404, 404, 404, 404],
    "passkey-ask-new": [302, 405, 405, 405, 405, 405],
    "passkey-remove": [302, 404, 404, 404, 404, 404],
    "second-factor-off": [302, 404, 404, 404, 404, 404],
    "password-change": SIGNED_IN,
    "password-change-done": SIGNED_IN,
    "password-reset": EVERYONE,
    "password-reset-done": EVERYONE,
    "password-reset-confirm": EVERYONE,
    "invitation": EVERYONE,
    "draft-list": WORKSPACE,
    "draft-upload": WORKSPACE,
    "draft-start": POST_ONLY,
    "writing-help": EVERYONE,
    "draft-review": OWN_DRAFT,
    "draft-autosave": POST_ONLY,
    "draft-both": POST_ONLY,
    "draft-split": OWN_DRAFT,
    "draft-text": OWN_DRAFT,
    "draft-outlined": POST_ONLY,
    "draft-preview": OWN_DRAFT,
    "draft-page-picture": [302, 404, 404, 404, 404, 404],  # without a scan
    "draft-share": POST_ONLY,
    "draft-publish": OWN_DRAFT,
    "draft-discard": POST_ONLY,
    "draft-restore": POST_ONLY,
    "draft-queue": OWN_DRAFT,
    "draft-retry": POST_ONLY,
    "draft-correct": OWN_DRAFT,
    "desk": DESK,
    "mend-forum": OWN_DRAFT,
    "mend-section": OWN_DRAFT,
    "section-themes": [302, 200, 404, 404, 200, 200],
    "mend-line": OWN_DRAFT,
    "mend-recommendation": OWN_DRAFT,
    "forum-take-back": [302, 302, 404, 404, 404, 302],  # what is not public is shown as it is
    "taken-back-list": WORKSPACE,
    "forum-hide": [302, 200, 404, 404, 200, 200],
    "complaint-list": [302, 200, 200, 404, 200, 200],
    "complaint-settle": POST_ONLY,
    "reads": WORKSPACE,
    "reads-file": WORKSPACE,
    "sought-in-vain": [302, 200, 200, 404, 200, 200],
    "offer-list": DESK,
    "offer-settle": POST_ONLY,
    "look": [302, 404, 404, 404, 404, 200],
    "forum-publish-again": POST_ONLY,
    "forum-restore": POST_ONLY,
    "draft-differences": [302, 404, 404, 404, 404, 404],  # a draft that corrects nothing has none
    "draft-shared": NOWHERE,  # without the signed word
    "healthz": EVERYONE,
    "readyz": EVERYONE,
    "metrics": NOWHERE,  # for machines, and not through a proxy
    "sample-resolution": EVERYONE,
    "security-txt": NOWHERE,  # until an operator names a contact
    "admin:index": STAFF,
    "admin:app_list": STAFF,
    "admin:login": [302, 302, 302, 403, 302, 302],
    "admin:logout": [302, 405, 405, 302, 405, 405],
    "admin:password_change": ELSEWHERE,
    "admin:password_change_done": ELSEWHERE,
    "admin:autocomplete": NOBODY,  # without the field it is asked for
    "admin:jsi18n": STAFF,
    "admin:monitoring": ADMINISTRATORS,
    **contents("forum"),
    **contents("section"),
    **contents("recommendation"),
    **directory("region"),
    **directory("locality", add=STAFF),
    **directory("theme"),
    "admin:resolutions_theme_merge": [302, 403, 403, 302, 404, 404],  # as of addressees
    **admin_rules(
        "addressee",
        changelist=STAFF,
        add=STAFF,
        change=SEEN_BY_MODERATORS,
        delete=[302, 403, 404, 302, 200, 200],
        history=[302, 403, 404, 302, 200, 200],
        merge=[302, 403, 403, 302, 404, 404],  # without two to choose from
    ),
    **admin_rules(
        "organizer",
        changelist=STAFF,
        add=ADMINISTRATORS,
        change=STAFF,
        delete=ADMINISTRATORS,
        history=ADMINISTRATORS,
    ),
    **admin_rules(
        "draft",
        changelist=[302, 200, 200, 302, 403, 200],
        add=NOBODY,
        change=DRAFT,
        delete=[302, 403, 404, 302, 403, 403],
        history=[302, 403, 404, 302, 403, 403],
    ),
    **admin_rules(
        "user",
        changelist=ADMINISTRATORS,
        add=ADMINISTRATORS,
        change=ADMINISTRATORS,
        delete=NOBODY,
        history=ADMINISTRATORS,
    ),
    **admin_rules(
        "subscription",
        changelist=ADMINISTRATORS,
        add=NOBODY,
        change=ADMINISTRATORS,
        delete=ADMINISTRATORS,
        history=[302, 404, 404, 302, 404, 404],  # neither keeps one
    ),
    **admin_rules(
        "mail",
        changelist=ADMINISTRATORS,
        add=NOBODY,
        change=ADMINISTRATORS,
        delete=ADMINISTRATORS,
        history=[302, 404, 404, 302, 404, 404],  # neither keeps one
    ),
}


def routes(resolver: URLResolver | None = None, namespace: str = "") -> list[tuple[str, URLPattern]]:
    """(name, pattern) of every route; the admin's catch-all and short forms have no name."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif entry.name:
            found.append((f"{namespace}{entry.name}", entry))
    return found


ROUTES = routes()


@pytest.fixture
def world():
    """Rows of one organizer, none of them public and each naming the secret; and one of every visitor."""
    organizer, other = OrganizerFactory(), OrganizerFactory()
    section = SectionFactory(
        title=SECRET,
        forum=ForumFactory(organizer=organizer, published_at=None, title=SECRET, locality=LocalityFactory()),
    )
    recommendation = RecommendationFactory(section=section, text=SECRET)
    addressee = AddresseeFactory(name=SECRET, is_reviewed=False)
    AddressingFactory(recommendation=recommendation, addressee=addressee)
    source = SourceDocument(organizer=organizer, sha256="0" * 64, original_name=SECRET)
    source.file.save("x", ContentFile(SECRET.encode()))
    draft = Draft.objects.create(
        source=source,
        organizer=organizer,
        outline={"title": SECRET},
        blocks=[{"label": "", "text": SECRET}],
        state=DraftState.ENTERED,
        forum=section.forum,
    )
    sheet = replace(EMPTY, title=SECRET, sections=(replace(blank_section(1), recommendations=(blank_card(2),)),))
    on_review = Draft.objects.create(organizer=organizer, outline=sheet_json(replace(sheet, next_key=3)))
    AddressingFactory(recommendation__section__forum__organizer=other)
    subscription = SubscriptionFactory(query=f"forum={section.forum.slug}", confirmed_at=None, covered_until=None)
    people = {
        "own editor": UserFactory(organizer=organizer),
        "other editor": UserFactory(organizer=other),
        "official": UserFactory(role=Role.OFFICIAL),
        "moderator": UserFactory(role=Role.MODERATOR),
        "administrator": UserFactory(role=Role.ADMINISTRATOR),
    }
    clients = {name: Client() for name in VISITORS}
    for name, person in people.items():
        clients[name].force_login(person)
    rows = {
        "addressee": addressee,
        "organizer": organizer,
        "region": RegionFactory(),
        "locality": section.forum.locality,
        "theme": ThemeFactory(),
        "draft": draft,
        "draft on review": on_review,
        "forum": section.forum,
        "user": people["own editor"],
        "section": section,
        "line": LineFactory(section=section, text=SECRET),
        "recommendation": recommendation,
        "subscription": subscription,
        "mail": Mail.objects.post(MailKind.CONFIRMATION, subscription=subscription),
        "offer": OfferFactory(),
        "complaint": Complaint.objects.create(forum=section.forum, kind=ComplaintKind.PRIVATE, text=SECRET),
    }
    return clients, rows


def address_of(name: str, rows: dict[str, object]) -> str:
    """The address of a route, about a row of the one organizer where it is about a row."""
    if name in (
        "forum-detail",
        "forum-source",
        "forum-text",
        "forum-picture",
        "forum-akoma-ntoso",
        "forum-report",
        "forum-hide",
        "embedded-forum",
        "api-forum-detail",
        "forum-feed",
    ):
        return reverse(name, args=[rows["forum"].slug])
    if name == "forum-export":
        return reverse(name, args=[rows["forum"].slug, "csv"])
    if name == "recommendation-export":
        return reverse(name, args=["csv"])
    if name == "offer-settle":
        return reverse(name, args=[rows["offer"].pk])
    if name == "offer-consent-version":
        return reverse(name, args=[CONSENT_VERSIONS[0]])
    if name == "complaint-settle":
        return reverse(name, args=[rows["complaint"].pk])
    if name in (
        "recommendation-detail",
        "recommendation-picture",
        "recommendation-report",
        "api-recommendation-detail",
    ):
        return reverse(name, args=[rows["recommendation"].code])
    if name in ("addressee-detail", "api-addressee-detail", "addressee-feed"):
        return reverse(name, args=[rows["addressee"].slug])
    if name == "theme-detail":
        return reverse(name, args=[rows["theme"].slug])
    if name == "section-themes":
        return reverse(name, args=[rows["section"].pk])
    if name == "recommendation-values":
        return reverse(name, args=["to"])
    if name == "picture-page":
        return reverse(name, args=["years"])
    if name == "picture-file":
        return reverse(name, args=["years", "csv"])
    if name == "statistics-file":
        return reverse(name, args=["years"])
    if name == "sitemap-part":
        return reverse(name, args=["pages", 1])
    if name in ("password-reset-confirm", "invitation"):
        return reverse(name, args=["x", "y"])
    if name == "open-data-set":
        return reverse(name, args=["recommendations"])
    if name == "open-data-file":
        return reverse(name, args=["list.csv"])
    if name == "open-data-set-file":
        return reverse(name, args=["recommendations", "meta.csv"])
    if name in ("subscription", "unsubscribe"):
        return reverse(name, args=[token_of(rows["subscription"])])
    if name == "consent-version":
        return reverse(name, args=[CURRENT])
    if name == "draft-shared":
        return reverse(name, args=["x"])
    if name.startswith("mend-") and name not in ("mend-forum", "mend-recommendation"):
        return reverse(name, args=[rows[name.removeprefix("mend-")].pk])
    if name == "mend-recommendation":
        return reverse(name, args=[rows["recommendation"].code])
    if name in ("draft-correct", "forum-publish-again", "forum-restore", "forum-take-back", "mend-forum"):
        return reverse(name, args=[rows["forum"].slug])
    if name == "passkey-remove":
        return reverse(name, args=[0])  # of nobody
    if name == "draft-page-picture":
        return reverse(name, args=[rows["draft on review"].pk, 1])
    if name == "draft-split":
        return reverse(name, args=[rows["draft on review"].pk, 2])
    if name.startswith("draft-") and name not in ("draft-list", "draft-upload", "draft-start"):
        return reverse(name, args=[rows["draft on review"].pk])
    if name == "admin:app_list":
        return reverse(name, args=["resolutions"])
    if name.startswith("admin:resolutions_") and name.endswith(("_change", "_delete", "_history")):
        return reverse(name, args=[rows[name.split("_")[1]].pk])
    return reverse(name)


def body(answer) -> str:
    """What a visitor reads. A file is read to its end, where Django's client closes it and leaves the database open."""
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode(errors="replace")


def asked(client: Client, address: str) -> tuple[int, bool]:
    """The status, and whether it tells the secret. All that a page was made of hangs on an answer, which is let go."""
    answer = client.get(address)
    return answer.status_code, SECRET in body(answer)


def test_every_route_has_a_rule_and_every_rule_a_route():
    assert {name for name, _ in ROUTES} == set(RULES)


# Building the world takes longer than asking for a page of it, so that one serves a quarter of all routes.
QUARTERS = [sorted(RULES)[start::4] for start in range(4)]


@pytest.mark.parametrize("names", QUARTERS)
def test_a_route_opens_for_whom_it_should_and_hides_the_rest(names, world):
    clients, rows = world

    answers = {name: [asked(client, address_of(name, rows)) for client in clients.values()] for name in names}

    assert {name: [status for status, _ in answers[name]] for name in names} == {name: RULES[name] for name in names}
    told = {
        (visitor, name)
        for name in names
        for visitor, (_, is_told) in zip(clients, answers[name], strict=True)
        if is_told
    }
    assert {visitor for visitor, _ in told} <= {"own editor", "moderator", "administrator"}, told


HOSTILE_QUERIES = [
    "page=-1",
    "page=abc",
    f"page={'9' * 24}",
    f"page={'9' * 5000}",
    "page=%E0%A5%A7",
    "p=-1",
    f"p={'9' * 24}",
    f"q={'%D0%B0' * 3000}",
    "q=%22a+%26+a:*+or+(" + "or+" * 500,
    "q=%00",
    "to=%00&year=%00",
    "to=%FF%FE&q=%ED%A0%80",
    "to=a&to=a&to=b&year=2019&year=none&unknown=1&sort=-x",
    "o=999.-1.abc",
    "e=1&all=&_popup=1&_to_field=x",
    "id__exact=abc",
    "organizer__id__exact=%F0",
    "section__forum__organizer__name=x",
    "_changelist_filters=%25%25%25",
    "term=a&app_label=resolutions&model_name=section&field_name=forum",
    "next=//evil.example",
]


@pytest.mark.parametrize("names", QUARTERS)
def test_no_query_string_breaks_a_route_or_makes_it_tell(names, world):
    clients, rows = world

    answers = {
        (visitor, name, query): asked(clients[visitor], f"{address_of(name, rows)}?{query}")
        for name in names
        for visitor in (("other editor", "administrator") if name.startswith("admin:") else ("nobody",))
        for query in HOSTILE_QUERIES
    }

    assert {key for key, (status, _) in answers.items() if status >= 500} == set()
    assert {key for key, (_, is_told) in answers.items() if is_told and key[0] != "administrator"} == set()


HOSTILE_NAMES = ["abc", "-1", "9" * 24, "%00", "..", "%F0%9F", "%D1%84", "a" * 3000, "%27%20or%201=1", "1%0d%0aX: y"]


NAMED = [name for name, route in ROUTES if route.pattern.converters]


@pytest.mark.parametrize("names", [sorted(NAMED)[start::4] for start in range(4)])
def test_no_name_in_the_path_breaks_a_route(names, world):
    clients, rows = world

    statuses = {
        (name, hostile): clients["administrator"].get(with_name(hostile, address_of(name, rows))).status_code
        for name in names
        for hostile in HOSTILE_NAMES
    }

    assert {key: status for key, status in statuses.items() if status not in allowed_for(key[0])} == {}


def with_name(hostile: str, route: str) -> str:
    ends = (
        *("", "change", "delete", "history", "picture.png", "publish", "restore", "report", "settle", "hide"),
        *("mend", "take-back", "remove"),
    )
    *_, last = [part for part in route.split("/") if part not in ends]
    _, *ending = last.partition(".")
    return route.replace(f"/{last}", f"/{hostile}{''.join(ending)}")


def allowed_for(name: str) -> tuple[int, ...]:
    """A link of a letter that does not hold says so on its own page."""
    if RULES[name] == POST_ONLY:
        return (400, 403, 404, 405)
    return (400, 404, 200) if name in ("invitation", "password-reset-confirm") else (400, 403, 404)
