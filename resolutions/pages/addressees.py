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
from resolutions.search.found import find
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
    if addressee and addressee.merged_into:
        return redirect(addressee.merged_into, permanent=True)
    if addressee is None or not Addressee.objects.visible_to(request.user).filter(pk=addressee.pk).exists():
        raise Gone if addressee is None and Addressee.objects.was_public(slug) else Http404
    rows = Recommendation.objects.public().addressed_to(addressee).newest_first()
    found = find(Criteria(chosen={"to": frozenset({addressee.pk})}), rows)
    page = page_of_found(found, PAGE_SIZE, request.GET.get("page"))
    ranked([*page.object_list])
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
            # What only an editor sees, because her own drafts name it, is nothing to follow yet.
            "feed_url": reverse("addressee-feed", args=[slug]) if addressee.is_reviewed or page.paginator.count else "",
            "subscribe_url": f"{reverse('subscribe')}?to={addressee.slug}",
        },
    )
