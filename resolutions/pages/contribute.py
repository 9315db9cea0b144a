"""«Как добавить свою резолюцию»: what the register is to an organisation, and a form by which she asks to be let in."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from resolutions.models.offer import LONGEST
from resolutions.outside.snippets import Snippet
from resolutions.pages.consents import Consent, consent_page
from resolutions.register.offers import CONSENT_VERSIONS, offer
from resolutions.web.open_form import SENT, LongText, OpenForm, taken
from resolutions.web.remembering import remembered
from resolutions.web.throttling import visitor_address

MOST_IN_AN_HOUR = 5
CONSENT = Consent(
    title="Согласие на обработку данных в заявке",
    description="На что соглашается тот, кто просит добавить резолюцию: что хранится, зачем, сколько и как удалить.",
    route="offer-consent",
    texts="resolutions/consent/offer",
    versions=CONSENT_VERSIONS,
)


def line(label: str, required: str, autocomplete: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete, "class": "govuk-input"}),
        error_messages={"required": required, "max_length": "Получилось длиннее 200 знаков: сократите, пожалуйста."},
    )


class OfferForm(OpenForm):
    organisation = line("Организация", "Напишите, как называется организация.", "organization")
    person = line("Как к вам обращаться", "Напишите, как к вам обращаться.", "name")
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        help_text="Только для ответа на заявку.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "govuk-input"}),
        error_messages={
            "required": "Укажите адрес почты: на него ответят.",
            "invalid": "Проверьте адрес: он должен выглядеть как name@example.ru.",
        },
    )
    resolution = LongText(
        label="Что за резолюция",
        max_length=LONGEST,
        help_text=f"Какой форум, где и когда прошёл; ссылка на документ, если он есть в сети. До {LONGEST} знаков.",
        widget=forms.Textarea(attrs={"rows": 6, "class": "govuk-textarea"}),
        error_messages={
            "required": "Напишите, что за резолюция: какой форум, где и когда.",
            "max_length": f"Получилось длиннее {LONGEST} знаков: сократите, пожалуйста.",
        },
    )
    consent = forms.BooleanField(
        label="Даю согласие на обработку данных из этой заявки",
        error_messages={"required": "Без согласия мы не можем хранить заявку. Отметьте его, если согласны."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: HttpRequest) -> HttpResponse:
    form = OfferForm(request.POST if request.method == "POST" else None)

    def send(said: dict[str, Any]) -> None:
        words = {name: said[name] for name in ("organisation", "person", "email", "resolution")}
        offer(**words, consent_from=visitor_address(request))

    status = taken(request, form, send, counter="offers", most=MOST_IN_AN_HOUR)
    if status == SENT:
        return redirect("offer-sent")
    snippet = Snippet(
        title="Как добавить свою резолюцию",
        description="Для общественных организаций: что даёт реестр, что нужно и как попросить добавить резолюцию.",
        path=request.path,
    )
    return render(request, "resolutions/contribute.html", {"snippet": snippet, "form": form}, status=status)


@require_safe
@remembered()
def offer_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "resolutions/offer_sent.html")


@require_safe
@remembered()
def consent(request: HttpRequest, version: str = CONSENT_VERSIONS[0]) -> HttpResponse:
    return consent_page(request, CONSENT, version)
