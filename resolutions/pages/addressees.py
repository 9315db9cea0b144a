"""Addressees: the directory, and one addressee with everything that is addressed to it."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.asking.bodies import AddresseeFilter, Body, Directory
from resolutions.asking.facets import chosen_filters, kept_parameters
from resolutions.asking.filters import PAGE_SIZE
from resolutions.models import Addressee, Recommendation
from resolutions.outside import snippets
from resolutions.pages.everything import everything, narrower, with_counts
from resolutions.pieces.recommendations import cards, under_forums, versions_in
from resolutions.search.criteria import Criteria
from resolutions.search.found import find
from resolutions.search.hits import Hits
from resolutions.search.unindexed import Unindexed
from resolutions.web.errors import Gone
from resolutions.web.paging import page_of, page_of_found
from resolutions.web.remembering import remembered

ADDRESSEES_ON_A_PAGE = 20


@require_safe
@remembered(*AddresseeFilter.base_filters, "page")
def addressee_list(request: HttpRequest) -> HttpResponse:
    filtered = AddresseeFilter(request.GET, Addressee.objects.public())
    directory = Directory(filtered)
    page = page_of(Paginator(directory.chosen(), ADDRESSEES_ON_A_PAGE), request.GET.get("page"))
    return render(
        request,
        "resolutions/addressee_list.html",
        {
            "snippet": snippets.of_list(
                filtered,
                page,
                path=request.path,
                name="Адресаты",
                what="К кому обращаются общественные форумы: органы власти, организации и группы людей.",
                forms="адресат,адресата,адресатов",
            ),
            "addressees": with_counts(shown(page.object_list, directory), everything()),
            "page": page,
            "total": page.paginator.count,
            "words": filtered.words,
            "places": directory.places(),
            "kinds": directory.kinds(),
            "letters": directory.letters(),
            "kept": kept_parameters(filtered, "q", "place", "kind"),
            "chosen": chosen_filters(filtered, request.GET),
            "reset_url": request.path,
            "filter_errors": filtered.problems,
        },
        status=200 if filtered.is_valid() else 400,
    )


def shown(bodies: Iterable[Body], directory: Directory) -> list[Addressee]:
    """A parent that is not public is none here."""
    keys, public = [body.key for body in bodies], {body.key for body in directory.bodies}
    rows = Addressee.objects.select_related("locality", "parent").in_bulk(keys)
    for row in rows.values():
        if row.parent_id not in public:
            row.parent = None
    return [rows[key] for key in keys if key in rows]


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
    found = find(asked, lambda: rows) if addressee.is_confirmed else Unindexed(rows)
    page = page_of_found(Hits(found), PAGE_SIZE, request.GET.get("page"))
    hits = [*page.object_list]
    versions = versions_in(hits)
    # What only who keeps it sees is nothing to follow or to filter by yet.
    is_public = addressee.is_reviewed or bool(addressee.is_seconded and page.paginator.count)
    list_url = f"{reverse('recommendation-list')}?to={addressee.slug}"
    return render(
        request,
        "resolutions/addressee_detail.html",
        {
            "snippet": snippets.of_addressee(addressee, page),
            "addressee": addressee,
            "aliases": [alias.name for alias in addressee.aliases.all()],
            "departments": with_counts(addressee.departments.public().select_related("locality"), found),
            "total": page.paginator.count,
            "groups": under_forums(cards(hits, versions, is_under_forum=True), versions),
            "page": page,
            "years": narrower(found, "year", list_url) if is_public else [],
            "list_url": list_url,
            "with_departments_url": f"{list_url}&departments=1",
            "is_public": is_public,
            "feed_url": reverse("addressee-feed", args=[slug]) if is_public else "",
            "subscribe_url": f"{reverse('subscribe')}?to={addressee.slug}",
        },
    )
