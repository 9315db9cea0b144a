"""Addressees: the directory by kind, and one addressee with everything that is addressed to it."""

from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.asking.filters import PAGE_SIZE
from resolutions.models import Addressee, Recommendation
from resolutions.models.contents import ranked
from resolutions.outside import snippets
from resolutions.pages.everything import everything, with_counts
from resolutions.search.criteria import Criteria
from resolutions.search.found import Unindexed, find
from resolutions.vocabulary import AddresseeKind
from resolutions.web.errors import Gone
from resolutions.web.paging import page_of, page_of_found
from resolutions.web.remembering import remembered

ADDRESSEES_ON_A_PAGE = 200


@require_safe
@remembered("page")
def addressee_list(request: HttpRequest) -> HttpResponse:
    rows = Addressee.objects.public().select_related("locality").with_relatives(Addressee.objects.public())
    page = page_of(Paginator(rows.in_order_of_kind(), ADDRESSEES_ON_A_PAGE), request.GET.get("page"))
    by_kind = groupby(with_counts(page.object_list, everything()), key=lambda addressee: addressee.kind)
    return render(
        request,
        "resolutions/addressee_list.html",
        {
            "snippet": snippets.of_addressees(page),
            "groups": [(AddresseeKind(kind).label, list(addressees)) for kind, addressees in by_kind],
            "page": page,
            "total": page.paginator.count,
        },
    )


@require_safe
@remembered("page")
def addressee_detail(request: HttpRequest, slug: str) -> HttpResponse:
    addressee = (
        Addressee.objects.select_related("locality__region", "merged_into")
        .with_relatives(Addressee.objects.visible_to(request.user))
        .filter(slug=slug)
        .first()
    )
    if addressee is None:
        raise Gone if Addressee.objects.was_public(slug) else Http404
    meant = addressee.merged_into or addressee  # an old address tells a name that is not public as well
    if not Addressee.objects.visible_to(request.user).filter(pk=meant.pk).exists():
        raise Http404
    if addressee.merged_into:
        return redirect(addressee.merged_into, permanent=True)
    rows = Recommendation.objects.public().addressed_to(addressee).newest_first()
    # The index does not know it by a name that is not confirmed; who sees its page at all sees all of it.
    asked = Criteria(chosen={"to": frozenset({addressee.pk})})
    found = find(asked, rows) if addressee.is_confirmed else Unindexed(rows)
    page = page_of_found(found, PAGE_SIZE, request.GET.get("page"))
    ranked([*page.object_list])
    # What only who keeps it sees is nothing to follow or to filter by yet.
    is_public = addressee.is_reviewed or bool(addressee.is_seconded and page.paginator.count)
    by_forum = groupby(page.object_list, key=lambda recommendation: recommendation.section.forum)
    return render(
        request,
        "resolutions/addressee_detail.html",
        {
            "snippet": snippets.of_addressee(addressee, page),
            "addressee": addressee,
            "aliases": [alias.name for alias in addressee.aliases.all()],
            "departments": with_counts(addressee.departments.public(), found),
            "total": page.paginator.count,
            "groups": [{"forum": forum, "recommendations": list(rows)} for forum, rows in by_forum],
            "page": page,
            "list_url": f"{reverse('recommendation-list')}?to={addressee.slug}",
            "with_departments_url": f"{reverse('recommendation-list')}?to={addressee.slug}&departments=1",
            "is_public": is_public,
            "feed_url": reverse("addressee-feed", args=[slug]) if is_public else "",
            "subscribe_url": f"{reverse('subscribe')}?to={addressee.slug}",
        },
    )
