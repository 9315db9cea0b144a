"""The page on which a moderator says which of two addressees stays."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from resolutions.admin.choosing import is_key
from resolutions.models import Addressee, User
from resolutions.permissions import may
from resolutions.register.merge import CannotMerge, merge_addressees


class MergeForm(forms.Form):
    keep = forms.ModelChoiceField(
        label="Остаётся",
        queryset=Addressee.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Отметьте, какой адресат остаётся."},
    )

    def __init__(self, pair: list[Addressee], data: Any = None) -> None:
        super().__init__(data)
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ModelChoiceField)
        keep.queryset = Addressee.objects.filter(pk__in=[row.pk for row in pair])


class MergePage(View):
    model_admin: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, "merge"):
            raise PermissionDenied
        keys = [key for key in request.GET.getlist("row") if is_key(key)]
        rows = self.model_admin.get_queryset(request).select_related("locality", "parent")
        standing = Q(addressings__withdrawn_at__isnull=True)
        rows = rows.annotate(addressed=Count("addressings", filter=standing)).prefetch_related("aliases")
        self.pair = list(rows.filter(pk__in=keys).order_by("pk"))
        if len(self.pair) != 2:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # TemplateView answers with a TemplateResponse, ours with any

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, MergeForm(self.pair))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MergeForm(self.pair, request.POST)
        if not form.is_valid():
            return self.page(request, form)
        keep = form.cleaned_data["keep"]
        absorb = next(row for row in self.pair if row != keep)
        assert isinstance(request.user, User)
        try:
            keep = merge_addressees(keep, absorb, by=request.user)
        except CannotMerge as refusal:
            form.add_error(None, refusal)
            return self.page(request, form)
        told = f"«{absorb}» объединён с «{keep}»: старый адрес ведёт на новый, названия сохранены."
        messages.success(request, told)
        return redirect("admin:resolutions_addressee_change", keep.pk)

    def page(self, request: HttpRequest, form: MergeForm) -> HttpResponse:
        first, second = self.pair
        return render(
            request,
            "admin/merge_addressees.html",
            {
                **self.model_admin.admin_site.each_context(request),
                "title": "Объединение двух адресатов",
                "opts": Addressee._meta,
                "form": form,
                "pair": self.pair,
                "places_differ": first.locality_id != second.locality_id,
                "kinds_differ": first.kind != second.kind,
            },
        )
