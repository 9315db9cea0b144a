"""«Настройки вида»: text size, contrast and spacing, kept in one first-party cookie."""

from dataclasses import dataclass, fields

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

COOKIE = "view"
COOKIE_AGE = 365 * 24 * 3600

CHOICES = {
    "text": {"": "Обычный", "150": "Крупный", "200": "Очень крупный"},
    "contrast": {
        "": "Как на устройстве",
        "light": "Светлые",
        "dark": "Светлое на чёрном",
        "sepia": "Чёрное на бежевом",
    },
    "spacing": {"": "Обычное", "wide": "Увеличенное"},
}


@dataclass(frozen=True)
class ViewSettings:
    text: str = ""
    contrast: str = ""
    spacing: str = ""

    @classmethod
    def from_cookie(cls, cookie: str) -> "ViewSettings":
        """«150.dark.wide»; whatever is not one of the choices counts as the usual."""
        values = dict(zip(CHOICES, cookie.split("."), strict=False))
        return cls(**{name: value for name, value in values.items() if value in CHOICES[name]})

    def to_cookie(self) -> str:
        return ".".join(getattr(self, field.name) for field in fields(self))

    @property
    def html_classes(self) -> str:
        return " ".join(
            f"{field.name}-{getattr(self, field.name)}" for field in fields(self) if getattr(self, field.name)
        )


def settings_of(request: HttpRequest) -> ViewSettings:
    """As ViewSettingsMiddleware has read them; the usual ones where it never came to that."""
    current: ViewSettings = getattr(request, "view_settings", ViewSettings())
    return current


class ViewSettingsForm(forms.Form):
    text = forms.ChoiceField(label="Размер текста", choices=CHOICES["text"], widget=forms.RadioSelect, required=False)
    contrast = forms.ChoiceField(label="Цвета", choices=CHOICES["contrast"], widget=forms.RadioSelect, required=False)
    spacing = forms.ChoiceField(
        label="Расстояние между строками и буквами",
        choices=CHOICES["spacing"],
        widget=forms.RadioSelect,
        required=False,
    )


def safe_next(request: HttpRequest, address: str | None) -> str:
    """The page to go back to, if it is one of ours; else the front page."""
    whole, short = address or "", (address or "").partition("?")[0]  # a very long filter is more than Django checks
    for wanted in (whole, short):
        if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            return wanted if wanted.startswith(("/", "http")) else "/"
    return "/"


@require_http_methods(["GET", "HEAD", "POST"])
def edit_view_settings(request: HttpRequest) -> HttpResponse:
    current = settings_of(request)
    form = ViewSettingsForm(request.POST or None, initial={name: getattr(current, name) for name in CHOICES})
    if request.method == "POST" and form.is_valid():
        response = redirect(safe_next(request, request.POST.get("next")))
        response.set_cookie(
            COOKIE,
            ViewSettings(**form.cleaned_data).to_cookie(),
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response
    came_from = request.POST.get("next") or request.GET.get("next") or request.headers.get("Referer", "")
    return render(request, "resolutions/view_settings.html", {"form": form, "next": safe_next(request, came_from)})
