"""What a section is about, said where one reads it: for who may correct the forum, and for moderators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.models import Section, Theme
from resolutions.permissions import rows
from resolutions.register.authorship import last_change
from resolutions.register.themes import ThemesChanged, assign_themes
from resolutions.review.proposed import proposed_for
from resolutions.web.typed import stored_nowhere
from resolutions.workspace.access import LONGEST_KEY, editor, for_people_who


class ThemesForm(forms.Form):
    """`seen`: the themes that the section had when the form was shown."""

    themes = forms.ModelMultipleChoiceField(
        label="Темы", queryset=Theme.objects.none(), to_field_name="slug", required=False
    )
    seen = forms.CharField(required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        offered = self.fields["themes"]
        assert isinstance(offered, forms.ModelMultipleChoiceField)
        offered.queryset = Theme.objects.current()


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_who("assign_themes")
def section_themes(request: HttpRequest, pk: int) -> HttpResponse:
    section = hers(request).filter(pk=pk).first() if len(str(pk)) <= LONGEST_KEY else None
    if section is None:
        raise Http404
    if request.method != "POST":
        return page(request, section, {theme.slug for theme in section.themes_shown})
    form = ThemesForm(request.POST)
    if not form.is_valid():
        return page(request, section, set(request.POST.getlist("themes")), status=422, errors=form.errors["themes"])
    chosen = form.cleaned_data["themes"]
    try:
        has_changed = assign_themes(section, chosen, editor(request), seen=form.cleaned_data["seen"].split())
    except ThemesChanged:
        by = last_change(section)
        return stored_nowhere(page(request, section, {theme.slug for theme in chosen}, status=409, changed_by=by))
    messages.success(request, "Темы секции изменены." if has_changed else "Темы секции те же.")
    return redirect(section)


def hers(request: HttpRequest) -> QuerySet[Section]:
    may = rows(editor(request), "assign_themes", "forum__organizer")
    return Section.objects.filter(may, forum__deleted_at__isnull=True).for_listing()


def page(
    request: HttpRequest,
    section: Section,
    ticked: set[str],
    *,
    status: int = 200,
    errors: Any = (),
    changed_by: str = "",
) -> HttpResponse:
    now = list(section.themes.order_by("name_key"))
    proposed = proposed_for(section)
    of_words = {one.theme.pk for one in proposed}
    context = {
        "section": section,
        "forum": section.forum,
        "themes": [(theme, theme.slug in ticked, theme.pk in of_words) for theme in Theme.objects.current()],
        "seen": " ".join(sorted(theme.slug for theme in now)),
        "now": now,
        "proposed": proposed,
        "changed_by": changed_by,
        "errors": errors,
    }
    return render(request, "workspace/section_themes.html", context, status=status)
