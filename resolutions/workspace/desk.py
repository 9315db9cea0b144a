"""The moderator's desk: bodies that nobody has checked, what is no name at all before the others, and pairs alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from resolutions.models import Locality
from resolutions.vocabulary import AddresseeKind
from resolutions.web.paging import page_of
from resolutions.workspace.access import for_moderators
from resolutions.workspace.desk_presses import Refusal, press
from resolutions.workspace.desk_rows import ANYWHERE, Waiting, shown, targets, to_look_at, waiting

BODIES_ON_A_PAGE = 25
NO_SUCH_VALUE = {"invalid_choice": "Такого здесь нет: выберите из списка."}


class DeskFilter(forms.Form):
    q = forms.CharField(label="Название", required=False, max_length=200)
    place = forms.ChoiceField(label="Место", required=False, error_messages=NO_SUCH_VALUE)
    kind = forms.ChoiceField(
        label="Вид", required=False, choices=[("", "Любой"), *AddresseeKind.choices], error_messages=NO_SUCH_VALUE
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        named = Locality.objects.filter(addressees__in=to_look_at()).distinct()
        places = named.order_by("name_key").values_list("slug", "name")
        place.choices = [("", "Любое"), (ANYWHERE, "Не указано"), *places]


@dataclass(frozen=True)
class Typed:
    """What she had ticked and written when it could not be taken."""

    ticked: Collection[int] = ()
    target: str = ""
    names: Mapping[int, str] = field(default_factory=dict)
    refusal: str = ""


def page_that_is_left(paginator: Paginator[Waiting], number: str | None) -> Page[Waiting]:
    """As on every list; only that the last page may have been worked through."""
    try:
        return page_of(paginator, number)
    except Http404:
        if number and number.isascii() and number.isdigit():
            return paginator.page(paginator.num_pages)
        raise


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def desk(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return page(request, Typed(), 200)
    try:
        return press(request)
    except Refusal as refusal:
        typed = Typed(refusal.ticked, request.POST.get("target", ""), refusal.names, str(refusal))
        return page(request, typed, 409)


def page(request: HttpRequest, typed: Typed, status: int) -> HttpResponse:
    asked = DeskFilter(request.GET)
    is_right = asked.is_valid()
    rows: list[Waiting] = waiting(asked.cleaned_data) if is_right else []
    one = page_that_is_left(Paginator(rows, BODIES_ON_A_PAGE), request.GET.get("page"))
    bodies = shown([row.pk for row in one.object_list])
    for body in bodies:
        body.typed_name = typed.names.get(body.pk, "")
    context: dict[str, Any] = {
        "asked": asked,
        "is_filtered": any(asked.data.get(name) for name in asked.fields),
        "page": one,
        "total": one.paginator.count,
        "faulty": sum(bool(row.fault) for row in rows),
        "bodies": bodies,
        "targets": targets(bodies),
        "ticked": typed.ticked or [body.pk for body in bodies if "all" in request.GET and not body.fault],
        "target": typed.target,
        "refusal": typed.refusal,
    }
    return render(request, "workspace/desk.html", context, status=status if is_right else 400)
