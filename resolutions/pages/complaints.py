"""«Сообщить об ошибке»: a form for anybody. Nothing is kept of who sends it; how often, a counter in memory knows."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from resolutions.models import Forum, Recommendation
from resolutions.models.complaint import LONGEST
from resolutions.register.complaints import complain
from resolutions.vocabulary import ComplaintKind
from resolutions.web.errors import absent
from resolutions.web.open_form import SENT, LongText, OpenForm, taken
from resolutions.web.remembering import remembered

MOST_IN_AN_HOUR = 10


class ComplaintForm(OpenForm):
    kind = forms.ChoiceField(
        label="Что не так",
        choices=ComplaintKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите, что не так."},
    )
    text = LongText(
        label="В чём дело",
        required=False,
        max_length=LONGEST,
        help_text=f"Как напечатано и как должно быть. До {LONGEST} знаков. Свои имя и адрес писать не нужно.",
        widget=forms.Textarea(attrs={"rows": 6, "class": "govuk-textarea"}),
        error_messages={"max_length": f"Получилось длиннее {LONGEST} знаков: сократите, пожалуйста."},
    )

    def clean(self) -> None:
        super().clean()
        # Private data need not be said once more.
        is_said = bool(self.cleaned_data.get("text")) or self.cleaned_data.get("kind") in (None, ComplaintKind.PRIVATE)
        if not is_said and "text" not in self.errors:
            self.add_error("text", "Напишите, в чём дело: без этого ошибку не найти.")


@require_http_methods(["GET", "HEAD", "POST"])
def forum_report(request: HttpRequest, slug: str) -> HttpResponse:
    forum = Forum.objects.readable().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    return report(request, forum, None)


@require_http_methods(["GET", "HEAD", "POST"])
def recommendation_report(request: HttpRequest, code: str) -> HttpResponse:
    rows = Recommendation.objects.readable().select_related("section__forum").with_way().with_rank()
    recommendation = rows.filter(code=code).first()
    if recommendation is None:
        raise absent(Recommendation.objects.was_public(code))
    return report(request, recommendation.section.forum, recommendation)


def report(request: HttpRequest, forum: Forum, recommendation: Recommendation | None) -> HttpResponse:
    form = ComplaintForm(request.POST if request.method == "POST" else None)
    status = taken(
        request,
        form,
        lambda said: complain(forum, recommendation, ComplaintKind(said["kind"]), said["text"]),
        counter="complaints",
        most=MOST_IN_AN_HOUR,
    )
    if status == SENT:
        return redirect("report-sent")
    context = {"form": form, "forum": forum, "recommendation": recommendation}
    return render(request, "resolutions/report.html", context, status=status)


@require_safe
@remembered()
def report_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/report_sent.html")
