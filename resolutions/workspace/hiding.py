"""«Скрыть личные данные»: the words, where they stand, then they are blacked out; and the way back."""

from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from resolutions.models import Forum, HiddenWords
from resolutions.permissions import rows
from resolutions.register.hiding import LONGEST, NOT_THERE, CannotHide, asked_words, hide_words
from resolutions.register.unhiding import show_words
from resolutions.register.where_hidden import other_forms, places_of
from resolutions.vocabulary import HidingReason
from resolutions.wording import plural
from resolutions.workspace.access import editor, for_people_who

SHOWN = 30  # places of the preview
PLACES = "место,места,мест"


class HidingForm(forms.Form):
    words = forms.CharField(
        label="Какие слова скрыть",
        required=False,  # said by the verb, in its words
        help_text="Как напечатаны, каждое имя, адрес или телефон с новой строки. Прописные буквы и пробелы не важны.",
        widget=forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea", "data-hidden-words": ""}),
    )
    reason = forms.ChoiceField(
        label="Что это",
        choices=HidingReason.choices,
        widget=forms.RadioSelect,
        initial=HidingReason.NAME,
    )
    note = forms.CharField(
        label="Почему (увидят только редакторы)",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "govuk-input"}),
    )

    def clean_words(self) -> str:
        """With the other forms that were ticked, a line each."""
        also = self.data.getlist("also") if hasattr(self.data, "getlist") else []
        words = "\n".join([self.cleaned_data["words"], *also])
        try:
            return "\n".join(asked_words(words[: LONGEST + 1]))
        except CannotHide as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_who("hide")
def hide(request: HttpRequest, slug: str) -> HttpResponse:
    forum = get_object_or_404(Forum.objects.filter(rows(editor(request), "hide")), slug=slug)
    if "show" in request.POST:
        return shown_again(request, forum)
    form = HidingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return page(request, forum, form, status=422 if form.errors else 200)
    words = form.cleaned_data["words"]
    if request.POST.get("op") != "hide":
        return preview(request, forum, form, words)
    try:
        hidden = hide_words(
            forum, words, HidingReason(form.cleaned_data["reason"]), editor(request), form.cleaned_data["note"]
        )
    except CannotHide as refusal:
        form.add_error("words", str(refusal))
        return page(request, forum, form, status=422)
    count = len(hidden.hiding.places)
    messages.success(request, f"Скрыто: {plural(count, PLACES)}. На сайте и в файлах этих слов больше нет.")
    for where, why in hidden.left:
        messages.warning(request, f"{where}: слова остались, {why}.")
    forum.refresh_from_db(fields=["slug"])  # it may be another one now
    return redirect("forum-hide", forum.slug)


def preview(request: HttpRequest, forum: Forum, form: HidingForm, words: str) -> HttpResponse:
    """Where they stand; the form goes along with the ticked forms among its words."""
    lines = asked_words(words)
    found = places_of(forum, lines)
    if not found:
        form.add_error("words", NOT_THERE)
        return page(request, forum, form, status=422)
    typed = HidingForm(initial=form.cleaned_data)
    places: dict[str, object] = {"places": found[:SHOWN], "more": len(found) - SHOWN, "total": len(found)}
    return page(request, forum, typed, found=places | {"forms_left": other_forms(forum, lines)})


def page(
    request: HttpRequest,
    forum: Forum,
    form: HidingForm,
    *,
    status: int = 200,
    found: Mapping[str, object] | None = None,
) -> HttpResponse:
    hidings = HiddenWords.objects.filter(forum=forum).newest_first()
    context = {"form": form, "forum": forum, "hidings": hidings, **(found or {})}
    return render(request, "workspace/hide.html", context, status=status)


def shown_again(request: HttpRequest, forum: Forum) -> HttpResponse:
    key = request.POST["show"]
    known = HiddenWords.objects.filter(forum=forum)
    hiding = get_object_or_404(known, pk=int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0)
    shown = show_words(hiding, editor(request))
    messages.success(request, f"Слова снова видны: {plural(shown.back, PLACES)}.")
    if shown.left:
        messages.warning(
            request,
            f"{plural(shown.left, PLACES)} с тех пор правили: там слова остались скрытыми. "
            "Впишите их сами или прочитайте документ заново.",
        )
    return redirect("forum-hide", forum.slug)
