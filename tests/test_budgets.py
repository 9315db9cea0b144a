"""What each list asks of the database, for few rows and for many: the view alone, and the page with its frame.

The frame is what stands around the view: who is signed in, and the middleware. What anybody may see costs the view as a
visitor asks for it, and the page as somebody does who is signed in, for whom nothing is remembered; what programs read
or other sites frame knows nobody, and costs both the same.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from resolutions.admin.site import site
from resolutions.models import Complaint, Mail
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import withdraw
from resolutions.search import index
from resolutions.vocabulary import Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    LineFactory,
    LocalityFactory,
    OfferFactory,
    RecommendationFactory,
    RegionFactory,
    SubscriptionFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
# Address: what the view asks, what the page does. The page of somebody signed in: session, user, and not the content
# version by which a page is remembered; what a visitor has seen before her is there in pieces. Names of values and the
# look of the portal are read once for a state of the register: whoever comes first asks for them.
BUDGETS = {
    # content version, names; for somebody signed in the content version of the index
    **{f"/recommendations/values/{parameter}/": (2, 3) for parameter in ("to", "place", "region", "theme")},
    # content version (page, index), addressees, forums and how many, latest with addressings, versions of their forums
    # and, of those without a number, their places, first requests of them; content version (everything besides
    # requests), themes; towns and forums drawn; when a forum was published last, once for each state of the register
    "/": (13, 10),
    # content version, count, forums, places, years
    "/forums/?page_size=100": (6, 7),  # with the question whether there is a demonstration
    # content version (page, index), versions of forums, rows, addressings, places of those without a number; names
    # of the forums above them, which a table finds made; whether anything has changed meanwhile
    "/recommendations/?page_size=100": (8, 4),
    "/recommendations/?page_size=100&view=table": (7, 4),
    # the same, and by which words the names of the register are called: six, once for each state of it
    "/recommendations/?q=двор&page_size=100": (13, 4),
    "/embed/recommendations/?page_size=100": (6, 6),
    # content version (page, index), places, addressees, rows of the page with their parents
    "/addressees/?page_size=100": (5, 6),
    # content version (page, index), themes
    "/themes/": (3, 4),
    # content version (page, index), forums; forums drawn
    "/statistics/": (4, 5),
    # content version (page, index)
    "/pictures/places/": (2, 3),
    # content version (page, index), forums drawn
    "/pictures/years/": (3, 4),
    # content version (page, index)
    "/pictures/addressees-and-themes/": (2, 3),
    # content version (answer, index), rows, addressings, themes; names of forums and sections
    "/api/v1/recommendations/?page_size=100": (7, 7),
    # content version, count, rows
    "/api/v1/forums/?page_size=100": (3, 3),
    # content version (answer, index), count, rows, themes
    "/api/v1/sections/?page_size=100": (5, 5),
    # content version (answer, index), count, rows
    "/api/v1/addressees/?page_size=100": (4, 4),
    "/api/v1/themes/?page_size=100": (4, 4),
    "/api/v1/places/?page_size=100": (4, 4),
    # content version (answer, index twice), forums by publication, their slugs, rows, addressings, themes
    "/recommendations/feed/": (8, 8),
    # count, rows, how many complaints
    "/editor/": (3, 5),
    # count, rows
    "/editor/taken-back/": (2, 4),
    "/editor/complaints/": (2, 4),
    "/editor/offers/": (2, 4),
    # places, names, rows of the page, who names them, the directory of their places, targets; for pairs alike two more
    "/editor/addressees/": (6, 8),
    # counts with and without a filter, rows
    **{f"/admin/resolutions/{model}/": (3, 5) for model in ("organizer", "region", "theme", "forum")},
    **{f"/admin/resolutions/{model}/": (3, 5) for model in ("draft", "subscription", "mail")},
    # the same, and values of a filter
    **{f"/admin/resolutions/{model}/": (4, 6) for model in ("locality", "addressee", "section")},
    **{f"/admin/resolutions/{model}/": (4, 6) for model in ("recommendation", "user")},
}
PICTURES = ("/pictures/years/", "/pictures/addressees-and-themes/")
KNOWS_NOBODY = ("/api/", "/recommendations/feed/", "/embed/")
BEHIND_A_LOGIN = ("/editor/", "/admin/")


def noting(get_response):
    """The innermost middleware: what is asked from here on, by somebody who is known already, is the view's."""

    def answer(request):
        request.user.is_authenticated  # noqa: B018 -- who she is has been asked for
        with CaptureQueriesContext(connection) as asked:
            response = get_response(request)
        response.asked_by_view = len(asked)
        return response

    return answer


@pytest.fixture
def administrator(signed_in, settings) -> Client:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.noting"]
    return signed_in(role=Role.ADMINISTRATOR)


def add_rows(count: int) -> None:
    """So many more in every list."""
    for _ in range(count):
        place = LocalityFactory(region=RegionFactory())
        addressee = AddresseeFactory(parent=AddresseeFactory(), locality=place)
        AddressingFactory(
            addressee=AddresseeFactory(name=f"Совет дворов {addressee.pk}", is_reviewed=False, locality=place)
        )
        section = AddressingFactory(
            addressee=addressee, recommendation__section__forum__locality=place
        ).recommendation.section
        section.themes.add(ThemeFactory())
        above = LineFactory(section=section, above=LineFactory(section=section, label="3."), level=2)
        section.recommendations.update(group=above, number="")
        DraftFactory(organizer=section.forum.organizer, created_by=UserFactory(organizer=section.forum.organizer))
        withdraw(RecommendationFactory().section.forum, by=None)
        delete_forum(RecommendationFactory().section.forum, by=None)
        Mail.objects.post("already", subscription=SubscriptionFactory())
        about = RecommendationFactory()
        Complaint.objects.create(
            forum=about.section.forum,
            recommendation=about,
            kind="private",
            settled_at=timezone.now(),
            settled_by=UserFactory(),
        )
        OfferFactory(settled_at=timezone.now(), settled_by=UserFactory())
        index.up_to_date()


def asked(client: Client, address: str) -> tuple[int, int, int]:
    """What the view asks, what the page does, and how long it is."""
    with CaptureQueriesContext(connection) as page:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.asked_by_view, len(page), len(answer.getvalue())


def test_every_list_costs_what_it_may_for_few_rows_and_for_many(administrator, client):
    costs, lengths = [], []
    for more in (10, 20):
        add_rows(more)
        client.get("/about/")
        seen = {at: asked(administrator if at.startswith(BEHIND_A_LOGIN) else client, at) for at in BUDGETS}
        signed_in = {at: asked(administrator, at) for at in BUDGETS if not at.startswith(KNOWS_NOBODY)}
        costs.append({at: (view, signed_in.get(at, seen[at])[1]) for at, (view, _, _) in seen.items()})
        lengths.append({at: length for at, (_, _, length) in seen.items()})

    assert costs == [BUDGETS, BUDGETS]
    # These show the first few, however many there are.
    assert {at for at in BUDGETS if lengths[1][at] <= lengths[0][at]} <= {"/", *PICTURES}


def test_every_list_of_the_admin_has_its_budget():
    screens = {f"/admin/resolutions/{model._meta.model_name}/" for model in site._registry}

    assert screens == {at for at in BUDGETS if at.startswith("/admin/")}
