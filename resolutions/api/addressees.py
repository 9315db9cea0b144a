"""Addressees: the directory, and one of them; a merged one's old address leads to the one it was merged into."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from rest_framework.request import Request

from resolutions.api.counting import counted
from resolutions.api.lists import ListView
from resolutions.api.open_view import OpenView
from resolutions.api.shapes import AddresseeDetails, AddresseeRecord, addressee_details, addressee_record
from resolutions.asking.filters import ListFilter
from resolutions.models import Addressee
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.web.errors import Gone


class AddresseeList(ListView[ListFilter, Addressee, AddresseeRecord]):
    operation = "listAddressees"
    title = "Адресаты"
    explanation = "Справочник тех, к кому обращаются, по видам и по алфавиту."
    record = AddresseeRecord
    filterset = ListFilter
    examples = ("page_size=5",)

    def everything(self) -> AddresseeQuerySet:
        return Addressee.objects.public().select_related("locality").in_order_of_kind()

    def records(self, rows: list[Addressee]) -> list[AddresseeRecord]:
        counts = counted("to", rows)
        return [addressee_record(row, counts.get(row.pk, 0)) for row in rows]


class AddresseeDetail(OpenView):
    operation = "getAddressee"
    title = "Адресат"
    explanation = "Один адресат: другие названия, во что входит, подразделения. Объединённый с другим: ответ 301."
    record = AddresseeDetails
    may_move = True

    def body(self, request: Request, **names: str) -> AddresseeDetails | HttpResponsePermanentRedirect:
        public = Addressee.objects.public()
        addressee = public.select_related("locality").with_relatives(public).filter(slug=names["slug"]).first()
        if addressee is None:
            return self.elsewhere(names["slug"])
        counts = counted("to", [addressee])
        departments = addressee.departments.public().order_by("name_key", "pk")
        return addressee_details(addressee, counts.get(addressee.pk, 0), list(departments))

    def elsewhere(self, slug: str) -> HttpResponsePermanentRedirect:
        kept = Addressee.objects.public().filter(absorbed__slug=slug).first()
        if kept:
            return HttpResponsePermanentRedirect(reverse("api-addressee-detail", args=[kept.slug]))
        is_there = Addressee.objects.filter(slug=slug).exists()
        raise Gone if not is_there and Addressee.objects.was_public(slug) else Http404
