"""E-mail subscriptions without an account: asking, the page behind the link of a mail, leaving, and the consent.

A GET changes nothing: programs open the links of mails before people do.
"""

from typing import TypedDict

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from resolutions.asking.chosen import canonical_query, in_words, kept_filter
from resolutions.asking.filters import RecommendationFilter
from resolutions.following import subscribing
from resolutions.following.consent import CURRENT, VERSIONS
from resolutions.following.links import key_in, token_of
from resolutions.models import Recommendation, Subscription
from resolutions.models.subscription import UNCONFIRMED
from resolutions.pages.consents import Consent, consent_page
from resolutions.vocabulary import Frequency
from resolutions.web.errors import bad_parameters
from resolutions.web.remembering import remembered
from resolutions.web.throttling import counted_as, visitor_address
from resolutions.work.after_response import see_to
from resolutions.work.kinds import MAIL

CONSENT = Consent(
    title="Согласие на обработку адреса почты",
    description="На что соглашается подписчик: зачем нужен его адрес, сколько хранится и как его удалить.",
    route="consent",
    texts="resolutions/consent",
    versions=VERSIONS,
)


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(
        label="Как часто присылать",
        choices=Frequency.choices,
        widget=forms.RadioSelect,
        initial=Frequency.WEEKLY,
        help_text="Не чаще, и только когда появилось новое.",
    )


class SubscribeForm(FrequencyForm):
    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "class": "govuk-input"}),
        error_messages={
            "required": "Укажите адрес почты.",
            "invalid": "Проверьте адрес: он должен выглядеть как name@example.ru.",
        },
    )
    consent = forms.BooleanField(
        label="Даю согласие на обработку моего адреса почты для этой рассылки",
        error_messages={"required": "Без согласия мы не можем хранить ваш адрес. Отметьте его, если согласны."},
    )
    field_order = ("email", "frequency", "consent")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        try:
            subscribing.require_mailbox(email)
        except subscribing.CannotSubscribe as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return email


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """To the filter in the address."""
    found = RecommendationFilter(request.GET, Recommendation.objects.public())
    if not found.is_valid():
        return bad_parameters(request, found.problems)
    query = canonical_query(found)
    form = SubscribeForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            subscribing.ask(
                email=form.cleaned_data["email"],
                query=query,
                frequency=form.cleaned_data["frequency"],
                visitor=visitor_address(request),
                counted=counted_as(request),
                at=timezone.now(),
            )
        except subscribing.CannotSubscribe as refusal:
            form.add_error(None, str(refusal))
            status = 429 if isinstance(refusal, subscribing.TooManyRequests) else 400
        else:
            see_to(MAIL)
            return redirect("subscribe-sent")
    return render(
        request,
        "subscriptions/subscribe.html",
        {
            "form": form,
            "filter": in_words(found),
            "total": found.found.count(),
            "list_url": list_url(query),
            "is_of_forums": bool(found.chosen("forum") or found.chosen("section")),
        },
        status=status,
    )


@require_safe
@remembered()
def mail_on_its_way(request: HttpRequest) -> HttpResponse:
    """The same words whether a mail was due or not."""
    return render(request, "subscriptions/sent.html", {"days": UNCONFIRMED.days})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link of a mail: the button that confirms; afterwards how often mails come, and the way out."""
    row = subscription_behind(token)
    if row is None:
        return gone(request)
    now = timezone.now()
    if request.method == "POST" and "confirm" in request.POST:
        subscribing.confirm(row, now)
        see_to(MAIL)
        return redirect("subscription", token=token)
    form = FrequencyForm(request.POST or None, initial={"frequency": row.frequency})
    if request.method == "POST" and row.confirmed_at and form.is_valid():
        subscribing.change_frequency(row, form.cleaned_data["frequency"])
        return redirect("subscription", token=token)
    return render(
        request,
        "subscriptions/subscription.html",
        {
            "subscription": row,
            "address": half_hidden(row.email),
            "form": form,
            **filter_of(row),
            "unsubscribe_url": reverse("unsubscribe", args=[token]),
        },
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A mail program may press the button by itself (RFC 8058), with neither cookies nor our form.

    The signed link is what counts, so a form of another site could do nothing that its sender could not do anyway.
    """
    row = subscription_behind(token)
    if row is None:
        return gone(request)
    if request.method == "POST":
        subscribing.unsubscribe(row)
        return render(request, "subscriptions/gone.html", {**filter_of(row), "has_just_left": True})
    return render(
        request,
        "subscriptions/unsubscribe.html",
        {"subscription": row, "address": half_hidden(row.email), **filter_of(row), "page_url": page_url(row)},
    )


@require_safe
@remembered()
def consent(request: HttpRequest, version: str = CURRENT) -> HttpResponse:
    return consent_page(request, CONSENT, version)


def subscription_behind(token: str) -> Subscription | None:
    """None if it is no more; a link that is not ours leads nowhere."""
    key = key_in(token)
    if key is None:
        raise Http404
    row = Subscription.objects.filter(key=key).first()
    if row is None or row.confirmed_at:
        return row
    return row if row.consent_at > timezone.now() - UNCONFIRMED else None


def gone(request: HttpRequest) -> HttpResponse:
    """There is no such address here any more, which is all that whoever comes to leave wants."""
    return render(request, "subscriptions/gone.html")


class FilterShown(TypedDict):
    filter: list[dict[str, str]] | None  # None if it can find nothing any more
    list_url: str
    subscribe_url: str


def filter_of(row: Subscription) -> FilterShown:
    found = kept_filter(row.query)
    return {
        "filter": in_words(found) if found else None,
        "list_url": list_url(row.query),
        "subscribe_url": f"{reverse('subscribe')}?{row.query}",
    }


def list_url(query: str) -> str:
    return reverse("recommendation-list") + (f"?{query}" if query else "")


def page_url(row: Subscription) -> str:
    return reverse("subscription", args=[token_of(row)])


def half_hidden(email: str) -> str:
    """«an…@example.org»: a mail is passed on, and the page behind its link should not tell whose it was."""
    name, _, domain = email.rpartition("@")
    return f"{name[:2]}…@{domain}"
