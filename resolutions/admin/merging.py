"""The page on which a moderator says which of two rows stays: of two addressees, of two themes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View

from resolutions.admin.choosing import is_key
from resolutions.models import Addressee, Theme, User
from resolutions.permissions import may
from resolutions.register.merge import merge_addressees
from resolutions.register.themes import merge_themes


class MergeForm(forms.Form):
    keep = forms.ModelChoiceField(
        label="Остаётся",
        queryset=Addressee.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, rows: QuerySet[Model], unsaid: str, data: Any = None) -> None:
        super().__init__(data)
        keep = self.fields["keep"]
        assert isinstance(keep, forms.ModelChoiceField)
        keep.queryset = rows
        keep.error_messages["required"] = unsaid


class MergePage(View):
    """`unsaid`: what is said where nobody has said which one stays; `done`: what became of {absorb} and {keep}."""

    model_admin: Any = None
    verb: str
    template: str
    title: str
    unsaid: str
    done: str

    def with_what_tells_apart(self, rows: Any) -> Any:
        raise NotImplementedError

    def merge(self, keep: Any, absorb: Any, by: User) -> Model:
        raise NotImplementedError

    def differences(self) -> dict[str, bool]:
        """What should be looked at twice."""
        return {}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may(request.user, self.verb):
            raise PermissionDenied
        keys = [key for key in request.GET.getlist("row") if is_key(key)]
        rows = self.with_what_tells_apart(self.model_admin.get_queryset(request))
        self.pair = list(rows.filter(pk__in=keys).order_by("pk"))
        if len(self.pair) != 2:
            raise Http404
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]  # TemplateView answers with a TemplateResponse, ours with any

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        keep = form.cleaned_data["keep"]
        absorb = next(row for row in self.pair if row != keep)
        assert isinstance(request.user, User)
        try:
            keep = self.merge(keep, absorb, request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return self.page(request, form)
        messages.success(request, self.done.format(absorb=absorb, keep=keep))
        return redirect(self.address("change", keep.pk))

    def form(self, data: Any = None) -> MergeForm:
        model = self.model_admin.model
        return MergeForm(model.objects.filter(pk__in=[row.pk for row in self.pair]), self.unsaid, data)

    def address(self, screen: str, *keys: Any) -> str:
        return reverse(f"admin:resolutions_{self.model_admin.opts.model_name}_{screen}", args=keys)

    def page(self, request: HttpRequest, form: MergeForm) -> HttpResponse:
        return render(
            request,
            self.template,
            {
                **self.model_admin.admin_site.each_context(request),
                "title": self.title,
                "opts": self.model_admin.opts,
                "list_url": self.address("changelist"),
                "form": form,
                "pair": self.pair,
                **self.differences(),
            },
        )


class MergeAddressees(MergePage):
    verb = "merge"
    template = "admin/merge_addressees.html"
    title = "Объединение двух адресатов"
    unsaid = "Отметьте, какой адресат остаётся."
    done = "«{absorb}» объединён с «{keep}»: старый адрес ведёт на новый, названия сохранены."

    def with_what_tells_apart(self, rows: QuerySet[Addressee]) -> QuerySet[Addressee]:
        standing = Q(addressings__withdrawn_at__isnull=True)
        rows = rows.select_related("locality", "parent").annotate(addressed=Count("addressings", filter=standing))
        return rows.prefetch_related("aliases")

    def differences(self) -> dict[str, bool]:
        first, second = self.pair
        return {"places_differ": first.locality_id != second.locality_id, "kinds_differ": first.kind != second.kind}

    def merge(self, keep: Addressee, absorb: Addressee, by: User) -> Addressee:
        return merge_addressees(keep, absorb, by)


class MergeThemes(MergePage):
    verb = "merge_themes"
    template = "admin/merge_themes.html"
    title = "Объединение двух тем"
    unsaid = "Отметьте, какая тема остаётся."
    done = "«{absorb}» объединена с «{keep}»: её секции теперь там, старый адрес ведёт на новый."

    def with_what_tells_apart(self, rows: QuerySet[Theme]) -> QuerySet[Theme]:
        return rows.annotate(section_count=Count("sections"))

    def merge(self, keep: Theme, absorb: Theme, by: User) -> Theme:
        return merge_themes(keep, absorb, by)
